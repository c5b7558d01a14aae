import assert from 'node:assert/strict';
import fc from 'fast-check';
import claimModel from '../../server/models/claims.json';
import { attributeBlock, type Carry, NO_CARRY } from '../../server/src/attribution/attribute.js';
import { createAttributionLexicon } from '../../server/src/attribution/lexicon.js';
import { createSequenceReader } from '../../server/src/attribution/sequence/index.js';
import type { Attribution } from '../../server/src/attribution/types.js';
import { createDraftReader } from '../../server/src/draft/index.js';
import type { Draft, Span } from '../../server/src/draft/types.js';
import { toOriginal } from '../../server/src/draft/view.js';
import { createReaderFactory } from '../../server/src/read.js';
import type { Reading } from '../../server/src/reading.js';
import { testEnglish, testWeights } from '../support/english.js';

const english = testEnglish();
const weights = testWeights();
const createReader = createReaderFactory({ english, claimModel, ...weights });

const draftOf = (text: string): Draft => createDraftReader().read(text, 'plaintext');
const read = (text: string): Reading => createReader().read(draftOf(text));

const paragraph = fc
  .array(
    fc.constantFrom(
      ...[
        'Ana Ruiz',
        'Mr. Tan',
        'she',
        'who',
        'The ministry',
        'Critics',
        'a report',
        'said',
        'said that',
        'told reporters',
        'according to',
        'reportedly',
        'is believed to',
      ],
      ...[
        'the talks are over',
        'it will cost jobs',
        ',',
        '.',
        '?',
        ':',
        '—',
        '“',
        '”',
        '"',
        "'",
        '‘',
        '’',
        '«',
        '»',
        '(',
        ')',
        'Erdoğan',
        'Łódź',
        'e\u0301',
        '😀',
        '\ud83d',
        '\ufeff',
      ],
    ),
    { minLength: 1, maxLength: 24 },
  )
  .map(words => words.join(' '));
const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 6 });

function partsOf({ source, cue, content }: Pick<Attribution, 'source' | 'cue' | 'content'>): Span[] {
  return [...(source ? [source] : []), ...(cue ? [cue] : []), ...content].sort((a, b) => a.start - b.start);
}

describe('a reading', () => {
  it('has spans that slice to whole words of the draft, and parts of an attribution that do not overlap', () => {
    fc.assert(
      fc.property(paragraphs, written => {
        const text = written.join('\n\n');
        for (const { block, english: of, attributions, quotations } of read(text).blocks) {
          const tokens = of.sentences.flatMap(sentence => sentence.tokens);
          const starts = new Set(tokens.map(token => token.start));
          const ends = new Set(tokens.map(token => token.end));
          for (const token of tokens) {
            const { start, end } = toOriginal(block, token);
            assert.equal(text.slice(start, end), token.text);
          }
          for (const attribution of attributions) {
            let last = 0;
            for (const part of partsOf(attribution)) {
              assert.ok(starts.has(part.start) && ends.has(part.end) && part.start < part.end);
              assert.ok(part.start >= last);
              last = part.end;
            }
          }
          for (const { start, end, inner } of quotations) assert.ok(start <= inner.start && inner.start <= inner.end && inner.end <= end);
        }
      }),
      { numRuns: 100 },
    );
  }).timeout(20_000);

  it('of a block follows from its text and what the block before hands on, and from nothing else', () => {
    const lexicon = createAttributionLexicon();
    const reader = weights.attributionWeights && createSequenceReader(weights.attributionWeights, english, lexicon);
    fc.assert(
      fc.property(paragraphs, written => {
        let carry: Carry = NO_CARRY;
        for (const { block, attributions, quotations } of read(written.join('\n\n')).blocks) {
          // What is handed on is plain data: a copy of it does as well.
          const alone = attributeBlock(english, lexicon, english.read(block.view.text), JSON.parse(JSON.stringify(carry)) as Carry, reader);
          assert.deepEqual(
            attributions.map(a => [a.kind, a.cueKind, a.source, a.cue, a.content, a.span]),
            alone.attributions.map(a => [a.kind, a.cueKind, a.source, a.cue, a.content, a.span]),
          );
          assert.deepEqual(quotations, alone.quotations);
          carry = block.kind === 'heading' || block.kind === 'headline' || block.kind === 'byline' ? NO_CARRY : alone.carry;
        }
      }),
      { numRuns: 40 },
    );
  }).timeout(20_000);

  it('never throws, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => void read(text)),
      { numRuns: 100 },
    );
  }).timeout(20_000);

  /** Sources, cues and contents with their words as they stand in the draft. */
  const words = (text: string): string[] =>
    read(text).blocks.flatMap(({ block, attributions }) =>
      attributions.map(({ source, cue, content }) =>
        [source, cue, ...content]
          .map(span => {
            if (!span) return '-';
            const { start, end } = toOriginal(block, span);
            return text.slice(start, end);
          })
          .join(' | '),
      ),
    );

  const unicode: readonly (readonly [string, string, string])[] = [
    ['letters beyond Latin-1', '“It is over,” Recep Erdoğan said.', 'Recep Erdoğan | said | “It is over,”'],
    ['more of them', '“It is over,” Łukasz Wałęsa of Gdańsk said.', 'Łukasz Wałęsa of Gdańsk | said | “It is over,”'],
    ['combining marks', '“It is over,” Jose\u0301 Pe\u0301rez said.', 'Jose\u0301 Pe\u0301rez | said | “It is over,”'],
    ['surrogate pairs before the words', 'The 😀😀 port closed. “It is over,” Ana Ruiz said.', 'Ana Ruiz | said | “It is over,”'],
    ['surrogate pairs within the words', '“It is 𝓐 over 👩‍👧,” Ana Ruiz said.', 'Ana Ruiz | said | “It is 𝓐 over 👩‍👧,”'],
    ['a byte order mark', '\ufeff“It is over,” Ana Ruiz said.', 'Ana Ruiz | said | “It is over,”'],
    ['a byte order mark within', '“It is over,”\ufeff Ana Ruiz said.', 'Ana Ruiz | said | “It is over,”'],
    ['a line separator', '“It is over,”\u2028Ana Ruiz said.', 'Ana Ruiz | said | “It is over,”'],
    ['no-break spaces', '“It is\u00a0over,”\u00a0Ana\u00a0Ruiz\u00a0said.', 'Ana\u00a0Ruiz | said | “It is\u00a0over,”'],
    ['narrow no-break spaces', '«\u202fIt is over\u202f», Ana Ruiz said.', 'Ana Ruiz | said | «\u202fIt is over\u202f»'],
    ['carriage returns', 'The port closed.\r\n\r\n“It is over,” Ana Ruiz said.\r\n', 'Ana Ruiz | said | “It is over,”'],
  ];
  for (const [name, text, expected] of unicode)
    it(`keeps the places of words beside ${name}`, function () {
      if (!weights.attributionWeights) this.skip();
      assert.deepEqual(words(text), [expected]);
    });
});
