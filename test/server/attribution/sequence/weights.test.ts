import assert from 'node:assert/strict';
import { decodeSequenceWeights, encodeSequenceWeights, type SequenceWeights } from '../../../../server/src/attribution/sequence/weights.js';

const WEIGHTS: SequenceWeights = {
  habits: {
    cue: new Map([
      [7, 5],
      [300, 1],
    ]),
    source: new Map([[12, 3]]),
  },
  keys: Int32Array.of(0, 5, 70_000),
  rows: Int8Array.of(0, 1, -1, 127, -127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 8, 7, 6, 5, 4, 3),
  pairs: Int8Array.of(-3, 0, 3),
  steps: Int8Array.of(100),
  tableUnit: 0.5,
  links: Int16Array.of(-32_000, 0, 32_000),
  unitsOfLogOdds: 360,
  thresholds: [0.5, 0.25, 0.375],
  wordShare: 0.125,
};

describe('the weights of the attribution model', () => {
  it('are read as they were written', () => {
    assert.deepEqual(decodeSequenceWeights(encodeSequenceWeights(WEIGHTS)), WEIGHTS);
  });

  it('are read wherever in a buffer they begin', () => {
    const file = encodeSequenceWeights(WEIGHTS);
    const larger = new Uint8Array(file.length + 9);
    larger.set(file, 3);
    assert.deepEqual(decodeSequenceWeights(larger.subarray(3, 3 + file.length)), WEIGHTS);
  });

  it('are refused, with the reason and what to do, where they are damaged, cut short, of another kind or of another version', () => {
    const file = encodeSequenceWeights(WEIGHTS);
    const changed = (at: number): Uint8Array => file.map((byte, i) => (i === at ? byte ^ 1 : byte));
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [new Uint8Array(0), /cut short, with 0 bytes/],
      [file.subarray(0, file.length - 1), /should be \d+ bytes .* there are \d+/],
      [changed(0), /the file begins with/],
      [changed(8), /they have version 3, and this program reads version 2/],
      [changed(file.length - 1), /checksum does not fit/],
    ];
    for (const [bytes, message] of cases) assert.throws(() => decodeSequenceWeights(bytes), { name: 'WeightFileError', message });
    assert.throws(() => decodeSequenceWeights(changed(8)), /npm run train:attribution/);
  });
});
