import type { Span } from '../draft/types.js';
import { CharacterClass, classOf, isCapitalised, isLowerCase, startsWithDigit } from './characters.js';
import type { WordLists } from './words.js';

/** What a full stop that belongs to its word says about the end of a sentence. */
export type StopKind = 'none' | 'title' | 'leading' | 'number' | 'calendar' | 'trailing' | 'ending' | 'acronym' | 'hour' | 'initial';

/** A word or mark before it has a part of speech. */
export interface RawToken extends Span {
  readonly text: string;
  /** Lower case, apostrophes straight. */
  readonly lower: string;
  /** Other than `none` for an abbreviation with its stop. */
  readonly stop: StopKind;
  /** What stands before it: nothing, white space, or a paragraph's end. */
  readonly gap: 'none' | 'space' | 'paragraph';
}

/** An address longer than this is read as words and marks: bounds the work on a text without spaces. */
const LONGEST_ADDRESS = 400;
/** So many of one mark in a row are a rule or a slip of the finger: one token. */
const SHORTEST_RULE = 4;
const STOP = 0x2e;
const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;
const TYPOGRAPHIC_APOSTROPHE = 0x2019;
const BACKTICK = 0x60;
const DOLLAR = 0x24;
const AMPERSAND = 0x26;
const EMAIL = /^(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const URL = /^(?:https?:\/\/|www\.)[^\s<>"“”]+/i;
const ADDRESS_TAIL = /[.,;:!?)\]}'’*_]+$/;
/** `555-0143`, `202-555-0143`, and a ZIP code `20006-3700`; what is behind the first hyphen is captured with it. */
const TELEPHONE_TAIL = /^(?:\d{3}|\d{5})(-(?:\d{3}-)?\d{4})(?!\d)/;
const WEB_ADDRESS = /^(?:[\w-]+\.)+([a-zA-Z]{2,4})(?![\w-])(\/[^\s<>"“”]*)?/;
const CAPITALISED_WORD = /^\p{Lu}\p{Ll}/u;
const ALL_CAPITALS = /^\p{Lu}+$/u;
const CAPITAL_END = /\p{Lu}$/u;
/** AT&T */
const JOINED_CAPITALS = /^\p{Lu}+&\p{Lu}+(?:['’]s)?$/u;
/** What stands behind the apostrophe of '90s and '67. */
const DECADE = /^\d\ds?(?![\p{L}\p{N}])/u;
const ORDINAL = /^(?:st|nd|rd|th|s)$/i;
const DOTTED_DEGREE = /^(?:Ph|Ed|Sc|Litt)$/;
const NEGATION = /^n['’ʼ´`]t$/i;
const CLITIC = /^['’ʼ´`](?:s|re|ve|ll|d|m)$/i;

/**
 * Words and marks of a text, as Universal Dependencies cuts them: clitics, hyphens and possessive marks are tokens of their own.
 * Offsets are UTF-16; tokens ascend and do not overlap; every character that is neither white space nor a lone format mark is in one. Linear.
 */
export function tokenise(text: string, words: WordLists): RawToken[] {
  return new Tokeniser(text, words).run();
}

class Tokeniser {
  private readonly tokens: RawToken[] = [];
  private gap: RawToken['gap'] = 'paragraph';
  private position = 0;
  /** End of the run of characters without white space that was last looked at. */
  private chunkEnd = 0;

  constructor(
    private readonly text: string,
    private readonly words: WordLists,
  ) {}

  run(): RawToken[] {
    while (this.skipSpace()) {
      if (this.position >= this.chunkEnd) this.enterChunk();
      else this.readToken();
    }
    return this.tokens;
  }

  /** False at the end of the text. */
  private skipSpace(): boolean {
    let breaks = 0;
    while (this.position < this.text.length) {
      const codePoint = this.codePointAt(this.position);
      const kind = classOf(codePoint);
      if (kind !== CharacterClass.Space && kind !== CharacterClass.Format) break;
      if (codePoint === 0x0a) breaks++;
      else if (codePoint === 0x2029) breaks = 2;
      if (kind === CharacterClass.Space && this.gap === 'none') this.gap = 'space';
      this.position += codePoint > 0xffff ? 2 : 1;
    }
    if (breaks > 1) this.gap = 'paragraph';
    return this.position < this.text.length;
  }

  /** Looks once over the characters up to the next white space; takes an address where one begins here. */
  private enterChunk(): void {
    let end = this.position;
    let hasAt = false;
    while (end < this.text.length) {
      const code = this.text.charCodeAt(end);
      if (code <= 0x20 || (code >= 0x80 && classOf(code) === CharacterClass.Space)) break;
      if (code === 0x40) hasAt = true;
      end++;
    }
    this.chunkEnd = end;
    if (end - this.position > LONGEST_ADDRESS) return;
    let start = this.position;
    while (start < end && isOpening(this.text.charCodeAt(start))) start++;
    const chunk = this.text.slice(start, end);
    const address = (/^(?:http|www)/i.test(chunk) ? URL.exec(chunk) : null) ?? (hasAt ? EMAIL.exec(chunk) : null);
    if (!address) return;
    while (this.position < start) this.readMark();
    this.push(start + withoutTail(address[0]).length);
  }

  /** Reads what begins here, as all readers below do; returns the position behind it. */
  private readToken(): number {
    const start = this.position;
    const codePoint = this.codePointAt(start);
    switch (classOf(codePoint)) {
      case CharacterClass.Letter:
      case CharacterClass.Mark:
        return this.readWord();
      case CharacterClass.Digit:
        return this.readNumber();
      case CharacterClass.Other:
        return this.readOther(codePoint);
      default:
        return start;
    }
  }

  private readWord(): number {
    const start = this.position;
    let end = this.endOfLetters(start);
    const next = this.text.charCodeAt(end);
    if (next === STOP) {
      const address = this.endOfAddress(start, end);
      if (address > end) return this.push(address);
      const acronym = this.endOfDottedLetters(start, end);
      if (acronym > end) {
        const dotted = this.text.slice(start, acronym);
        return this.push(
          acronym,
          !dotted.endsWith('.') ? 'none' : /^[ap]\.m\.$/i.test(dotted) ? 'hour' : /^(?:e\.g|i\.e|a\.k\.a|c\.f)\.$/i.test(dotted) ? 'leading' : 'acronym',
        );
      }
    } else if (next === HYPHEN) {
      const prefix = this.text.slice(start, end);
      if (end - start <= 8 && this.words.prefixes.has(prefix.toLowerCase()) && (end - start === 1 || !CAPITAL_END.test(prefix)) && this.isWordAt(end + 1)) {
        end = this.endOfLetters(end + 1);
      }
    } else if (next === AMPERSAND && end - start <= 3) {
      const joined = this.endOfLetters(end + 1);
      if (joined > end + 1 && joined - end <= 6 && JOINED_CAPITALS.test(this.text.slice(start, joined))) end = joined;
    } else if (next === DOLLAR && end - start <= 3 && ALL_CAPITALS.test(this.text.slice(start, end))) {
      return this.push(end + 1);
    }
    if (this.text.charCodeAt(end) === STOP) {
      const stop = this.stopOf(start, end);
      if (stop !== 'none') return this.push(end + 1, stop);
    }
    return this.pushWord(start, end);
  }

  /** A word and the clitics that it carries. */
  private pushWord(start: number, end: number): number {
    if (end - start > 2) {
      const apostrophe = this.lastApostrophe(start, end);
      if (apostrophe > start) {
        const tail = this.text.slice(apostrophe, end);
        if (CLITIC.test(tail)) {
          this.push(apostrophe);
          return this.push(end);
        }
        if (apostrophe - 1 > start && NEGATION.test(this.text.slice(apostrophe - 1, end))) {
          this.push(apostrophe - 1);
          return this.push(end);
        }
      }
    }
    const first = end - start <= 6 ? this.words.contractions.get(this.text.slice(start, end).toLowerCase()) : undefined;
    if (first !== undefined) this.push(start + first);
    return this.push(end);
  }

  private lastApostrophe(start: number, end: number): number {
    for (let i = end - 1; i > start && i >= end - 3; i--) if (isApostrophe(this.text.charCodeAt(i))) return i;
    return -1;
  }

  private readNumber(): number {
    const start = this.position;
    let end = this.endOfDigits(start);
    for (;;) {
      const mark = this.text.charCodeAt(end);
      if (!(mark === STOP || mark === 0x2c || mark === 0x3a || mark === 0x2f) || !this.isDigitAt(end + 1)) break;
      end = this.endOfDigits(end + 1);
    }
    if (this.text.charCodeAt(end) === HYPHEN) end += TELEPHONE_TAIL.exec(this.text.slice(start, start + 14))?.[1]?.length ?? 0;
    if (this.isWordAt(end)) {
      const letters = this.endOfLetters(end);
      const suffix = this.text.slice(end, Math.min(letters, end + 12));
      if (ORDINAL.test(suffix)) return this.push(letters);
      if (letters - end <= 8 && this.words.units.has(suffix.toLowerCase())) return this.push(end);
      return this.pushWord(start, letters);
    }
    return this.push(end);
  }

  private readOther(codePoint: number): number {
    const start = this.position;
    if (isApostrophe(codePoint)) {
      if (this.isWordAt(start + 1) && this.isStart()) {
        const end = this.endOfLetters(start + 1);
        if (end - start <= 8 && this.words.clipped.has(lowerForm(this.text.slice(start, end)))) return this.push(end);
      } else if (this.isStart() && DECADE.test(this.text.slice(start + 1, start + 5))) {
        return this.push(this.text.charAt(start + 3) === 's' ? start + 4 : start + 3);
      }
      const previous = this.tokens.at(-1);
      if (previous !== undefined && this.gap === 'none' && CLITIC.test(this.text.slice(start, this.endOfLetters(start + 1))))
        return this.push(this.endOfLetters(start + 1));
    }
    if (codePoint === STOP && this.isStart() && this.isDigitAt(start + 1)) return this.push(this.endOfDigits(start + 1));
    if ((codePoint === 0x40 || codePoint === 0x23) && this.isWordAt(start + 1) && this.isStart()) {
      let end = this.endOfLetters(start + 1);
      while (this.isDigitAt(end) || this.isWordAt(end)) end = this.isDigitAt(end) ? this.endOfDigits(end) : this.endOfLetters(end);
      return this.push(end);
    }
    return this.readMark();
  }

  /** One mark or symbol, or a run of marks that are written together. */
  private readMark(): number {
    const start = this.position;
    const codePoint = this.codePointAt(start);
    let end = start + (codePoint > 0xffff ? 2 : 1);
    const family = runFamily(codePoint);
    if (family !== 0) while (end < this.text.length && runFamily(this.text.charCodeAt(end)) === family) end++;
    else if ((codePoint === APOSTROPHE || codePoint === BACKTICK) && this.text.charCodeAt(end) === codePoint) end++;
    else if (codePoint > 0xff) end = this.endOfCluster(codePoint, end);
    if (family === 0 && end === start + 1) {
      let run = end;
      while (run < this.text.length && this.text.charCodeAt(run) === codePoint) run++;
      if (run - start >= SHORTEST_RULE) end = run;
    }
    return this.push(end);
  }

  /** Marks, variation selectors and what a joiner joins stay with their symbol; so do the two halves of a flag. */
  private endOfCluster(first: number, from: number): number {
    let end = from;
    let previous = first;
    if (isRegional(first) && isRegional(this.codePointAt(end))) end += 2;
    while (end < this.text.length) {
      const codePoint = this.codePointAt(end);
      const kind = classOf(codePoint);
      const joins = kind === CharacterClass.Mark || kind === CharacterClass.Format || (previous === 0x200d && kind === CharacterClass.Other);
      if (!joins) break;
      previous = codePoint;
      end += codePoint > 0xffff ? 2 : 1;
    }
    return end;
  }

  /** Letters, marks, digits behind letters, and apostrophes between letters. */
  private endOfLetters(from: number): number {
    let end = from;
    while (end < this.text.length) {
      const code = this.text.charCodeAt(end);
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) {
        end++;
        continue;
      }
      const codePoint = code < 0x80 ? code : this.codePointAt(end);
      const kind = classOf(codePoint);
      if (kind === CharacterClass.Space || (kind === CharacterClass.Other && !(isApostrophe(code) && end > from && this.isLetterAt(end + 1)))) break;
      end += codePoint > 0xffff ? 2 : 1;
    }
    return end;
  }

  private endOfDigits(from: number): number {
    let end = from;
    while (this.isDigitAt(end)) end += this.codePointAt(end) > 0xffff ? 2 : 1;
    return end;
  }

  /** `U.S.`, `a.m.`, `Ph.D.`: end of the letters with their stops, or `end` where there is one letter only. */
  private endOfDottedLetters(start: number, end: number): number {
    if (end - start > 4 || !(end - start === 1 || DOTTED_DEGREE.test(this.text.slice(start, end)))) return end;
    let last = end;
    while (this.text.charCodeAt(last) === STOP && this.isLetterAt(last + 1)) {
      const letters = this.endOfLetters(last + 1);
      const length = letters - last - 1;
      if (length > 1 && !DOTTED_DEGREE.test(this.text.slice(last + 1, Math.min(letters, last + 6)))) {
        const clitic = isApostrophe(this.text.charCodeAt(last + 2));
        if (!clitic) return last > end ? last + 1 : end;
        return last + 2;
      }
      last = letters;
    }
    if (last === end) return end;
    return this.text.charCodeAt(last) === STOP ? last + 1 : last;
  }

  /** `example.com/a`, `report.pdf`: end of the address, or `end` where none is written here. */
  private endOfAddress(start: number, end: number): number {
    if (this.chunkEnd - start > LONGEST_ADDRESS || !this.isWordAt(end + 1)) return end;
    const match = WEB_ADDRESS.exec(this.text.slice(start, this.chunkEnd));
    if (!match?.[1] || !this.words.domains.has(match[1].toLowerCase())) return end;
    if (CAPITALISED_WORD.test(match[1])) return end;
    return start + (match[2] ? withoutTail(match[0]) : match[0]).length;
  }

  /** Whether the stop at `end` belongs to the word before it, and how it behaves. */
  private stopOf(start: number, end: number): StopKind {
    const full = this.text.slice(start, Math.min(end, start + 16));
    if (end - start > 16) return 'none';
    const word = full.slice(full.lastIndexOf('-') + 1);
    const lower = word.toLowerCase();
    const capital = isCapitalised(word);
    const { abbreviations } = this.words;
    const after = this.text.charCodeAt(end + 1);
    const atEnd = Number.isNaN(after);
    const spaced = atEnd || classOf(after) === CharacterClass.Space;
    const next = this.afterSpace(end + 1);
    const previous = this.gap === 'paragraph' ? undefined : this.tokens.at(-1);
    const nextIsNumber = startsWithDigit(next);
    if (word.length === 1 && capital) return this.isInitial(word, previous, next, spaced) ? 'initial' : 'none';
    if (abbreviations.beforeNumber.has(lower) && nextIsNumber && (capital || lower !== 'no')) return 'number';
    if (abbreviations.wordLike.has(lower)) {
      if (capital && abbreviations.calendar.has(lower) && nextIsNumber) return 'calendar';
      if (capital && abbreviations.place.has(lower) && previous !== undefined && /^[,(-]$/.test(previous.text)) return 'trailing';
      if (capital && abbreviations.title.has(lower) && spaced && isCapitalised(next)) return 'title';
      if (lower === 'al') return previous?.lower === 'et' ? 'ending' : 'none';
      if (!capital && abbreviations.ending.has(lower) && previous !== undefined && /\d$/.test(previous.text)) return 'ending';
      if (!capital && abbreviations.leading.has(lower)) return 'leading';
      return 'none';
    }
    if (capital && abbreviations.title.has(lower) && (spaced || after === HYPHEN) && (isCapitalised(next) || nextIsNumber || isOpening(next.charCodeAt(0)))) {
      return abbreviations.trailing.has(lower) || lower === 'st' ? 'trailing' : 'title';
    }
    if (abbreviations.leading.has(lower) && (!capital || lower.length > 2)) return 'leading';
    if (capital && abbreviations.calendar.has(lower)) return 'calendar';
    if (capital && (abbreviations.place.has(lower) || abbreviations.trailing.has(lower) || lower === 'st')) return 'trailing';
    if (!capital && abbreviations.ending.has(lower) && (lower === 'etc' || (previous !== undefined && /\d$/.test(previous.text)))) return 'ending';
    return 'none';
  }

  private isInitial(word: string, previous: RawToken | undefined, next: string, spaced: boolean): boolean {
    const inName = previous !== undefined && (previous.stop !== 'none' || isCapitalised(previous.text));
    if (!spaced) return inName && /^[,;:)-]/.test(next);
    if (!isCapitalised(next) && !startsWithDigit(next)) return inName && (isLowerCase(next) || isOpening(next.charCodeAt(0)));
    return inName || word !== 'I';
  }

  /** The first characters behind white space, enough to see what follows. */
  private afterSpace(from: number): string {
    let i = from;
    while (i < this.text.length && i < from + 8 && classOf(this.text.charCodeAt(i)) === CharacterClass.Space) i++;
    return this.text.slice(i, i + 4);
  }

  private codePointAt(index: number): number {
    return this.text.codePointAt(index) ?? 0;
  }

  /** Whether nothing but white space or an opening mark stands before. */
  private isStart(): boolean {
    if (this.gap !== 'none') return true;
    const previous = this.tokens.at(-1);
    return previous === undefined || isOpening(previous.text.charCodeAt(0));
  }

  private isWordAt(index: number): boolean {
    if (index >= this.text.length) return false;
    const kind = classOf(this.codePointAt(index));
    return kind === CharacterClass.Letter || kind === CharacterClass.Mark;
  }

  private isLetterAt(index: number): boolean {
    return index < this.text.length && classOf(this.codePointAt(index)) === CharacterClass.Letter;
  }

  private isDigitAt(index: number): boolean {
    return index < this.text.length && classOf(this.codePointAt(index)) === CharacterClass.Digit;
  }

  private push(end: number, stop: StopKind = 'none'): number {
    const text = this.text.slice(this.position, end);
    this.tokens.push({ start: this.position, end, text, lower: lowerForm(text), stop, gap: this.gap });
    this.position = end;
    this.gap = 'none';
    return end;
  }
}

/** `text` in lower case with typographic apostrophes made straight, as `RawToken.lower` has it. */
export function lowerForm(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === 1) return lower === '’' ? "'" : lower;
  return /[’ʼ´`]/.test(lower) ? lower.replace(/[’ʼ´`]/g, "'") : lower;
}

function withoutTail(address: string): string {
  return address.replace(ADDRESS_TAIL, '');
}

function isApostrophe(code: number): boolean {
  return code === APOSTROPHE || code === TYPOGRAPHIC_APOSTROPHE || code === 0x2bc || code === 0xb4 || code === BACKTICK;
}

const OPENING = new Set(Array.from('"“‘«‹„‚([{<¿¡`', character => character.charCodeAt(0)));

function isOpening(code: number): boolean {
  return code === APOSTROPHE || OPENING.has(code);
}

function isRegional(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}

/** Marks that are one token when they stand in a row: stops, hyphens, question and exclamation marks, rules. */
function runFamily(code: number): number {
  switch (code) {
    case STOP:
    case 0x2026:
      return 1;
    case HYPHEN:
      return 2;
    case 0x21:
    case 0x3f:
      return 3;
    case 0x3d:
      return 4;
    case 0x2a:
      return 5;
    case 0x7e:
      return 6;
    default:
      return 0;
  }
}
