import type { Span } from '../draft/types.js';

/** Ten characters a word are plenty: what lies behind them is not looked at, however long a span is. */
const LONGEST_WORD = 20;

/** The first words of a text, or of a span of it, with an ellipsis where there are more. */
export function firstWords(text: string, most: number, { start, end }: Span = { start: 0, end: text.length }): string {
  const looked = text.slice(start, Math.min(end, start + most * LONGEST_WORD));
  const words = looked.split(/\s+/u).filter(Boolean);
  const cut = words.length > most || end - start > looked.length;
  return words.slice(0, most).join(' ') + (cut ? ' …' : '');
}

/** `1 claim`, `2 claims`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
