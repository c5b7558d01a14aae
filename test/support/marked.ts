import assert from 'node:assert/strict';

/** A marked draft: its text, and the marks drawn under its words. */
export interface MarkedDraft {
  readonly text: string;
  /** Ascending by start. */
  readonly marks: readonly DrawnMark[];
}

/** `start` and `end`: UTF-16 offsets into the draft's text. */
export interface DrawnMark {
  readonly start: number;
  readonly end: number;
  /** The words after the carets: a rule's id, a sub, or both; empty where only the place counts. */
  readonly label: string;
}

/** What a checker found, in offsets of the draft's text; findings of an analysis fit. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly rule?: string;
  readonly sub?: string;
}

const CARET_LINE = /^\s*\^[\s\w^/-]*$/;
const CARETS = /(\^+)[ \t]*([^^]*)/g;

/**
 * Reads a draft with carets under its words:
 *
 *     The senator slammed the bill, a disaster.
 *                 ^^^^^^^ verb
 *                                     ^^^^^^^^ loaded-language editorial
 *
 * A line of carets belongs to the nearest text line above it; several may follow one another, and one may hold several runs.
 * Common indentation and the line breaks at both ends are dropped, so that a draft can stand in a template literal.
 */
export function parseMarked(marked: string): MarkedDraft {
  const lines = dedent(marked);
  const text: string[] = [];
  const marks: DrawnMark[] = [];
  let lineStart = 0;
  let length = 0;
  for (const line of lines) {
    if (!CARET_LINE.test(line)) {
      lineStart = length;
      text.push(line);
      length += line.length + 1;
      continue;
    }
    assert.ok(text.length > 0, 'a line of carets needs a line of text above it');
    const above = text[text.length - 1]!;
    for (const match of line.matchAll(CARETS)) {
      const start = match.index;
      const end = start + match[1]!.length;
      assert.ok(end <= above.length, `carets reach beyond the line “${above}”`);
      marks.push({ start: lineStart + start, end: lineStart + end, label: match[2]!.trim() });
    }
  }
  return { text: text.join('\n'), marks: marks.sort(byPlace) };
}

/**
 * Asserts that `find` marks exactly what is drawn: no word more, none less. A label is checked against the rule and the sub of what was found;
 * marks without a label are checked by place alone. The failure shows both drafts with their carets.
 */
export function expectMarks(find: (text: string) => readonly Found[], marked: string): void {
  const { text, marks } = parseMarked(marked);
  const found = [...find(text)].sort(byPlace);
  const unmatched = [...marks];
  const actual = found.map(({ start, end, rule, sub }) => {
    const index = unmatched.findIndex(mark => mark.start === start && mark.end === end && labelFits(mark.label, rule, sub));
    const label = index < 0 ? [rule, sub].filter(Boolean).join(' ') : unmatched.splice(index, 1)[0]!.label;
    return { start, end, label };
  });
  assert.equal(draw(text, actual), draw(text, marks));
}

/** Asserts that `find` marks nothing in the text, which is taken as it stands. */
export function expectNoMarks(find: (text: string) => readonly Found[], text: string): void {
  const marks = find(text).map(({ start, end, rule, sub }) => ({ start, end, label: [rule, sub].filter(Boolean).join(' ') }));
  assert.equal(draw(text, marks), text);
}

/** The text with the marks drawn under its words, each on a line of its own; a mark over several lines is drawn on each of them. */
export function draw(text: string, marks: readonly DrawnMark[]): string {
  const out: string[] = [];
  let lineStart = 0;
  for (const line of text.split('\n')) {
    out.push(line);
    const lineEnd = lineStart + line.length;
    for (const { start, end, label } of marks) {
      if (start > lineEnd || end < lineStart || (end === lineStart && start < end)) continue;
      const from = Math.max(start, lineStart) - lineStart;
      const to = Math.min(end, lineEnd) - lineStart;
      out.push(`${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}${label && ` ${label}`}`);
    }
    lineStart = lineEnd + 1;
  }
  return out.join('\n');
}

function labelFits(label: string, rule = '', sub = ''): boolean {
  return label.split(/\s+/).every(word => word === '' || word === rule || word === sub);
}

function byPlace(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return a.start - b.start || a.end - b.end;
}

function dedent(marked: string): string[] {
  const lines = marked
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map(line => line.slice(indent));
}
