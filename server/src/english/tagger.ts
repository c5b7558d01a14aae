import type { TagSentence, UntaggedWord } from './guess.js';
import {
  BOUNDARY_TAG,
  boundaryFeatures,
  type ContextWord,
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
/** Four tags share a number: a byte for each, of the weight and `BIAS`, so that all bytes are positive. */
const ROW = Math.ceil(TAG_COUNT / 4);
const BIAS = 128;
/** Sums need 16 bits. Of the four tags of a number, the first and the third share one sum, the second and the fourth the next. */
const SUM = ROW * 2;
const LANES = 0x00ff00ff;
const NONE = -1;

/** Places that a word can stand in, seen from the word that is tagged; a remembered word has a sum for each. */
enum Place {
  Own,
  Before,
  TwoBefore,
  After,
  TwoAfter,
}
const PLACES = 5;

/** What is kept of a word. */
interface RememberedWord extends ContextWord {
  /** The part of speech that the word always has, or -1. */
  readonly certain: number;
  /** Where its sums begin. */
  readonly at: number;
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
  /** `ROW` numbers for each row. */
  private readonly rows: Int32Array;
  private readonly index: FeatureIndex;
  private readonly dictionary: ReadonlyMap<number, DictionaryEntry>;
  private readonly words = new Map<string, RememberedWord>();
  private readonly boundary: RememberedWord;
  private readonly context = new Int32Array(MOST_CONTEXT_FEATURES);
  private readonly scores = new Int32Array(SUM);
  /** `PLACES` sums for each word, one word behind the other: what lies together is read together. */
  private sums = new Int32Array(1024 * PLACES * SUM);
  private summed = 0;
  /** Of the words that are never forgotten. */
  private readonly kept: number;

  constructor(file: Uint8Array) {
    const weights = decodeTaggerWeights(file, TAG_COUNT);
    this.rows = inBytes(weights.rows, weights.keys.length);
    this.index = new FeatureIndex(weights.keys);
    this.dictionary = new Map(weights.dictionary.map(entry => [entry.key, entry]));
    this.boundary = this.remembered(boundaryFeatures(), NONE);
    this.kept = this.summed;
  }

  tag(tokens: readonly UntaggedWord[], first: number, end: number): Uint8Array {
    if (this.summed >= REMEMBERED_WORDS * PLACES * SUM) {
      this.words.clear();
      this.summed = this.kept;
    }
    const words: RememberedWord[] = [this.boundary, this.boundary];
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
  private best(words: readonly RememberedWord[], at: number, contextLength: number): number {
    const { scores, context, sums, index } = this;
    const own = sumOf(words[at], Place.Own);
    const before = sumOf(words[at - 1], Place.Before);
    const twoBefore = sumOf(words[at - 2], Place.TwoBefore);
    const after = sumOf(words[at + 1], Place.After);
    const twoAfter = sumOf(words[at + 2], Place.TwoAfter);
    for (let i = 0; i < SUM; i++) {
      scores[i] = (sums[own + i] ?? 0) + (sums[before + i] ?? 0) + (sums[twoBefore + i] ?? 0) + (sums[after + i] ?? 0) + (sums[twoAfter + i] ?? 0);
    }
    // The bias adds the same to every tag.
    for (let i = 0; i < contextLength; i++) {
      const row = index.rowOf(context[i] ?? 0);
      if (row !== NONE) this.addRow(row, scores, 0);
    }
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      const pair = scores[(tag >> 2) * 2 + (tag & 1)] ?? 0;
      const low = (pair << 16) >> 16;
      const score = (tag & 2) === 0 ? low : (pair - low) >> 16;
      if (score > highest) {
        highest = score;
        best = tag;
      }
    }
    return best;
  }

  private addRow(row: number, sums: Int32Array, at: number): void {
    const { rows } = this;
    const start = row * ROW;
    for (let i = 0, to = at; i < ROW; i++, to += 2) {
      const four = rows[start + i] ?? 0;
      sums[to] = (sums[to] ?? 0) + (four & LANES);
      sums[to + 1] = (sums[to + 1] ?? 0) + ((four >>> 8) & LANES);
    }
  }

  private word(token: UntaggedWord | undefined): RememberedWord {
    const text = token?.text ?? '';
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const lower = token?.lower ?? '';
    const entry = this.dictionary.get(dictionaryKey(formOf(lower)));
    const isCertain = entry?.certain === true && text === lower;
    const word = this.remembered(wordFeatures(text, lower, entry?.tags ?? 0), isCertain ? 31 - Math.clz32(entry.tags) : NONE);
    if (text.length <= LONGEST_REMEMBERED) this.words.set(text, word);
    return word;
  }

  private remembered({ form, suffix2, suffix3, shape, ambiguity, own, before, twoBefore, after, twoAfter }: WordFeatures, certain: number): RememberedWord {
    const at = this.summed;
    this.summed += PLACES * SUM;
    if (this.summed > this.sums.length) {
      const larger = new Int32Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    this.sum(own, at + Place.Own * SUM);
    this.sum(before, at + Place.Before * SUM);
    this.sum(twoBefore, at + Place.TwoBefore * SUM);
    this.sum(after, at + Place.After * SUM);
    this.sum(twoAfter, at + Place.TwoAfter * SUM);
    return { form, suffix2, suffix3, shape, ambiguity, certain, at };
  }

  private sum(features: Int32Array, at: number): void {
    const { sums } = this;
    sums.fill(0, at, at + SUM);
    let rows = 0;
    for (const feature of features) {
      const row = this.index.rowOf(feature);
      if (row === NONE) continue;
      this.addRow(row, sums, at);
      rows++;
    }
    const bias = rows * BIAS * 0x10001;
    for (let i = at; i < at + SUM; i++) sums[i] = (sums[i] ?? 0) - bias;
  }
}

function sumOf(word: RememberedWord | undefined, place: Place): number {
  return (word?.at ?? 0) + place * SUM;
}

/** The weights of tags 0 to 3 in the four bytes of one number, and so on. */
function inBytes(rows: Int8Array, count: number): Int32Array {
  const numbers = new Int32Array(count * ROW);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < ROW; i++) {
      let four = 0;
      for (let lane = 0; lane < 4; lane++) {
        const tag = i * 4 + lane;
        const weight = tag < TAG_COUNT ? (rows[row * TAG_COUNT + tag] ?? 0) : 0;
        four |= (weight + BIAS) << (lane * 8);
      }
      numbers[row * ROW + i] = four;
    }
  }
  return numbers;
}

/** So many of a feature's bits are looked at first. */
const FILTER_BITS = 20;
const FILTER_MASK = (1 << FILTER_BITS) - 1;

/**
 * Which features have weights, and in which row: for each group of 32 features a bit for each, and behind it the number of rows before.
 * Most features that a text asks for have none; a small table, which stays in the processor's cache, answers for nearly all of those.
 */
class FeatureIndex {
  private readonly groups = new Int32Array((1 << FEATURE_BITS) / 16);
  private readonly filter = new Int32Array((1 << FILTER_BITS) / 32);

  /** `keys` ascend; the row of a key is its place among them. */
  constructor(keys: Int32Array) {
    for (let row = keys.length - 1; row >= 0; row--) {
      const key = keys[row] ?? 0;
      const bit = 1 << (key & 31);
      const group = (key >>> 5) << 1;
      this.groups[group] = (this.groups[group] ?? 0) | bit;
      this.groups[group + 1] = row;
      const place = (key & FILTER_MASK) >>> 5;
      this.filter[place] = (this.filter[place] ?? 0) | bit;
    }
  }

  /** -1 where the feature has no weights. */
  rowOf(key: number): number {
    const bit = 1 << (key & 31);
    if (((this.filter[(key & FILTER_MASK) >>> 5] ?? 0) & bit) === 0) return NONE;
    const group = (key >>> 5) << 1;
    const bits = this.groups[group] ?? 0;
    return (bits & bit) === 0 ? NONE : (this.groups[group + 1] ?? 0) + countBits(bits & (bit - 1));
  }
}

/** How many bits of a 32-bit number are set. */
function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
