import type { DismissedMark } from '../config/types.js';

/** Where the marks are written down that somebody has dismissed for good, relative to the folder of the workspace. */
export const dismissedPath = '.ontherecord/dismissed.jsonl';

/** A line of the file. */
export interface DismissedEntry extends DismissedMark {
  /** The draft's path relative to the folder that holds `.ontherecord`, with forward slashes. */
  readonly draft: string;
  readonly reason?: string;
}

/** A line that cannot be read. It stays in the file. */
export interface UnreadableLine {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface ReadDismissed {
  readonly entries: readonly DismissedEntry[];
  readonly unreadable: readonly UnreadableLine[];
}

/** Reads the file. Never throws. */
export function readDismissed(text: string): ReadDismissed {
  const entries: DismissedEntry[] = [];
  const unreadable: UnreadableLine[] = [];
  linesOf(text).forEach((line, index) => {
    if (line.trim() === '') return;
    const entry = entryOf(line);
    if ('message' in entry) unreadable.push({ line: index + 1, message: `This line is not read: ${entry.message}` });
    else entries.push(entry);
  });
  return { entries, unreadable };
}

/**
 * The file with an entry more. One entry is one line, and lines are in order of their characters, so that version control can merge two versions of it line by line.
 * Lines that cannot be read stay, in the order in which they stand, before the others.
 */
export function withDismissed(text: string, entry: DismissedEntry): string {
  return written([...linesOf(text), lineOf(entry)]);
}

function written(lines: readonly string[]): string {
  const unreadable = lines.filter(line => line.trim() !== '' && 'message' in entryOf(line));
  const readable = new Set(lines.filter(line => line.trim() !== '' && !('message' in entryOf(line))));
  const all = [...unreadable, ...[...readable].sort(byCharacters)];
  return all.map(line => `${line}\n`).join('');
}

/** An entry as its line. The draft and the words come first, so that what belongs together stands together. */
function lineOf({ draft, rule, words, before, after, nth, reason }: DismissedEntry): string {
  return JSON.stringify({ draft, words, before, after, rule, nth, ...(reason === undefined ? {} : { reason }) });
}

function entryOf(line: string): DismissedEntry | { readonly message: string } {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/u.test(line))
    return { message: 'it is left from a merge that was not finished. Keep the lines on both sides, and take this one out.' };
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { message: 'it is not JSON.' };
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { message: 'it is not an object.' };
  const record: Record<string, unknown> = { ...raw };
  const { draft, rule, words, before = '', after = '', nth = 1, reason } = record;
  for (const [name, value] of Object.entries({ draft, rule, words, before, after }))
    if (typeof value !== 'string') return { message: `“${name}” must be a text.` };
  if (typeof nth !== 'number' || !Number.isInteger(nth) || nth < 1) return { message: '“nth” must be a whole number from 1.' };
  if (reason !== undefined && typeof reason !== 'string') return { message: '“reason” must be a text.' };
  return {
    draft: String(draft),
    rule: String(rule),
    words: String(words),
    before: String(before),
    after: String(after),
    nth,
    ...(reason === undefined ? {} : { reason }),
  };
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
}

function byCharacters(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
