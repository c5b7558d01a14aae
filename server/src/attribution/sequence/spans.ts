import { EDGE_VALUES, STATE_EDGE_VALUES } from './features.js';
import { goesOn, type StateGraph, TAG_COUNT, Tag } from './states.js';
import { chainTables, EDGE_KINDS } from './tables.js';
import type { SequenceWeights } from './weights.js';

/** A block whose tokens are scored; its arrays may be longer than the block. */
export interface ScoredBlock {
  readonly length: number;
  /** By token and tag, in units of the weights' rows; taken up while reading, so that other numbers are left. */
  readonly scores: Float64Array;
  /** By token and kind, the observations that weigh the steps. */
  readonly edges: Int32Array;
  /** 1 where the token begins a sentence. */
  readonly startsSentence: Uint8Array;
}

/** States that are less likely than this, seen from the words before, are given up. */
const BEAM = 1e-5;

/** Spans that are less likely than this are not looked at. */
const LEAST = 0.03;

/** Source, cue and content, in the order of their tags. */
const ROLE_COUNT = 3;

/**
 * Chooses the spans of a block. The likeliest tags of a whole block are not those that get the most spans right: each span is therefore weighed by the probability of all readings
 * that have it (forward-backward), and of all sets of spans that do not overlap the one that is worth most is drawn (minimum Bayes risk, after Goel and Byrne 2000).
 */
export class SpanChooser {
  /** Log odds that anything in a sentence is part of a span, for each sentence of the block that was read last. */
  odds: number[] = [];

  private readonly pairStarts: readonly number[];
  private readonly stepStarts: readonly number[];
  /** The tables as factors; what holds for every observation is part of the first observation's. */
  private readonly pairs: Float64Array;
  private readonly steps: Float64Array;
  private readonly unit: number;
  private readonly thresholds: readonly number[];
  private readonly wordShare: number;
  /** By state: where its span's next token leads, or -1; and the number of its role, or -1. */
  private readonly next: Int8Array;
  private readonly roleOfState: Int8Array;
  /** The states that the first token of a span leads to, role by role. */
  private readonly beginStates: readonly (readonly number[])[];

  /** By token and state: how likely the state is, seen from the words before; once those behind are read, how likely a span is that begins here and leads to the state. */
  private begins = new Float32Array(0);
  /** By token and state: how likely it is that the span goes on here if the state stood before. */
  private goings = new Float32Array(0);
  /** By token and role: how many of the tokens before have the role, on average. */
  private roleSums = new Float64Array(0);
  /** By token: what is drawn before it is worth, and the first token of the span that ends there (-1: none) and its tag. */
  private worth = new Float64Array(0);
  private spanFirst = new Int32Array(0);
  private spanTag = new Uint8Array(0);
  private readonly stateBuffers: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  private readonly roleShares = new Float64Array(ROLE_COUNT);
  private readonly reaching: Float64Array;

  constructor(
    private readonly graph: StateGraph,
    { pairs, steps, tableUnit, unitsOfLogOdds, thresholds, wordShare }: SequenceWeights,
  ) {
    const { stateCount, stepCount, pairCount, stepFrom, stepTo, stepTag, tagOfState } = graph;
    const pairTables = chainTables(EDGE_VALUES, pairCount);
    const stepTables = chainTables(STATE_EDGE_VALUES, stepCount);
    this.pairStarts = pairTables.starts;
    this.stepStarts = stepTables.starts;
    this.unit = 1 / unitsOfLogOdds;
    this.pairs = factorsOf(pairs, tableUnit * this.unit, pairCount, EDGE_VALUES[0]);
    this.steps = factorsOf(steps, tableUnit * this.unit, stepCount, STATE_EDGE_VALUES[0]);
    this.thresholds = thresholds;
    this.wordShare = wordShare;
    this.next = new Int8Array(stateCount).fill(-1);
    for (let step = 0; step < stepCount; step++) if (goesOn(stepTag[step] ?? 0)) this.next[stepFrom[step] ?? 0] = stepTo[step] ?? 0;
    this.roleOfState = Int8Array.from(tagOfState, tag => (tag === Tag.Outside ? -1 : (tag - 1) >> 1));
    this.beginStates = [Tag.SourceBegins, Tag.CueBegins, Tag.ContentBegins].map(tag => [...tagOfState.keys()].filter(state => tagOfState[state] === tag));
    this.stateBuffers = [new Float64Array(stateCount), new Float64Array(stateCount), new Float64Array(stateCount), new Float64Array(stateCount)];
    this.reaching = new Float64Array(stateCount);
  }

  /** The tags of the chosen spans. */
  choose(block: ScoredBlock): Uint8Array {
    this.reserve(block.length);
    this.readForward(block);
    this.readBackward(block);
    return this.draw(block.length);
  }

  private reserve(n: number): void {
    if (this.spanFirst.length > n) return;
    const size = Math.max(256, 2 ** Math.ceil(Math.log2(n + 1)));
    this.begins = new Float32Array(size * this.graph.stateCount);
    this.goings = new Float32Array(size * this.graph.stateCount);
    this.roleSums = new Float64Array((size + 1) * ROLE_COUNT);
    this.worth = new Float64Array(size + 1);
    this.spanFirst = new Int32Array(size + 1);
    this.spanTag = new Uint8Array(size + 1);
  }

  /** Turns the scores of a token's tags into factors. */
  private toFactors(scores: Float64Array, t: number): void {
    let most = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < TAG_COUNT; tag++) if ((scores[t + tag] ?? 0) > most) most = scores[t + tag] ?? 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) scores[t + tag] = Math.exp(((scores[t + tag] ?? 0) - most) * this.unit);
  }

  private readForward({ length, scores, edges, startsSentence }: ScoredBlock): void {
    const { graph, begins, pairs, steps, pairStarts, stepStarts } = this;
    const { stateCount, stepCount, pairCount, stepTag, stepPair, stepsOf } = graph;
    const [pairs0 = 0, pairs1 = 0, pairs2 = 0] = pairStarts;
    const [steps0 = 0, steps1 = 0] = stepStarts;
    let [reached, next] = this.stateBuffers;
    reached.fill(0);
    reached[0] = 1;
    for (let i = 0; i < length; i++) {
      const t = i * TAG_COUNT;
      this.toFactors(scores, t);
      const e = i * EDGE_KINDS;
      const p0 = pairs0 + (edges[e] ?? 0) * pairCount;
      const p1 = pairs1 + (edges[e + 1] ?? 0) * pairCount;
      const p2 = pairs2 + (edges[e + 2] ?? 0) * pairCount;
      const s0 = steps0 + (edges[e + 3] ?? 0) * stepCount;
      const s1 = steps1 + (edges[e + 4] ?? 0) * stepCount;
      const to = startsSentence[i] ? graph.stepToAtStart : graph.stepTo;
      next.fill(0);
      let total = 0;
      for (let state = 0; state < stateCount; state++) {
        const likely = reached[state] ?? 0;
        if (likely === 0) continue;
        for (let step = stepsOf[state] ?? 0, end = stepsOf[state + 1] ?? 0; step < end; step++) {
          const pair = stepPair[step] ?? 0;
          const value =
            likely *
            (scores[t + (stepTag[step] ?? 0)] ?? 0) *
            (pairs[p0 + pair] ?? 0) *
            (pairs[p1 + pair] ?? 0) *
            (pairs[p2 + pair] ?? 0) *
            (steps[s0 + step] ?? 0) *
            (steps[s1 + step] ?? 0);
          const target = to[step] ?? 0;
          next[target] = (next[target] ?? 0) + value;
          total += value;
        }
      }
      const scale = 1 / total;
      const row = i * stateCount;
      for (let state = 0; state < stateCount; state++) {
        const likely = (next[state] ?? 0) * scale;
        const kept = likely < BEAM ? 0 : likely;
        next[state] = kept;
        begins[row + state] = kept;
      }
      [reached, next] = [next, reached];
    }
  }

  private readBackward({ length, scores, edges, startsSentence }: ScoredBlock): void {
    const { graph, begins, goings, roleSums, pairs, steps, pairStarts, stepStarts, roleShares, roleOfState, reaching } = this;
    const { stateCount, stepCount, pairCount, stepTag, stepPair, stepsOf } = graph;
    const [pairs0 = 0, pairs1 = 0, pairs2 = 0] = pairStarts;
    const [steps0 = 0, steps1 = 0] = stepStarts;
    // What lies behind a token weighs its states by `behind`; the part of it in which the rest of the sentence is outside, by `silent`.
    let [behind, behindNext, silent, silentNext] = this.stateBuffers;
    behind.fill(1);
    silent.fill(1);
    this.odds.length = 0;
    for (let i = length - 1; i >= 0; i--) {
      const t = i * TAG_COUNT;
      const e = i * EDGE_KINDS;
      const p0 = pairs0 + (edges[e] ?? 0) * pairCount;
      const p1 = pairs1 + (edges[e + 1] ?? 0) * pairCount;
      const p2 = pairs2 + (edges[e + 2] ?? 0) * pairCount;
      const s0 = steps0 + (edges[e + 3] ?? 0) * stepCount;
      const s1 = steps1 + (edges[e + 4] ?? 0) * stepCount;
      const starts = startsSentence[i] === 1;
      const to = starts ? graph.stepToAtStart : graph.stepTo;
      const row = i * stateCount;
      const rowBefore = row - stateCount;
      behindNext.fill(0);
      silentNext.fill(0);
      reaching.fill(0);
      let total = 0;
      let outside = 0;
      let largest = 0;
      for (let state = 0; state < stateCount; state++) {
        const likely = i > 0 ? (begins[rowBefore + state] ?? 0) : state === 0 ? 1 : 0;
        if (likely === 0) continue;
        let sum = 0;
        let goes = 0;
        for (let step = stepsOf[state] ?? 0, end = stepsOf[state + 1] ?? 0; step < end; step++) {
          const pair = stepPair[step] ?? 0;
          const tag = stepTag[step] ?? 0;
          const target = to[step] ?? 0;
          const factor =
            (scores[t + tag] ?? 0) *
            (pairs[p0 + pair] ?? 0) *
            (pairs[p1 + pair] ?? 0) *
            (pairs[p2 + pair] ?? 0) *
            (steps[s0 + step] ?? 0) *
            (steps[s1 + step] ?? 0);
          const value = factor * (behind[target] ?? 0);
          sum += value;
          reaching[target] = (reaching[target] ?? 0) + likely * value;
          if (tag === Tag.Outside) silentNext[state] = factor * (silent[target] ?? 0);
          else if (goesOn(tag)) goes = value;
        }
        goings[row + state] = sum > 0 ? goes / sum : 0;
        behindNext[state] = sum;
        total += likely * sum;
        outside += likely * (silentNext[state] ?? 0);
        if (sum > largest) largest = sum;
      }
      roleShares.fill(0);
      for (let state = 0; state < stateCount; state++) {
        const share = (reaching[state] ?? 0) / total;
        const role = roleOfState[state] ?? -1;
        if (role >= 0) roleShares[role] = (roleShares[role] ?? 0) + share;
        // Only a first token leads to a state whose tag begins a span.
        begins[row + state] = share;
      }
      for (let role = 0; role < ROLE_COUNT; role++) roleSums[i * ROLE_COUNT + role] = roleShares[role] ?? 0;
      if (starts) {
        this.odds.push(Math.log(Math.max(total - outside, 0)) - Math.log(outside));
        for (let state = 0; state < stateCount; state++) silentNext[state] = behindNext[state] ?? 0;
      }
      const scale = 1 / largest;
      for (let state = 0; state < stateCount; state++) {
        behindNext[state] = (behindNext[state] ?? 0) * scale;
        silentNext[state] = (silentNext[state] ?? 0) * scale;
      }
      [behind, behindNext] = [behindNext, behind];
      [silent, silentNext] = [silentNext, silent];
    }
    this.odds.reverse();
    this.sumRoles(length);
  }

  /** Turns the shares of each token into sums over the tokens before it. */
  private sumRoles(length: number): void {
    const { roleSums } = this;
    for (let role = 0; role < ROLE_COUNT; role++) {
      let sum = 0;
      for (let i = 0; i <= length; i++) {
        const share = roleSums[i * ROLE_COUNT + role] ?? 0;
        roleSums[i * ROLE_COUNT + role] = sum;
        sum += share;
      }
    }
  }

  /** Of all sets of spans that do not overlap, draws the one that is worth most. */
  private draw(length: number): Uint8Array {
    const { worth, spanFirst, spanTag } = this;
    worth.fill(0, 0, length + 1);
    spanFirst.fill(-1, 0, length + 1);
    for (let i = 0; i < length; i++) {
      if ((worth[i] ?? 0) > (worth[i + 1] ?? 0)) {
        worth[i + 1] = worth[i] ?? 0;
        spanFirst[i + 1] = -1;
      }
      for (let role = 0; role < ROLE_COUNT; role++) this.weighSpans(i, length, role);
    }
    const tags = new Uint8Array(length);
    for (let end = length; end > 0; ) {
      const first = spanFirst[end] ?? -1;
      if (first < 0) {
        end--;
        continue;
      }
      const tag = spanTag[end] ?? 0;
      tags.fill(tag + 1, first, end);
      tags[first] = tag;
      end = first;
    }
    return tags;
  }

  /** Weighs the spans of a role that begin at a token. */
  private weighSpans(first: number, length: number, role: number): void {
    const { begins, goings, roleSums, next, worth, spanFirst, spanTag, thresholds, wordShare, reaching } = this;
    const { stateCount } = this.graph;
    const states = this.beginStates[role] ?? [];
    let open = 0;
    for (const state of states) open += begins[first * stateCount + state] ?? 0;
    if (open < LEAST) return;
    for (const state of states) reaching[state] = begins[first * stateCount + state] ?? 0;
    const before = worth[first] ?? 0;
    const threshold = thresholds[role] ?? 0;
    for (let end = first + 1; open >= LEAST; end++) {
      let going = 0;
      if (end < length) {
        const row = end * stateCount;
        for (const state of states) {
          const at = end === first + 1 ? state : (next[state] ?? 0);
          const goes = (reaching[state] ?? 0) * (goings[row + at] ?? 0);
          reaching[state] = goes;
          going += goes;
        }
      }
      const likely = open - going;
      if (likely >= LEAST) {
        const words = ((roleSums[end * ROLE_COUNT + role] ?? 0) - (roleSums[first * ROLE_COUNT + role] ?? 0)) / (end - first);
        const value = before + likely + wordShare * words - threshold;
        if (value > (worth[end] ?? 0)) {
          worth[end] = value;
          spanFirst[end] = first;
          spanTag[end] = 2 * role + 1;
        }
      }
      open = going;
    }
  }
}

/** Weights as factors, those of the table that holds for all multiplied into the first observation's. */
function factorsOf(weights: Int8Array, logOdds: number, width: number, values: number): Float64Array {
  const factors = Float64Array.from(weights, weight => Math.exp(weight * logOdds));
  for (let value = 1; value <= values; value++)
    for (let k = 0; k < width; k++) factors[value * width + k] = (factors[value * width + k] ?? 0) * (factors[k] ?? 0);
  return factors;
}
