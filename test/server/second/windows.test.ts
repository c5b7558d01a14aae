import assert from 'node:assert/strict';
import fc from 'fast-check';
import claimModel from '../../../server/models/claims.json';
import { createDraftReader } from '../../../server/src/draft/index.js';
import { createReaderFactory } from '../../../server/src/read.js';
import { createWindowCutter, type PieceVocabulary } from '../../../server/src/second/windows.js';
import type { PlaceMarker } from '../../../server/src/second/words.js';
import { testEnglish, testWeights } from '../../support/english.js';

const PLACES: readonly PlaceMarker[] = ['headline', 'lead', 'early', 'body', 'heading', 'listItem', 'blockQuotation', 'caption', 'other'];
const FIRST_LETTER = 100;
const budgets = { before: 12, after: 6, most: 40, headline: 5, word: 3 };

/** A piece for each letter of a word. */
const vocabulary: PieceVocabulary = {
  pieces: word => [...word].map(letter => FIRST_LETTER + ((letter.codePointAt(0) ?? 0) % 1000)),
  first: 1,
  last: 2,
  sentence: 3,
  places: Object.fromEntries(PLACES.map((place, i) => [place, 10 + i])) as Record<PlaceMarker, number>,
};

const createReader = createReaderFactory({ english: testEnglish(), claimModel, ...testWeights() });
const line = fc.oneof(
  fc.constantFrom(
    'The mayor said no.',
    'Critics say it cost more. It did not. He left!',
    '# A headline',
    '> Set off.',
    '- an item',
    '***',
    '',
    '“We shall see,” she said.',
  ),
  fc.string({ maxLength: 30 }),
);
const drafts = fc.array(line, { maxLength: 14 }).map(lines => lines.join('\n\n'));
const readingOf = (text: string) => createReader().read(createDraftReader().read(text, 'markdown'));

describe('the windows of the second reading', function () {
  this.timeout(30_000);

  it('judge every sentence once, at its own marker and the first pieces of its words', () => {
    fc.assert(
      fc.property(drafts, text => {
        const reading = readingOf(text);
        const judged = createWindowCutter(
          vocabulary,
          budgets,
        )(reading).flatMap(({ block, window }) =>
          window.sentences.map(sentence => {
            const { tokens } = reading.blocks[block + sentence.block]?.english.sentences[sentence.index] ?? { tokens: [] };
            assert.equal(window.ids[sentence.marker], vocabulary.sentence);
            sentence.words.forEach((piece, i) => {
              assert.equal(window.ids[piece], vocabulary.pieces(tokens[i]?.lower ?? '')[0]);
            });
            return `${block + sentence.block} ${sentence.index}`;
          }),
        );
        const all = reading.blocks.flatMap((block, b) => block.english.sentences.map((_, s) => `${b} ${s}`));
        assert.deepEqual(judged, all);
      }),
      { numRuns: 150 },
    );
  });

  it('are no longer than the budgets allow', () => {
    fc.assert(
      fc.property(drafts, text => {
        const most = budgets.before + budgets.after + budgets.most + budgets.headline + 24;
        for (const { window } of createWindowCutter(vocabulary, budgets)(readingOf(text))) {
          assert.ok(window.ids.length <= most, `${window.ids.length} pieces`);
          assert.equal(window.ids.length, window.features.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same after edits as from scratch, and the same objects where nothing has changed', () => {
    fc.assert(
      fc.property(fc.array(drafts, { minLength: 2, maxLength: 4 }), texts => {
        const cut = createWindowCutter(vocabulary, budgets);
        const reader = createReader();
        const draftReader = createDraftReader();
        for (const text of texts) {
          const placed = cut(reader.read(draftReader.read(text, 'markdown')));
          assert.deepEqual(placed, createWindowCutter(vocabulary, budgets)(readingOf(text)));
        }
        const reading = reader.read(draftReader.read(texts.at(-1) ?? '', 'markdown'));
        const again = cut(reading);
        cut(reading).forEach(({ window }, i) => {
          assert.equal(window, again[i]?.window);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('change only near an edit', () => {
    const paragraphs = Array.from({ length: 60 }, (_, i) => `Paragraph ${'abcdefghijklmnopqrst'[i % 20]}${i} says what it says.`);
    const cut = createWindowCutter(vocabulary, budgets);
    const before = new Set(cut(readingOf(paragraphs.join('\n\n'))).map(({ window }) => window.key));
    paragraphs[5] = `${paragraphs[5]} And more than that, at some length.`;
    const fresh = cut(readingOf(paragraphs.join('\n\n'))).filter(({ window }) => !before.has(window.key));
    assert.ok(fresh.length > 0 && fresh.length < 15, `${fresh.length} new windows`);
  });
});
