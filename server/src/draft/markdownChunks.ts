import { type Chunk, isByline, isParagraphPerLine, TOP_LINES } from './chunks.js';

interface OpenChunk {
  start: number;
  end: number;
  /** Goes on over blank lines as long as the lines are indented: a list item, a footnote. */
  readonly container: boolean;
  /** Raw HTML: nothing but a blank line ends it. */
  readonly html: boolean;
  readonly footnote: boolean;
  /** Lines that may turn out to be a paragraph or list item each; undefined once one of them belongs together with others. */
  lines: { readonly start: number; readonly end: number }[] | undefined;
}

const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CONTAINER = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const FOOTNOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:/;
const UNDERLINE_OR_RULE = /^ {0,3}(?:=+|-+|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})[ \t]*$/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const RAW_TEXT = /^ {0,3}<(script|pre|style|textarea)(?=[\s>]|$)/i;
/** Lines that belong together with those around them: indented ones, tables, raw HTML. */
const JOINED = /^(?:[ \t]| {0,3}<|\||={2,}|[-|: \t]{3,}$)/;
const LONG_LINE = 1000;

/**
 * Cuts Markdown where a block of the top level surely ends: at blank lines, headings, rules and fences. A chunk reads the same by itself as within the draft,
 * but for link definitions; footnote definitions are left out.
 */
export function splitMarkdown(text: string): Chunk[] {
  return new Splitting(text).chunks();
}

class Splitting {
  private readonly done: Chunk[] = [];
  private readonly closers = new Map<string, number>();
  private open: OpenChunk | undefined;
  private afterBlank = false;
  private linesSeen = 0;

  constructor(private readonly text: string) {}

  chunks(): Chunk[] {
    for (let start = 0; start <= this.text.length; ) {
      const feed = this.text.indexOf('\n', start);
      start = this.line(start, feed < 0 ? this.text.length : feed) + 1;
    }
    this.close();
    return this.done;
  }

  /** Takes in the line from `start` to `end`, or the block that it begins; gives the end of what was taken. */
  private line(start: number, end: number): number {
    const line = this.text.slice(start, Math.min(end, start + LONG_LINE));
    if (line.trim() === '' && this.text.slice(start, end).trim() === '') {
      this.afterBlank = true;
      return end;
    }
    this.linesSeen++;
    const isInside = this.open && isContainer(this.open) && /^[ \t]/.test(line);
    if (this.afterBlank && !isInside) this.close();
    if (!isInside && !this.open?.html) {
      const blockEnd = this.blockEnd(line, start, end);
      if (blockEnd !== undefined) {
        this.close();
        this.done.push({ start, end: blockEnd, form: 'markdown' });
        return blockEnd;
      }
      if (this.isRule(line)) {
        if (this.open && !isContainer(this.open) && UNDERLINE.test(line) && !this.paragraphsPerLine(this.open))
          this.open = { ...this.open, end, lines: undefined };
        this.close();
        return end;
      }
      if (FOOTNOTE.test(line)) this.close();
    }
    this.append(line, start, end);
    return end;
  }

  /** The end of a block that its first line tells: a fence, raw text, a heading, a byline. */
  private blockEnd(line: string, start: number, end: number): number | undefined {
    const fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) return fenceEnd(this.text, end, fence);
    const rawText = RAW_TEXT.exec(line)?.[1];
    const rawEnd = rawText === undefined ? undefined : rawTextEnd(this.text, start, rawText.toLowerCase(), this.closers);
    if (rawEnd !== undefined) return rawEnd;
    return HEADING.test(line) || (this.linesSeen <= TOP_LINES && isByline(this.text.slice(start, end))) ? end : undefined;
  }

  /** A single `-` or `=` underlines what stands above it, but is no rule. */
  private isRule(line: string): boolean {
    const isUnderline = this.open !== undefined && !isContainer(this.open);
    return UNDERLINE_OR_RULE.test(line) && line.length < LONG_LINE && (isUnderline || line.length > 2);
  }

  private append(line: string, start: number, end: number): void {
    this.open ??= { start, end, container: CONTAINER.test(line), html: /^ {0,3}</.test(line), footnote: FOOTNOTE.test(line), lines: [] };
    this.open.end = end;
    if (JOINED.test(line)) this.open.lines = undefined;
    this.open.lines?.push({ start, end });
    this.afterBlank = false;
  }

  private close(): void {
    const { open } = this;
    if (open && !open.footnote) for (const { start, end } of this.paragraphsPerLine(open) ?? [open]) this.done.push({ start, end, form: 'markdown' });
    this.open = undefined;
    this.afterBlank = false;
  }

  /** The lines of a chunk if they are paragraphs or list items each. An underline below such lines is a rule. */
  private paragraphsPerLine({ lines }: OpenChunk): OpenChunk['lines'] {
    return lines &&
      isParagraphPerLine(
        lines.map(({ start, end }) => this.text.slice(start, end)),
        this.done.length === 0,
      )
      ? lines
      : undefined;
  }
}

function isContainer(chunk: OpenChunk): boolean {
  return chunk.container || chunk.footnote;
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
