import type { Span } from '../draft/types.js';
import type { English, PartOfSpeech, Sentence, Token } from '../english/types.js';

/** How the words of a term inflect: a verb in its first word, a noun in its last one, the others not at all. */
export type TermPart = 'verb' | 'noun' | 'adjective' | 'adverb' | 'phrase';

/** What stands round a term. A context holds where any of its clues does; words with a capital are compared with their case, others by their dictionary form. */
export interface TermContext {
  /** Words directly before the term. */
  readonly before?: readonly string[];
  /** Words directly behind it. */
  readonly after?: readonly string[];
  /** One of these among the next words of the clause. */
  readonly within?: readonly string[];
  /** One of these anywhere in the sentence. */
  readonly near?: readonly string[];
  /** The term opens its sentence. */
  readonly start?: boolean;
}

/**
 * Words to look for. A space matches a hyphen too, a hyphen a hyphen alone; `his` is any possessive pronoun, `himself` any reflexive one; `…` is a gap of up to three words.
 */
export interface Term {
  readonly words: string;
  readonly part: TermPart;
  /** Where given, the term is looked for in these contexts alone. */
  readonly only?: TermContext;
  /** Where one of these holds, the term is passed over. */
  readonly unless?: TermContext;
  /** Letter case must be as written. */
  readonly cased?: boolean;
  /** Looked for in headlines and headings alone. */
  readonly headline?: boolean;
}

/** A term that was found; offsets of the sentence's text. */
export interface TermMatch<T extends Term> extends Span {
  readonly term: T;
  /** First and last token of the match. */
  readonly first: Token;
  readonly last: Token;
}

/** Finds terms in sentences; built once from the terms, holds no state. */
export interface TermMatcher<T extends Term> {
  /** Ascending, without overlap, the longest term first where several begin at one word. Linear in the tokens. */
  match(english: English, sentence: Sentence, headline: boolean): TermMatch<T>[];
}

/** A token, or a part of one that is written with hyphens. */
interface Piece extends Span {
  readonly token: Token;
  readonly lower: string;
  readonly text: string;
  /** Dictionary forms that the word may have, its own form first. */
  readonly lemmas: readonly string[];
  /** The same whatever its part of speech: within a longer term the neighbours decide. */
  readonly anyLemmas: readonly string[];
  /** A hyphen joins it to the piece before. */
  readonly joined: boolean;
}

interface Pattern<T extends Term> {
  readonly term: T;
  readonly words: readonly string[];
  readonly only?: Context;
  readonly unless?: Context;
}

interface Context {
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
  readonly within: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
  readonly start: boolean;
}

const GAP = '…';
const LONGEST_GAP = 3;
/** How far behind a verb its object's head is looked for. */
const OBJECT_REACH = 6;
const POSSESSIVES: ReadonlySet<string> = new Set(['my', 'our', 'your', 'his', 'her', 'its', 'their']);
const REFLEXIVES: ReadonlySet<string> = new Set(['myself', 'ourselves', 'yourself', 'himself', 'herself', 'itself', 'themselves']);
const CLITIC = /^(.+?)(n't|'(?:s|re|ve|ll|d|m)?)$/;

export function createTermMatcher<T extends Term>(terms: Iterable<T>): TermMatcher<T> {
  const byFirst = new Map<string, Pattern<T>[]>();
  for (const term of terms) {
    const words = term.cased ? splitTerm(term.words, false) : splitTerm(term.words);
    const first = words[0]?.toLowerCase();
    if (first === undefined) continue;
    const pattern: Pattern<T> = { term, words, ...(term.only && { only: compile(term.only) }), ...(term.unless && { unless: compile(term.unless) }) };
    const patterns = byFirst.get(first);
    if (patterns) patterns.push(pattern);
    else byFirst.set(first, [pattern]);
  }
  for (const patterns of byFirst.values()) patterns.sort((a, b) => b.words.length - a.words.length);

  return {
    match(english, sentence, headline) {
      const pieces = piecesOf(english, sentence.tokens, headline);
      const vocabulary = new Vocabulary(pieces);
      const shouts = isAllCapitals(pieces);
      const matches: TermMatch<T>[] = [];
      for (let i = 0; i < pieces.length; i++) {
        const found = matchAt(pieces, i, headline, shouts, vocabulary);
        if (!found) continue;
        matches.push(found.match);
        i = found.last;
      }
      return matches;
    },
  };

  function matchAt(
    pieces: readonly Piece[],
    i: number,
    headline: boolean,
    shouts: boolean,
    vocabulary: Vocabulary,
  ): { match: TermMatch<T>; last: number } | undefined {
    const piece = pieces[i];
    if (!piece) return undefined;
    let best: { readonly pattern: Pattern<T>; readonly last: number; readonly fit: number } | undefined;
    for (const lemma of piece.anyLemmas) {
      for (const pattern of byFirst.get(lemma) ?? []) {
        if ((pattern.term.headline && !headline) || (pattern.term.cased && shouts)) continue;
        const last = lastPiece(pattern, pieces, i);
        if (last < 0 || (best && last < best.last)) continue;
        const fit = fitOf(pattern, pieces, i, last, headline);
        if (fit === 0 || (best && last === best.last && fit <= best.fit)) continue;
        if (pattern.only && !holds(pattern.only, pieces, i, last, vocabulary)) continue;
        if (pattern.unless && holds(pattern.unless, pieces, i, last, vocabulary)) continue;
        best = { pattern, last, fit };
      }
    }
    const end = best && pieces[best.last];
    return best && end && { match: { term: best.pattern.term, start: piece.start, end: end.end, first: piece.token, last: end.token }, last: best.last };
  }
}

/** The words of a term as tokens are cut: parts of compounds and clitics stand alone; a word that a hyphen joins to the one before begins with it. */
export function splitTerm(term: string, lowerCase = true): string[] {
  const text = term.replaceAll('’', "'");
  return (lowerCase ? text.toLowerCase() : text)
    .split(/\s+|(?=-)/)
    .filter(word => word !== '' && word !== '-')
    .flatMap(word => {
      const clitic = word.length > 2 ? CLITIC.exec(word) : null;
      return clitic?.[1] !== undefined && clitic[2] !== undefined ? [clitic[1], clitic[2]] : [word];
    });
}

/** Index of the last piece of the pattern that begins at `from`, or -1. */
function lastPiece(pattern: Pattern<Term>, pieces: readonly Piece[], from: number): number {
  const { words, term } = pattern;
  let at = from;
  for (let w = 0; w < words.length; w++) {
    const word = words[w] ?? '';
    if (word === GAP) {
      const next = words[w + 1] ?? '';
      let gap = 1;
      while (gap <= LONGEST_GAP && !sameWord(pieces[at + gap], next, term, false, true)) gap++;
      if (gap > LONGEST_GAP) return -1;
      at += gap;
      continue;
    }
    const inflects = (term.part === 'verb' && w === 0) || (term.part === 'noun' && w === words.length - 1);
    if (!sameWord(pieces[at], word, term, inflects, words.length > 1)) return -1;
    at++;
  }
  return at - 1;
}

function sameWord(piece: Piece | undefined, written: string, term: Term, inflects: boolean, longer: boolean): boolean {
  if (!piece) return false;
  const hyphenated = written.startsWith('-');
  if (hyphenated && !piece.joined) return false;
  const word = hyphenated ? written.slice(1) : written;
  if (term.cased) return piece.text === word;
  if (piece.lower === word || (inflects && (longer ? piece.anyLemmas : piece.lemmas).includes(word))) return true;
  if (word === 'his') return POSSESSIVES.has(piece.lower);
  return word === 'himself' && REFLEXIVES.has(piece.lower);
}

/** How well the words are the part of speech that the term is: 3 in this very form, 2 well, 1 perhaps, 0 not at all. A part of a longer compound is none. */
function fitOf({ term, words }: Pattern<Term>, pieces: readonly Piece[], first: number, last: number, headline: boolean): number {
  const piece = pieces[first];
  if (!piece || piece.joined || pieces[last + 1]?.joined) return 0;
  if (words.length > 1 || term.cased || term.part === 'phrase') return 2;
  const { pos, text } = piece.token;
  if (pos === PARTS_OF_SPEECH[term.part]) return piece.lower === words[0] ? 3 : 2;
  const name = pos === 'PROPN' && !headline && !isLowerCase(text);
  switch (term.part) {
    case 'verb':
      return headline && (pos === 'NOUN' || pos === 'PROPN' || pos === 'ADJ') && /(?:s|ed|ing)$/u.test(piece.lower) ? 1 : 0;
    case 'noun':
      return (pos === 'ADJ' && !isNominal(pieces[last + 1])) || (pos === 'PROPN' && !name) ? 1 : 0;
    case 'adjective':
      return pos === 'NOUN' || pos === 'ADV' || (pos === 'PROPN' && !name) ? 1 : pos === 'VERB' && /(?:ed|en|ing|n|t)$/u.test(piece.lower) ? 3 : 0;
    default:
      return name ? 0 : 1;
  }
}

const PARTS_OF_SPEECH: Readonly<Record<TermPart, PartOfSpeech | undefined>> = {
  verb: 'VERB',
  noun: 'NOUN',
  adjective: 'ADJ',
  adverb: 'ADV',
  phrase: undefined,
};

function isNominal(piece: Piece | undefined): boolean {
  return piece !== undefined && (piece.token.pos === 'NOUN' || piece.token.pos === 'PROPN' || piece.token.pos === 'ADJ');
}

function holds(context: Context, pieces: readonly Piece[], first: number, last: number, vocabulary: Vocabulary): boolean {
  if (context.start && pieces.slice(0, Math.min(first, 3)).every(piece => !/[\p{L}\p{N}]/u.test(piece.text))) return first <= 3;
  if (context.after.some(words => words.every((word, k) => isWord(pieces[last + 1 + k], word)))) return true;
  if (context.before.some(words => words.every((word, k) => isWord(pieces[first - words.length + k], word)))) return true;
  if (context.within.size > 0) {
    for (let i = last + 1; i <= last + OBJECT_REACH && i < pieces.length; i++) {
      const piece = pieces[i];
      if (!piece || /^[.;:!?]$/u.test(piece.text)) break;
      if (context.within.has(piece.text) || context.within.has(piece.lower) || piece.lemmas.some(lemma => context.within.has(lemma))) return true;
    }
  }
  return context.near.size > 0 && vocabulary.hasAny(context.near, first, last);
}

function isWord(piece: Piece | undefined, written: string): boolean {
  const word = written.replace(/^-/, '');
  return piece !== undefined && (piece.text === word || piece.lower === word || piece.lemmas.includes(word));
}

/** The words of a sentence with their places; looked up only where a term asks what is near. */
class Vocabulary {
  private places: Map<string, number[]> | undefined;

  constructor(private readonly pieces: readonly Piece[]) {}

  /** Whether one of the words stands in the sentence outside the pieces `first` to `last`. */
  hasAny(words: ReadonlySet<string>, first: number, last: number): boolean {
    this.places ??= placesOf(this.pieces);
    for (const word of words) {
      if (this.places.get(word)?.some(place => place < first || place > last)) return true;
    }
    return false;
  }
}

function placesOf(pieces: readonly Piece[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  pieces.forEach((piece, i) => {
    for (const key of new Set([piece.text, piece.lower, ...piece.lemmas])) {
      const known = places.get(key);
      if (known) known.push(i);
      else places.set(key, [i]);
    }
  });
  return places;
}

function piecesOf(english: English, tokens: readonly Token[], headline: boolean): Piece[] {
  const pieces: Piece[] = [];
  let joined = false;
  tokens.forEach((token, i) => {
    if (isHyphen(token.text) && tokens[i - 1]?.end === token.start && tokens[i + 1]?.start === token.end) {
      joined = true;
      return;
    }
    if (!/[-‐‑]/u.test(token.text) || !/\p{L}/u.test(token.text)) {
      pieces.push({
        token,
        start: token.start,
        end: token.end,
        lower: token.lower,
        text: token.text,
        ...lemmasOf(english, token, headline),
        joined,
      });
      joined = false;
      return;
    }
    let start = token.start;
    for (const text of token.text.split(/[-‐‑]/u)) {
      const lower = text.toLowerCase();
      if (text !== '') pieces.push({ token, start, end: start + text.length, lower, text, ...lemmasOf(english, { lower, pos: token.pos }, headline), joined });
      start += text.length + 1;
      joined = true;
    }
    joined = false;
  });
  return pieces;
}

function lemmasOf(english: English, { lower, pos }: Pick<Token, 'lower' | 'pos'>, headline: boolean): Pick<Piece, 'lemmas' | 'anyLemmas'> {
  const own = english.lemma({ lower, pos });
  const lemmas = own === lower ? [lower] : [lower, own];
  if (pos !== 'NOUN' && pos !== 'ADJ' && pos !== 'PROPN' && pos !== 'VERB') return { lemmas, anyLemmas: lemmas };
  const anyLemmas = [...new Set([...lemmas, english.lemma({ lower, pos: 'VERB' }), english.lemma({ lower, pos: 'NOUN' })])];
  return { lemmas: pos === 'PROPN' || (headline && pos !== 'VERB') ? anyLemmas : lemmas, anyLemmas };
}

function compile(context: TermContext): Context {
  return {
    before: (context.before ?? []).map(words => splitPhrase(words)),
    after: (context.after ?? []).map(words => splitPhrase(words)),
    within: new Set(context.within),
    near: new Set(context.near),
    start: context.start ?? false,
  };
}

function splitPhrase(words: string): string[] {
  return splitTerm(words, false);
}

/** Where everything is in capitals, a word in capitals does not stand out. */
function isAllCapitals(pieces: readonly Piece[]): boolean {
  let capitals = 0;
  let others = 0;
  for (const { text } of pieces) {
    if (/\p{Ll}/u.test(text)) others++;
    else if (/\p{Lu}{2}/u.test(text)) capitals++;
  }
  return capitals > others;
}

function isHyphen(text: string): boolean {
  return text === '-' || text === '‐' || text === '‑';
}

function isLowerCase(text: string): boolean {
  return text === text.toLowerCase();
}
