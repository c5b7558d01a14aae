import { EDGE_VALUES, STATE_EDGE_VALUES } from '../../src/attribution/sequence/features.js';
import { FEATURE_BITS } from '../../src/attribution/sequence/hash.js';
import { type StateGraph, TAG_COUNT } from '../../src/attribution/sequence/states.js';
import { chainTables, EDGE_KINDS } from '../../src/attribution/sequence/tables.js';

/** A block to learn from. */
export interface TrainingBlock {
  readonly length: number;
  /** The right tag of each token. */
  readonly tags: Uint8Array;
  /** Features of all tokens, one after another, and how many each token has. */
  readonly features: Int32Array;
  readonly counts: Uint8Array;
  /** One value for each kind of edge and token. */
  readonly edges: Int32Array;
  readonly startsSentence: Uint8Array;
}

/** Weights of a feature stand in lines of eight, one of them unused. */
export const STRIDE = 8;

/** Weights of a linear-chain model: by feature and tag; by observation and pair of tags; by observation and step between states. */
export interface ChainWeights {
  readonly features: Float32Array;
  readonly pairs: Float32Array;
  readonly steps: Float32Array;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly seed: number;
  readonly rate: number;
  /** Share of a token's features that are hidden while learning. */
  readonly dropout: number;
  /** How many features there are; all that a hash can be where it is absent. */
  readonly featureCount?: number;
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/** Gradients smaller than this are not followed. */
const STILL = 1e-3;
const SMOOTHING = 1e-2;

/** A conditional random field (Lafferty et al. 2001) that learns by AdaGrad (Duchi et al. 2011), one block at a time. */
export class ChainTrainer {
  private readonly features: Float32Array;
  private readonly featureSquares: Float32Array;
  private readonly pairs: Float32Array;
  private readonly pairSquares: Float32Array;
  private readonly steps: Float32Array;
  private readonly stepSquares: Float32Array;
  private readonly pairStarts: readonly number[];
  private readonly stepStarts: readonly number[];
  private random: number;

  private tokenScores = new Float64Array(0);
  private stepScores = new Float64Array(0);
  private forward = new Float64Array(0);
  private backward = new Float64Array(0);
  private scales = new Float64Array(0);
  private kept = new Int32Array(0);
  private keptCounts = new Uint8Array(0);
  private readonly pairScores: Float64Array;
  private readonly pairGradient: Float64Array;
  private readonly stepGradient: Float64Array;

  constructor(
    private readonly graph: StateGraph,
    private readonly options: TrainingOptions,
  ) {
    const { featureCount = 1 << FEATURE_BITS } = options;
    this.features = new Float32Array(featureCount * STRIDE);
    this.featureSquares = new Float32Array(featureCount * STRIDE);
    const pairs = chainTables(EDGE_VALUES, graph.pairCount);
    const steps = chainTables(STATE_EDGE_VALUES, graph.stepCount);
    this.pairStarts = pairs.starts;
    this.stepStarts = steps.starts;
    this.pairs = new Float32Array(pairs.size);
    this.pairSquares = new Float32Array(pairs.size);
    this.steps = new Float32Array(steps.size);
    this.stepSquares = new Float32Array(steps.size);
    this.pairScores = new Float64Array(graph.pairCount);
    this.pairGradient = new Float64Array(graph.pairCount);
    this.stepGradient = new Float64Array(graph.stepCount);
    this.random = (options.seed * 0x9e3779b1) | 1;
  }

  /** Learns from all blocks for the number of epochs that the options say; the mean of the weights over the later half of them. */
  train(blocks: readonly TrainingBlock[]): ChainWeights {
    const { epochs, dropout, rate } = this.options;
    const order = blocks.slice();
    const sum = { features: new Float32Array(this.features.length), pairs: new Float32Array(this.pairs.length), steps: new Float32Array(this.steps.length) };
    let summed = 0;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      this.shuffle(order);
      let loss = 0;
      let tokens = 0;
      for (const block of order) {
        loss += this.learn(block, rate);
        tokens += block.length;
      }
      if (epoch > epochs / 2) {
        summed++;
        addTo(sum.features, this.features);
        addTo(sum.pairs, this.pairs);
        addTo(sum.steps, this.steps);
      }
      this.options.onEpoch?.(epoch, loss / tokens);
    }
    scale(sum.features, (1 - dropout) / summed);
    scale(sum.pairs, 1 / summed);
    scale(sum.steps, 1 / summed);
    return sum;
  }

  private next(): number {
    let x = this.random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.random = x;
    return x >>> 0;
  }

  private shuffle(items: TrainingBlock[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.next() % (i + 1);
      const item = items[i] as TrainingBlock;
      items[i] = items[j] as TrainingBlock;
      items[j] = item;
    }
  }

  private reserve(block: TrainingBlock): void {
    const { stateCount, stepCount } = this.graph;
    if (this.scales.length < block.length) {
      const size = block.length * 2;
      this.tokenScores = new Float64Array(size * TAG_COUNT);
      this.stepScores = new Float64Array(size * stepCount);
      this.forward = new Float64Array(size * stateCount);
      this.backward = new Float64Array(size * stateCount);
      this.scales = new Float64Array(size);
      this.keptCounts = new Uint8Array(size);
    }
    if (this.kept.length < block.features.length) this.kept = new Int32Array(block.features.length * 2);
  }

  private hide(block: TrainingBlock): void {
    const limit = this.options.dropout * 4294967296;
    const { kept, keptCounts } = this;
    const { features, counts } = block;
    let at = 0;
    let n = 0;
    for (let i = 0; i < block.length; i++) {
      const before = n;
      for (const end = at + (counts[i] ?? 0); at < end; at++) {
        if (this.next() < limit) continue;
        kept[n++] = features[at] ?? 0;
      }
      keptCounts[i] = n - before;
    }
  }

  private score(block: TrainingBlock): void {
    const { graph, features, pairs, steps, pairStarts, stepStarts, tokenScores, stepScores, kept, keptCounts, pairScores } = this;
    const { pairCount, stepCount, stepPair } = graph;
    let at = 0;
    for (let i = 0; i < block.length; i++) {
      const t = i * TAG_COUNT;
      for (let tag = 0; tag < TAG_COUNT; tag++) tokenScores[t + tag] = 0;
      for (const end = at + (keptCounts[i] ?? 0); at < end; at++) {
        const row = (kept[at] ?? 0) * STRIDE;
        for (let tag = 0; tag < TAG_COUNT; tag++) tokenScores[t + tag] = (tokenScores[t + tag] ?? 0) + (features[row + tag] ?? 0);
      }
      const e = i * EDGE_KINDS;
      for (let pair = 0; pair < pairCount; pair++) pairScores[pair] = pairs[pair] ?? 0;
      for (let kind = 0; kind < pairStarts.length; kind++) {
        const row = (pairStarts[kind] ?? 0) + (block.edges[e + kind] ?? 0) * pairCount;
        for (let pair = 0; pair < pairCount; pair++) pairScores[pair] = (pairScores[pair] ?? 0) + (pairs[row + pair] ?? 0);
      }
      const s = i * stepCount;
      for (let step = 0; step < stepCount; step++) stepScores[s + step] = (steps[step] ?? 0) + (pairScores[stepPair[step] ?? 0] ?? 0);
      for (let kind = 0; kind < stepStarts.length; kind++) {
        const row = (stepStarts[kind] ?? 0) + (block.edges[e + pairStarts.length + kind] ?? 0) * stepCount;
        for (let step = 0; step < stepCount; step++) stepScores[s + step] = (stepScores[s + step] ?? 0) + (steps[row + step] ?? 0);
      }
    }
  }

  /** One step of AdaGrad on one block; returns the negative log likelihood of its tags. */
  private learn(block: TrainingBlock, rate: number): number {
    this.reserve(block);
    this.hide(block);
    this.score(block);
    const { graph, tokenScores, stepScores, forward, backward, scales, kept, keptCounts } = this;
    const { stateCount, stepCount, stepFrom, stepTag, stepPair, stepOf, tagOfState, pairCount } = graph;
    const n = block.length;
    let logTotal = 0;
    let goldScore = 0;
    let goldState = 0;
    for (let i = 0; i < n; i++) {
      const t = i * TAG_COUNT;
      const tag = block.tags[i] ?? 0;
      const goldStep = stepOf[goldState * TAG_COUNT + tag] ?? 0;
      goldScore += (tokenScores[t + tag] ?? 0) + (stepScores[i * stepCount + goldStep] ?? 0);
      goldState = (block.startsSentence[i] ? graph.stepToAtStart : graph.stepTo)[goldStep] ?? 0;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < TAG_COUNT; k++) if ((tokenScores[t + k] ?? 0) > most) most = tokenScores[t + k] ?? 0;
      logTotal += most;
      for (let k = 0; k < TAG_COUNT; k++) tokenScores[t + k] = Math.exp((tokenScores[t + k] ?? 0) - most);
    }
    // From here on step scores hold the factor of a step with its tag.
    for (let i = 0; i < n; i++) {
      const s = i * stepCount;
      const f = i * stateCount;
      const to = block.startsSentence[i] ? graph.stepToAtStart : graph.stepTo;
      forward.fill(0, f, f + stateCount);
      for (let step = 0; step < stepCount; step++) {
        const factor = Math.exp(stepScores[s + step] ?? 0) * (tokenScores[i * TAG_COUNT + (stepTag[step] ?? 0)] ?? 0);
        stepScores[s + step] = factor;
        if (i === 0) {
          if (stepFrom[step] === 0) forward[f + (to[step] ?? 0)] = (forward[f + (to[step] ?? 0)] ?? 0) + factor;
        } else forward[f + (to[step] ?? 0)] = (forward[f + (to[step] ?? 0)] ?? 0) + (forward[f - stateCount + (stepFrom[step] ?? 0)] ?? 0) * factor;
      }
      let total = 0;
      for (let state = 0; state < stateCount; state++) total += forward[f + state] ?? 0;
      for (let state = 0; state < stateCount; state++) forward[f + state] = (forward[f + state] ?? 0) / total;
      scales[i] = total;
      logTotal += Math.log(total);
    }
    backward.fill(1, (n - 1) * stateCount, n * stateCount);
    for (let i = n - 1; i > 0; i--) {
      const b = i * stateCount;
      const to = block.startsSentence[i] ? graph.stepToAtStart : graph.stepTo;
      backward.fill(0, b - stateCount, b);
      const s = i * stepCount;
      const inverse = 1 / (scales[i] ?? 0);
      for (let step = 0; step < stepCount; step++)
        backward[b - stateCount + (stepFrom[step] ?? 0)] =
          (backward[b - stateCount + (stepFrom[step] ?? 0)] ?? 0) + (stepScores[s + step] ?? 0) * (backward[b + (to[step] ?? 0)] ?? 0) * inverse;
    }

    const { features, featureSquares, pairs, pairSquares, steps, stepSquares, pairStarts, stepStarts, pairGradient, stepGradient } = this;
    const tagGradient = new Float64Array(TAG_COUNT);
    let at = 0;
    let goldFrom = 0;
    for (let i = 0; i < n; i++) {
      const f = i * stateCount;
      const gold = block.tags[i] ?? 0;
      tagGradient.fill(0);
      for (let state = 0; state < stateCount; state++)
        tagGradient[tagOfState[state] ?? 0] = (tagGradient[tagOfState[state] ?? 0] ?? 0) + (forward[f + state] ?? 0) * (backward[f + state] ?? 0);
      tagGradient[gold] = (tagGradient[gold] ?? 0) - 1;
      let largest = 0;
      for (let tag = 0; tag < TAG_COUNT; tag++) largest = Math.max(largest, Math.abs(tagGradient[tag] ?? 0));
      const end = at + (keptCounts[i] ?? 0);
      if (largest < 2 * STILL) at = end;
      for (; at < end; at++) {
        const row = (kept[at] ?? 0) * STRIDE;
        for (let tag = 0; tag < TAG_COUNT; tag++) {
          const gradient = tagGradient[tag] ?? 0;
          if (gradient < STILL && gradient > -STILL) continue;
          const square = (featureSquares[row + tag] ?? 0) + gradient * gradient;
          featureSquares[row + tag] = square;
          features[row + tag] = (features[row + tag] ?? 0) - (rate * gradient) / Math.sqrt(square + SMOOTHING);
        }
      }
      const s = i * stepCount;
      const to = block.startsSentence[i] ? graph.stepToAtStart : graph.stepTo;
      pairGradient.fill(0);
      const inverse = 1 / (scales[i] ?? 0);
      const goldStep = stepOf[goldFrom * TAG_COUNT + gold] ?? 0;
      goldFrom = to[goldStep] ?? 0;
      for (let step = 0; step < stepCount; step++) {
        const from = i === 0 ? (stepFrom[step] === 0 ? 1 : 0) : (forward[f - stateCount + (stepFrom[step] ?? 0)] ?? 0);
        let gradient = from * (stepScores[s + step] ?? 0) * (backward[f + (to[step] ?? 0)] ?? 0) * inverse;
        if (step === goldStep) gradient -= 1;
        stepGradient[step] = gradient;
        pairGradient[stepPair[step] ?? 0] = (pairGradient[stepPair[step] ?? 0] ?? 0) + gradient;
      }
      const e = i * EDGE_KINDS;
      for (let pair = 0; pair < pairCount; pair++) {
        const gradient = pairGradient[pair] ?? 0;
        if (gradient < STILL && gradient > -STILL) continue;
        descend(pairs, pairSquares, pair, gradient, rate);
        for (let kind = 0; kind < pairStarts.length; kind++)
          descend(pairs, pairSquares, (pairStarts[kind] ?? 0) + (block.edges[e + kind] ?? 0) * pairCount + pair, gradient, rate);
      }
      for (let step = 0; step < stepCount; step++) {
        const gradient = stepGradient[step] ?? 0;
        if (gradient < STILL && gradient > -STILL) continue;
        descend(steps, stepSquares, step, gradient, rate);
        for (let kind = 0; kind < stepStarts.length; kind++)
          descend(steps, stepSquares, (stepStarts[kind] ?? 0) + (block.edges[e + pairStarts.length + kind] ?? 0) * stepCount + step, gradient, rate);
      }
    }
    return logTotal - goldScore;
  }
}

function descend(weights: Float32Array, squares: Float32Array, at: number, gradient: number, rate: number): void {
  const square = (squares[at] ?? 0) + gradient * gradient;
  squares[at] = square;
  weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(square + SMOOTHING);
}

function addTo(sum: Float32Array, values: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (values[i] ?? 0);
}

function scale(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * factor;
}

/** The mean of weights. */
export function meanWeights(models: readonly ChainWeights[]): ChainWeights {
  const [first] = models;
  if (first === undefined) throw new RangeError('There are no weights to take the mean of.');
  const mean = { features: new Float32Array(first.features.length), pairs: new Float32Array(first.pairs.length), steps: new Float32Array(first.steps.length) };
  for (const model of models) {
    addTo(mean.features, model.features);
    addTo(mean.pairs, model.pairs);
    addTo(mean.steps, model.steps);
  }
  for (const values of [mean.features, mean.pairs, mean.steps]) scale(values, 1 / models.length);
  return mean;
}
