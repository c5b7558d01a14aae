import type { Severity } from '../rules/types.js';
import type { FindingJson } from './json.js';
import type { Lines } from './lines.js';
import { type Cell, cellsOf } from './width.js';

/** How a report is shown. */
export interface TextStyle {
  readonly colours: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** How many findings of each severity were reported. */
export type SeverityCounts = Record<Severity, number>;

const CODES: Readonly<Record<Severity, string>> = { error: '31', warning: '33', information: '34', hint: '36' };
const NOUNS: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
  hint: ['hint', 'hints'],
};

/** Lines of a mark that are shown; a longer one is cut off. */
const MOST_LINES = 3;
/** Text on either side of a mark that can matter for a line's window, in UTF-16 units: more than any terminal is wide. */
const CONTEXT = 600;

/** The findings of a draft for people: where, what, and the line with the words underlined. Empty where there are none. */
export function draftText(path: string, text: string, lines: Lines, findings: readonly FindingJson[], style: TextStyle): string {
  const last = findings.reduce((line, finding) => Math.max(line, lines.positionOf(Math.max(finding.start, finding.end - 1)).line), 1);
  const gutter = String(last).length + 1;
  return findings.map(finding => findingText(path, finding, text, lines, gutter, style)).join('');
}

/** What was found in all drafts, in one line. */
export function summaryText(drafts: number, draftsWithMarks: number, counts: SeverityCounts, style: TextStyle): string {
  const paint = painter(style);
  const read = `${drafts} ${drafts === 1 ? 'draft' : 'drafts'}`;
  const parts = severitiesOf(counts).map(severity => paint(CODES[severity], counted(counts[severity], NOUNS[severity])));
  if (parts.length === 0) return `${paint('32', 'No marks')} in ${read}.\n`;
  return `${parts.join(', ')} in ${drafts === draftsWithMarks ? read : `${draftsWithMarks} of ${read}`}.\n`;
}

function findingText(path: string, finding: FindingJson, text: string, lines: Lines, gutter: number, style: TextStyle): string {
  const paint = painter(style);
  const colour = CODES[finding.severity];
  const place = `${path}:${finding.line}:${finding.column}`;
  const head = `${paint('1', place)} ${paint(colour, NOUNS[finding.severity][0])}: ${visible(finding.message)} ${paint('2', `[${finding.rule}]`)}\n`;
  const lastLine = lines.positionOf(Math.max(finding.start, finding.end - 1)).line;
  const shown: string[] = [];
  for (let line = finding.line; line <= lastLine && line < finding.line + MOST_LINES; line++) {
    const span = lines.spanOf(line);
    const from = Math.max(finding.start, span.start);
    const to = Math.max(from, Math.min(finding.end, span.end));
    const frame = window(text, span, { start: from, end: to }, Math.max(20, style.width - gutter - 3));
    shown.push(
      `${paint('2', `${String(line).padStart(gutter)} │`)} ${frame.words}\n`,
      `${paint('2', `${' '.repeat(gutter)} │`)} ${' '.repeat(frame.indent)}${paint(colour, '^'.repeat(frame.length))}\n`,
    );
  }
  if (lastLine >= finding.line + MOST_LINES) shown.push(`${paint('2', `${' '.repeat(gutter)} │`)} …\n`);
  return `${head}${shown.join('')}\n`;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The part of a line round a mark that fits the width, and the columns where the mark lies in it. What is left out at an end is an ellipsis. */
function window(text: string, line: Range, mark: Range, width: number): { words: string; indent: number; length: number } {
  const near = { start: boundary(text, Math.max(line.start, mark.start - CONTEXT)), end: boundary(text, Math.min(line.end, mark.start + 2 * CONTEXT)) };
  const cells = cellsOf(text.slice(near.start, near.end), near.start);
  const first = Math.max(
    0,
    cells.findIndex(cell => cell.end > mark.start),
  );
  const behind = cells.findIndex(cell => cell.start >= mark.end);
  const [from, to] = fit(cells, first, behind < 0 ? cells.length : Math.max(behind, first + 1), width - 2);
  const head = from > 0 || near.start > line.start ? '…' : '';
  const tail = to < cells.length || near.end < line.end ? '…' : '';
  const before = cells.slice(from, first);
  const marked = cells.slice(first, Math.min(to, behind < 0 ? cells.length : behind));
  return {
    words: `${head}${cells
      .slice(from, to)
      .map(({ shown }) => shown)
      .join('')}${tail}`,
    indent: head.length + widthOf(before),
    length: Math.max(1, widthOf(marked)),
  };
}

/** Grows the range of cells from the mark to both sides as far as the width allows; a mark that is wider itself is cut at its end. */
function fit(cells: readonly Cell[], first: number, behind: number, width: number): [number, number] {
  let from = first;
  let to = first;
  let used = 0;
  const room = (cell: Cell | undefined): cell is Cell => cell !== undefined && used + cell.width <= width;
  while (to < behind && room(cells[to])) used += cells[to++]?.width ?? 0;
  if (to < behind) return [from, to];
  for (let grown = true; grown; ) {
    grown = false;
    if (from > 0 && room(cells[from - 1])) {
      used += cells[--from]?.width ?? 0;
      grown = true;
    }
    if (to < cells.length && room(cells[to])) {
      used += cells[to++]?.width ?? 0;
      grown = true;
    }
  }
  return [from, to];
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** Not between the halves of a surrogate pair. */
function boundary(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 ? offset - 1 : offset;
}

/** A message quotes the draft; it must not reach the terminal's controls either. */
function visible(message: string): string {
  return message.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

function severitiesOf(counts: SeverityCounts): Severity[] {
  const all: Severity[] = ['error', 'warning', 'information', 'hint'];
  return all.filter(severity => counts[severity] > 0);
}

function counted(count: number, [one, many]: readonly [string, string]): string {
  return `${count} ${count === 1 ? one : many}`;
}

function painter({ colours }: TextStyle): (code: string, words: string) => string {
  return colours ? (code, words) => `\u001b[${code}m${words}\u001b[0m` : (_, words) => words;
}
