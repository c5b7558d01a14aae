import { FEATURE_BITS } from '../../src/english/taggerFeatures.js';

/** A word to learn from: the sentence supplies its features once the tags before it are known. */
export interface TrainingSentence {
  readonly length: number;
  /** The right tag of each word, or -1 where it is not known. */
  readonly tags: Int8Array;
  /** A tag that needs no scoring, or -1. */
  readonly certain: Int8Array;
  /** Writes the features of a word to `out` and returns how many there are. */
  features(index: number, previousTag: number, tagBefore: number, out: Int32Array): number;
}

export interface PerceptronOptions {
  readonly tagCount: number;
  readonly boundaryTag: number;
  readonly epochs: number;
  readonly seed: number;
  /** Share of a word's features that are hidden while learning, so that no one feature is relied on. */
  readonly dropout: number;
  /** The only features that may have weights; all where it is absent. */
  readonly allowed?: Uint8Array;
  readonly onEpoch?: (epoch: number, mistakes: number, words: number) => void;
}

/** Averaged weights by feature. */
export interface LinearModel {
  readonly tagCount: number;
  /** Feature key to row number; 0 where the feature has no weights. */
  readonly index: Int32Array;
  /** The feature of each row; row 0 is not used. */
  readonly keys: Int32Array;
  readonly weights: Float32Array;
}

const MOST_FEATURES = 96;
/** Room for so many rows at first; doubled when it is full. */
const FIRST_ROWS = 1 << 12;

/** Deterministic pseudo-random numbers in [0, 1): mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** Averaged perceptron (Collins 2002) that learns from its own tags of the words before. */
export function trainPerceptron(sentences: readonly TrainingSentence[], options: PerceptronOptions): LinearModel {
  const trainer = new Trainer(options);
  const order = sentences.slice();
  const random = randomNumbers(options.seed);
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    shuffle(order, random);
    let mistakes = 0;
    let words = 0;
    for (const sentence of order) {
      mistakes += trainer.learn(sentence, random);
      words += sentence.length;
    }
    options.onEpoch?.(epoch, mistakes, words);
  }
  return trainer.averaged();
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const item = items[i] as T;
    items[i] = items[j] as T;
    items[j] = item;
  }
}

class Trainer {
  private readonly index = new Int32Array(1 << FEATURE_BITS);
  /** The feature of each row. */
  private readonly keys: number[] = [-1];
  private weights: Float32Array;
  /** Sum over time of every change, weighted by when it was made: what is taken off to average. */
  private changes: Float64Array;
  private clock = 1;
  private readonly features = new Int32Array(MOST_FEATURES);
  private readonly scores: Float32Array;

  constructor(private readonly options: PerceptronOptions) {
    this.weights = new Float32Array(FIRST_ROWS * options.tagCount);
    this.changes = new Float64Array(FIRST_ROWS * options.tagCount);
    this.scores = new Float32Array(options.tagCount);
  }

  learn(sentence: TrainingSentence, random: () => number): number {
    const { boundaryTag } = this.options;
    let previousTag = boundaryTag;
    let tagBefore = boundaryTag;
    let mistakes = 0;
    for (let i = 0; i < sentence.length; i++) {
      let tag = sentence.certain[i] ?? -1;
      if (tag < 0) {
        const count = this.hide(sentence.features(i, previousTag, tagBefore, this.features), random);
        const right = sentence.tags[i] ?? -1;
        tag = this.best(count);
        if (right >= 0 && tag !== right) {
          mistakes++;
          for (let k = 0; k < count; k++) this.change(this.features[k] ?? 0, right, tag);
        }
        this.clock++;
      }
      tagBefore = previousTag;
      previousTag = tag;
    }
    return mistakes;
  }

  averaged(): LinearModel {
    const { tagCount } = this.options;
    const weights = new Float32Array(this.keys.length * tagCount);
    for (let i = 0; i < weights.length; i++) weights[i] = (this.weights[i] ?? 0) - (this.changes[i] ?? 0) / this.clock;
    return { tagCount, index: this.index, keys: Int32Array.from(this.keys), weights };
  }

  /** Keeps the features that may be seen this time, at the front; returns their number. */
  private hide(count: number, random: () => number): number {
    const { dropout, allowed } = this.options;
    let kept = 0;
    for (let k = 0; k < count; k++) {
      const feature = this.features[k] ?? 0;
      if (allowed !== undefined && allowed[feature] !== 1) continue;
      if (dropout > 0 && random() < dropout) continue;
      this.features[kept++] = feature;
    }
    return kept;
  }

  private best(count: number): number {
    const { scores, weights } = this;
    const { tagCount } = this.options;
    scores.fill(0);
    for (let k = 0; k < count; k++) {
      const row = this.index[this.features[k] ?? 0] ?? 0;
      if (row === 0) continue;
      const at = row * tagCount;
      for (let tag = 0; tag < tagCount; tag++) scores[tag] = (scores[tag] ?? 0) + (weights[at + tag] ?? 0);
    }
    let best = 0;
    for (let tag = 1; tag < tagCount; tag++) if ((scores[tag] ?? 0) > (scores[best] ?? 0)) best = tag;
    return best;
  }

  private change(feature: number, right: number, wrong: number): void {
    let row = this.index[feature] ?? 0;
    if (row === 0) {
      row = this.keys.push(feature) - 1;
      this.index[feature] = row;
      if (this.keys.length * this.options.tagCount > this.weights.length) this.grow();
    }
    const at = row * this.options.tagCount;
    this.weights[at + right] = (this.weights[at + right] ?? 0) + 1;
    this.weights[at + wrong] = (this.weights[at + wrong] ?? 0) - 1;
    this.changes[at + right] = (this.changes[at + right] ?? 0) + this.clock;
    this.changes[at + wrong] = (this.changes[at + wrong] ?? 0) - this.clock;
  }

  private grow(): void {
    const weights = new Float32Array(this.weights.length * 2);
    weights.set(this.weights);
    this.weights = weights;
    const changes = new Float64Array(this.changes.length * 2);
    changes.set(this.changes);
    this.changes = changes;
  }
}
