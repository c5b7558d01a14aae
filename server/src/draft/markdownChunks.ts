import { type Chunk, isByline, isParagraphPerLine, TOP_LINES } from './chunks.js';

interface OpenChunk {
  start: number;
  end: number;
  /** Goes on over blank lines as long as the lines are indented: a list item, a footnote. */
  readonly container: boolean;
  /** Raw HTML: nothing but a blank line ends it. */
  readonly html: boolean;
  readonly footnote: boolean;
  /** Lines of words alone, which may turn out to be a paragraph each; undefined once there is markup of blocks among them. */
  lines: { readonly start: number; readonly end: number }[] | undefined;
}

const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CONTAINER = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:/;
const UNDERLINE_OR_RULE = /^ {0,3}(?:=+|-+|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})[ \t]*$/;
const RAW_TEXT = /^ {0,3}<(script|pre|style|textarea)(?=[\s>]|$)/i;
const BLOCK_MARKUP = /^ {0,3}(?:[>#`~|<]|[-+*][ \t]|\d{1,9}[.)][ \t]|:?-{2,}|={2,}|\[[^\]]{1,100}\]:)|^(?: {4}|\t)|\|.*\|/;
const LONG_LINE = 1000;

/**
 * Cuts Markdown where a block of the top level surely ends: at blank lines, headings, rules and fences. A chunk reads the same by itself as within the draft,
 * but for link definitions; footnote definitions are left out.
 */
export function splitMarkdown(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  const closers = new Map<string, number>();
  let chunk: OpenChunk | undefined;
  let blank = false;
  let seen = 0;
  const flush = (): void => {
    if (chunk && !chunk.footnote) {
      const perLine = chunk.lines && isParagraphPerLine(chunk.lines.map(({ start, end }) => text.slice(start, end))) ? chunk.lines : undefined;
      for (const { start, end } of perLine ?? [chunk]) chunks.push({ start, end, form: 'markdown' });
    }
    chunk = undefined;
    blank = false;
  };
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, Math.min(end, start + LONG_LINE));
    if (line.trim() === '' && text.slice(start, end).trim() === '') {
      blank = true;
      start = end + 1;
      continue;
    }
    const inside = chunk && (chunk.container || chunk.footnote) && /^[ \t]/.test(line);
    if (blank && !inside) flush();
    if (!inside && !chunk?.html) {
      const fence = FENCE.exec(line)?.[1];
      const rawText = RAW_TEXT.exec(line)?.[1];
      const closed =
        fence !== undefined ? fenceEnd(text, end, fence) : rawText !== undefined ? rawTextEnd(text, start, rawText.toLowerCase(), closers) : undefined;
      if (closed !== undefined) {
        flush();
        chunks.push({ start, end: closed, form: 'markdown' });
        start = closed + 1;
        continue;
      }
      if (HEADING.test(line) || (seen < TOP_LINES && isByline(text.slice(start, end)))) {
        seen++;
        flush();
        chunks.push({ start, end, form: 'markdown' });
        start = end + 1;
        continue;
      }
      if (FOOTNOTE.test(line)) flush();
      else if (!chunk?.container && !chunk?.footnote && (chunk || line.length > 2) && UNDERLINE_OR_RULE.test(line)) {
        chunk = { ...(chunk ?? openChunk(line, start, end)), end, lines: undefined };
        flush();
        start = end + 1;
        continue;
      }
    }
    seen++;
    if (chunk) chunk.end = end;
    else chunk = openChunk(line, start, end);
    if (BLOCK_MARKUP.test(line)) chunk.lines = undefined;
    chunk.lines?.push({ start, end });
    blank = false;
    start = end + 1;
  }
  flush();
  return chunks;
}

function openChunk(line: string, start: number, end: number): OpenChunk {
  return { start, end, container: CONTAINER.test(line), html: /^ {0,3}</.test(line), footnote: FOOTNOTE.test(line), lines: [] };
}

/** The end of the line that closes a fence, or of the text. `from`: the end of the line that opens it. */
function fenceEnd(text: string, from: number, fence: string): number {
  const closing = new RegExp(String.raw`\n {0,3}${fence[0] === '~' ? '~' : '`'}{${fence.length},}[ \t]*(?=\n|$)`, 'g');
  closing.lastIndex = from;
  return closing.exec(text) ? closing.lastIndex : text.length;
}

/** The end of the line on which an element with raw text is closed; undefined if it never is. */
function rawTextEnd(text: string, from: number, name: string, closers: Map<string, number>): number | undefined {
  let closer = closers.get(name) ?? 0;
  if (closer < from) {
    const closing = new RegExp(`</${name}>`, 'gi');
    closing.lastIndex = from;
    closer = closing.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    closers.set(name, closer);
  }
  if (closer === Number.POSITIVE_INFINITY) return undefined;
  const feed = text.indexOf('\n', closer);
  return feed < 0 ? text.length : feed;
}
