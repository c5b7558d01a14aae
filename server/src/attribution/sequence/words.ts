import { hashText } from '../../english/taggerFeatures.js';
import type { English } from '../../english/types.js';
import { feature, mix } from './hash.js';

/** How often a word is part of a cue or a source, in steps, learned from the training corpus. Keys are `stemKey`s. */
export interface WordHabits {
  /** 1 (now and then) to 5 (nearly always). */
  readonly cue: ReadonlyMap<number, number>;
  /** 1 to 3. */
  readonly source: ReadonlyMap<number, number>;
}

/** What a word tells by itself: hashes to be combined with its context, and whole features for each place that it can stand in, seen from the token being read. */
export interface WordTraits {
  readonly form: number;
  readonly stem: number;
  readonly shape: number;
  readonly cue: number;
  readonly source: number;
  readonly title: number;
  readonly kind: WordKind;
  readonly own: Int32Array;
  readonly before: Int32Array;
  readonly twoBefore: Int32Array;
  readonly after: Int32Array;
  readonly twoAfter: Int32Array;
}

/** Words that the layout of an attribution hangs on. */
export enum WordKind {
  Other,
  Comma,
  /** Dash, colon, semicolon or bracket. */
  Break,
  Colon,
  That,
  To,
  /** "whether", "how", "why", "what". */
  Question,
  According,
  /** Two capitals or more and no small letter. */
  Capitals,
}

const KINDS: ReadonlyMap<string, WordKind> = new Map([
  [',', WordKind.Comma],
  ['—', WordKind.Break],
  ['–', WordKind.Break],
  ['--', WordKind.Break],
  [';', WordKind.Break],
  ['(', WordKind.Break],
  [')', WordKind.Break],
  [':', WordKind.Colon],
  ['that', WordKind.That],
  ['to', WordKind.To],
  ['whether', WordKind.Question],
  ['how', WordKind.Question],
  ['why', WordKind.Question],
  ['what', WordKind.Question],
  ['according', WordKind.According],
]);

/** Function words are part of many cues and make none. */
const FUNCTION_WORD =
  /^(?:an?|the|to|of|on|in|is|are|was|were|be|been|has|have|had|for|with|as|at|by|it|his|not|'s|n't|out|from|up|over|no|do|did|will|would|now|more|also)$/;

const CAPITALS = /^\p{Lu}[\p{Lu}.’'-]+$/u;

/** The key of a word's dictionary form in `WordHabits`. */
export function stemKey(stem: string): number {
  return feature(0, hashText(stem));
}

/** The word as the features see it: lower case, figures alike. */
function formOf(lower: string): string {
  const code = lower.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) return lower.slice(0, 30).replace(/\d/g, '0');
  return lower.length > 40 ? lower.slice(0, 40) : lower;
}

function shapeOf(text: string): string {
  let shape = '';
  let last = '';
  for (let i = 0; i < text.length && i < 16; i++) {
    const c = text.charAt(i);
    const kind =
      c >= 'a' && c <= 'z'
        ? 'x'
        : c >= 'A' && c <= 'Z'
          ? 'X'
          : c >= '0' && c <= '9'
            ? '0'
            : c < '\u0080'
              ? c
              : /\p{Lu}/u.test(c)
                ? 'X'
                : /\p{L}/u.test(c)
                  ? 'x'
                  : c;
    if (kind !== last || shape.length < 2) shape += kind;
    last = kind;
  }
  return shape;
}

/** The dictionary form of a word whatever its part of speech, so that "said", "says" and "saying" are one. */
export function stemOf(english: English, lower: string): string {
  return english.lemma({ lower: lower.slice(0, 40), pos: 'VERB' });
}

export function wordTraits(english: English, habits: WordHabits, titles: ReadonlySet<string>, text: string, lower: string): WordTraits {
  const form = hashText(formOf(lower));
  const stemText = stemOf(english, lower);
  const stem = hashText(stemText) ^ 0x5bd1e995;
  const key = stemKey(stemText);
  const shape = hashText(shapeOf(text));
  const suffix = hashText(lower.slice(-3));
  const cue = FUNCTION_WORD.test(lower) ? 0 : (habits.cue.get(key) ?? 0);
  const source = habits.source.get(key) ?? 0;
  const title = titles.has(lower.endsWith('.') ? lower.slice(0, -1) : lower) ? 1 : 0;
  const kind = KINDS.get(lower) ?? (text.length > 2 && CAPITALS.test(text) ? WordKind.Capitals : WordKind.Other);
  return {
    form,
    stem,
    shape,
    cue,
    source,
    title,
    kind,
    own: Int32Array.of(feature(1, 0), feature(2, form), feature(3, stem), feature(4, suffix), feature(5, shape), feature(6, cue * 8 + source * 2 + title)),
    before: Int32Array.of(feature(11, form), feature(12, stem)),
    twoBefore: Int32Array.of(feature(14, form), feature(15, stem)),
    after: Int32Array.of(feature(16, form), feature(17, stem)),
    twoAfter: Int32Array.of(feature(19, form), feature(20, mix(stem, 1))),
  };
}
