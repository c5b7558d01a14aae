import type { Finding } from '../analysis.js';
import type { Directive, Draft, Span } from '../draft/types.js';
import type { TextChange } from './edits.js';
import type { ReadDocument } from './types.js';

/** What stands before the words of a line of Markdown and has to stand before a comment, too: marks of block quotations, indentation. */
const LINE_PREFIX = /^(?:[ \t]*>)*[ \t]*/u;

/** The head of a directive up to its rules, without the reason. */
const DIRECTIVE_HEAD = /^<!--\s*on-the-record-disable(?:-next-line|-file)?(?:[\s,]+(?!--)[a-z][\w-]*)*/u;

/** What a dismissal silences: every mark of the rule that begins in the span. */
export interface DismissalScope extends Span {
  readonly of: 'draft' | 'table' | 'paragraph' | 'line';
}

/** How far the dismissal of a mark reaches: over its line, its table, or, from the front matter, the whole draft. */
export function dismissalScope(finding: Finding, { analysis }: ReadDocument): DismissalScope {
  const { draft, blocks } = analysis.reading;
  const { text } = draft;
  if (isInFrontMatter(finding, draft)) return { of: 'draft', start: 0, end: text.length };
  const block = blocks[finding.block]?.block;
  if (block?.kind === 'tableCell' && draft.language !== 'html') return { of: 'table', ...tableAround(finding.start, text) };
  const line = { start: lineStart(text, finding.start), end: lineEnd(text, finding.start) };
  const isWhole = block?.kind === 'paragraph' && line.start <= block.span.start && block.span.end <= line.end;
  return { of: isWhole ? 'paragraph' : 'line', ...line };
}

/** The name of a dismissal, which says how far it reaches; with the rule where that has to be told apart. */
export function dismissalTitle(finding: Finding, scope: DismissalScope, { analysis }: ReadDocument, rule?: string): string {
  const name = `Dismiss ${scope.of === 'draft' ? 'in the whole draft' : 'here'}${rule === undefined ? '' : `: ${rule}`}`;
  if (scope.of === 'draft') return name;
  const others = countOfRule(finding.rule, scope, analysis.findings) - 1;
  return others > 0 ? `${name} (and ${others} other ${others === 1 ? 'mark' : 'marks'} of this rule in the ${scope.of})` : name;
}

/** @param findings Ascending by start. */
function countOfRule(rule: string, { start, end }: Span, findings: readonly Finding[]): number {
  let low = 0;
  let high = findings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((findings[middle]?.start ?? end) < start) low = middle + 1;
    else high = middle;
  }
  let count = 0;
  for (let finding = findings[low]; finding && finding.start < end; finding = findings[++low]) if (finding.rule === rule) count++;
  return count;
}

/**
 * The comments that silence a mark where it stands and, as far as comments can, nowhere else: on a line before its own; within a paragraph of several lines at the end of the line before, since a line of its own
 * would cut the paragraph in two; round its table; for a mark in the front matter, which can hold no comments of this kind, for the file. A directive that already stands there gets the rule added.
 */
export function dismissal(finding: Finding, { analysis }: ReadDocument, reason?: string): TextChange[] {
  const { draft, blocks } = analysis.reading;
  const breakAs = breakOf(draft);
  if (isInFrontMatter(finding, draft)) return [dismissInFile(finding.rule, draft, reason)];
  const block = blocks[finding.block]?.block;
  if (block?.kind === 'tableCell' && draft.language !== 'html') return dismissRoundTable(finding, draft.text, breakAs, reason);
  const line = lineStart(draft.text, finding.start);
  const above = draft.directives.find(
    ({ kind, span }) => kind === 'disable-next-line' && line > 0 && lineStart(draft.text, line - 1) <= span.end && span.end <= line,
  );
  // A reason is one rule's own.
  if (above && reason === undefined) return [addRule(above, finding.rule, draft.text)];
  const words = comment('disable-next-line', finding.rule, reason);
  if (block && block.span.start < line) return [insertion(endOfLineBefore(draft.text, line), ` ${words}`)];
  const prefix = LINE_PREFIX.exec(draft.text.slice(line, lineEnd(draft.text, line)))?.[0] ?? '';
  return [insertion(line, `${prefix}${words}${breakAs}`)];
}

/** The comment that silences the rule of a mark in the whole draft: on top of it, or behind its front matter. */
export function dismissalInDraft({ rule }: Finding, { analysis }: ReadDocument, reason?: string): TextChange[] {
  return [dismissInFile(rule, analysis.reading.draft, reason)];
}

function dismissInFile(rule: string, draft: Draft, reason?: string): TextChange {
  const existing = draft.directives.find(({ kind, rules, span }) => kind === 'disable-file' && rules.length > 0 && draft.text.startsWith('<!--', span.start));
  if (existing && reason === undefined) return addRule(existing, rule, draft.text);
  const breakAs = breakOf(draft);
  const bodyStart = draft.frontMatter?.span.end ?? (draft.text.startsWith('\uFEFF') ? 1 : 0);
  const atLineStart = draft.frontMatter === undefined || lineStart(draft.text, bodyStart) === bodyStart;
  const next = atLineStart ? bodyStart : lineEnd(draft.text, bodyStart);
  const place = atLineStart ? next : Math.min(draft.text.length, next + breakLength(draft.text, next));
  const opening = draft.frontMatter === undefined || lineStart(draft.text, place) === place ? '' : breakAs;
  return insertion(place, `${opening}${comment('disable-file', rule, reason)}${breakAs}`);
}

function breakOf({ text }: Draft): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A comment between two rows would end the table. */
function dismissRoundTable({ start, rule }: Finding, text: string, breakAs: string, reason?: string): TextChange[] {
  const { start: first, end } = tableAround(start, text);
  const prefix = LINE_PREFIX.exec(text.slice(first, lineEnd(text, first)))?.[0] ?? '';
  return [
    insertion(first, `${prefix}${comment('disable', rule, reason)}${breakAs}`),
    insertion(end, `${breakAs}${prefix.trimEnd()}${breakAs}${prefix}${comment('enable', rule)}`),
  ];
}

/** From the first line of a table to the end of its last: up to where a line is blank. */
function tableAround(offset: number, text: string): Span {
  let start = lineStart(text, offset);
  while (start > 0 && !isBlank(text, lineStart(text, start - 1))) start = lineStart(text, start - 1);
  let end = lineEnd(text, offset);
  while (end < text.length && !isBlank(text, end + breakLength(text, end))) end = lineEnd(text, end + breakLength(text, end));
  return { start, end };
}

function isInFrontMatter({ start }: Finding, { frontMatter }: Draft): boolean {
  return frontMatter !== undefined && start < frontMatter.span.end;
}

function addRule({ span }: Directive, rule: string, text: string): TextChange {
  const head = DIRECTIVE_HEAD.exec(text.slice(span.start, span.end))?.[0] ?? '';
  return insertion(span.start + head.length, ` ${rule}`);
}

function comment(kind: Directive['kind'], rule: string, reason?: string): string {
  // What ends a comment would end this one.
  const words = reason
    ?.replace(/\s+/gu, ' ')
    .replace(/-{2,}>?/gu, '–')
    .trim();
  return `<!-- on-the-record-${kind} ${rule}${words ? ` -- ${words}` : ''} -->`;
}

function insertion(place: number, text: string): TextChange {
  return { start: place, end: place, text };
}

/** Offset of the first character of the line that holds an offset. */
function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Offset of the line break that ends the line of an offset, or the text's end. */
function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

/** Behind the last word of the line before; two spaces at its end are a line break in Markdown and stay where they are. */
function endOfLineBefore(text: string, line: number): number {
  let end = line - (text.startsWith('\r\n', line - 2) ? 2 : 1);
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return end;
}

function isBlank(text: string, start: number): boolean {
  return text.slice(start, lineEnd(text, start)).replace(/[>\s]/gu, '') === '';
}

function breakLength(text: string, offset: number): number {
  return text.startsWith('\r\n', offset) ? 2 : 1;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
