/** A part of a draft that can be read by itself. Clean offsets. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly form: 'markdown' | 'paragraph' | 'listItem' | 'html';
}

/** How many lines from the top may hold a byline. */
export const TOP_LINES = 8;

const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:\p{Lu}[\p{L}\p{M}.'’-]*|al|bin|da|de|del|der|di|dos|du|ibn|la|le|van|von))*`;
const BYLINE = new RegExp(
  String.raw`^[Bb][Yy]\s${NAME}(?:(?:,\s${NAME})*,?\s(?:and|&)\s${NAME})?(?:(?:\s*[|,–—]\s*|\s(?=for\s|in\s|of\s))[^.!?]{0,80})?$`,
  'u',
);
const MAX_BYLINE = 200;
/** Longer than any common column for wrapping text by hand. */
const WRAP_COLUMN = 100;
/** No part of a line's width as a writer sees it: web addresses and other markup that no editor can wrap. */
const UNWRAPPABLE = /\S{30,}/g;
const ENDS_PARAGRAPH = /[.!?…:]["'”’»)\]*_~`}]*(?:\[[^\]]{1,60}\]\.?)*$/;

const GOES_ON = /^[^\p{L}\p{N}]{0,3}\p{Ll}/u;

/** `By Jane Doe and John Roe, City Desk`, with or without emphasis around it. */
export function isByline(line: string): boolean {
  if (line.length > MAX_BYLINE) return false;
  const words = line.trim().replace(/^[*_]{1,3}|[*_]{1,3}$/g, '');
  return BYLINE.test(words);
}

/**
 * Whether lines without blank lines between them are paragraphs each, and not one paragraph wrapped by hand: one of them is longer than anyone wraps,
 * most end as paragraphs do (or stand on top and are short, as a headline and a byline are), and none breaks off to go on in lower case.
 */
export function isParagraphPerLine(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  let longest = 0;
  for (const line of lines) longest = Math.max(longest, widthOf(line));
  if (longest <= WRAP_COLUMN) return false;
  let whole = 0;
  for (let index = 0; index < lines.length - 1; index++) {
    const line = lines[index] ?? '';
    if (ENDS_PARAGRAPH.test(line.slice(-200).trimEnd()) || (index < 2 && line.length < longest * 0.6)) whole++;
    else if (GOES_ON.test(lines[index + 1] ?? '')) return false;
  }
  return whole * 2 >= lines.length - 1;
}

function widthOf(line: string): number {
  if (line.length <= WRAP_COLUMN) return line.length;
  return line.length - (line.match(UNWRAPPABLE) ?? []).reduce((sum, token) => sum + token.length, 0);
}
