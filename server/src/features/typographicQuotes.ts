import type { TextChange } from './edits.js';

/** Characters that are made typographic as they are typed. */
export const quoteTriggers = ['"', "'"] as const;

const OPENS_BEHIND = /^$|[\s([{<—–“‘/-]/u;

/**
 * The edits that make a straight quotation mark which has just been typed before `offset` a typographic one: an opening or a closing one by what stands before it, a single one within or
 * behind a word an apostrophe. The straight mark with which an editor has closed it at once is taken away: no editor would let it be typed over any more.
 */
export function typographicQuotes(text: string, offset: number, typed: string): TextChange[] {
  const at = offset - 1;
  if (text[at] !== typed) return [];
  const opens = OPENS_BEHIND.test(text.slice(Math.max(0, at - 1), at));
  if (typed === "'") return [{ start: at, end: offset, text: opens ? '‘' : '’' }];
  if (typed !== '"') return [];
  return [{ start: at, end: text[offset] === '"' ? offset + 1 : offset, text: opens ? '“' : '”' }];
}
