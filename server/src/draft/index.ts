import type { ReadBlock } from './block.js';
import { type Chunk, isByline } from './chunks.js';
import { CleanText } from './cleanText.js';
import { findComments } from './comments.js';
import { readDirectives } from './directives.js';
import { type Field, readFrontMatter } from './frontMatter.js';
import { readFrontMatterDirectives } from './frontMatterDirectives.js';
import { readHtml } from './html.js';
import { createMarkdownReader, type LinkDefinitions, normaliseLabel } from './markdown.js';
import { splitMarkdown } from './markdownChunks.js';
import { readPlainChunk, splitPlainText } from './plainText.js';
import type { Block, BlockKind, Draft, DraftLanguage, DraftReader, ProseView } from './types.js';

export type * from './types.js';
export { toOriginal, toViewOffset } from './view.js';

/** A chunk that was read, and what of the rest of the draft its reading rests on. */
interface ReadChunk {
  readonly blocks: readonly ReadBlock[];
  readonly definitions: LinkDefinitions;
  /** The targets of the labels that were looked up. */
  readonly resolved: ReadonlyMap<string, string | undefined>;
}

type ParsedChunk = { readonly definitions: LinkDefinitions; read(resolve: (label: string) => string | undefined): readonly ReadBlock[] };

const NO_DEFINITIONS: LinkDefinitions = new Map();
const TOP_BLOCKS = 6;
const MAX_HEADLINE = 120;
const HEADLINE_FIELDS = ['headline', 'title'];
const STANDFIRST_FIELDS = ['standfirst', 'dek', 'deck', 'summary'];
const BYLINE_FIELDS = ['byline', 'author'];

/**
 * A draft is cut into chunks that read the same wherever they stand, and a chunk is read again only when its own characters change (or a link definition that it uses):
 * so a reading after an edit equals a fresh one by construction.
 */
export function createDraftReader(): DraftReader {
  const markdown = createMarkdownReader();
  let chunksBefore = new Map<string, ReadChunk>();
  let last: Draft | undefined;

  function parse(source: CleanText, form: Chunk['form']): ParsedChunk {
    if (form === 'markdown') {
      const parsed = markdown.parse(source);
      if (parsed) return parsed;
    }
    const blocks = form === 'html' ? readHtml(source) : readPlainChunk(source, form === 'listItem' ? 'listItem' : 'paragraph');
    return { definitions: NO_DEFINITIONS, read: () => blocks };
  }

  /** The blocks of the body, in order. */
  function readChunks(text: string, clean: CleanText, chunks: readonly Chunk[]): Block[] {
    const keys = chunks.map(chunk => keyOf(text, clean, chunk));
    const parsed = new Map<string, ParsedChunk>();
    const definitions = new Map<string, string>();
    chunks.forEach((chunk, index) => {
      const key = keys[index] ?? '';
      let known: { readonly definitions: LinkDefinitions } | undefined = chunksBefore.get(key) ?? parsed.get(key);
      if (!known) {
        const fresh = parse(clean.slice(chunk.start, chunk.end), chunk.form);
        parsed.set(key, fresh);
        known = fresh;
      }
      for (const [label, target] of known.definitions) if (!definitions.has(label)) definitions.set(label, target);
    });

    const views = lazily(() => viewsByText(last?.blocks ?? []));
    const read = new Map<string, ReadChunk>();
    const blocks: Block[] = [];
    chunks.forEach((chunk, index) => {
      const key = keys[index] ?? '';
      let result = read.get(key);
      if (!result) {
        const before = chunksBefore.get(key);
        result = before && [...before.resolved].every(([label, target]) => definitions.get(label) === target) ? before : undefined;
        result ??= readAnew(parsed.get(key) ?? parse(clean.slice(chunk.start, chunk.end), chunk.form), definitions, views());
        read.set(key, result);
      }
      const origin = clean.original(chunk.start);
      for (const block of result.blocks) blocks.push(placed(block, origin));
    });
    chunksBefore = read;
    return blocks;
  }

  return {
    read(text, language) {
      if (last && last.text === text && last.language === language) return last;
      const bodyStart = text.startsWith('\uFEFF') ? 1 : 0;
      const head = language === 'html' ? undefined : readFrontMatter(text, bodyStart);
      const start = head?.bodyStart ?? bodyStart;
      const comments = findComments(text, start, language === 'markdown' || language === 'draft');
      const cuts = start > 0 ? [{ start: 0, end: start }, ...comments] : comments;
      const clean = cuts.length === 0 && !text.includes('\r') ? CleanText.whole(text) : CleanText.cut(text, cuts);
      const body = readChunks(text, clean, split(clean.text, language));
      const fields = head ? fieldBlocks(head.fields, last?.blocks ?? []) : [];
      last = {
        text,
        language,
        ...(head && { frontMatter: head.frontMatter }),
        blocks: [
          ...fields,
          ...withRoles(
            body,
            language,
            fields.some(({ kind }) => kind === 'headline'),
          ),
        ],
        directives: [...(head ? readFrontMatterDirectives(text, head.frontMatter) : []), ...readDirectives(text, comments)],
      };
      return last;
    },
  };
}

function split(text: string, language: DraftLanguage): Chunk[] {
  switch (language) {
    case 'html':
      return [{ start: 0, end: text.length, form: 'html' }];
    case 'plaintext':
      return splitPlainText(text);
    case 'markdown':
    case 'draft':
      return splitMarkdown(text);
  }
}

/** All that the reading of a chunk depends on, but for link definitions. */
function keyOf(text: string, clean: CleanText, { start, end, form }: Chunk): string {
  const characters = clean.text.slice(start, end);
  const original = text.slice(clean.original(start), clean.originalEnd(end));
  return original === characters ? `${form} whole ${characters}` : `${form} cut ${original.length} ${original}${characters}`;
}

function readAnew(chunk: ParsedChunk, definitions: LinkDefinitions, views: ReadonlyMap<string, readonly ProseView[]>): ReadChunk {
  const resolved = new Map<string, string | undefined>();
  const blocks = chunk.read(label => {
    const key = normaliseLabel(label);
    resolved.set(key, definitions.get(key));
    return definitions.get(key);
  });
  const kept = blocks.map(block => {
    const view = views.get(block.view.text)?.find(candidate => isSameView(candidate, block.view));
    return view ? { ...block, view } : block;
  });
  return { blocks: kept, definitions: chunk.definitions, resolved };
}

function viewsByText(blocks: readonly Block[]): Map<string, ProseView[]> {
  const views = new Map<string, ProseView[]>();
  for (const { view } of blocks) {
    const same = views.get(view.text);
    if (!same) views.set(view.text, [view]);
    else if (!same.some(other => isSameView(other, view))) same.push(view);
  }
  return views;
}

function isSameView(a: ProseView, b: ProseView): boolean {
  return (
    a === b ||
    (a.text === b.text &&
      a.segments.length === b.segments.length &&
      a.annotations.length === b.annotations.length &&
      a.segments.every(({ view, original, length, originalLength }, index) => {
        const other = b.segments[index];
        return other?.view === view && other.original === original && other.length === length && other.originalLength === originalLength;
      }) &&
      a.annotations.every(({ kind, start, end, target }, index) => {
        const other = b.annotations[index];
        return other?.kind === kind && other.start === start && other.end === end && other.target === target;
      }))
  );
}

function placed({ kind, start, end, level, view }: ReadBlock, origin: number): Block {
  return { kind, span: { start: origin + start, end: origin + end }, ...(level !== undefined && { level }), view };
}

/** The fields that are read as prose; views are those of `before` where they are the same. */
function fieldBlocks(fields: ReadonlyMap<string, Field>, before: readonly Block[]): Block[] {
  const headline = HEADLINE_FIELDS.find(name => fields.has(name));
  const roles: [BlockKind, string | undefined][] = [['headline', headline]];
  for (const name of STANDFIRST_FIELDS) roles.push(['standfirst', name]);
  for (const name of BYLINE_FIELDS) roles.push(['byline', name]);
  const known = before.slice(0, roles.length).map(({ view }) => view);
  return roles
    .flatMap(([kind, name]): Block[] => {
      const field = name === undefined ? undefined : fields.get(name);
      if (!field) return [];
      return [{ kind, span: field.span, view: known.find(view => isSameView(view, field.view)) ?? field.view }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** The headline is the first heading of the first level, or in a draft without one the line on top, if it looks like a headline. Bylines stand near the top. */
function withRoles(blocks: readonly Block[], language: DraftLanguage, hasHeadline: boolean): Block[] {
  let headline = blocks.findIndex(({ kind, level }) => kind === 'heading' && level === 1);
  if (headline < 0 && !hasHeadline && (language === 'plaintext' || language === 'draft') && looksLikeHeadline(blocks)) headline = 0;
  return blocks.map((block, index) => {
    if (index === headline) return { ...block, kind: 'headline' };
    if (index < TOP_BLOCKS && block.kind === 'paragraph' && isByline(block.view.text)) return { ...block, kind: 'byline' };
    return block;
  });
}

function looksLikeHeadline(blocks: readonly Block[]): boolean {
  const [first, second] = blocks;
  if (first?.kind !== 'paragraph' || !second || first.view.text.length > MAX_HEADLINE) return false;
  return !/[.:;,…]["'”’»)\]]*$/.test(first.view.text) && /\p{L}/u.test(first.view.text) && !isByline(first.view.text);
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
