import type { BlockReading, Reading } from '../reading.js';
import { sourceChoices } from './snippets.js';
import type { Fix, FixEdit, Mark } from './types.js';

const STOP = /^(?:[.?!…]|\.{3})$/u;
const CLOSER = /^[”"’'»›)\]]$/u;

/**
 * Edits that add ", according to …" behind the words that end at `end`. At the end of a sentence the stop stays last, an abbreviation keeps its own,
 * and a stop within closing quotation marks becomes a comma.
 */
export function accordingTo(block: BlockReading, reading: Reading, end: number): FixEdit[] {
  const { text } = block.block.view;
  const tokens = block.english.sentences.find(s => s.start < end && s.end >= end)?.tokens ?? [];
  let last = tokens.length - 1;
  while (last >= 0 && CLOSER.test(tokens[last]?.text ?? '')) last--;
  const stop = tokens[last];
  const closed = tokens.at(-1);
  const atEnd = stop !== undefined && closed !== undefined && (STOP.test(stop.text) ? (tokens[last - 1]?.end ?? 0) : stop.end) <= end;
  if (!atEnd) {
    const after = text.slice(end, end + 2);
    return [added(end, ', ', /^\s*[\p{L}\p{N}“"‘]/u.test(after) ? ',' : '', reading)];
  }
  if (!STOP.test(stop.text)) return [added(closed.end, ', ', stop.text.endsWith('.') ? '.' : '', reading)];
  if (last === tokens.length - 1) return [added(stop.start, ', ', '', reading)];
  if (stop.text !== '.') return [added(closed.end, ' ', '.', reading)];
  return [{ start: stop.start, end: stop.end, text: ',' }, added(closed.end, ' ', '.', reading)];
}

function added(at: number, before: string, after: string, reading: Reading): FixEdit {
  return { start: at, end: at, text: `${before}according to [source]${after}`, snippet: `${before}according to ${sourceChoices(reading, 1)}${after}` };
}

/** Leaves a note for the desk behind the mark. */
export function needsSource(mark: Pick<Mark, 'end'>, block: BlockReading): Fix {
  const { text } = block.block.view;
  let at = mark.end;
  // American copy has its stop within the closing quotation mark; the note stands behind both.
  while (at < text.length && /[”"’»›]/u.test(text[at] ?? '')) at++;
  return { title: 'Mark as needing a source', edits: [{ start: at, end: at, text: ' [source TK]' }] };
}
