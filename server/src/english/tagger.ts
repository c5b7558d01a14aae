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
/** Two tags share a number: the sum of a word's weights fits into 16 bits, and half of the additions are saved. */
const PAIR_COUNT = Math.ceil(TAG_COUNT / 2);
const NONE = -1;

/** A word with the sums of its weights, in pairs, for each place that it can stand in. */
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
  /** `PAIR_COUNT` numbers for each row. */
  private readonly rows: Int32Array;
  private readonly index: FeatureIndex;
  private readonly dictionary: ReadonlyMap<number, DictionaryEntry>;
  private readonly words = new Map<string, ScoredWord>();
  private readonly boundary: ScoredWord;
  private readonly context = new Int32Array(MOST_CONTEXT_FEATURES);
  private readonly scores = new Int32Array(PAIR_COUNT);

  constructor(file: Uint8Array) {
    const weights = decodeTaggerWeights(file, TAG_COUNT);
    this.rows = inPairs(weights.rows, weights.keys.length);
    this.index = new FeatureIndex(weights.keys);
    this.dictionary = new Map(weights.dictionary.map(entry => [entry.key, entry]));
    this.boundary = this.scored(boundaryFeatures(), NONE);
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
      const certain = words[i + 2]?.certain ?? NONE;
      const tag = certain !== NONE ? certain : this.best(words, i + 2, contextFeatures(words, i + 2, previousTag, tagBefore, sentenceCase, this.context));
      tags[i] = tag;
      tagBefore = previousTag;
      previousTag = tag;
    }
    return tags;
  }

  /** The tag with the highest score; the first of equals. */
  private best(words: readonly ScoredWord[], at: number, contextLength: number): number {
    const { scores, context } = this;
    const own = words[at]?.ownScores;
    const before = words[at - 1]?.beforeScores;
    const twoBefore = words[at - 2]?.twoBeforeScores;
    const after = words[at + 1]?.afterScores;
    const twoAfter = words[at + 2]?.twoAfterScores;
    if (!own || !before || !twoBefore || !after || !twoAfter) return 0;
    for (let pair = 0; pair < PAIR_COUNT; pair++) {
      scores[pair] = (own[pair] ?? 0) + (before[pair] ?? 0) + (twoBefore[pair] ?? 0) + (after[pair] ?? 0) + (twoAfter[pair] ?? 0);
    }
    for (let i = 0; i < contextLength; i++) this.addRow(context[i] ?? 0, scores);
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      const pair = scores[tag >> 1] ?? 0;
      const even = (pair << 16) >> 16;
      const score = (tag & 1) === 0 ? even : (pair - even) >> 16;
      if (score > highest) {
        highest = score;
        best = tag;
      }
    }
    return best;
  }

  private word(token: UntaggedWord | undefined): ScoredWord {
    const text = token?.text ?? '';
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const lower = token?.lower ?? '';
    const entry = this.dictionary.get(dictionaryKey(formOf(lower)));
    const isCertain = entry?.certain === true && text === lower;
    const word = this.scored(wordFeatures(text, lower, entry?.tags ?? 0), isCertain ? 31 - Math.clz32(entry.tags) : NONE);
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
    const scores = new Int32Array(PAIR_COUNT);
    for (const feature of features) this.addRow(feature, scores);
    return scores;
  }

  private addRow(feature: number, scores: Int32Array): void {
    const row = this.index.rowOf(feature);
    if (row === NONE) return;
    const { rows } = this;
    const start = row * PAIR_COUNT;
    for (let pair = 0; pair < PAIR_COUNT; pair++) scores[pair] = (scores[pair] ?? 0) + (rows[start + pair] ?? 0);
  }
}

/** The weights of tags 0 and 1 in the lower and the upper half of one number, and so on; sums of such numbers are pairs of sums. */
function inPairs(rows: Int8Array, count: number): Int32Array {
  const pairs = new Int32Array(count * PAIR_COUNT);
  for (let row = 0; row < count; row++) {
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      const at = row * PAIR_COUNT + (tag >> 1);
      const weight = rows[row * TAG_COUNT + tag] ?? 0;
      pairs[at] = (pairs[at] ?? 0) + ((tag & 1) === 0 ? weight : weight << 16);
    }
  }
  return pairs;
}

/** Which features have weights, and in which row: a bit for each feature, and the number of bits before each group of 32. */
class FeatureIndex {
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
    const group = this.bits[key >>> 5] ?? 0;
    const bit = 1 << (key & 31);
    return (group & bit) === 0 ? NONE : (this.before[key >>> 5] ?? 0) + countBits(group & (bit - 1));
  }
}

/** How many bits of a 32-bit number are set. */
function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
