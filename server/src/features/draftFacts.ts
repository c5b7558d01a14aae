import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { Analysis, Finding } from '../analysis.js';
import type { Attribution, CueKind, Identification, Source, SourceKind } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading } from '../reading.js';
import { rangeOf } from './diagnostics.js';
import type { ReadDocument } from './types.js';

/** Longer words are cut at a blank, in UTF-16 units: nobody reads more in a list. */
const LONGEST = 120;

/** What stands behind a claim: nothing that the reader sees, a link or citation, somebody who says it, or a desk that has let it pass. */
export type Carrier = 'nothing' | 'citation' | 'attribution' | 'dismissed';

/** Something that a fact-checker looks at: a claim that wants a source, is cited or was dismissed, or what somebody says. */
export interface ClaimFacts {
  readonly range: Range;
  readonly words: string;
  readonly carrier: Carrier;
  /** What is wrong with it, what it cites, or who says it. */
  readonly detail: string;
  /** Place in `paragraphs`. */
  readonly paragraph: number;
}

export interface ParagraphFacts {
  readonly range: Range;
  readonly words: string;
}

export interface MentionFacts {
  readonly range: Range;
  readonly words: string;
  /** The sentence that it stands in. */
  readonly sentence: string;
}

export interface SourceFacts {
  readonly name: string;
  readonly kind: SourceKind;
  readonly identification: Identification;
  readonly role?: string;
  readonly reasonForAnonymity?: string;
  /** Of all words of the draft that somebody says or is reported to say, the part that this source says, 0–1. */
  readonly share: number;
  readonly mentions: readonly MentionFacts[];
}

/** What a draft claims and who says so. */
export interface DraftFacts {
  /** Of the document that the ranges are in. */
  readonly version: number;
  /** In order of their places. */
  readonly claims: readonly ClaimFacts[];
  /** Those that hold a claim. */
  readonly paragraphs: readonly ParagraphFacts[];
  /** Who is quoted or reported to say something, in the order in which they do first. */
  readonly sources: readonly SourceFacts[];
}

/** Cues that give nobody's words: what somebody does or holds, and what nobody says. */
const SAYS_NOTHING: ReadonlySet<CueKind> = new Set(['stance', 'agentless']);

/** The claims and sources of a draft, for views of it. Linear in the text. */
export function draftFacts({ document, analysis }: ReadDocument): DraftFacts {
  const placed = [...marked(analysis), ...cited(analysis), ...attributed(analysis)].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const blocks = [...new Set(placed.map(({ block }) => block))];
  const places = new Map(blocks.map((block, place) => [block, place]));
  return {
    version: document.version,
    claims: placed.map(({ block, span, words, carrier, detail }) => ({
      range: rangeOf(span, document),
      words: shortened(words),
      carrier,
      detail,
      paragraph: places.get(block) ?? 0,
    })),
    paragraphs: blocks.map(({ block }) => ({ range: rangeOf(block.span, document), words: shortened(block.view.text) })),
    sources: sources(analysis, document),
  };
}

interface PlacedClaim extends Pick<ClaimFacts, 'words' | 'carrier' | 'detail'> {
  readonly block: BlockReading;
  readonly span: Span;
}

function marked({ reading, findings, dismissed }: Analysis): PlacedClaim[] {
  const placed =
    (carrier: Carrier) =>
    (finding: Finding): PlacedClaim[] => {
      const block = reading.blocks[finding.block];
      if (!block || finding.kind !== 'unattributed-claim') return [];
      return [{ block, span: finding, words: wordsOf(block, finding.mark), carrier, detail: finding.message }];
    };
  return [...findings.flatMap(placed('nothing')), ...dismissed.flatMap(placed('dismissed'))];
}

function cited({ reading }: Analysis): PlacedClaim[] {
  return reading.blocks.flatMap(block =>
    block.claims
      .filter(({ support }) => support === 'citation')
      .map((claim): PlacedClaim => {
        const sentence = block.english.sentences[claim.sentence] ?? claim;
        // A citation stands behind the words that it carries, often behind their full stop.
        const citation = block.block.view.annotations.find(
          ({ kind, start }) => kind !== 'emphasis' && kind !== 'codeSpan' && start >= sentence.start && start <= sentence.end + 1,
        );
        return { block, span: toOriginal(block.block, claim), words: wordsOf(block, claim), carrier: 'citation', detail: citation?.target ?? '' };
      }),
  );
}

function attributed({ reading }: Analysis): PlacedClaim[] {
  return reading.blocks.flatMap(block =>
    block.attributions.flatMap(attribution => {
      const { content, source } = attribution;
      const [first] = content;
      const last = content.at(-1);
      if (!first || !last || SAYS_NOTHING.has(attribution.cueKind)) return [];
      const speaker = attribution.speaker === undefined ? undefined : reading.sources[attribution.speaker];
      return {
        block,
        span: toOriginal(block.block, { start: first.start, end: last.end }),
        words: content.map(span => wordsOf(block, span)).join(' … '),
        carrier: 'attribution' as const,
        detail: speaker?.name ?? (source ? wordsOf(block, source) : ''),
      };
    }),
  );
}

function sources({ reading }: Analysis, document: TextDocument): SourceFacts[] {
  const said = new Map<number, number>();
  let total = 0;
  for (const block of reading.blocks) {
    for (const attribution of block.attributions) {
      if (SAYS_NOTHING.has(attribution.cueKind)) continue;
      const count = countOfWords(attribution, block);
      total += count;
      if (attribution.speaker !== undefined) said.set(attribution.speaker, (said.get(attribution.speaker) ?? 0) + count);
    }
  }
  const byBlock = new Map(reading.blocks.map(block => [block.index, block]));
  return [...said]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, count]) => {
      const source = reading.sources[index];
      return source ? [sourceFacts(source, total === 0 ? 0 : count / total, byBlock, document)] : [];
    });
}

function sourceFacts(source: Source, share: number, blocks: ReadonlyMap<number, BlockReading>, document: TextDocument): SourceFacts {
  const { name, kind, identification, role, reasonForAnonymity } = source;
  return {
    name,
    kind,
    identification,
    ...(role !== undefined && { role }),
    ...(reasonForAnonymity !== undefined && { reasonForAnonymity }),
    share,
    mentions: source.mentions.flatMap(mention => {
      const block = blocks.get(mention.block);
      if (!block) return [];
      const sentence = block.english.sentences.find(({ end }) => end > mention.start) ?? mention;
      return [
        {
          range: rangeOf(toOriginal(block.block, mention), document),
          words: shortened(wordsOf(block, mention)),
          sentence: shortened(wordsOf(block, sentence)),
        },
      ];
    }),
  };
}

function countOfWords({ content }: Attribution, { block }: BlockReading): number {
  return content.reduce((sum, { start, end }) => sum + (block.view.text.slice(start, end).match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0), 0);
}

function wordsOf({ block }: BlockReading, { start, end }: Span): string {
  return block.view.text.slice(start, end);
}

function shortened(words: string): string {
  if (words.length <= LONGEST) return words;
  const cut = words.lastIndexOf(' ', LONGEST);
  return `${words.slice(0, cut > LONGEST / 2 ? cut : LONGEST)} …`;
}
