import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as commonmark, GFM } from '@lezer/markdown';
import type { ReadBlock } from './block.js';
import { readReference } from './brackets.js';
import type { CleanText } from './cleanText.js';
import { decodeEntity } from './entities.js';
import { readHtml } from './html.js';
import { ProseBuilder } from './proseBuilder.js';
import type { BlockKind } from './types.js';
import { EMPTY_VIEW } from './view.js';

/** Where `[label]: target` leads, by label as `normaliseLabel` gives it. */
export type LinkDefinitions = ReadonlyMap<string, string>;

/** A chunk of Markdown, parsed but not yet read: what it says of links must be known of all chunks first. */
export interface ParsedMarkdown {
  readonly definitions: LinkDefinitions;
  /** `resolve`: the target of a label in the whole draft. */
  read(resolve: (label: string) => string | undefined): ReadBlock[];
}

export interface MarkdownReader {
  /** Undefined for what would take more than linear time to parse: heaps of markup that no writer makes. */
  parse(source: CleanText): ParsedMarkdown | undefined;
}

const MAX_LINES = 5000;
const MAX_NESTING = 50;
const MAX_WORD = 2000;
const INLINE_MARKUP = /[*_[\]`<~!&\\@]|www\.|:\/\//g;
/** Marks from which the parser may look ahead as far as the text goes. */
const SCANNERS = ['`', '<', '['];

/** CommonMark with tables, task lists, strikethrough and bare links. */
export function createMarkdownReader(): MarkdownReader {
  const parser = commonmark.configure(GFM);
  const parseInline = parser.parseInline.bind(parser);
  parser.parseInline = (text, offset) => (isTame(text) ? parseInline(text, offset) : []);
  return {
    parse(source) {
      if (!hasTameBlocks(source.text)) return undefined;
      const tree = parser.parse(withTidyTables(source.text));
      return {
        definitions: definitionsIn(tree, source.text),
        read: resolve => new Reading(source, resolve).blocks(tree),
      };
    },
  };
}

/** Letter case and runs of white space do not tell labels apart. */
export function normaliseLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The parser looks back or ahead from each mark; so many marks on so much text are left as they stand. */
function isTame(text: string): boolean {
  const budget = 500_000 + 100 * text.length;
  let marks = 0;
  let scanners = 0;
  const markup = new RegExp(INLINE_MARKUP);
  for (let match = markup.exec(text); match; match = markup.exec(text)) {
    marks++;
    if (SCANNERS.includes(match[0])) scanners++;
    if (marks * marks + scanners * text.length > budget) return false;
  }
  return !hasLongWord(text);
}

function hasLongWord(text: string): boolean {
  return text.length > MAX_WORD && /\S{2000}/.test(text);
}

function hasTameBlocks(text: string): boolean {
  if (/[ \t]{1000}/.test(text)) return false;
  let lines = 0;
  for (let start = 0; start < text.length; ) {
    if (++lines > MAX_LINES) return false;
    let nesting = 0;
    let index = start;
    for (; index < text.length && ' \t>-+*.)0123456789'.includes(text[index] ?? ''); index++) {
      const opens = text[index] === '>' || (' \t'.includes(text[index + 1] ?? '\n') && '-+*.)'.includes(text[index] ?? ''));
      if (opens && ++nesting > MAX_NESTING) return false;
    }
    const feed = text.indexOf('\n', index);
    start = feed < 0 ? text.length : feed + 1;
  }
  return true;
}

/** The parser knows no table whose second line has white space after its last bar: swaps the two, so that all offsets stay. */
function withTidyTables(text: string): string {
  if (!text.includes('|')) return text;
  return text.replace(/^([-|: \t>]{1,500})\|([ \t]{1,100})$/gm, (line, cells: string, space: string) => (cells.includes('-') ? `${cells}${space}|` : line));
}

function definitionsIn(tree: Tree, text: string): LinkDefinitions {
  const definitions = new Map<string, string>();
  if (!text.includes(']:')) return definitions;
  tree.iterate({
    enter({ name, node }) {
      if (name !== 'LinkReference') return;
      const label = node.getChild('LinkLabel');
      const url = node.getChild('URL');
      if (!label || !url) return;
      const key = normaliseLabel(text.slice(label.from + 1, label.to - 1));
      if (!definitions.has(key)) definitions.set(key, readUrl(text.slice(url.from, url.to)));
    },
  });
  return definitions;
}

function readUrl(url: string): string {
  return url.replace(/^<|>$/g, '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The blocks of one parsed chunk. */
class Reading {
  private readonly text: string;
  private readonly read: ReadBlock[] = [];
  private captions: ReadBlock[] = [];

  constructor(
    private readonly source: CleanText,
    private readonly resolve: (label: string) => string | undefined,
  ) {
    this.text = source.text;
  }

  blocks(tree: Tree): ReadBlock[] {
    const containers: BlockKind[] = [];
    let listDepth = 0;
    tree.iterate({
      enter: ({ name, node }) => {
        switch (name) {
          case 'Blockquote':
            containers.push('blockQuotation');
            return true;
          case 'ListItem':
            containers.push('listItem');
            listDepth++;
            return true;
          case 'Paragraph':
          case 'Task': {
            const kind = containers.at(-1) ?? 'paragraph';
            this.prose(node, kind, kind === 'listItem' ? listDepth : undefined);
            return false;
          }
          case 'TableCell':
            this.prose(node, 'tableCell');
            return false;
          case 'FencedCode':
          case 'CodeBlock':
            this.read.push({ kind: 'code', start: this.source.original(node.from), end: this.source.originalEnd(node.to), view: EMPTY_VIEW });
            return false;
          case 'HTMLBlock':
            this.html(node);
            return false;
          case 'CommentBlock':
          case 'LinkReference':
          case 'ProcessingInstructionBlock':
            return false;
          default: {
            const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
            if (!heading) return true;
            this.prose(node, 'heading', Number(heading[1]));
            return false;
          }
        }
      },
      leave: ({ name }) => {
        if (name === 'Blockquote' || name === 'ListItem') containers.pop();
        if (name === 'ListItem') listDepth--;
      },
    });
    return this.read;
  }

  private prose(node: SyntaxNode, kind: BlockKind, level?: number): void {
    const start = this.source.original(node.from);
    const builder = new ProseBuilder(this.source, start);
    this.inline(builder, childrenOf(node), node.from, node.to);
    const view = builder.finish();
    const end = this.source.originalEnd(node.to);
    if (view.text !== '') this.read.push({ kind, start, end, ...(level !== undefined && { level }), view });
    for (const caption of this.captions) this.read.push(caption);
    this.captions = [];
  }

  private html(node: SyntaxNode): void {
    const origin = this.source.original(node.from);
    for (const block of readHtml(this.source.slice(node.from, node.to))) this.read.push({ ...block, start: origin + block.start, end: origin + block.end });
  }

  private inline(builder: ProseBuilder, nodes: readonly SyntaxNode[], from: number, to: number): void {
    let position = from;
    for (const node of nodes) {
      builder.text(position, node.from);
      this.element(builder, node);
      position = node.to;
    }
    builder.text(position, to);
  }

  private element(builder: ProseBuilder, node: SyntaxNode): void {
    const { from, to, name } = node;
    switch (name) {
      case 'Emphasis':
      case 'StrongEmphasis':
        builder.openAnnotation('emphasis');
        this.inline(builder, childrenOf(node), from, to);
        builder.closeAnnotation('emphasis');
        return;
      case 'InlineCode':
        builder.openAnnotation('codeSpan');
        this.inline(builder, childrenOf(node), from, to);
        builder.closeAnnotation('codeSpan');
        return;
      case 'Link':
        this.link(builder, node);
        return;
      case 'Image':
        this.image(builder, node);
        return;
      case 'Autolink':
        this.inline(builder, childrenOf(node), from, to);
        return;
      case 'URL':
        builder.openAnnotation('link', this.text.slice(from, to));
        builder.text(from, to);
        builder.closeAnnotation('link');
        return;
      case 'Escape':
        builder.text(from + 1, to);
        return;
      case 'Entity': {
        const characters = decodeEntity(this.text.slice(from, to));
        if (characters === undefined) builder.text(from, to);
        else builder.decoded(characters, from, to);
        return;
      }
      case 'HardBreak':
        builder.lineBreak(from, to);
        return;
      case 'HTMLTag':
        this.tag(builder, node);
        return;
      case 'Strikethrough':
      case 'Comment':
      case 'ProcessingInstruction':
        builder.removed();
        return;
      case 'EmphasisMark':
      case 'CodeMark':
      case 'LinkMark':
      case 'HeaderMark':
      case 'QuoteMark':
      case 'TaskMarker':
        return;
      default:
        builder.text(from, to);
    }
  }

  private link(builder: ProseBuilder, node: SyntaxNode): void {
    const parts = linkParts(node, this.text);
    const target = this.targetOf(parts);
    if (target !== undefined) {
      builder.openAnnotation('link', target);
      this.inline(builder, parts.words, parts.from, parts.to);
      builder.closeAnnotation('link');
      return;
    }
    this.brackets(builder, parts.words, node.from, parts.to + 1);
    if (parts.label) this.brackets(builder, [], parts.label.from, parts.label.to);
  }

  private image(builder: ProseBuilder, node: SyntaxNode): void {
    const parts = linkParts(node, this.text);
    if (this.targetOf(parts) === undefined) {
      builder.text(node.from, node.from + 1);
      this.brackets(builder, parts.words, node.from + 1, parts.to + 1);
      if (parts.label) this.brackets(builder, [], parts.label.from, parts.label.to);
      return;
    }
    const start = this.source.original(node.from);
    const caption = new ProseBuilder(this.source, start);
    this.inline(caption, parts.words, parts.from, parts.to);
    const view = caption.finish();
    if (view.text !== '') this.captions.push({ kind: 'caption', start, end: this.source.originalEnd(node.to), view });
    builder.removed();
  }

  /** Where a link or image leads; undefined if its label is not defined, so that it is none. */
  private targetOf({ from, to, label, url, isInline }: LinkParts): string | undefined {
    if (isInline) return url ? readUrl(this.text.slice(url.from, url.to)) : '';
    const name = label && this.text.slice(label.from + 1, label.to - 1);
    return this.resolve(normaliseLabel(name?.trim() ? name : this.text.slice(from, to)));
  }

  /** Square brackets that are no link. Offsets of the brackets themselves. */
  private brackets(builder: ProseBuilder, words: readonly SyntaxNode[], from: number, to: number): void {
    const reference = readReference(this.text.slice(from + 1, to - 1), /\S/.test(this.text[from - 1] ?? ' '));
    if (!reference) {
      this.inline(builder, words, from, to);
      return;
    }
    for (const target of reference.targets) builder.note(reference.kind, target);
    builder.removed();
  }

  private tag(builder: ProseBuilder, { from, to }: SyntaxNode): void {
    const tag = this.text.slice(from, to);
    if (/^<br\b/i.test(tag)) builder.lineBreak(from, to);
    else if (/^<\/a\b/i.test(tag)) builder.closeAnnotation('link');
    else if (/^<a\s/i.test(tag)) {
      const match = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(tag);
      if (match) builder.openAnnotation('link', match[1] ?? match[2] ?? match[3] ?? '');
    }
  }
}

interface LinkParts {
  /** The words in the brackets. */
  readonly from: number;
  readonly to: number;
  readonly words: readonly SyntaxNode[];
  readonly label: SyntaxNode | undefined;
  readonly url: SyntaxNode | undefined;
  /** `[words](url)`. */
  readonly isInline: boolean;
}

function linkParts(node: SyntaxNode, text: string): LinkParts {
  const children = childrenOf(node);
  const close = children.findIndex((child, index) => index > 0 && child.name === 'LinkMark' && text[child.from] === ']');
  const rest = children.slice(close + 1);
  return {
    from: children[0]?.to ?? node.from,
    to: children[close]?.from ?? node.to,
    words: children.slice(1, close),
    label: rest.find(child => child.name === 'LinkLabel'),
    url: rest.find(child => child.name === 'URL'),
    isInline: rest.some(child => child.name === 'LinkMark'),
  };
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
