import type { CleanText } from './cleanText.js';
import type { Annotation, AnnotationKind, ProseView, Segment } from './types.js';
import { EMPTY_VIEW } from './view.js';

interface Piece {
  text: string;
  view: number;
  original: number;
  originalLength: number;
  /** Stands for as many characters of the original, one by one. */
  readonly verbatim: boolean;
}

interface OpenAnnotation {
  readonly kind: AnnotationKind;
  start: number;
  readonly target: string | undefined;
}

const SPACE = /\s/;
const SEPARATORS = /[\t\n\v\f\r\u0085\u2028\u2029]/g;
const CLOSING = /^[.,;:!?)\]}’”»…]/;

/**
 * Builds the view of one block from the pieces of a clean text, given in order. White space at both ends is dropped,
 * and so is the space that a removed element leaves before punctuation or beside another space.
 */
export class ProseBuilder {
  private readonly pieces: Piece[] = [];
  private readonly annotations: Annotation[] = [];
  private readonly open: OpenAnnotation[] = [];
  private length = 0;
  /** The first line feed of the clean text from where it was last looked for. */
  private nextFeed = -1;
  private afterBreak = false;
  private afterRemoval = false;

  /** `origin`: the original offset at which the block's span starts. */
  constructor(
    private readonly source: CleanText,
    private readonly origin: number,
  ) {}

  /** Characters as they stand; line feeds among them are line breaks. Clean offsets. */
  text(start: number, end: number): void {
    const { text } = this.source;
    for (let position = start; position < end; ) {
      if (this.nextFeed < position) {
        const feed = text.indexOf('\n', position);
        this.nextFeed = feed < 0 ? text.length : feed;
      }
      const lineEnd = Math.min(this.nextFeed, end);
      this.line(position, lineEnd);
      if (lineEnd < end) this.lineBreak(lineEnd, lineEnd + 1);
      position = lineEnd + 1;
    }
  }

  /** Characters that are read as one space, together with the white space around them. */
  lineBreak(start: number, end: number): void {
    const original = this.trimEnd() ?? this.at(start);
    if (this.length === 0) return;
    this.append(' ', original, this.source.originalEnd(end) - this.origin - original, false);
    this.afterBreak = true;
  }

  /** Characters that stand for others (an entity, an escape sequence) and cannot be cut. */
  decoded(characters: string, start: number, end: number): void {
    const text = characters.replace(SEPARATORS, ' ');
    if (text === '') return;
    const original = this.at(start);
    this.settle(text);
    this.append(text, original, this.source.originalEnd(end) - this.origin - original, false);
  }

  /** White space that may be more or other than one space but is read as one, as in HTML. */
  space(start: number, end: number): void {
    if (this.afterBreak || this.endsInSpace()) return;
    if (end - start === 1 && this.source.text[start] === ' ') this.verbatim(start, end);
    else this.lineBreak(start, end);
  }

  /** Something stood here that is no part of the prose: a note, a comment, an image. */
  removed(): void {
    this.afterRemoval = true;
  }

  /** The words up to the matching `closeAnnotation` bear an annotation. */
  openAnnotation(kind: AnnotationKind, target?: string): void {
    this.open.push({ kind, start: this.length, target });
  }

  closeAnnotation(kind: AnnotationKind): void {
    const index = this.open.findLastIndex(opened => opened.kind === kind);
    const [opened] = index < 0 ? [] : this.open.splice(index, 1);
    if (!opened) return;
    const end = this.wordEnd();
    if (opened.start < end) this.annotations.push(annotation(opened.kind, opened.start, end, opened.target));
  }

  /** An annotation without words of its own, behind the last word. */
  note(kind: AnnotationKind, target: string): void {
    const end = this.wordEnd();
    this.annotations.push(annotation(kind, end, end, target));
  }

  finish(): ProseView {
    for (const { kind } of [...this.open]) this.closeAnnotation(kind);
    this.trimEnd();
    if (this.pieces.length === 0) return EMPTY_VIEW;
    const text = detached(this.pieces.map(piece => piece.text).join(''));
    const annotations = this.annotations
      .map(({ start, ...rest }) => ({ ...rest, start: skipSpace(text, start, rest.end) }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
    return { text, segments: this.segments(), annotations };
  }

  private line(start: number, end: number): void {
    for (let position = start; position < end; ) {
      const pieceEnd = Math.min(end, this.source.pieceEnd(position));
      this.verbatim(position, pieceEnd);
      if (pieceEnd < end) this.removed();
      position = pieceEnd;
    }
  }

  private verbatim(start: number, end: number): void {
    const { text } = this.source;
    let from = start;
    if (this.length === 0 || this.afterBreak || (this.afterRemoval && this.endsInSpace())) while (from < end && isSpace(text, from)) from++;
    const original = this.at(from);
    const last = this.pieces.at(-1);
    if (this.afterBreak && last && last.original + last.originalLength === original - (from - start)) last.originalLength += from - start;
    if (from === end) return;
    const characters = text.slice(from, end);
    this.settle(characters);
    this.append(characters.replace(SEPARATORS, ' '), original, end - from, true);
  }

  /** Ends what a line break or a removal left open, now that `next` follows. */
  private settle(next: string): void {
    if (this.afterRemoval && CLOSING.test(next)) this.trimEnd();
    this.afterBreak = false;
    this.afterRemoval = false;
  }

  private append(text: string, original: number, originalLength: number, verbatim: boolean): void {
    this.pieces.push({ text, view: this.length, original, originalLength, verbatim });
    this.length += text.length;
  }

  /** Drops the white space at the end; gives the original offset where it began. */
  private trimEnd(): number | undefined {
    let original: number | undefined;
    for (let last = this.pieces.at(-1); last; last = this.pieces.at(-1)) {
      const kept = last.text.trimEnd();
      if (kept === last.text) break;
      this.length = last.view + kept.length;
      if (kept !== '' && last.verbatim) {
        original = last.original + kept.length;
        last.text = kept;
        last.originalLength = kept.length;
        break;
      }
      if (kept !== '') {
        original = last.original + last.originalLength;
        last.text = kept;
        break;
      }
      original = last.original;
      this.pieces.pop();
    }
    for (const opened of this.open) opened.start = Math.min(opened.start, this.length);
    this.afterBreak = false;
    return original;
  }

  private endsInSpace(): boolean {
    const last = this.pieces.at(-1);
    return last !== undefined && isSpace(last.text, last.text.length - 1);
  }

  /** The length of the view without the white space at its end. */
  private wordEnd(): number {
    for (let index = this.pieces.length - 1; index >= 0; index--) {
      const piece = this.pieces[index];
      const kept = piece?.text.trimEnd();
      if (piece && kept) return piece.view + kept.length;
    }
    return 0;
  }

  private at(offset: number): number {
    return this.source.original(offset) - this.origin;
  }

  private segments(): Segment[] {
    const segments: Segment[] = [];
    let run: { view: number; original: number; length: number; originalLength: number } | undefined;
    for (const { view, text, original, originalLength } of this.pieces) {
      const divisible = text.length === originalLength;
      if (run && divisible && run.length === run.originalLength && run.original + run.originalLength === original) {
        run.length += text.length;
        run.originalLength += originalLength;
      } else {
        run = { view, original, length: text.length, originalLength };
        segments.push(run);
      }
    }
    return segments;
  }
}

/** A copy that does not keep the text alive from which it was cut: views outlive the version of the draft that they were read from. */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function annotation(kind: AnnotationKind, start: number, end: number, target: string | undefined): Annotation {
  return target === undefined ? { kind, start, end } : { kind, start, end, target: detached(target) };
}

function isSpace(text: string, offset: number): boolean {
  return SPACE.test(text[offset] ?? '');
}

function skipSpace(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end && isSpace(text, offset)) offset++;
  return offset;
}
