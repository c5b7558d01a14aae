import { isCapitalised } from './characters.js';
import type { UntaggedWord } from './guess.js';
import type { PartOfSpeech } from './types.js';

/** Every part of speech, in the order in which the weights hold them: the frequent ones first, which keeps rows short. */
export const PARTS_OF_SPEECH: readonly PartOfSpeech[] = [
  'NOUN',
  'VERB',
  'ADJ',
  'PROPN',
  'ADV',
  'ADP',
  'PRON',
  'AUX',
  'DET',
  'SCONJ',
  'NUM',
  'PART',
  'CCONJ',
  'X',
  'INTJ',
  'SYM',
  'PUNCT',
];

/** Stands for the part of speech of what is before a sentence. */
export const BOUNDARY_TAG = PARTS_OF_SPEECH.length;

/** Features are numbers of this many bits: hashes wide enough that two of a million rarely meet. */
export const FEATURE_BITS = 24;
const FEATURE_MASK = (1 << FEATURE_BITS) - 1;

const LETTER = /^\p{L}/u;
/** Half of a surrogate pair counts as a letter: most are. */
const LETTER_LIKE = /[\p{L}\p{M}\p{Cs}]/u;

/** Upper bound of what `contextFeatures` writes. */
export const MOST_CONTEXT_FEATURES = 32;

/** What a word tells by itself, as hashes to be combined with its context. */
export interface ContextWord {
  readonly form: number;
  readonly suffix2: number;
  readonly suffix3: number;
  readonly shape: number;
  /** The parts of speech that the word can have, as a number; 0 where it is not known. */
  readonly ambiguity: number;
}

/** The same, with whole features for each place that the word can stand in, seen from the word being tagged. */
export interface WordFeatures extends ContextWord {
  readonly own: Int32Array;
  readonly before: Int32Array;
  readonly twoBefore: Int32Array;
  readonly after: Int32Array;
  readonly twoAfter: Int32Array;
}

/** How a sentence uses capitals. */
export enum SentenceCase {
  Normal,
  /** A headline in title case. */
  Title,
  /** All capitals. */
  Upper,
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}

function feature(template: number, value: number): number {
  return mix(value, template) & FEATURE_MASK;
}

/** The key of a word in the tagger's dictionary. */
export function dictionaryKey(form: string): number {
  return feature(0, hashText(form));
}

/** The word as the features see it: lower case, numbers by their kind. */
export function formOf(lower: string): string {
  const code = lower.charCodeAt(0);
  if (code < 0x30 || code > 0x39) return lower.length > 40 ? lower.slice(0, 40) : lower;
  if (/^\d+$/.test(lower)) return lower.length === 4 ? '0000' : lower.length < 4 ? '0' : '00000';
  if (/^[\d.,:/]+$/.test(lower)) return '0.0';
  return lower.slice(0, 40).replace(/\d+/g, '0');
}

/** Kinds of characters in order, runs shortened: `McDonald` is `XxXx`. */
function shapeOf(text: string): string {
  let shape = '';
  let last = '';
  for (let i = 0; i < text.length && i < 24; i++) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code, text.charAt(i));
    if (kind !== last || shape.length < 2) shape += kind;
    last = kind;
  }
  return shape;
}

function kindOf(code: number, character: string): string {
  if (code >= 0x61 && code <= 0x7a) return 'x';
  if (code >= 0x41 && code <= 0x5a) return 'X';
  if (code >= 0x30 && code <= 0x39) return '0';
  if (code < 0x80) return character;
  if (code === 0x2019) return "'";
  if (isCapitalised(character)) return 'X';
  return LETTER_LIKE.test(character) ? 'x' : character;
}

export function wordFeatures(text: string, lower: string, ambiguity: number): WordFeatures {
  const normal = formOf(lower);
  const form = hashText(normal);
  const suffix1 = hashText(normal.slice(-1));
  const suffix2 = hashText(normal.slice(-2));
  const suffix3 = hashText(normal.slice(-3));
  const suffix4 = hashText(normal.slice(-4));
  const suffix5 = hashText(normal.slice(-5));
  const prefix1 = hashText(normal.slice(0, 1));
  const prefix2 = hashText(normal.slice(0, 2));
  const prefix3 = hashText(normal.slice(0, 3));
  const shape = hashText(shapeOf(text));
  return {
    form,
    suffix2,
    suffix3,
    shape,
    ambiguity,
    own: Int32Array.of(
      feature(1, 0),
      feature(2, form),
      feature(3, suffix1),
      feature(4, suffix2),
      feature(5, suffix3),
      feature(6, suffix4),
      feature(7, suffix5),
      feature(8, prefix1),
      feature(9, prefix2),
      feature(10, prefix3),
      feature(11, shape),
      feature(12, mix(shape, suffix2)),
      feature(13, ambiguity),
      feature(14, mix(shape, ambiguity)),
    ),
    before: Int32Array.of(feature(20, form), feature(21, suffix3), feature(22, shape)),
    twoBefore: Int32Array.of(feature(25, form), feature(26, ambiguity)),
    after: Int32Array.of(feature(30, form), feature(31, suffix3), feature(32, shape), feature(33, suffix2), feature(34, ambiguity)),
    twoAfter: Int32Array.of(feature(38, form), feature(39, ambiguity), feature(40, suffix3)),
  };
}

/** What stands before and behind a sentence. */
export function boundaryFeatures(): WordFeatures {
  return wordFeatures('\u0000', '\u0000', 0);
}

/**
 * Features of the word at `index` together with its neighbours and the two parts of speech before it; written to `out`, whose filled length is returned.
 * `words` begins and ends with two boundary words, so `index` has two neighbours on both sides.
 */
export function contextFeatures(
  words: readonly ContextWord[],
  index: number,
  previousTag: number,
  tagBefore: number,
  sentenceCase: SentenceCase,
  out: Int32Array,
): number {
  const word = words[index];
  const before = words[index - 1];
  const twoBefore = words[index - 2];
  const after = words[index + 1];
  const twoAfter = words[index + 2];
  if (!word || !before || !twoBefore || !after || !twoAfter) return 0;
  const { form, shape, suffix2, suffix3, ambiguity } = word;
  const position = index === 2 ? 1 : 2;
  const tags = previousTag * 32 + tagBefore;
  let n = 0;
  out[n++] = feature(50, previousTag);
  out[n++] = feature(51, tags);
  out[n++] = feature(52, mix(form, previousTag));
  out[n++] = feature(53, mix(before.form, tagBefore));
  out[n++] = feature(54, mix(form, after.form));
  out[n++] = feature(55, mix(before.form, form));
  out[n++] = feature(56, mix(suffix3, previousTag));
  out[n++] = feature(57, mix(mix(shape, previousTag), after.suffix2));
  out[n++] = feature(58, mix(mix(before.shape, shape), after.shape));
  out[n++] = feature(59, mix(after.form, previousTag));
  out[n++] = feature(60, mix(suffix3, after.suffix3));
  out[n++] = feature(61, mix(shape, position));
  out[n++] = feature(62, mix(shape, sentenceCase * 4 + position));
  out[n++] = feature(63, mix(mix(suffix2, shape), sentenceCase));
  out[n++] = feature(64, mix(ambiguity, previousTag));
  out[n++] = feature(65, mix(ambiguity, after.ambiguity));
  out[n++] = feature(66, mix(mix(ambiguity, after.ambiguity), previousTag));
  out[n++] = feature(67, mix(form, after.ambiguity));
  out[n++] = feature(68, mix(mix(after.ambiguity, twoAfter.ambiguity), mix(ambiguity, 5)));
  out[n++] = feature(69, mix(form, tags));
  out[n++] = feature(70, mix(mix(form, position), shape));
  out[n++] = feature(71, mix(mix(ambiguity, tags), 3));
  return n;
}

/** Looks at the words of four letters and more, since title case leaves short ones small. */
export function sentenceCaseOf(tokens: readonly UntaggedWord[], first: number, end: number): SentenceCase {
  let words = 0;
  let capitals = 0;
  let uppers = 0;
  for (let i = first; i < end; i++) {
    const token = tokens[i];
    if (token === undefined || token.text.length < 4 || !LETTER.test(token.text)) continue;
    words++;
    if (isCapitalised(token.text)) capitals++;
    if (token.text !== token.lower && token.text === token.text.toUpperCase()) uppers++;
  }
  if (words < 2) return SentenceCase.Normal;
  if (uppers >= words * 0.7) return SentenceCase.Upper;
  return words > 2 && capitals >= words * 0.8 ? SentenceCase.Title : SentenceCase.Normal;
}
