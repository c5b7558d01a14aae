import type { English } from '../../english/types.js';
import type { AttributionLexicon } from '../lexicon.js';
import { BlockColumns, EDGE_VALUES, MOST_CONTEXT_FEATURES, STATE_EDGE_VALUES, WORD_MARGIN, WordMemory } from './features.js';
import { FEATURE_BITS } from './hash.js';
import { createStateGraph, type StateGraph, TAG_COUNT, Tag } from './states.js';
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

const EDGE_KINDS = EDGE_VALUES.length + STATE_EDGE_VALUES.length;

/** States that are so much worse than the best one, in units of the tables, are given up. */
const BEAM = 250;

/** So many units of the rows are one of log odds, roughly; what a log probability of the second reading counts. */
const UNITS_OF_LOG_ODDS = 90;

/** Where the tables of each observation begin, behind one that holds for all. */
export interface ChainTables {
  readonly starts: readonly number[];
  readonly size: number;
}

export function chainTables(values: readonly number[], width: number): ChainTables {
  const starts: number[] = [];
  let size = width;
  for (const count of values) {
    starts.push(size);
    size += count * width;
  }
  return { starts, size };
}

/** The trained linear chain: finds the likeliest tags of a block. */
export class Chain {
  readonly columns: BlockColumns<ScoredWord>;
  private readonly graph: StateGraph = createStateGraph();
  private readonly index: FeatureIndex;
  private readonly rows: Int32Array;
  /** `SUMS_OF_A_WORD` numbers for each word, one word behind the other: what lies together is read together. */
  private sums = new Int32Array(1024 * SUMS_OF_A_WORD);
  private summed = 0;
  private readonly pairTables: ChainTables;
  private readonly stepTables: ChainTables;
  private readonly pairs: Float32Array;
  private readonly steps: Float32Array;
  private readonly outsideHandicap: number;
  private readonly silenceHandicap: number;
  private readonly beam: number;
  private readonly context = new Int32Array(MOST_CONTEXT_FEATURES);
  private readonly edge = new Int32Array(EDGE_KINDS);
  /** By token and tag. */
  private tokenScores = new Float64Array(0);
  /** By token and kind of observation. */
  private edges = new Int32Array(0);
  private readonly best: Float64Array;
  private readonly next: Float64Array;
  private arrived = new Uint8Array(0);

  constructor(weights: SequenceWeights, english: English, lexicon: AttributionLexicon) {
    this.index = new FeatureIndex(weights.keys);
    this.rows = inBytes(weights.rows, weights.keys.length);
    this.pairTables = chainTables(EDGE_VALUES, this.graph.pairCount);
    this.stepTables = chainTables(STATE_EDGE_VALUES, this.graph.stepCount);
    this.pairs = Float32Array.from(weights.pairs, value => value * weights.tableUnit);
    this.steps = Float32Array.from(weights.steps, value => value * weights.tableUnit);
    this.outsideHandicap = weights.outsideHandicap;
    this.silenceHandicap = weights.silenceHandicap;
    this.beam = BEAM * weights.tableUnit;
    this.best = new Float64Array(this.graph.stateCount);
    this.next = new Float64Array(this.graph.stateCount);
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
   * The likeliest tags of the block that the columns hold. `forbidden` says which tags a token cannot have, a bit for each; `second` holds another reader's log probabilities of the
   * tags, a line for each token (all zero where it says nothing).
   * A sentence in which nothing is found is read once more with a higher handicap on staying outside: it is worse to miss that a sentence is attributed than to draw a span too wide.
   */
  tags(forbidden: Uint8Array | undefined, second?: Float32Array): Uint8Array {
    const { columns } = this;
    const n = columns.length;
    this.scoreTokens(forbidden);
    if (second) for (let i = 0; i < n * TAG_COUNT; i++) this.tokenScores[i] = (this.tokenScores[i] ?? 0) + UNITS_OF_LOG_ODDS * (second[i] ?? 0);
    const tags = new Uint8Array(n);
    this.decode(0, n, this.outsideHandicap, tags);
    if (this.silenceHandicap <= this.outsideHandicap) return tags;
    for (let first = 0; first < n; ) {
      let end = first;
      let empty = true;
      do {
        if (tags[end] !== Tag.Outside) empty = false;
        end++;
      } while (end < n && columns.startsSentence[end] === 0);
      if (empty) this.decode(first, end, this.silenceHandicap, tags);
      first = end;
    }
    return tags;
  }

  /**
   * For each sentence of the block that was tagged last, how much all ways of tagging it outweigh the one on which every token is outside, in log odds; it orders sentences by how
   * likely they are to hold an attribution. Looks at every way, so that it takes several times as long as tagging.
   */
  margins(): Float64Array {
    const { columns } = this;
    const n = columns.length;
    const margins: number[] = [];
    for (let first = 0; first < n; ) {
      let end = first + 1;
      while (end < n && columns.startsSentence[end] === 0) end++;
      margins.push(this.margin(first, end));
      first = end;
    }
    return Float64Array.from(margins);
  }

  private margin(from: number, until: number): number {
    const { stateCount, stepCount, stepFrom, stepTag, stepTo, stepToAtStart } = this.graph;
    let total = new Float64Array(stateCount).fill(Number.NEGATIVE_INFINITY);
    total[0] = 0;
    let outside = 0;
    let outsideState = 0;
    for (let i = from; i < until; i++) {
      const to = this.columns.startsSentence[i] ? stepToAtStart : stepTo;
      const next = new Float64Array(stateCount).fill(Number.NEGATIVE_INFINITY);
      let stays = 0;
      for (let step = 0; step < stepCount; step++) {
        const reached = total[stepFrom[step] ?? 0] ?? Number.NEGATIVE_INFINITY;
        if (reached === Number.NEGATIVE_INFINITY) continue;
        const score = this.stepScore(i, step) / UNITS_OF_LOG_ODDS;
        const target = to[step] ?? 0;
        next[target] = logSum(next[target] ?? 0, reached + score);
        if (stepFrom[step] === outsideState && stepTag[step] === Tag.Outside) {
          outside += score;
          stays = target;
        }
      }
      outsideState = stays;
      total = next;
    }
    return total.reduce(logSum, Number.NEGATIVE_INFINITY) - outside;
  }

  /** What a step and the tag that it leads to score at a token. */
  private stepScore(i: number, step: number): number {
    const { graph, tokenScores, pairs, steps, edges, pairTables, stepTables } = this;
    const pair = graph.stepPair[step] ?? 0;
    let score = (tokenScores[i * TAG_COUNT + (graph.stepTag[step] ?? 0)] ?? 0) + (pairs[pair] ?? 0) + (steps[step] ?? 0);
    let edge = i * EDGE_KINDS;
    for (const start of pairTables.starts) score += pairs[start + (edges[edge++] ?? 0) * graph.pairCount + pair] ?? 0;
    for (const start of stepTables.starts) score += steps[start + (edges[edge++] ?? 0) * graph.stepCount + step] ?? 0;
    return score;
  }

  /** Finds the best way (Viterbi) through the tokens from `from` to before `until`, outside of all spans before, and writes its tags. */
  private decode(from: number, until: number, handicap: number, tags: Uint8Array): void {
    const { columns, graph, tokenScores, pairs, steps, edges, pairTables, stepTables } = this;
    const { stateCount, stepCount, pairCount, stepFrom, stepTag, stepPair, stepTo, stepToAtStart, stepsOf } = graph;
    if (this.arrived.length < (until - from) * stateCount) this.arrived = new Uint8Array((until - from) * stateCount * 2);
    const { arrived } = this;
    let { best, next } = this;
    best.fill(Number.NEGATIVE_INFINITY);
    best[0] = 0;
    let hopeless = -1;
    const [pairs0 = 0, pairs1 = 0, pairs2 = 0] = pairTables.starts;
    const [steps0 = 0, steps1 = 0] = stepTables.starts;
    for (let i = from; i < until; i++) {
      const e = i * EDGE_KINDS;
      const p0 = pairs0 + (edges[e] ?? 0) * pairCount;
      const p1 = pairs1 + (edges[e + 1] ?? 0) * pairCount;
      const p2 = pairs2 + (edges[e + 2] ?? 0) * pairCount;
      const s0 = steps0 + (edges[e + 3] ?? 0) * stepCount;
      const s1 = steps1 + (edges[e + 4] ?? 0) * stepCount;
      const to = columns.startsSentence[i] ? stepToAtStart : stepTo;
      next.fill(Number.NEGATIVE_INFINITY);
      const row = (i - from) * stateCount;
      const t = i * TAG_COUNT;
      let highest = Number.NEGATIVE_INFINITY;
      for (let state = 0; state < stateCount; state++) {
        const reached = best[state] ?? 0;
        if (reached < hopeless) continue;
        for (let step = stepsOf[state] ?? 0, end = stepsOf[state + 1] ?? 0; step < end; step++) {
          const pair = stepPair[step] ?? 0;
          const tag = stepTag[step] ?? 0;
          let score =
            reached +
            (tokenScores[t + tag] ?? 0) +
            (pairs[pair] ?? 0) +
            (pairs[p0 + pair] ?? 0) +
            (pairs[p1 + pair] ?? 0) +
            (pairs[p2 + pair] ?? 0) +
            (steps[step] ?? 0) +
            (steps[s0 + step] ?? 0) +
            (steps[s1 + step] ?? 0);
          if (tag === Tag.Outside) score -= handicap;
          const target = to[step] ?? 0;
          if (score > (next[target] ?? 0)) {
            next[target] = score;
            arrived[row + target] = step;
            if (score > highest) highest = score;
          }
        }
      }
      hopeless = highest - this.beam;
      [best, next] = [next, best];
    }
    let state = 0;
    for (let s = 1; s < stateCount; s++) if ((best[s] ?? 0) > (best[state] ?? 0)) state = s;
    for (let i = until - 1; i >= from; i--) {
      const step = arrived[(i - from) * stateCount + state] ?? 0;
      tags[i] = stepTag[step] ?? 0;
      state = stepFrom[step] ?? 0;
    }
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

/** The logarithm of a sum of two numbers that are given by their logarithms. */
function logSum(a: number, b: number): number {
  const more = Math.max(a, b);
  return more === Number.NEGATIVE_INFINITY ? more : more + Math.log1p(Math.exp(Math.min(a, b) - more));
}
