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

/** So many lines that some of them may lack a full stop. */
const MANY_LINES = 5;
/** `Headline: …`, `Photo: …`: what a desk writes above or below a story. */
const FIELD = /^\p{Lu}\p{L}{1,20}(?: \p{L}{1,20})?: \S/u;
const GOES_ON = /^[^\p{L}\p{N}]{0,3}\p{Ll}/u;

/** `By Jane Doe and John Roe, City Desk`, with or without emphasis around it. */
export function isByline(line: string): boolean {
  if (line.length > MAX_BYLINE) return false;
  const words = line.trim().replace(/^[*_]{1,3}|[*_]{1,3}$/g, '');
  return BYLINE.test(words);
}

/**
 * Whether lines without blank lines between them are paragraphs each, and not one paragraph wrapped by hand: one of them is longer than anyone wraps,
 * most end as paragraphs do, and none breaks off to go on in lower case. On top of a draft the first two may be short, as a headline and a byline are.
 * So are lines that all begin with a field's name.
 */
export function isParagraphPerLine(lines: readonly string[], isTop: boolean): boolean {
  if (lines.length < 2) return false;
  if (lines.every(line => FIELD.test(line))) return true;
  let longest = 0;
  for (const line of lines) longest = Math.max(longest, widthOf(line));
  if (longest <= WRAP_COLUMN) return false;
  let whole = 0;
  for (let index = 0; index < lines.length - 1; index++) {
    const line = lines[index] ?? '';
    if (ENDS_PARAGRAPH.test(line.slice(-200).trimEnd()) || (isTop && index < 2 && line.length < longest * 0.6)) whole++;
    else if (GOES_ON.test(lines[index + 1] ?? '')) return false;
  }
  return whole * 2 >= lines.length - 1 && (lines.length >= MANY_LINES || whole === lines.length - 1);
}

function widthOf(line: string): number {
  if (line.length <= WRAP_COLUMN) return line.length;
  return line.length - (line.match(UNWRAPPABLE) ?? []).reduce((sum, token) => sum + token.length, 0);
}
