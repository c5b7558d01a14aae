import type { TagSentence, UntaggedWord } from './guess.js';
import {
  BOUNDARY_TAG,
  boundaryFeatures,
  contextFeatures,
  dictionaryKey,
  FEATURE_BITS,
  formOf,
  MOST_CONTEXT_FEATURES,
  PARTS_OF_SPEECH,
  sentenceCaseOf,
  type WordFeatures,
  wordFeatures,
} from './taggerFeatures.js';
import { type DictionaryEntry, decodeTaggerWeights } from './taggerWeights.js';

/** Words that are kept with their sums; a text of other words starts the memory anew. */
const REMEMBERED_WORDS = 30_000;
const LONGEST_REMEMBERED = 40;
const TAG_COUNT = PARTS_OF_SPEECH.length;
const EMPTY = -1;

/** A word with the sums of its weights for each place that it can stand in. */
interface ScoredWord extends WordFeatures {
  /** The part of speech that the word always has, or -1. */
  readonly certain: number;
  readonly ownScores: Int32Array;
  readonly beforeScores: Int32Array;
  readonly twoBeforeScores: Int32Array;
  readonly afterScores: Int32Array;
  readonly twoAfterScores: Int32Array;
}

/**
 * An averaged perceptron (Collins 2002) that tags greedily from left to right. Throws a `TaggerWeightsError` where the weights cannot be used.
 * The same sentence always gets the same tags: what it remembers of words only saves work.
 */
export function createTagger(weights: Uint8Array): TagSentence {
  const tagger = new Tagger(weights);
  return (tokens, first, end, tags) => {
    const found = tagger.tag(tokens, first, end);
    for (let i = 0; i < found.length; i++) tags[first + i] = PARTS_OF_SPEECH[found[i] ?? 0] ?? 'X';
  };
}

class Tagger {
  private readonly rows: Int8Array;
  /** Open addressing: a feature's key, then its row. */
  private readonly slots: Int32Array;
  private readonly slotMask: number;
  private readonly dictionary: ReadonlyMap<number, DictionaryEntry>;
  private readonly words = new Map<string, ScoredWord>();
  private readonly boundary: ScoredWord;
  private readonly context = new Int32Array(MOST_CONTEXT_FEATURES);
  private readonly scores = new Int32Array(TAG_COUNT);

  constructor(file: Uint8Array) {
    const weights = decodeTaggerWeights(file, TAG_COUNT);
    this.rows = weights.rows;
    this.dictionary = new Map(weights.dictionary.map(entry => [entry.key, entry]));
    const size = 2 ** Math.ceil(Math.log2(weights.keys.length * 1.6 + 2));
    this.slotMask = size - 1;
    this.slots = new Int32Array(size * 2).fill(EMPTY);
    for (let row = 0; row < weights.keys.length; row++) {
      const key = weights.keys[row] ?? 0;
      let slot = this.slotOf(key);
      while (this.slots[slot * 2] !== EMPTY) slot = (slot + 1) & this.slotMask;
      this.slots[slot * 2] = key;
      this.slots[slot * 2 + 1] = row * TAG_COUNT;
    }
    this.boundary = this.scored(boundaryFeatures(), EMPTY);
  }

  tag(tokens: readonly UntaggedWord[], first: number, end: number): Uint8Array {
    const words: ScoredWord[] = [this.boundary, this.boundary];
    for (let i = first; i < end; i++) words.push(this.word(tokens[i]));
    words.push(this.boundary, this.boundary);
    const sentenceCase = sentenceCaseOf(tokens, first, end);
    const tags = new Uint8Array(end - first);
    let previousTag = BOUNDARY_TAG;
    let tagBefore = BOUNDARY_TAG;
    for (let i = 0; i < tags.length; i++) {
      const certain = words[i + 2]?.certain ?? EMPTY;
      const tag = certain !== EMPTY ? certain : this.best(words, i + 2, contextFeatures(words, i + 2, previousTag, tagBefore, sentenceCase, this.context));
      tags[i] = tag;
      tagBefore = previousTag;
      previousTag = tag;
    }
    return tags;
  }

  private best(words: readonly ScoredWord[], index: number, contextLength: number): number {
    const { scores, rows, context } = this;
    const own = words[index]?.ownScores;
    const before = words[index - 1]?.beforeScores;
    const twoBefore = words[index - 2]?.twoBeforeScores;
    const after = words[index + 1]?.afterScores;
    const twoAfter = words[index + 2]?.twoAfterScores;
    if (!own || !before || !twoBefore || !after || !twoAfter) return 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      scores[tag] = (own[tag] ?? 0) + (before[tag] ?? 0) + (twoBefore[tag] ?? 0) + (after[tag] ?? 0) + (twoAfter[tag] ?? 0);
    }
    for (let i = 0; i < contextLength; i++) {
      const row = this.rowOf(context[i] ?? 0);
      if (row === EMPTY) continue;
      for (let tag = 0; tag < TAG_COUNT; tag++) scores[tag] = (scores[tag] ?? 0) + (rows[row + tag] ?? 0);
    }
    let best = 0;
    for (let tag = 1; tag < TAG_COUNT; tag++) if ((scores[tag] ?? 0) > (scores[best] ?? 0)) best = tag;
    return best;
  }

  private word(token: UntaggedWord | undefined): ScoredWord {
    const text = token?.text ?? '';
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const lower = token?.lower ?? '';
    const entry = this.dictionary.get(dictionaryKey(formOf(lower)));
    const isCertain = entry?.certain === true && text === lower;
    const word = this.scored(wordFeatures(text, lower, entry?.tags ?? 0), isCertain ? 31 - Math.clz32(entry.tags) : EMPTY);
    if (text.length > LONGEST_REMEMBERED) return word;
    if (this.words.size >= REMEMBERED_WORDS) this.words.clear();
    this.words.set(text, word);
    return word;
  }

  private scored(features: WordFeatures, certain: number): ScoredWord {
    return {
      ...features,
      certain,
      ownScores: this.sum(features.own),
      beforeScores: this.sum(features.before),
      twoBeforeScores: this.sum(features.twoBefore),
      afterScores: this.sum(features.after),
      twoAfterScores: this.sum(features.twoAfter),
    };
  }

  private sum(features: Int32Array): Int32Array {
    const scores = new Int32Array(TAG_COUNT);
    for (const feature of features) {
      const row = this.rowOf(feature);
      if (row !== EMPTY) for (let tag = 0; tag < TAG_COUNT; tag++) scores[tag] = (scores[tag] ?? 0) + (this.rows[row + tag] ?? 0);
    }
    return scores;
  }

  /** Where a feature's row begins in `rows`, or -1. */
  private rowOf(key: number): number {
    for (let slot = this.slotOf(key); ; slot = (slot + 1) & this.slotMask) {
      const found = this.slots[slot * 2];
      if (found === key) return this.slots[slot * 2 + 1] ?? EMPTY;
      if (found === EMPTY || found === undefined) return EMPTY;
    }
  }

  private slotOf(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> (32 - FEATURE_BITS)) & this.slotMask;
  }
}
