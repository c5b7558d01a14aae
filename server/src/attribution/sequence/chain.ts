import type { English } from '../../english/types.js';
import type { AttributionLexicon } from '../lexicon.js';
import { BlockColumns, MOST_CONTEXT_FEATURES, WORD_MARGIN, WordMemory } from './features.js';
import { FEATURE_BITS } from './hash.js';
import { SpanChooser } from './spans.js';
import { createStateGraph, TAG_COUNT } from './states.js';
import { EDGE_KINDS } from './tables.js';
import type { SequenceWeights } from './weights.js';
import type { WordTraits } from './words.js';

/** Places that a word can stand in, seen from the token that is scored; a remembered word has a sum for each. */
enum Place {
  Own,
  Before,
  TwoBefore,
  After,
  TwoAfter,
}
const PLACES = 5;
/** Numbers that are kept of a word: a sum for each place and tag. */
const SUMS_OF_A_WORD = PLACES * TAG_COUNT;

/** A word with the sums of its weights for each place that it can stand in. */
export interface ScoredWord extends WordTraits {
  /** Where its sums begin in the chain's table. */
  readonly at: number;
}

/** The trained linear chain: tags a block. */
export class Chain {
  readonly columns: BlockColumns<ScoredWord>;
  private readonly index: FeatureIndex;
  private readonly rows: Int32Array;
  /** `SUMS_OF_A_WORD` numbers for each word, one word behind the other: what lies together is read together. */
  private sums = new Int32Array(1024 * SUMS_OF_A_WORD);
  private summed = 0;
  private readonly spans: SpanChooser;
  /** What a log probability of the second reading counts, in units of the rows: as much as one of the chain's own. */
  private readonly unitsOfLogOdds: number;
  private readonly context = new Int32Array(MOST_CONTEXT_FEATURES);
  private readonly edge = new Int32Array(EDGE_KINDS);
  /** By token and tag. */
  private tokenScores = new Float64Array(0);
  /** By token and kind of observation. */
  private edges = new Int32Array(0);

  constructor(weights: SequenceWeights, english: English, lexicon: AttributionLexicon) {
    this.index = new FeatureIndex(weights.keys);
    this.rows = inBytes(weights.rows, weights.keys.length);
    this.unitsOfLogOdds = weights.unitsOfLogOdds;
    this.spans = new SpanChooser(createStateGraph(), weights);
    this.columns = new BlockColumns(
      new WordMemory(
        english,
        lexicon,
        weights.habits,
        traits => ({ ...traits, at: this.remember(traits) }),
        // The boundary's sums stand first and stay.
        () => {
          this.summed = SUMS_OF_A_WORD;
        },
      ),
    );
  }

  /**
   * The tags of the spans of the block that the columns hold. `forbidden` says which tags a token cannot have, a bit for each; `second` holds another reader's log probabilities of the
   * tags, a line for each token (all zero where it says nothing).
   */
  tags(forbidden: Uint8Array | undefined, second?: Float32Array): Uint8Array {
    const { columns } = this;
    const n = columns.length;
    this.scoreTokens(forbidden);
    const { tokenScores, edges } = this;
    if (second) for (let i = 0; i < n * TAG_COUNT; i++) tokenScores[i] = (tokenScores[i] ?? 0) + this.unitsOfLogOdds * (second[i] ?? 0);
    return this.spans.choose({ length: n, scores: tokenScores, edges, startsSentence: columns.startsSentence });
  }

  /** For each sentence of the block that was tagged last the log odds that anything in it is part of an attribution. */
  get odds(): readonly number[] {
    return this.spans.odds;
  }

  private scoreTokens(forbidden: Uint8Array | undefined): void {
    const { columns, edge } = this;
    const n = columns.length;
    if (this.edges.length < n * EDGE_KINDS) {
      this.edges = new Int32Array(n * EDGE_KINDS * 2);
      this.tokenScores = new Float64Array(n * TAG_COUNT * 2);
    }
    const { edges, tokenScores } = this;
    for (let i = 0; i < n; i++) {
      this.scoreToken(i);
      columns.edges(i, edge);
      for (let kind = 0; kind < EDGE_KINDS; kind++) edges[i * EDGE_KINDS + kind] = edge[kind] ?? 0;
      const banned = forbidden?.[i] ?? 0;
      if (banned === 0) continue;
      for (let tag = 0; tag < TAG_COUNT; tag++) if (banned & (1 << tag)) tokenScores[i * TAG_COUNT + tag] = Number.NEGATIVE_INFINITY;
    }
  }

  private scoreToken(i: number): void {
    const { columns, tokenScores, context, index, rows, sums } = this;
    const { words } = columns;
    const at = i + WORD_MARGIN;
    const own = sumOf(words[at], Place.Own);
    const before = sumOf(words[at - 1], Place.Before);
    const twoBefore = sumOf(words[at - 2], Place.TwoBefore);
    const after = sumOf(words[at + 1], Place.After);
    const twoAfter = sumOf(words[at + 2], Place.TwoAfter);
    let tags02 = 0;
    let tags13 = 0;
    let tags46 = 0;
    let tag5 = 0;
    let found = 0;
    const count = columns.contextFeatures(i, context);
    for (let k = 0; k < count; k++) {
      const row = index.rowOf(context[k] ?? 0);
      if (row < 0) continue;
      const first = rows[row * ROW] ?? 0;
      const second = rows[row * ROW + 1] ?? 0;
      tags02 += first & LANES;
      tags13 += (first >>> 8) & LANES;
      tags46 += second & LANES;
      tag5 += (second >>> 8) & LANES;
      found++;
    }
    const bias = found * BIAS;
    const t = i * TAG_COUNT;
    tokenScores[t] = (tags02 & LANE) - bias;
    tokenScores[t + 1] = (tags13 & LANE) - bias;
    tokenScores[t + 2] = (tags02 >>> 16) - bias;
    tokenScores[t + 3] = (tags13 >>> 16) - bias;
    tokenScores[t + 4] = (tags46 & LANE) - bias;
    tokenScores[t + 5] = (tag5 & LANE) - bias;
    tokenScores[t + 6] = (tags46 >>> 16) - bias;
    for (let tag = 0; tag < TAG_COUNT; tag++)
      tokenScores[t + tag] =
        (tokenScores[t + tag] ?? 0) +
        (sums[own + tag] ?? 0) +
        (sums[before + tag] ?? 0) +
        (sums[twoBefore + tag] ?? 0) +
        (sums[after + tag] ?? 0) +
        (sums[twoAfter + tag] ?? 0);
  }

  /** Sums the weights of a word for each place; returns where they begin. */
  private remember({ own, before, twoBefore, after, twoAfter }: WordTraits): number {
    const at = this.summed;
    this.summed += SUMS_OF_A_WORD;
    if (this.summed > this.sums.length) {
      const larger = new Int32Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    this.sum(own, at + Place.Own * TAG_COUNT);
    this.sum(before, at + Place.Before * TAG_COUNT);
    this.sum(twoBefore, at + Place.TwoBefore * TAG_COUNT);
    this.sum(after, at + Place.After * TAG_COUNT);
    this.sum(twoAfter, at + Place.TwoAfter * TAG_COUNT);
    return at;
  }

  private sum(features: Int32Array, at: number): void {
    const { sums, rows } = this;
    sums.fill(0, at, at + TAG_COUNT);
    for (const feature of features) {
      const row = this.index.rowOf(feature);
      if (row < 0) continue;
      for (let tag = 0; tag < TAG_COUNT; tag++)
        sums[at + tag] = (sums[at + tag] ?? 0) + (((rows[row * ROW + (tag >> 2)] ?? 0) >>> ((tag & 3) * 8)) & 0xff) - BIAS;
    }
  }
}

function sumOf(word: ScoredWord | undefined, place: Place): number {
  return (word?.at ?? 0) + place * TAG_COUNT;
}

/** Four tags share a number: a byte for each, of the weight and `BIAS`, so that all bytes are positive and two sums go in one addition. */
const ROW = Math.ceil(TAG_COUNT / 4);
const BIAS = 128;
const LANES = 0x00ff00ff;
const LANE = 0xffff;

/** The weights of tags 0 to 3 in the four bytes of one number, and so on. */
function inBytes(rows: Int8Array, count: number): Int32Array {
  const numbers = new Int32Array(count * ROW);
  for (let row = 0; row < count; row++) {
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      const place = row * ROW + (tag >> 2);
      numbers[place] = (numbers[place] ?? 0) | (((rows[row * TAG_COUNT + tag] ?? 0) + BIAS) << ((tag & 3) * 8));
    }
  }
  return numbers;
}

/** Which features have weights, and in which row: a bit for each feature, and for each 32 of them the number of rows before. */
class FeatureIndex {
  /** Most features that a text asks for have no weights: these bits alone, which stay in the processor's cache, tell so. */
  private readonly bits = new Int32Array((1 << FEATURE_BITS) / 32);
  private readonly before = new Int32Array((1 << FEATURE_BITS) / 32);

  /** `keys` ascend; the row of a key is its place among them. */
  constructor(keys: Int32Array) {
    for (let row = keys.length - 1; row >= 0; row--) {
      const key = keys[row] ?? 0;
      const group = key >>> 5;
      this.bits[group] = (this.bits[group] ?? 0) | (1 << (key & 31));
      this.before[group] = row;
    }
  }

  /** -1 where the feature has no weights. */
  rowOf(key: number): number {
    const group = key >>> 5;
    const bits = this.bits[group] ?? 0;
    const bit = 1 << (key & 31);
    if ((bits & bit) === 0) return -1;
    let count = bits & (bit - 1);
    count -= (count >>> 1) & 0x55555555;
    count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
    return (this.before[group] ?? 0) + (Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24);
  }
}
