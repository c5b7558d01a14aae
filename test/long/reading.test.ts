import claimModel from '../../server/models/claims.json';
import { createDraftReader } from '../../server/src/draft/index.js';
import { createReaderFactory } from '../../server/src/read.js';
import { testEnglish, testWeights } from '../support/english.js';

/** Ends, whatever the machine: `npm run bench:reading -- --growth` measures how the time grows. */
describe('the reading of ten megabytes', () => {
  const createReader = createReaderFactory({ english: testEnglish(), claimModel, ...testWeights() });
  const read = (text: string): void => {
    createReader().read(createDraftReader().read(text, 'plaintext'));
  };

  for (const [name, character] of [
    ['one letter', 'a'],
    ['capitals', 'A'],
    ['full stops', '.'],
    ['opening quotation marks', '“'],
    ['straight quotation marks', '"'],
    ['apostrophes', '’'],
    ['brackets', '('],
    ['square brackets', '['],
    ['digits', '1'],
    ['line breaks', '\n'],
    ['combining marks', '\u0301'],
    ['surrogate pairs', '😀'],
    ['halves of surrogate pairs', '\ud83d'],
  ] as const)
    it(`of nothing but ${name} comes to an end`, () => read(character.repeat(10_000_000 / character.length))).timeout(120_000);

  for (const piece of ['A ', '“a” ', '"a ', "'a ", '( ', 'Lee ', 'the senator ', 'Ann Lee said so. ', 'who '])
    it(`of one megabyte of ${JSON.stringify(piece)} comes to an end`, () => read(piece.repeat(1_000_000 / piece.length))).timeout(120_000);
});
