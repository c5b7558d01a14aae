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
  information: ['information', 'information'],
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
    rowsOf(text, span, { start: from, end: to }, Math.max(20, style.width - gutter - 3)).forEach(({ words, indent, length }, row) => {
      const margin = row === 0 ? String(line).padStart(gutter) : ' '.repeat(gutter);
      shown.push(`${paint('2', `${margin} │`)} ${words.trimEnd()}\n`);
      shown.push(`${paint('2', `${' '.repeat(gutter)} │`)} ${' '.repeat(indent)}${paint(colour, '^'.repeat(length))}\n`);
    });
  }
  if (lastLine >= finding.line + MOST_LINES) shown.push(`${paint('2', `${' '.repeat(gutter)} │`)} …\n`);
  return `${head}${shown.join('')}\n`;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A row of a code frame: the words, and the columns of the mark under them. */
interface Row {
  readonly words: string;
  readonly indent: number;
  readonly length: number;
}

/** The part of a line round a mark that fits the width; a mark that is wider than that is folded over several rows. What is left out is an ellipsis. */
function rowsOf(text: string, line: Range, mark: Range, width: number): Row[] {
  const near = { start: boundary(text, Math.max(line.start, mark.start - CONTEXT)), end: boundary(text, Math.min(line.end, mark.start + 2 * CONTEXT)) };
  const cells = cellsOf(text.slice(near.start, near.end), near.start);
  const first = Math.max(
    0,
    cells.findIndex(cell => cell.end > mark.start),
  );
  const found = cells.findIndex(cell => cell.start >= mark.end);
  const behind = found < 0 ? cells.length : Math.max(found, first + 1);
  const head = (from: number) => (from > 0 || near.start > line.start ? '…' : '');
  const tail = (to: number) => (to < cells.length || near.end < line.end ? '…' : '');
  if (widthOf(cells.slice(first, behind)) <= width - 2) {
    const [from, to] = surroundings(cells, first, behind, width - 2);
    return [
      {
        words: `${head(from)}${write(cells.slice(from, to))}${tail(to)}`,
        indent: head(from).length + widthOf(cells.slice(from, first)),
        length: Math.max(1, widthOf(cells.slice(first, behind))),
      },
    ];
  }
  const rows = fold(cells, first, behind, width - 2);
  const shown = rows.slice(0, MOST_LINES);
  return shown.map(([from, to], index) => {
    const marked = cells.slice(from, to);
    const isLast = index === rows.length - 1;
    const end = isLast ? surroundings(cells, from, to, width - 2, false)[1] : to;
    return {
      words: `${index === 0 ? head(from) : ' '.repeat(head(first).length)}${write(cells.slice(from, end))}${index === shown.length - 1 ? tail(end) : ''}`,
      indent: head(first).length,
      length: Math.max(1, widthOf(isLast ? marked : marked.slice(0, marked.findLastIndex(({ shown: words }) => words !== ' ') + 1))),
    };
  });
}

/** The range of cells from the mark to both sides, or only behind it, as far as the width allows; a word that would be cut is left out where another is in between. */
function surroundings(cells: readonly Cell[], first: number, behind: number, width: number, bothSides = true): [number, number] {
  let from = first;
  let to = behind;
  let used = widthOf(cells.slice(first, behind));
  const room = (cell: Cell | undefined): cell is Cell => cell !== undefined && used + cell.width <= width;
  const cellBefore = () => (bothSides ? cells[from - 1] : undefined);
  for (let before = cellBefore(), after = cells[to]; room(before) || room(after); before = cellBefore(), after = cells[to]) {
    if (room(before)) {
      used += before.width;
      from--;
    }
    if (room(after)) {
      used += after.width;
      to++;
    }
  }
  const isSpace = (cell: Cell | undefined) => cell?.shown === ' ';
  if (from > 0 && from < first && !isSpace(cells[from - 1])) {
    const space = cells.findIndex((cell, index) => index >= from && index < first && isSpace(cell));
    if (space >= 0) from = space + 1;
  }
  if (to < cells.length && to > behind && !isSpace(cells[to])) {
    const space = cells.findLastIndex((cell, index) => index >= behind && index < to && isSpace(cell));
    if (space >= 0) to = space;
  }
  return [from, to];
}

/** Rows of at most a width, broken behind spaces where there are any. */
function fold(cells: readonly Cell[], first: number, behind: number, width: number): [number, number][] {
  const rows: [number, number][] = [];
  let from = first;
  while (from < behind) {
    let to = from;
    let space = -1;
    for (let used = 0; to < behind && used + (cells[to]?.width ?? 0) <= width; to++) {
      used += cells[to]?.width ?? 0;
      if (cells[to]?.shown === ' ') space = to;
    }
    if (to < behind && space > from) to = space + 1;
    if (to === from) to++;
    rows.push([from, to]);
    from = to;
  }
  return rows;
}

function write(cells: readonly Cell[]): string {
  return cells.map(({ shown }) => shown).join('');
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
