import type { ReadBlock } from './block.js';
import { readReference } from './brackets.js';
import { type Chunk, isByline, isParagraphPerLine, TOP_LINES } from './chunks.js';
import type { CleanText } from './cleanText.js';
import { ProseBuilder } from './proseBuilder.js';
import type { BlockKind } from './types.js';

interface TextLine {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const BULLET = /^\s{0,20}(?:[-*•‣·]|\d{1,3}[.)])\s+(?=\S)/;
const INDENTED = /^(?:\t| {2,})\S/;
const WORDS = /[\p{L}\p{N}]/u;
const ENDS_SENTENCE = /[.!?…:;,]["'”’»)\]]*$/;
const LIST_LINE_LENGTH = 60;
const REFERENCE_OR_URL = /\[([^[\]\n]{1,300})\]|\bhttps?:\/\/[^\s<>"“”’»)\]]+/g;
const URL_END = /[.,;:!?'…]{1,20}$/;

/** Cuts plain text into paragraphs and list items. Blank lines part them, and so do lines without a letter or figure. */
export function splitPlainText(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let run: TextLine[] = [];
  let seen = 0;
  const flush = (): void => {
    for (const chunk of splitRun(run, chunks.length === 0)) chunks.push(chunk);
    run = [];
  };
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    if (!WORDS.test(line)) flush();
    else if (seen++ < TOP_LINES && isByline(line)) {
      flush();
      chunks.push({ start, end, form: 'paragraph' });
    } else run.push({ start, end, text: line });
    start = end + 1;
  }
  flush();
  return chunks;
}

/** The words of one paragraph or list item. */
export function readPlainChunk(source: CleanText, kind: 'paragraph' | 'listItem'): ReadBlock[] {
  const { text } = source;
  const start = kind === 'listItem' ? (BULLET.exec(text)?.[0].length ?? 0) : 0;
  const builder = new ProseBuilder(source, source.original(0));
  readWords(builder, text, start);
  const view = builder.finish();
  if (view.text === '') return [];
  return [{ kind, start: source.original(0), end: source.originalEnd(text.trimEnd().length), ...(kind === 'listItem' && { level: 1 }), view }];
}

/** Words without markup but for references in square brackets and web addresses. */
function readWords(builder: ProseBuilder, text: string, start: number): void {
  let position = start;
  for (const match of text.slice(start).matchAll(REFERENCE_OR_URL)) {
    const index = start + match.index;
    const [found, content] = match;
    if (content === undefined) {
      const url = found.replace(URL_END, '');
      builder.text(position, index);
      position = index + url.length;
      builder.openAnnotation('link', url);
      builder.text(index, position);
      builder.closeAnnotation('link');
      continue;
    }
    const reference = readReference(content, /\S/.test(text[index - 1] ?? ' '));
    if (!reference) continue;
    builder.text(position, index);
    for (const target of reference.targets) builder.note(reference.kind, target);
    builder.removed();
    position = index + found.length;
  }
  builder.text(position, text.length);
}

function splitRun(run: readonly TextLine[], isTop: boolean): Chunk[] {
  const first = run[0];
  if (!first) return [];
  const lines = run.map(line => line.text);
  if (isParagraphPerLine(lines, isTop)) return run.map(({ start, end, text }) => ({ start, end, form: BULLET.test(text) ? 'listItem' : 'paragraph' }));
  if (startsList(lines)) return groups(run, line => BULLET.test(line), 'listItem');
  if (isListOfLines(lines)) return groups(run, () => true, 'listItem');
  const indented = lines.filter(line => INDENTED.test(line)).length;
  if (indented > 0 && indented < lines.length) return groups(run, line => INDENTED.test(line), 'paragraph');
  return groups(run, () => false, 'paragraph');
}

/** Joins lines to chunks; a line that `starts` begins a new one, of the kind `form`; what stands before the first of these is a paragraph. */
function groups(run: readonly TextLine[], starts: (line: string) => boolean, form: Chunk['form'] & BlockKind): Chunk[] {
  const chunks: { start: number; end: number; form: Chunk['form'] }[] = [];
  for (const line of run) {
    const last = chunks.at(-1);
    if (starts(line.text)) chunks.push({ start: line.start, end: line.end, form });
    else if (last) last.end = line.end;
    else chunks.push({ start: line.start, end: line.end, form: 'paragraph' });
  }
  return chunks;
}

function startsList(lines: readonly string[]): boolean {
  const first = lines.findIndex(line => BULLET.test(line));
  if (first <= 0) return first === 0;
  return ENDS_SENTENCE.test(lines[first - 1]?.slice(-20).trimEnd() ?? '') && lines.filter(line => BULLET.test(line)).length > 1;
}

/** Short lines that were broken on purpose: the next word would have fitted, and no line ends a sentence. */
function isListOfLines(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  const longest = lines.reduce((length, line) => Math.max(length, line.length), 0);
  if (longest > LIST_LINE_LENGTH) return false;
  const broken = lines.slice(0, -1).filter((line, index) => line.length + 1 + (/\S+/.exec(lines[index + 1] ?? '')?.[0].length ?? 0) <= longest);
  return (
    broken.length * 2 >= lines.length - 1 &&
    !lines.some(line => ENDS_SENTENCE.test(line.trimEnd())) &&
    lines.every(line => /^\s*["“‘'(]?[\p{Lu}\p{N}]/u.test(line))
  );
}
