import type { Comment } from './comments.js';
import { linesOf } from './lines.js';
import type { Directive, Span } from './types.js';

interface Instruction {
  readonly comment: Comment;
  readonly kind: Directive['kind'];
  readonly rules: readonly string[];
  /** Where each rule is named. */
  readonly spans: ReadonlyMap<string, Span>;
  readonly reason: string;
}

const DIRECTIVE = /^\s*on-the-record-(disable-next-line|disable-file|disable|enable)(?![\w-])([\s\S]*)$/;
const REASON = /(?:^|\s)--(?:\s|$)/;

/** What the comments of a draft say to the checker. `comments`: all of the text, ascending. */
export function readDirectives(text: string, comments: readonly Comment[]): Directive[] {
  const instructions = comments.flatMap(readInstruction);
  if (instructions.length === 0) return [];
  const nextLines = nextLineScopes(text, comments);
  const stretches = stretchesWithout(text, instructions);
  return instructions.flatMap(({ comment, kind, rules, spans, reason }, index) => {
    const directive = { kind, ...(reason !== '' && { reason }), span: { start: comment.start, end: comment.end } };
    const nextLine = nextLines.get(comment) ?? { start: text.length, end: text.length };
    const held = kind === 'disable' ? (stretches[index] ?? []) : [{ rules, end: text.length }];
    return held.map(stretch => ({
      ...directive,
      rules: stretch.rules,
      ...(stretch.rules.length > 0 && { ruleSpans: stretch.rules.map(rule => spans.get(rule) ?? directive.span) }),
      scope: scopeOf(kind, comment, nextLine, stretch.end),
    }));
  });
}

function scopeOf(kind: Directive['kind'], comment: Comment, nextLine: Span, end: number): Span {
  if (kind === 'disable-next-line') return nextLine;
  return { start: kind === 'disable-file' ? 0 : comment.end, end };
}

function readInstruction(comment: Comment): Instruction[] {
  const match = DIRECTIVE.exec(comment.body);
  if (!match) return [];
  const [, kind, rest = ''] = match;
  const reasonAt = REASON.exec(rest);
  const start = comment.start + '<!--'.length + comment.body.length - rest.length;
  const spans = new Map<string, Span>();
  for (const { 0: rule, index } of (reasonAt ? rest.slice(0, reasonAt.index) : rest).matchAll(/[^\s,]+/g))
    if (!spans.has(rule)) spans.set(rule, { start: start + index, end: start + index + rule.length });
  const reason = reasonAt ? rest.slice(reasonAt.index + reasonAt[0].length).trim() : '';
  return [{ comment, kind: kind as Directive['kind'], rules: [...spans.keys()], spans, reason }];
}

/** For every comment, the next line that holds more than comments. */
function nextLineScopes(text: string, comments: readonly Comment[]): Map<Comment, Span> {
  const scopes = new Map<Comment, Span>();
  let waiting: Comment[] = [];
  let position = comments[0]?.start ?? 0;
  let index = 0;
  for (const line of linesOf(text, position)) {
    let blank = true;
    for (let comment = comments[index]; comment && comment.start < line.end; comment = comments[++index]) {
      blank &&= isBlank(text, Math.max(position, line.start), comment.start);
      position = comment.end;
      waiting.push(comment);
    }
    blank &&= isBlank(text, Math.max(position, line.start), line.end);
    if (blank) continue;
    const scope = { start: line.start, end: line.end };
    for (const comment of waiting) if (comment.end <= line.start) scopes.set(comment, scope);
    waiting = waiting.filter(comment => comment.end > line.start);
  }
  return scopes;
}

/** Where the rules of each `disable` come to hold again; rules that end together stand together. A `disable` of every rule ends with the next `enable` of any. */
function stretchesWithout(text: string, instructions: readonly Instruction[]): { readonly rules: readonly string[]; readonly end: number }[][] {
  const stretches: { rules: string[]; end: number }[][] = [];
  const enabled = new Map<string, number>();
  let allEnabled = text.length;
  let someEnabled = text.length;
  for (let index = instructions.length - 1; index >= 0; index--) {
    const instruction = instructions[index];
    if (!instruction) continue;
    const { kind, rules, comment } = instruction;
    if (kind === 'enable') {
      someEnabled = comment.start;
      if (rules.length === 0) {
        allEnabled = comment.start;
        enabled.clear();
      }
      for (const rule of rules) enabled.set(rule, comment.start);
    } else if (kind === 'disable') {
      const byEnd = new Map<number, string[]>();
      for (const rule of rules) {
        const end = enabled.get(rule) ?? allEnabled;
        const group = byEnd.get(end);
        if (group) group.push(rule);
        else byEnd.set(end, [rule]);
      }
      stretches[index] = rules.length === 0 ? [{ rules: [], end: someEnabled }] : [...byEnd].map(([end, group]) => ({ rules: group, end }));
    }
  }
  return stretches;
}

function isBlank(text: string, start: number, end: number): boolean {
  return start >= end || text.slice(start, end).trim() === '';
}
