import { TAG_COUNT } from '../../src/attribution/sequence/states.js';
import type { SequenceWeights } from '../../src/attribution/sequence/weights.js';
import type { WordHabits } from '../../src/attribution/sequence/words.js';
import { type ChainWeights, STRIDE, type TrainingBlock } from './crf.js';
import type { AttributionRecipe } from './recipe.js';

const LEVELS = 127;

/** The features that move the scores most over the training text: the root of how often each one is there, times the size of its weights. Ascending. */
export function mostUseful(weights: Float32Array, blocks: readonly TrainingBlock[], count: number): Int32Array {
  const features = weights.length / STRIDE;
  const frequency = new Uint32Array(features);
  for (const block of blocks) for (const feature of block.features) frequency[feature] = (frequency[feature] ?? 0) + 1;
  const use = new Float64Array(features);
  for (let feature = 0; feature < features; feature++) {
    // What is added to all tags alike changes nothing.
    let mean = 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) mean += (weights[feature * STRIDE + tag] ?? 0) / TAG_COUNT;
    let size = 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) size += ((weights[feature * STRIDE + tag] ?? 0) - mean) ** 2;
    use[feature] = Math.sqrt(size) * Math.sqrt(Math.sqrt(frequency[feature] ?? 0));
  }
  const order = Uint32Array.from({ length: features }, (_, i) => i)
    .filter(feature => (use[feature] ?? 0) > 0)
    .sort((a, b) => (use[b] ?? 0) - (use[a] ?? 0) || a - b);
  return Int32Array.from(order.subarray(0, count)).sort();
}

/** Weights as whole numbers of one byte; those of the features stand in the order of `keys`. */
export function quantise(
  weights: ChainWeights,
  keys: Int32Array,
  habits: WordHabits,
  links: Int16Array,
  { clip, thresholds, wordShare }: Pick<AttributionRecipe, 'clip' | 'thresholds' | 'wordShare'>,
): SequenceWeights {
  let largest = 0;
  for (let row = 0; row < keys.length; row++)
    for (let tag = 0; tag < TAG_COUNT; tag++) largest = Math.max(largest, Math.abs(weights.features[row * STRIDE + tag] ?? 0));
  const unit = (largest * clip) / LEVELS;
  const rows = new Int8Array(keys.length * TAG_COUNT);
  for (let row = 0; row < keys.length; row++)
    for (let tag = 0; tag < TAG_COUNT; tag++) rows[row * TAG_COUNT + tag] = rounded((weights.features[row * STRIDE + tag] ?? 0) / unit);
  let largestStep = 0;
  for (const table of [weights.pairs, weights.steps]) for (const value of table) largestStep = Math.max(largestStep, Math.abs(value));
  const tableUnit = largestStep / LEVELS;
  const whole = (table: Float32Array): Int8Array => Int8Array.from(table, value => rounded(value / tableUnit));
  return {
    habits,
    keys,
    rows,
    pairs: whole(weights.pairs),
    steps: whole(weights.steps),
    tableUnit: tableUnit / unit,
    links,
    unitsOfLogOdds: 1 / unit,
    thresholds,
    wordShare,
  };
}

function rounded(value: number): number {
  return Math.max(-LEVELS, Math.min(LEVELS, Math.round(value)));
}
