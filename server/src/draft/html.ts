import type { ReadBlock } from './block.js';
import { readReference } from './brackets.js';
import type { CleanText } from './cleanText.js';
import { decodeEntity } from './entities.js';
import { ProseBuilder } from './proseBuilder.js';
import type { AnnotationKind, BlockKind } from './types.js';

/** What prose directly inside an element is. */
interface Context {
  readonly name: string;
  readonly kind: BlockKind;
  readonly level?: number;
  readonly isTitle: boolean;
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly start: number;
  readonly end: number;
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html ' +
    'legend li main menu ol optgroup option p section summary table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
/** Elements whose content is no prose of the story. */
const SKIPPED = new Set(
  'audio button canvas iframe math nav noembed noframes noscript object pre script select style svg template textarea video xmp'.split(' '),
);
const VOID = new Set(['hr']);
/** Elements that end with the next of their kind, as their end tags may be left out. */
const SIBLINGS: Readonly<Record<string, readonly string[]>> = {
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tr: ['td', 'th', 'tr'],
};
const INLINE: Readonly<Record<string, AnnotationKind>> = {
  em: 'emphasis',
  i: 'emphasis',
  b: 'emphasis',
  strong: 'emphasis',
  code: 'codeSpan',
  kbd: 'codeSpan',
  samp: 'codeSpan',
};
const STRUCK = new Set(['del', 's', 'strike']);
const TAG_NAME = /<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,50})(?=[\s/>])/y;
const DECLARATION = /<[!?][^<>]{0,10000}>/y;
const FOOTNOTE = /<sup\b[^<>]{0,200}>\s{0,20}<a\b[^<>]{0,300}>\s{0,20}[[(]?([^\s<>[\]()]{1,10})[\])]?\s{0,20}<\/a\s{0,5}>\s{0,20}<\/sup\s{0,5}>/iy;
const BREAK_BETWEEN = /\s{0,100}<br\b[^<>]{0,100}>/iy;
const PIECES = /[ \t\n\f\r]+|&(?:#\d{1,10};?|#[xX][\da-fA-F]{1,8};?|\w{1,31};|(?:amp|lt|gt|quot|nbsp)(?!\w))|\[([^[\]]{1,300})\]/g;
const ROOT: Context = { name: '', kind: 'paragraph', isTitle: false };

/** The prose of an HTML document or fragment; offsets and views count from its start. Reads tags as they come: no mistake in their nesting loses words. */
export function readHtml(source: CleanText): ReadBlock[] {
  return new HtmlReading(source).read();
}

class HtmlReading {
  private readonly text: string;
  private readonly blocks: { readonly block: ReadBlock; readonly isTitle: boolean }[] = [];
  private readonly stack: Context[] = [ROOT];
  private readonly openCount = new Map<string, number>();
  private readonly closers = new Map<string, number>();
  private captions: ReadBlock[] = [];
  private builder: ProseBuilder | undefined;
  private blockStart = 0;
  private blockOrigin = 0;

  constructor(private readonly source: CleanText) {
    this.text = source.text;
  }

  read(): ReadBlock[] {
    let position = 0;
    for (let angle = this.text.indexOf('<'); angle >= 0; angle = this.text.indexOf('<', Math.max(position, angle + 1))) {
      const tag = this.tagAt(angle);
      const declaration = tag ? undefined : this.matchEnd(DECLARATION, angle);
      if (!tag && declaration === undefined) continue;
      this.words(position, angle);
      position = tag ? this.tag(tag) : (declaration ?? angle);
    }
    this.words(position, this.text.length);
    this.flush(this.text.length, this.text.length);
    const hasHeadline = this.blocks.some(({ block }) => block.kind === 'heading' && block.level === 1);
    return this.blocks.filter(({ isTitle }) => !(isTitle && hasHeadline)).map(({ block }) => block);
  }

  /** The tag that begins at an offset; undefined if there is none, as in `a < b`. */
  private tagAt(start: number): Tag | undefined {
    TAG_NAME.lastIndex = start;
    const match = TAG_NAME.exec(this.text);
    if (!match) return undefined;
    for (let index = TAG_NAME.lastIndex; index < this.text.length; index++) {
      const character = this.text[index];
      if (character === '>') return { name: (match[2] ?? '').toLowerCase(), closes: match[1] === '/', start, end: index + 1 };
      if (character === '<') return undefined;
      if (character === '"' || character === "'") {
        const close = this.text.indexOf(character, index + 1);
        if (close < 0) return undefined;
        index = close;
      }
    }
    return undefined;
  }

  /** Takes a tag in; gives the offset to go on from. */
  private tag(tag: Tag): number {
    const { name, closes, start, end } = tag;
    if (SKIPPED.has(name) || STRUCK.has(name)) return this.skip(tag);
    if (BLOCKS.has(name)) {
      this.flush(closes ? end : start, closes ? end : start);
      if (closes) this.close(name);
      else this.openBlock(name);
      return end;
    }
    if (name === 'br') {
      const second = closes ? undefined : this.matchEnd(BREAK_BETWEEN, end);
      if (second !== undefined) this.flush(start, second);
      else this.builder?.lineBreak(start, end);
      return second ?? end;
    }
    if (name === 'sup' && !closes) {
      FOOTNOTE.lastIndex = start;
      const label = FOOTNOTE.exec(this.text)?.[1];
      if (label !== undefined) {
        this.prose().note('footnote', label);
        this.prose().removed();
        return FOOTNOTE.lastIndex;
      }
    }
    if (name === 'img' && !closes) this.image(tag);
    const kind = name === 'a' ? 'link' : INLINE[name];
    if (kind === undefined) return end;
    if (closes) this.builder?.closeAnnotation(kind);
    else if (kind !== 'link') this.prose().openAnnotation(kind);
    else {
      const href = this.attribute(tag, 'href');
      if (href) this.prose().openAnnotation('link', decodeAll(this.text.slice(href.start, href.end)));
    }
    return end;
  }

  /** The end of an element that is no prose; of its tag alone if it is not closed. */
  private skip({ name, closes, start, end }: Tag): number {
    this.builder?.removed();
    if (closes) return end;
    const closer = this.closerOf(name, end);
    if (closer === undefined) return end;
    if (!STRUCK.has(name)) this.flush(start, closer);
    return closer;
  }

  private closerOf(name: string, from: number): number | undefined {
    let closer = this.closers.get(name) ?? 0;
    if (closer < from) {
      const closing = new RegExp(`</${name}\\s{0,20}>`, 'gi');
      closing.lastIndex = from;
      closer = closing.exec(this.text) ? closing.lastIndex : Number.POSITIVE_INFINITY;
      this.closers.set(name, closer);
    }
    return closer === Number.POSITIVE_INFINITY ? undefined : closer;
  }

  private openBlock(name: string): void {
    if (VOID.has(name)) return;
    if (this.top().name === 'p') this.pop();
    const siblings = SIBLINGS[name];
    while (siblings?.includes(this.top().name)) this.pop();
    const parent = this.top();
    const heading = /^h([1-6])$/.exec(name);
    this.stack.push({ name, ...(heading ? { kind: 'heading', level: Number(heading[1]), isTitle: false } : contextOf(name, parent)) });
    this.openCount.set(name, (this.openCount.get(name) ?? 0) + 1);
  }

  private close(name: string): void {
    if (!this.openCount.get(name)) return;
    while (this.top().name !== name) this.pop();
    this.pop();
  }

  private top(): Context {
    return this.stack.at(-1) ?? ROOT;
  }

  private pop(): void {
    const { name } = this.stack.pop() ?? ROOT;
    this.openCount.set(name, (this.openCount.get(name) ?? 1) - 1);
  }

  private image(tag: Tag): void {
    const alt = this.attribute(tag, 'alt');
    if (alt) {
      const start = this.source.original(tag.start);
      const builder = new ProseBuilder(this.source, start);
      this.pieces(builder, alt.start, alt.end);
      const view = builder.finish();
      if (view.text !== '') this.captions.push({ kind: 'caption', start, end: this.source.originalEnd(tag.end), view });
    }
    this.builder?.removed();
  }

  /** The offsets of an attribute's value. */
  private attribute(tag: Tag, name: string): { readonly start: number; readonly end: number } | undefined {
    for (const match of this.text.slice(tag.start, tag.end).matchAll(/\s([a-zA-Z:-]{1,50})=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g)) {
      if (match[1]?.toLowerCase() !== name) continue;
      const value = match[2] ?? match[3] ?? match[4] ?? '';
      const end = tag.start + match.index + match[0].length - (match[4] === undefined ? 1 : 0);
      return { start: end - value.length, end };
    }
    return undefined;
  }

  private words(start: number, end: number): void {
    if (start >= end || (!this.builder && this.text.slice(start, end).trim() === '')) return;
    this.pieces(this.prose(), start, end);
  }

  private pieces(builder: ProseBuilder, start: number, end: number): void {
    let position = start;
    for (const match of this.text.slice(start, end).matchAll(PIECES)) {
      const from = start + match.index;
      const to = from + match[0].length;
      builder.text(position, from);
      position = from;
      if (match[1] !== undefined) {
        const reference = readReference(match[1], /\S/.test(this.text[from - 1] ?? ' '));
        if (!reference) {
          builder.text(from, from + 1);
          this.pieces(builder, from + 1, to);
        } else {
          for (const target of reference.targets) builder.note(reference.kind, target);
          builder.removed();
        }
      } else if (match[0].startsWith('&')) {
        const characters = decodeEntity(match[0]);
        if (characters === undefined) builder.text(from, to);
        else builder.decoded(characters, from, to);
      } else builder.space(from, to);
      position = to;
    }
    builder.text(position, end);
  }

  private prose(): ProseBuilder {
    if (!this.builder) {
      this.blockOrigin = this.source.original(this.blockStart);
      this.builder = new ProseBuilder(this.source, this.blockOrigin);
    }
    return this.builder;
  }

  /** Ends the block at `end`; the next one begins at `next`. */
  private flush(end: number, next: number): void {
    const view = this.builder?.finish();
    const { kind, level, isTitle } = this.top();
    if (view && view.text !== '') {
      const block = { kind, start: this.blockOrigin, end: this.source.originalEnd(end), ...(level !== undefined && { level }), view };
      this.blocks.push({ block, isTitle });
    }
    for (const block of this.captions) this.blocks.push({ block, isTitle: false });
    this.captions = [];
    this.builder = undefined;
    this.blockStart = next;
  }

  private matchEnd(pattern: RegExp, start: number): number | undefined {
    pattern.lastIndex = start;
    return pattern.test(this.text) ? pattern.lastIndex : undefined;
  }
}

function contextOf(name: string, parent: Context): Omit<Context, 'name'> {
  switch (name) {
    case 'title':
      return { kind: 'headline', isTitle: true };
    case 'blockquote':
      return { kind: 'blockQuotation', isTitle: false };
    case 'li':
      return { kind: 'listItem', level: parent.kind === 'listItem' ? (parent.level ?? 0) + 1 : 1, isTitle: false };
    case 'td':
    case 'th':
      return { kind: 'tableCell', isTitle: false };
    case 'figcaption':
    case 'caption':
      return { kind: 'caption', isTitle: false };
    default: {
      const { name: _, ...context } = parent;
      return context;
    }
  }
}

function decodeAll(text: string): string {
  return text.replace(/&(?:#\d{1,10}|#[xX][\da-fA-F]{1,8}|\w{1,31});/g, reference => decodeEntity(reference) ?? reference);
}
