/** What a character is to the reader of words. */
export enum CharacterClass {
  Space,
  Letter,
  Digit,
  Mark,
  /** Joiners and direction marks: part of the word they stand in, nothing by themselves. */
  Format,
  /** Punctuation, symbols, everything else. */
  Other,
}

const LETTER = /^[\p{L}\p{Pc}]$/u;
const MARK = /^[\p{M}\p{Sk}]$/u;
const DIGIT = /^\p{N}$/u;
const CAPITAL = /^[\p{Lu}\p{Lt}]/u;
const SMALL = /^\p{Ll}/u;
const FORMAT = /^\p{Cf}$/u;

/** The class of a code point. */
export function classOf(codePoint: number): CharacterClass {
  if (codePoint < 0x80) return asciiClass(codePoint);
  if (codePoint >= 0x2010 && codePoint <= 0x2027) return CharacterClass.Other;
  if (isWideSpace(codePoint)) return CharacterClass.Space;
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return CharacterClass.Other;
  const character = String.fromCodePoint(codePoint);
  if (LETTER.test(character)) return CharacterClass.Letter;
  if (codePoint > 0xff && MARK.test(character)) return CharacterClass.Mark;
  if (DIGIT.test(character)) return CharacterClass.Digit;
  return FORMAT.test(character) ? CharacterClass.Format : CharacterClass.Other;
}

function asciiClass(code: number): CharacterClass {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f) return CharacterClass.Letter;
  if (code <= 0x20 || code === 0x7f) return CharacterClass.Space;
  return code >= 0x30 && code <= 0x39 ? CharacterClass.Digit : CharacterClass.Other;
}

/** White space beyond ASCII; with the zero-width space and U+FEFF, which stand between words and never in them. */
function isWideSpace(codePoint: number): boolean {
  return (
    codePoint === 0xa0 ||
    (codePoint >= 0x80 && codePoint <= 0x9f) ||
    codePoint === 0x1680 ||
    (codePoint >= 0x2000 && codePoint <= 0x200b) ||
    codePoint === 0x2028 ||
    codePoint === 0x2029 ||
    codePoint === 0x202f ||
    codePoint === 0x205f ||
    codePoint === 0x3000 ||
    codePoint === 0xfeff
  );
}

/** Whether a string begins with an upper-case or title-case letter. */
export function isCapitalised(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a;
  return CAPITAL.test(text);
}

/** Whether a string begins with a lower-case letter. */
export function isLowerCase(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  return SMALL.test(text);
}

export function startsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
