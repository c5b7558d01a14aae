import type { English } from '../../english/types.js';
import type { AttributionLexicon } from '../lexicon.js';
import { BlockColumns, MOST_CONTEXT_FEATURES, WORD_MARGIN, WordMemory } from './features.js';
import { FEATURE_BITS } from './hash.js';
import { SpanChooser } from './spans.js';
import { createStateGraph, TAG_COUNT } from './states.js';
import { EDGE_KINDS } from './tables.js';
import type { SequenceWeights } from './weights.js';
import type { WordTraits } from './words.js';

/** A word with the sums of its weights for each place that it can stand in. */
export interface ScoredWord extends WordTraits {
  readonly ownScores: Int32Array;
  readonly beforeScores: Int32Array;
  readonly twoBeforeScores: Int32Array;
  readonly afterScores: Int32Array;
  readonly twoAfterScores: Int32Array;
}

/** How much a log probability of the second reading weighs, in units of the rows; chosen on development data. */
const SECOND_WEIGHT = 60;

/** The trained linear chain: tags a block. */
export class Chain {
  readonly columns: BlockColumns<ScoredWord>;
  private readonly index: FeatureIndex;
  private readonly rows: Int8Array;
  private readonly spans: SpanChooser;
  private readonly context = new Int32Array(MOST_CONTEXT_FEATURES);
  private readonly edge = new Int32Array(EDGE_KINDS);
  /** By token and tag. */
  private tokenScores = new Float64Array(0);
  /** By token and kind of observation. */
  private edges = new Int32Array(0);

  constructor(weights: SequenceWeights, english: English, lexicon: AttributionLexicon) {
    this.index = new FeatureIndex(weights.keys);
    this.rows = weights.rows;
    this.spans = new SpanChooser(createStateGraph(), weights);
    this.columns = new BlockColumns(
      new WordMemory(english, lexicon, weights.habits, traits => ({
        ...traits,
        ownScores: this.sum(traits.own),
        beforeScores: this.sum(traits.before),
        twoBeforeScores: this.sum(traits.twoBefore),
        afterScores: this.sum(traits.after),
        twoAfterScores: this.sum(traits.twoAfter),
      })),
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
    if (second) for (let i = 0; i < n * TAG_COUNT; i++) tokenScores[i] = (tokenScores[i] ?? 0) + SECOND_WEIGHT * (second[i] ?? 0);
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
    const { columns, tokenScores, context, index, rows } = this;
    const { words } = columns;
    const at = i + WORD_MARGIN;
    const own = words[at]?.ownScores;
    const before = words[at - 1]?.beforeScores;
    const twoBefore = words[at - 2]?.twoBeforeScores;
    const after = words[at + 1]?.afterScores;
    const twoAfter = words[at + 2]?.twoAfterScores;
    if (!own || !before || !twoBefore || !after || !twoAfter) return;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    const count = columns.contextFeatures(i, context);
    for (let k = 0; k < count; k++) {
      const row = index.rowOf(context[k] ?? 0);
      if (row < 0) continue;
      const r = row * TAG_COUNT;
      s0 += rows[r] ?? 0;
      s1 += rows[r + 1] ?? 0;
      s2 += rows[r + 2] ?? 0;
      s3 += rows[r + 3] ?? 0;
      s4 += rows[r + 4] ?? 0;
      s5 += rows[r + 5] ?? 0;
      s6 += rows[r + 6] ?? 0;
    }
    const t = i * TAG_COUNT;
    tokenScores[t] = s0;
    tokenScores[t + 1] = s1;
    tokenScores[t + 2] = s2;
    tokenScores[t + 3] = s3;
    tokenScores[t + 4] = s4;
    tokenScores[t + 5] = s5;
    tokenScores[t + 6] = s6;
    for (let tag = 0; tag < TAG_COUNT; tag++)
      tokenScores[t + tag] =
        (tokenScores[t + tag] ?? 0) + (own[tag] ?? 0) + (before[tag] ?? 0) + (twoBefore[tag] ?? 0) + (after[tag] ?? 0) + (twoAfter[tag] ?? 0);
  }

  private sum(features: Int32Array): Int32Array {
    const scores = new Int32Array(TAG_COUNT);
    for (const feature of features) {
      const row = this.index.rowOf(feature);
      if (row < 0) continue;
      for (let tag = 0; tag < TAG_COUNT; tag++) scores[tag] = (scores[tag] ?? 0) + (this.rows[row * TAG_COUNT + tag] ?? 0);
    }
    return scores;
  }
}

/** Which features have weights, and in which row: for each group of 32 features a bit for each, and behind it the number of rows before. */
class FeatureIndex {
  private readonly groups = new Int32Array((1 << FEATURE_BITS) / 16);

  /** `keys` ascend; the row of a key is its place among them. */
  constructor(keys: Int32Array) {
    for (let row = keys.length - 1; row >= 0; row--) {
      const key = keys[row] ?? 0;
      const group = (key >>> 5) << 1;
      this.groups[group] = (this.groups[group] ?? 0) | (1 << (key & 31));
      this.groups[group + 1] = row;
    }
  }

  /** -1 where the feature has no weights. */
  rowOf(key: number): number {
    const group = (key >>> 5) << 1;
    const bits = this.groups[group] ?? 0;
    const bit = 1 << (key & 31);
    if ((bits & bit) === 0) return -1;
    let count = bits & (bit - 1);
    count -= (count >>> 1) & 0x55555555;
    count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
    return (this.groups[group + 1] ?? 0) + (Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24);
  }
}
