import type { Schema } from './schema.js';

/** Where a cursor stands in a house style, by the indentation of its lines: that can be told in a file that is half written, too. Nothing is told of what stands in brackets or braces. */
export interface Place {
  /** Keys from the top, with `[]` for an entry of a list; of the mapping or list that holds the words at the cursor. */
  readonly path: readonly string[];
  /** The key on the cursor's line where the cursor stands behind its colon. */
  readonly key?: string;
  /** Keys that the mapping has already, without the one at the cursor. */
  readonly siblings: ReadonlySet<string>;
  /** The word that the cursor stands in or behind, in offsets of the text. */
  readonly start: number;
  readonly end: number;
}

/** An entry of a path, and the column where it begins. */
interface Step {
  readonly name: string;
  readonly column: number;
}

interface Line {
  /** Offset of its first character. */
  readonly start: number;
  readonly text: string;
}

const LIST_ENTRY = '[]';
const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#:[\]{},"'][^#:]*?))[ \t]*:(?=[ \t]|$)/u;

/** Undefined in comments and behind a value that is complete. */
export function placeAt(text: string, offset: number): Place | undefined {
  const lines = linesOf(text);
  const index = lines.findLastIndex(({ start }) => start <= offset);
  const line = lines[index];
  if (!line) return undefined;
  const column = offset - line.start;
  const before = line.text.slice(0, column);
  if (/(?:^|\s)#/u.test(before) || /[[{]/u.test(before)) return undefined;
  const own = stepsOf(line.text);
  const content = contentColumn(line.text);
  const key = own.at(-1)?.name === LIST_ENTRY ? undefined : own.at(-1);
  const colon = key ? content + (KEY.exec(line.text.slice(content))?.[0].length ?? 0) : -1;
  const isBehindKey = key !== undefined && column >= colon;
  const wordStart = isBehindKey ? colon + (/^[ \t]*/u.exec(line.text.slice(colon))?.[0].length ?? 0) : content;
  const wordEnd = isBehindKey ? wordStart + (/^[^\s#]*/u.exec(line.text.slice(wordStart))?.[0].length ?? 0) : key ? colon - 1 : line.text.trimEnd().length;
  const start = Math.min(wordStart, column);
  const holder = own.filter(step => step !== key);
  const path = [...stepsAbove(lines, index, holder[0] ?? { name: '', column: Math.min(content, column) }), ...holder].map(({ name }) => name);
  const at = holder.length > 0 ? content : Math.min(content, column);
  return {
    path,
    ...(isBehindKey && key ? { key: key.name } : {}),
    siblings: siblingsOf(lines, index, at),
    start: line.start + start,
    end: line.start + Math.max(start, Math.min(wordEnd, line.text.length), isBehindKey ? 0 : column),
  };
}

/** The schemas that a value at a path can have: several where the value is of one of several types. */
export function schemasAt(schema: Schema, path: readonly string[]): readonly Schema[] {
  let schemas = alternatives(schema);
  for (const name of path) {
    schemas = schemas.flatMap(each => {
      const next = name === LIST_ENTRY ? each.items : schemaOfKey(each, name);
      return next ? alternatives(next) : [];
    });
  }
  return schemas;
}

/** What a mapping says of one of its keys, before its value's type is known. */
export function schemaOfKey({ properties, additionalProperties }: Schema, key: string): Schema | undefined {
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return additionalProperties || undefined;
}

function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? [schema];
}

/** The steps that lead to a step, from the top. */
function stepsAbove(lines: readonly Line[], from: number, { name, column }: Step): Step[] {
  const steps: Step[] = [];
  let limit = column;
  // The entries of a list may stand below the first letter of its key.
  let isEntry = name === LIST_ENTRY;
  for (let index = from - 1; index >= 0 && (limit > 0 || isEntry); index--) {
    const line = lines[index];
    if (!line || isBlank(line.text)) continue;
    for (const step of stepsOf(line.text).reverse()) {
      if (step.column < limit || (isEntry && step.column === limit && step.name !== LIST_ENTRY)) {
        steps.unshift(step);
        limit = step.column;
        isEntry = step.name === LIST_ENTRY;
      }
    }
  }
  return steps;
}

/** The dashes and the key with which a line begins. */
function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  let column = /^ */u.exec(text)?.[0].length ?? 0;
  for (let dash = /^-(?: +|$)/u.exec(text.slice(column)); dash; dash = /^-(?: +|$)/u.exec(text.slice(column))) {
    steps.push({ name: LIST_ENTRY, column });
    column += dash[0].length;
  }
  const key = KEY.exec(text.slice(column));
  if (key) steps.push({ name: key[1] ?? key[2] ?? key[3] ?? '', column });
  return steps;
}

/** Where the words of a line begin, behind its indentation and dashes. */
function contentColumn(text: string): number {
  return /^ *(?:-(?: +|$))*/u.exec(text)?.[0].length ?? 0;
}

/** The keys at a column in the mapping round a line. */
function siblingsOf(lines: readonly Line[], from: number, column: number): Set<string> {
  const siblings = new Set<string>();
  for (const direction of [-1, 1]) {
    for (let index = from + direction; index >= 0 && index < lines.length; index += direction) {
      const text = lines[index]?.text ?? '';
      if (isBlank(text)) continue;
      const indentation = /^ */u.exec(text)?.[0].length ?? 0;
      const key = stepsOf(text).at(-1);
      if (key && key.name !== LIST_ENTRY && key.column === column) siblings.add(key.name);
      if (indentation < column) break;
    }
  }
  return siblings;
}

function isBlank(text: string): boolean {
  return /^\s*(?:#|$)/u.test(text);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  lines.push({ start, text: text.slice(start) });
  return lines;
}
