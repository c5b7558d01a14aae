import type { Analysis } from '../analysis.js';
import type { DraftLanguage } from '../draft/types.js';
import { unreadable } from '../files/text.js';
import type { Analyse } from './analyse.js';
import type { Options } from './arguments.js';
import { STANDARD_INPUT } from './inputs.js';
import { complain, write } from './terminal.js';

/** Longest line, in bytes: a text of 5 MB with every character escaped, and room for an id. */
const LONGEST_LINE = 32 * 1024 * 1024;

const LANGUAGES: readonly DraftLanguage[] = ['draft', 'markdown', 'plaintext', 'html'];

/**
 * Answers each line of standard input, `{ "id", "text", "language"? }`, with a line `{ "id", … }`, in order, holding one line at a time and waiting for a slow reader.
 * A line that cannot be read is answered by `{ "id", "error" }`, with null for an id that cannot be told, and the rest goes on: one bad record in a million must not
 * stop the work that is spread over machines. Empty lines are passed over.
 */
export async function answerLines(options: Options, analyse: Analyse, answer: (analysis: Analysis) => object): Promise<void> {
  let number = 0;
  let bad = 0;
  for await (const line of linesIn(process.stdin)) {
    number++;
    if (line !== undefined && line.trim() === '') continue;
    const record = readRecord(line, options.language);
    if ('error' in record) bad++;
    const result = 'error' in record ? { error: `line ${number}: ${record.error}` } : answer(await analyse(record.text, record.language, STANDARD_INPUT));
    await write(`${JSON.stringify({ id: record.id, ...result })}\n`);
  }
  if (bad > 0) complain(`${bad} of ${number} lines could not be read; the output says why in their place.`);
}

type DraftRecord = { readonly id: unknown; readonly text: string; readonly language: DraftLanguage } | { readonly id: unknown; readonly error: string };

function readRecord(line: string | undefined, language: DraftLanguage | undefined): DraftRecord {
  if (line === undefined) return { id: null, error: 'The line is too long.' };
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch (error) {
    return { id: null, error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { id: null, error: 'This is not an object with id and text.' };
  const id = 'id' in raw ? raw.id : null;
  const text = 'text' in raw ? raw.text : undefined;
  if (typeof text !== 'string') return { id, error: 'There is no text.' };
  const problem = unreadable(text);
  if (problem) return { id, error: problem.message };
  const own = 'language' in raw ? LANGUAGES.find(known => known === raw.language) : undefined;
  if ('language' in raw && !own) return { id, error: `The language can be ${LANGUAGES.join(', ')}.` };
  return { id, text, language: own ?? language ?? 'plaintext' };
}

/** The lines of a stream without their ends, decoded from UTF-8; undefined in place of one that is too long, which is never held whole. */
async function* linesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<string | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  let begun = false;
  const take = (): string | undefined => {
    const line = length > LONGEST_LINE ? undefined : Buffer.concat(parts).toString('utf8').replace(/\r$/u, '');
    parts = [];
    length = 0;
    begun = false;
    return line;
  };
  for await (const chunk of stream) {
    let start = 0;
    while (start < chunk.length) {
      const end = chunk.indexOf(10, start);
      const part = chunk.subarray(start, end < 0 ? chunk.length : end);
      length += part.length;
      begun = true;
      if (length <= LONGEST_LINE) parts.push(part);
      else parts = [];
      if (end < 0) break;
      yield take();
      start = end + 1;
    }
  }
  if (begun) yield take();
}
