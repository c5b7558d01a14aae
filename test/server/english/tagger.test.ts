import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createEnglish } from '../../../server/src/english/index.js';
import { decodeTaggerWeights, encodeTaggerWeights, type TaggerWeights } from '../../../server/src/english/taggerWeights.js';
import { testEnglish } from '../../support/english.js';

const WEIGHTS: TaggerWeights = {
  tagCount: 17,
  dictionary: [
    { key: 5, tags: 0b11, certain: false },
    { key: 70_000, tags: 0b1000, certain: true },
  ],
  keys: Int32Array.of(1, 130, 16_000_000),
  rows: Int8Array.from({ length: 3 * 17 }, (_, i) => (i % 5 === 0 ? i - 25 : 0)),
};

describe('weights of the tagger', () => {
  it('come back from their file as they went in', () => {
    assert.deepEqual(decodeTaggerWeights(encodeTaggerWeights(WEIGHTS), 17), WEIGHTS);
  });

  it('may lie anywhere in a larger buffer', () => {
    const file = encodeTaggerWeights(WEIGHTS);
    const larger = new Uint8Array(file.length + 7);
    larger.set(file, 3);
    assert.deepEqual(decodeTaggerWeights(larger.subarray(3, 3 + file.length), 17), WEIGHTS);
  });

  it('are refused, with the reason, where they are damaged, cut short, of another kind or of another version', () => {
    const file = encodeTaggerWeights(WEIGHTS);
    const changed = (at: number): Uint8Array => file.map((byte, i) => (i === at ? byte ^ 1 : byte));
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [new Uint8Array(0), /cut short: 0 bytes/],
      [file.subarray(0, file.length - 1), /should have \d+ bytes/],
      [changed(0), /no file of tagger weights/],
      [changed(8), /have version 0; this program reads version 1/],
      [changed(file.length - 1), /damaged: their checksum/],
    ];
    for (const [bytes, message] of cases) assert.throws(() => createEnglish({ tagger: bytes }), { name: 'TaggerWeightsError', message });
    assert.throws(() => decodeTaggerWeights(file, 16), /17 parts of speech; this program has 16/);
  });
});

/** `word/TAG` with spaces between. */
function tagged(text: string, reader = testEnglish()): string {
  return reader
    .read(text)
    .sentences.flatMap(sentence => sentence.tokens.map(token => `${token.text}/${token.pos}`))
    .join(' ');
}

describe('parts of speech', () => {
  it('are guessed from common words, capitals and endings where there are no weights', () => {
    assert.equal(tagged('The senator quickly rejected Roe.', createEnglish({})), 'The/DET senator/NOUN quickly/ADV rejected/VERB Roe/PROPN ./PUNCT');
  });

  describe('from the shipped weights', () => {
    before(function () {
      if (!existsSync('server/models/tagger.bin')) this.skip();
    });

    const examples = [
      'The/DET mayor/NOUN said/VERB on/ADP Monday/PROPN that/SCONJ she/PRON would/AUX not/PART resign/VERB ./PUNCT',
      'Police/NOUN arrested/VERB 14/NUM people/NOUN near/ADP the/DET old/ADJ harbour/NOUN ,/PUNCT according/VERB to/ADP a/DET report/NOUN ./PUNCT',
      '“/PUNCT We/PRON will/AUX fight/VERB ,/PUNCT ”/PUNCT he/PRON told/VERB reporters/NOUN in/ADP Warsaw/PROPN ./PUNCT',
      'Prices/NOUN rose/VERB 3.5/NUM %/SYM and/CCONJ shares/NOUN fell/VERB sharply/ADV ./PUNCT',
      'He/PRON does/AUX n’t/PART know/VERB who/PRON will/AUX lead/VERB the/DET talks/NOUN ./PUNCT',
    ];
    for (const example of examples) {
      const text = example
        .replace(/\/[A-Z]+/g, '')
        .replace(/ ([,.%”]|n’t)/g, '$1')
        .replace('“ ', '“');
      it(`are right in: ${text}`, () => assert.equal(tagged(text), example));
    }

    it('do not depend on what was read before', () => {
      const fresh = createEnglish({ tagger: readFileSync('server/models/tagger.bin') });
      const used = testEnglish();
      for (let i = 0; i < 3; i++) used.read('Spending on the Spending Review may rise in May. March on, March!');
      const text = 'They may march in March. Spending rose.';
      assert.deepEqual(used.read(text), fresh.read(text));
    });
  });
});
