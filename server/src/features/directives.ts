import type { Finding } from '../analysis.js';
import type { Span } from '../draft/types.js';
import type { TextChange } from './edits.js';
import type { ReadDocument } from './types.js';

/** How a directive that silences nothing is taken out. */
export interface DirectiveRemoval {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** Takes out what the finding says silences nothing: the whole directive, or the name of one rule in it. Undefined for other findings. */
export function directiveRemoval(finding: Finding, { analysis }: ReadDocument): DirectiveRemoval | undefined {
  const data = dataOf(finding);
  if (!data) return undefined;
  const { text } = analysis.reading.draft;
  if (data.rule === undefined) return { title: 'Remove this directive', changes: [removal(wholeOf(data.directive, text))] };
  return { title: `Remove “${data.rule}” from this directive`, changes: [removal(nameWithin(finding, data.directive, text))] };
}

function dataOf({ rule, mark }: Finding): { readonly directive: Span; readonly rule?: string } | undefined {
  const { data } = mark;
  if (rule !== 'unused-directive' || typeof data !== 'object' || data === null || !('directive' in data)) return undefined;
  return data as { readonly directive: Span; readonly rule?: string };
}

/** With its line where it stands alone there, else with the space before it. */
function wholeOf({ start, end }: Span, text: string): Span {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const lineEnd = /\r\n|\r|\n|$/u.exec(text.slice(end));
  const behind = text.slice(end, end + (lineEnd?.index ?? 0));
  if (/^[ \t>]*$/u.test(text.slice(lineStart, start)) && behind.trim() === '')
    return { start: lineStart, end: end + behind.length + (lineEnd?.[0].length ?? 0) };
  const space = /[ \t]+$/u.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return lineStart + space === start ? { start, end: end + (/^[ \t]*/u.exec(behind)?.[0].length ?? 0) } : { start: start - space, end };
}

/** A name with what sets it apart from the others: the line of an entry, a comma, a space. */
function nameWithin({ start, end }: Span, directive: Span, text: string): Span {
  const before = text.slice(directive.start, start);
  const after = text.slice(end, directive.end);
  const entry = /(?:^|\r\n|\r|\n)[ \t]*-[ \t]+["']?$/u.exec(before);
  if (entry && /^["']?[ \t]*(?:#[^\r\n]*)?(?:$|[\r\n])/u.test(after))
    return { start: directive.start + entry.index, end: end + (/^[^\r\n]*/u.exec(after)?.[0].length ?? 0) };
  const quote = /["']$/u.exec(before)?.[0].length ?? 0;
  const [from, to] = [start - quote, end + quote];
  const comma = /^[ \t]*,[ \t]*/u.exec(text.slice(to, directive.end));
  if (comma) return { start: from, end: to + comma[0].length };
  const separator = /(?:\s*,\s*|\s+)$/u.exec(text.slice(directive.start, from));
  return { start: from - (separator?.[0].length ?? 0), end: to };
}

function removal(span: Span): TextChange {
  return { ...span, text: '' };
}
