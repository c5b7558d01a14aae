import type { DismissedMark } from '../config/types.js';
import type { Span } from '../draft/types.js';

/** Words on either side of a mark by which it is known. */
const NEIGHBOURS = 4;

/** How far they are looked for, in UTF-16 units: a line of data can be as long as a file. */
const REACH = 160;

/** What a mark is known by, but for which one it is of several that are the same. */
export type Fingerprint = Omit<DismissedMark, 'nth'>;

/** The fingerprint of a rule's mark in the view of its block. Nothing else than the marked words and what stands right beside them counts. */
export function fingerprintOf(rule: string, { start, end }: Span, view: string): Fingerprint {
  const marked = view.slice(start, end);
  return {
    rule,
    // Marks that have no word in them are known by their characters.
    words: wordsOf(marked).join(' ') || plain(marked).trim(),
    before: wordsOf(view.slice(Math.max(0, start - REACH), start))
      .slice(-NEIGHBOURS)
      .join(' '),
    after: wordsOf(view.slice(end, end + REACH))
      .slice(0, NEIGHBOURS)
      .join(' '),
  };
}

/** The same text for the same fingerprint. */
export function fingerprintKey({ rule, words, before, after }: Fingerprint): string {
  return JSON.stringify([rule, words, before, after]);
}

/** Counts marks of a draft that are the same, in the order in which they stand. */
export function createCounter(): (fingerprint: Fingerprint) => DismissedMark {
  const counts = new Map<string, number>();
  return fingerprint => {
    const key = fingerprintKey(fingerprint);
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return { ...fingerprint, nth };
  };
}

/** Words without what is round them, in small letters. */
function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu) ?? [];
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/’/gu, "'");
}
