import { isCapitalised, isLowerCase, startsWithDigit } from './characters.js';
import type { RawToken } from './tokens.js';
import type { WordLists } from './words.js';

/** Longest dateline that is looked for, in tokens; bounds the work. */
const LONGEST_DATELINE = 24;
const LONGEST_SPEAKER = 8;
const TERMINATOR = /^(?:[.!?…]+)$/;
const CLOSING = /^(?:["”’'»)\]}*]|''|’’)+$/;
/** Opening marks where a closing one was meant. */
const MISTAKEN_CLOSING = /^[“‘]$/;
const OPENING = /^["“‘'«„([{*`]+$/;
const DASH = /^(?:[-–—]+|\/|•|\|)$/;
const QUOTE = /^["“‘'«„`]+$/;
const WORDLIKE = /[\p{L}\p{N}]/u;
/** `iPhone` may begin a sentence. */
const CAMEL_CASE = /^\p{Ll}+\p{Lu}/u;
const SMALL_END = /\p{Ll}{2}$/u;
const CAPITALISED_WORD = /^\p{Lu}\p{Ll}/u;
const DATELINE_PLACE = /^\p{Lu}[\p{Lu}\p{M}’'.-]+$/u;
const FIRST_PERSON = /^i(?:'(?:m|d|ve|ll))?$/;

/**
 * Where the sentences of a text end: indices of the tokens that begin a sentence, ascending, the first one 0; empty where there are no tokens. Linear.
 */
export function sentenceStarts(tokens: readonly RawToken[], words: WordLists): number[] {
  const starts: number[] = [];
  if (tokens.length === 0) return starts;
  starts.push(0);
  let first = 0;
  let datelineEnd = endOfDateline(tokens, 0);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (i > first && token.gap === 'paragraph') {
      starts.push(i);
      first = i;
      datelineEnd = endOfDateline(tokens, i);
    }
    if (token.stop === 'none' && !TERMINATOR.test(token.text)) continue;
    const after = skipClosers(tokens, i + 1);
    if (after >= tokens.length) break;
    const gap = tokens[after]?.gap;
    const candidate = { tokens, words, first, end: i, after };
    const isBoundary = after > datelineEnd && (gap === 'space' ? endsSentence(candidate) : gap === 'none' && lacksSpace(candidate));
    if (isBoundary) {
      starts.push(after);
      first = after;
    }
    i = after - 1;
  }
  return starts;
}

/** A place where a sentence may end. */
interface Candidate {
  readonly tokens: readonly RawToken[];
  readonly words: WordLists;
  /** Index of the first token of the sentence. */
  readonly first: number;
  /** Index of the token with the stop. */
  readonly end: number;
  /** Index of the token behind the stop and its closing marks; white space stands before it. */
  readonly after: number;
}

function endsSentence(candidate: Candidate): boolean {
  const { tokens, words, first, end, after } = candidate;
  const token = tokens[end];
  const next = tokens[after];
  if (token === undefined || next === undefined) return false;
  if (DASH.test(next.text)) return false;
  const word = firstWord(tokens, after);
  if (word === undefined) return token.stop === 'none';
  if (isLowerCase(word.text) && !CAMEL_CASE.test(word.text)) return false;
  if (!WORDLIKE.test(word.text) && /^[,;:)\]}%]/.test(next.text)) return false;
  if (words.corporate.has(word.lower.replace(/\.$/, ''))) return false;
  if (token.stop !== 'none') return abbreviationEnds(candidate, token, word);
  if (token.text === '.') return !isListNumber(tokens, first, end);
  if (/^[.…]+$/.test(token.text)) return hasWordsBefore(tokens, first, end) && !FIRST_PERSON.test(word.lower);
  return !(after > end + 1 && leadsToSpeaker(tokens, after, words));
}

/** `left.The`: a space was forgotten between two sentences. */
function lacksSpace({ tokens, words, end, after }: Candidate): boolean {
  const before = tokens[end - 1];
  return (
    after === end + 1 &&
    tokens[end]?.text === '.' &&
    SMALL_END.test(before?.text ?? '') &&
    CAPITALISED_WORD.test(tokens[after]?.text ?? '') &&
    !words.abbreviations.title.has(before?.lower ?? '') &&
    !words.domains.has(tokens[after]?.lower ?? '')
  );
}

/** Whether a sentence ends with an abbreviation's own stop. */
function abbreviationEnds({ tokens, words, end, after }: Candidate, token: RawToken, word: RawToken): boolean {
  const closed = after > end + 1;
  const opensQuotation = QUOTE.test(tokens[after]?.text ?? '');
  const bare = word.lower.replace(/'.*$/, '');
  const starter = words.starters.has(bare) || words.starters.has(word.lower);
  switch (token.stop) {
    case 'title':
    case 'leading':
    case 'number':
      return closed && starter;
    case 'initial':
      return starter && bare !== 'i' && !opensQuotation;
    case 'calendar':
      return !startsWithDigit(word.text) && !words.abbreviations.calendar.has(bare.replace(/\.$/, '')) && !words.afterHour.has(bare);
    case 'hour':
      return (isCapitalised(word.text) || opensQuotation) && !words.afterHour.has(bare.replace(/\.$/, ''));
    case 'ending':
      return isCapitalised(word.text) || opensQuotation;
    default:
      return starter || opensQuotation;
  }
}

/** “Stop!” Mr. Trump said: the quotation's mark ends no sentence where its speaker and a verb of saying follow. */
function leadsToSpeaker(tokens: readonly RawToken[], after: number, words: WordLists): boolean {
  for (let i = after; i < tokens.length && i < after + LONGEST_SPEAKER; i++) {
    const token = tokens[i];
    if (token === undefined || TERMINATOR.test(token.text)) return false;
    if (i > after && words.reporting.has(token.lower)) {
      const following = tokens[i + 1];
      return following === undefined || !/^(?:that|he|she|they|it|the)$/.test(following.lower) || /^(?:asked|told)$/.test(token.lower);
    }
    if (token.stop === 'none' && !isCapitalised(token.text) && token.text !== '-' && !/^(?:of|the|de|van|von|al|bin|'s)$/.test(token.lower)) return false;
  }
  return false;
}

/** Whether there are words before the ellipsis at `end`: “… and so on” begins with one. */
function hasWordsBefore(tokens: readonly RawToken[], first: number, end: number): boolean {
  return end > first && !(end - first <= 2 && tokens.slice(first, end).every(token => OPENING.test(token.text)));
}

/** Index behind the closing marks that stand without a space from `from` on; a footnote's `[1]` is one of them. */
function skipClosers(tokens: readonly RawToken[], from: number): number {
  let i = from;
  for (;;) {
    const token = tokens[i];
    if (token === undefined || token.gap !== 'none') return i;
    if (token.text === '[' && /^\d+$/.test(tokens[i + 1]?.text ?? '') && tokens[i + 2]?.text === ']') i += 3;
    else if (CLOSING.test(token.text) || TERMINATOR.test(token.text) || (MISTAKEN_CLOSING.test(token.text) && tokens[i + 1]?.gap === 'space')) i++;
    else return i;
  }
}

/** The first token that is more than an opening mark. */
function firstWord(tokens: readonly RawToken[], from: number): RawToken | undefined {
  for (let i = from; i < tokens.length && i < from + 6; i++) if (!OPENING.test(tokens[i]?.text ?? '')) return tokens[i];
  return undefined;
}

/** `1. Cost`: the number of a list's item, alone at the sentence's start. */
function isListNumber(tokens: readonly RawToken[], first: number, end: number): boolean {
  return end === first + 1 && /^(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$/.test(tokens[first]?.text ?? '');
}

/**
 * Index of the last token of a dateline that closes with a full stop, `SAINT PETERSBURG (RealistEnglish).`, or -1.
 * Those that close with a dash need no rule.
 */
function endOfDateline(tokens: readonly RawToken[], first: number): number {
  if (!DATELINE_PLACE.test(tokens[first]?.text ?? '')) return -1;
  for (let i = first; i < tokens.length && i < first + LONGEST_DATELINE; i++) {
    const text = tokens[i]?.text ?? '';
    if (text !== '(') {
      if (i - first < 12 && (isCapitalised(text) || startsWithDigit(text) || text === ',' || text === '-')) continue;
      return -1;
    }
    for (let close = i + 1; close < tokens.length && close < i + 8; close++) {
      if (tokens[close]?.text !== ')') continue;
      return tokens[close + 1]?.text === '.' ? close + 2 : -1;
    }
    return -1;
  }
  return -1;
}
