import type { Span } from '../draft/types.js';

/** A stretch between quotation marks, before anything is known of what it does. View offsets. */
export interface QuotedSpan extends Span {
  /** The words without the marks. */
  readonly inner: Span;
  readonly mark: string;
  /** No closing mark before the end of the block. */
  readonly open: boolean;
  /** Goes on with a quotation that the block before left open. */
  readonly continues: boolean;
}

const CLOSERS: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '»': '«', '‹': '›', '‘': '’', '``': "''" };

const isSpace = (c: string | undefined): boolean => c === undefined || /\s/u.test(c);
const isWord = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c);
const opensWord = (c: string | undefined): boolean =>
  isSpace(c) || c === '(' || c === '[' || c === '—' || c === '–' || c === '-' || c === '“' || c === '"' || c === '…';

/** Elisions that begin with an apostrophe: '90s, 'em, 'tis. */
const ELISION = /^['‘’](?:\d0s|em|tis|twas|til|cause|bout|n)(?![\p{L}\p{N}])/iu;
/** What is longer between single marks is rather two apostrophes. */
const SINGLE_LIMIT = 400;

/**
 * Finds quotations by their marks: “ ”, " ", `` '', « », ‹ ›, „ “, and single marks where they are not apostrophes. A quotation within a quotation is part of the outer one.
 * `carriedMark` is the mark that the block before left open: the block then starts within that quotation if it repeats the opening mark, as print does.
 * Linear in the length of the text.
 */
export function findQuotations(text: string, carriedMark?: string): QuotedSpan[] {
  const found: QuotedSpan[] = [];
  const first = text.search(/\S/u);
  let i = 0;
  const leftOpen = carriedMark === undefined ? undefined : unopened(text, carriedMark);
  if (leftOpen !== undefined) {
    found.push({ start: first, end: leftOpen + 1, inner: { start: first, end: leftOpen }, mark: '', open: false, continues: true });
    i = leftOpen + 1;
  }
  while (i < text.length) {
    const mark = openingMark(text, i);
    if (!mark) {
      i++;
      continue;
    }
    const close = closingMark(text, i, mark);
    if (close === undefined) {
      const double = mark !== '‘' && mark !== "'";
      // A single mark without its partner is an apostrophe; a straight double mark after words may close what was opened elsewhere.
      if (
        !double ||
        (mark === '"' &&
          !isWord(text[i + 1]) &&
          text[i + 1] !== '‘' &&
          text[i + 1] !== "'" &&
          text[i + 1] !== '[' &&
          text[i + 1] !== '…' &&
          text[i + 1] !== '.')
      ) {
        i += mark.length;
        continue;
      }
      const end = trimEnd(text, text.length);
      found.push({ start: i, end, inner: { start: i + mark.length, end }, mark, open: true, continues: carriedMark !== undefined && i === first });
      break;
    }
    found.push({
      start: i,
      end: close.end,
      inner: { start: i + mark.length, end: close.start },
      mark,
      open: false,
      continues: carriedMark !== undefined && i === first && carriedMark === mark,
    });
    i = close.end;
  }
  return found;
}

/** Where a block closes what the block before left open, without having repeated the opening mark; only typographic marks tell. */
function unopened(text: string, carriedMark: string): number | undefined {
  const closers = carriedMark === '“' || carriedMark === '«' ? CLOSERS[carriedMark] : undefined;
  if (closers === undefined) return undefined;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === carriedMark) return undefined;
    if (closers.includes(text[i] ?? '')) return i;
  }
  return undefined;
}

function openingMark(text: string, i: number): string | undefined {
  const c = text[i];
  const before = text[i - 1];
  const after = text[i + 1];
  switch (c) {
    case '“':
    case '„':
    case '«':
    case '‹':
      return c;
    case '`':
      return after === '`' ? '``' : undefined;
    case '"':
      // Inches: 6'2", 12".
      return before !== undefined && /[\d'’′]/u.test(before) && !isWord(after) ? undefined : '"';
    case '‘':
      return opensWord(before) && !isSpace(after) && !ELISION.test(text.slice(i, i + 8)) ? '‘' : undefined;
    case "'":
      if (after === "'" && opensWord(before) && !isSpace(text[i + 2])) return "''";
      return opensWord(before) && isWord(after) && !ELISION.test(text.slice(i, i + 8)) ? "'" : undefined;
    default:
      return undefined;
  }
}

function closingMark(text: string, open: number, mark: string): Span | undefined {
  const from = open + mark.length;
  if (mark === '"') {
    for (let i = from; i < text.length; i++) {
      if (text[i] !== '"') continue;
      if (i === from) return undefined;
      // 5'11" within a quotation is a height, not its end.
      if (/\d/u.test(text[i - 1] ?? '') && /['’′]/u.test(text.slice(Math.max(0, i - 4), i - 1)) && isSpace(text[i + 1])) continue;
      return { start: i, end: i + 1 };
    }
    return undefined;
  }
  if (mark === "''" || mark === '``') {
    const i = text.indexOf("''", from);
    const straight = mark === '``' ? text.indexOf('"', from) : -1;
    if (i < 0 && straight < 0) return undefined;
    return i >= 0 && (straight < 0 || i < straight) ? { start: i, end: i + 2 } : { start: straight, end: straight + 1 };
  }
  if (mark === '‘' || mark === "'") {
    const closer = mark === '‘' ? '’' : "'";
    const limit = Math.min(text.length, from + SINGLE_LIMIT);
    for (let i = from; i < limit; i++) {
      if (text[i] === '“' || text[i] === '"') return undefined;
      if (text[i] !== closer || isWord(text[i + 1])) continue;
      // A plural possessive (the boys’ club) goes on with a space and a word; a quotation ends so only after at least a word, and rarely after an s.
      if (
        /s/i.test(text[i - 1] ?? '') &&
        text[i + 1] === ' ' &&
        /\p{Ll}/u.test(text[i + 2] ?? '') &&
        text.slice(i + 1, limit).search(new RegExp(`${closer}(?![\\p{L}\\p{N}])`, 'u')) >= 0
      )
        continue;
      if (isSpace(text[i - 1])) continue;
      return i > from ? { start: i, end: i + 1 } : undefined;
    }
    return undefined;
  }
  const closers = CLOSERS[mark] ?? '';
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i] ?? '';
    if (closers.includes(c)) {
      if (depth === 0) return { start: i, end: i + 1 };
      depth--;
    } else if (c === mark && mark !== '„') {
      // Print repeats the opening mark at a new paragraph, and some copy opens a second quotation where the first was never closed.
      return undefined;
    } else if (c === '"' && mark === '“') {
      return { start: i, end: i + 1 };
    }
  }
  return undefined;
}

function trimEnd(text: string, end: number): number {
  let e = end;
  while (e > 0 && isSpace(text[e - 1])) e--;
  return e;
}
