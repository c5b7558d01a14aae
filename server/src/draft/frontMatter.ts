import { CleanText } from './cleanText.js';
import { linesOf } from './lines.js';
import { ProseBuilder } from './proseBuilder.js';
import type { FrontMatter, ProseView, Span } from './types.js';

/** A scalar field; `view` holds its value as words, counted from the start of `span`. */
export interface Field {
  readonly value: string;
  readonly span: Span;
  readonly view: ProseView;
}

/** Front matter as it was read: fields by lower-case name, and where the body of the draft starts. */
export interface ReadFrontMatter {
  readonly frontMatter: FrontMatter;
  readonly fields: ReadonlyMap<string, Field>;
  readonly bodyStart: number;
}

const FIELD = /^([A-Za-z_][\w-]*)[ \t]*:(?=[ \t]|$)[ \t]*/;
const BLOCK_SCALAR = /^[|>][-+\d]*[ \t]*(?:#.*)?$/;
const NOT_SCALAR = /^[[{&*!#|>%@`]|^-(?:\s|$)/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', e: '\u001B', _: '\u00A0', N: '\u0085', L: '\u2028', P: '\u2029' };

/**
 * Reads the `---` block that starts at an offset: fields with a plain, quoted or block scalar. Lists, mappings and the rest of YAML are skipped.
 * Undefined if there is no such block, if it is not closed, or if no line of it looks like a field.
 */
export function readFrontMatter(text: string, start: number): ReadFrontMatter | undefined {
  if (!text.startsWith('---', start)) return undefined;
  const lines: Span[] = [];
  let end: number | undefined;
  let bodyStart = text.length;
  for (const line of linesOf(text, start)) {
    const content = text.slice(line.start, line.end).trimEnd();
    if (lines.length === 0) {
      if (content !== '---') return undefined;
    } else if (content === '---' || content === '...') {
      end = line.end;
      bodyStart = line.next;
      break;
    }
    lines.push({ start: line.start, end: line.end });
  }
  if (end === undefined) return undefined;
  const contents = lines.slice(1);
  const fields = readFields(text, contents);
  const isFrontMatter =
    contents.every(line => text.slice(line.start, line.end).trim() === '') || contents.some(line => FIELD.test(text.slice(line.start, line.end)));
  if (!isFrontMatter) return undefined;
  const scalars = new Map([...fields].map(([name, { value, span }]) => [name, { value, span }]));
  return { frontMatter: { span: { start, end }, fields: scalars }, fields, bodyStart };
}

function readFields(text: string, lines: readonly Span[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const match = line && FIELD.exec(text.slice(line.start, line.end));
    if (!match) continue;
    let last = index;
    while (last + 1 < lines.length && continues(text, lines[last + 1])) last++;
    const name = (match[1] ?? '').toLowerCase();
    const end = lines[last]?.end ?? line.end;
    const field = readScalar(text, line.start + match[0].length, line.end, end);
    if (field && !fields.has(name)) fields.set(name, field);
    index = last;
  }
  return fields;
}

/** A line that belongs to the value above it: indented or, within a value, blank. */
function continues(text: string, line: Span | undefined): boolean {
  if (!line) return false;
  return line.start === line.end || /\s/.test(text[line.start] ?? '');
}

/** `lineEnd`: the end of the field's own line; `end`: that of the lines that continue it. */
function readScalar(text: string, start: number, lineEnd: number, end: number): Field | undefined {
  const head = text.slice(start, lineEnd).trimEnd();
  if (BLOCK_SCALAR.test(head)) return fieldOf(text, lineEnd, end, plain);
  const quote = head[0];
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, start + 1, end, quote);
    return close === undefined ? undefined : fieldOf(text, start + 1, close, quote === '"' ? doubleQuoted : singleQuoted);
  }
  if (NOT_SCALAR.test(head)) return undefined;
  if (head === '') {
    const below = text.slice(lineEnd, end).trimStart();
    if (below === '' || NOT_SCALAR.test(below) || FIELD.test(below)) return undefined;
    return fieldOf(text, lineEnd, end, plain);
  }
  const comment = text.slice(start, end).search(/\s#/);
  return fieldOf(text, start, comment < 0 ? end : start + comment, plain);
}

function closingQuote(text: string, start: number, end: number, quote: string): number | undefined {
  for (let index = start; index < end; index++) {
    if (text[index] === '\\' && quote === '"') index++;
    else if (text[index] === quote) {
      if (quote === '"' || text[index + 1] !== quote) return index;
      index++;
    }
  }
  return undefined;
}

type Reader = (builder: ProseBuilder, text: string) => void;

/** Folds the lines of a value into one and keeps the way back; undefined if nothing is left. */
function fieldOf(text: string, start: number, end: number, read: Reader): Field | undefined {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = start + raw.trimEnd().length;
  if (from >= to) return undefined;
  const source = CleanText.cut(text.slice(from, to), []);
  const builder = new ProseBuilder(source, 0);
  read(builder, source.text);
  const view = builder.finish();
  return view.text === '' ? undefined : { value: view.text, span: { start: from, end: to }, view };
}

function plain(builder: ProseBuilder, text: string): void {
  builder.text(0, text.length);
}

function singleQuoted(builder: ProseBuilder, text: string): void {
  decodeAll(builder, text, /''/g, () => "'");
}

function doubleQuoted(builder: ProseBuilder, text: string): void {
  decodeAll(builder, text, /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\n[ \t]*|[\s\S])/g, sequence => {
    const letter = sequence[1] ?? '';
    if (letter === '\n') return '';
    const codePoint = sequence.length > 2 ? Number.parseInt(sequence.slice(2), 16) : Number.NaN;
    if (!Number.isNaN(codePoint)) return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\uFFFD';
    return ESCAPES[letter] ?? letter;
  });
}

function decodeAll(builder: ProseBuilder, text: string, pattern: RegExp, decode: (sequence: string) => string): void {
  let position = 0;
  for (const match of text.matchAll(pattern)) {
    builder.text(position, match.index);
    position = match.index + match[0].length;
    builder.decoded(decode(match[0]), match.index, position);
  }
  builder.text(position, text.length);
}
