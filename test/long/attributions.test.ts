import { existsSync, readFileSync } from 'node:fs';
import { attributeBlock, NO_CARRY } from '../../server/src/attribution/attribute.js';
import { createAttributionLexicon } from '../../server/src/attribution/lexicon.js';
import { createSequenceReader, type SequenceReader } from '../../server/src/attribution/sequence/index.js';
import { testEnglish } from '../support/english.js';

const WEIGHTS = 'server/models/attribution.bin';

const english = testEnglish();
const lexicon = createAttributionLexicon();

describe('the trained reading of who says what', () => {
  let reader: SequenceReader;
  before(function () {
    if (!existsSync(WEIGHTS)) this.skip();
    reader = createSequenceReader(readFileSync(WEIGHTS), english, lexicon);
  });

  for (const [name, character] of [
    ['quotation marks', '“'],
    ['straight quotation marks', '"'],
    ['brackets', '('],
    ['capitals', 'A'],
    ['commas', ', '],
    ['speakers', 'he said '],
  ] as const)
    it(`comes to an end on 300,000 characters of ${name}`, function () {
      this.timeout(60_000);
      attributeBlock(english, lexicon, english.read(character.repeat(300_000 / character.length)), NO_CARRY, reader);
    });
});
