import assert from 'node:assert/strict';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { semanticTokens, semanticTokensLegend } from '../../../server/src/features/semanticTokens.js';
import { expectRanges, type FeatureDraft, readMarked } from '../../support/features.js';

/** The tokens as an editor decodes them, labelled by type and modifiers. */
function decode({ read }: FeatureDraft) {
  const { data } = semanticTokens(read);
  const tokens = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    const modifiers = semanticTokensLegend.tokenModifiers.filter((_, bit) => bits & (1 << bit));
    const range = { start: { line, character }, end: { line, character: character + length } };
    tokens.push({ range, label: [semanticTokensLegend.tokenTypes[type], ...modifiers].join(' ') });
  }
  return tokens;
}

function expectTokens(marked: string, language?: DraftLanguage): void {
  const draft = readMarked(marked, language);
  expectRanges(draft, decode(draft));
}

describe('semantic tokens', () => {
  it('tell source, cue and claim apart', () => {
    expectTokens(`
      Mayor Ann Lee said the pier was closed on Monday.
      ^^^^^^^^^^^^^ source
                    ^^^^ cue
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ claim attributed
    `);
  });

  it('keep a quotation out of the claim in which it stands', () => {
    expectTokens(`
      Ann Lee said the pier was “old and rotten” below the water.
      ^^^^^^^ source
              ^^^^ cue
                   ^^^^^^^^^^^^^ claim attributed
                                ^^^^^^^^^^^^^^^^ quotation
                                                ^^^^^^^^^^^^^^^^ claim attributed
    `);
  });

  it('say of a source that it has no name', () => {
    expectTokens(`
      A senior official said the pier was closed.
      ^^^^^^^^^^^^^^^^^ source unnamed
                        ^^^^ cue
                             ^^^^^^^^^^^^^^^^^^^ claim attributed
    `);
  });

  it('say of a claim that it is cited', () => {
    expectTokens(`
      The port handled 1.4 million containers last year [@port].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ claim cited
    `);
  });

  it('say of a claim that it has no source', () => {
    expectTokens(`
      The operator clearly wants to break the union before the summer season, and the row could spread to the ferry docks next week.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ claim unsourced
    `);
  });

  it('are split by lines', () => {
    expectTokens(`
      Ann Lee said the pier
      ^^^^^^^ source
              ^^^^ cue
                   ^^^^^^^^ claim attributed
      was closed on Monday.
      ^^^^^^^^^^^^^^^^^^^^ claim attributed
    `);
  });

  it('leave the prefix of a line out', () => {
    expectTokens(`
      > The pier
        ^^^^^^^^ quotation
      > was closed.
        ^^^^^^^^^^^ quotation
    `);
  });

  it('leave markup out', () => {
    expectTokens(`
      Ann **Lee** said the pier was closed.
      ^^^^ source
            ^^^ source
                  ^^^^ cue
                       ^^^^^^^^^^^^^^^^^^^ claim attributed
    `);
  });

  it('take an entity whole', () => {
    const draft = readMarked('<p>Ann Lee said the pier &amp; the quay were closed.</p>', 'html');
    const words = decode(draft).map(({ range }) => draft.read.document.getText(range));
    assert.deepEqual(words, ['Ann Lee', 'said', 'the pier &amp; the quay were closed']);
  });
});
