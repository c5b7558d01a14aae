import type { Analysis, Finding } from '../analysis.js';
import type { Attribution, Source } from '../attribution/types.js';
import type { Claim } from '../claims/types.js';
import type { BlockKind, Span } from '../draft/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { firstWords } from './words.js';

/**
 * What a claim of the draft rests on.
 * source     somebody, by the name or description that the draft gives; `source` is absent where only a pronoun stands and nobody knows for whom
 * nobody     words such as “reportedly”, which name no source
 * citation   a link, a footnote or a citation, with what it leads to
 * nothing    the rule marks it as a claim without a source; `message` is what it says
 * dismissal  nothing either, but the mark is dismissed
 */
export type Carrier =
  | { readonly by: 'source'; readonly name: string; readonly source?: Source }
  | { readonly by: 'nobody' }
  | { readonly by: 'citation'; readonly target?: string }
  | { readonly by: 'nothing' | 'dismissal'; readonly message: string };

/**
 * A claim as the draft makes it: what is attributed to somebody, what is cited, and what wants a source and has none. What a desk would not ask about (background, the public record) is none.
 */
export interface Statement {
  readonly block: BlockReading;
  /** View offsets: the claim with whoever carries it. */
  readonly span: Span;
  /** View offsets of the words that are claimed: several where a cue stands between them. */
  readonly content: readonly Span[];
  readonly carrier: Carrier;
}

/** They say again what the draft says, or nothing that can be checked. */
const NOT_STATED: ReadonlySet<BlockKind> = new Set(['headline', 'heading', 'byline', 'code']);

const WORDS_OF_NAME = 6;

/** The claims of a draft in the order of their places; n log n in their number. */
export function statementsOf({ reading, findings, dismissed }: Analysis): Statement[] {
  const { blocks, sources } = reading;
  const carried = blocks.flatMap((block): Statement[] => {
    if (NOT_STATED.has(block.block.kind) || isReference(block)) return [];
    const attributed = block.attributions.filter(isStatement).map((attribution): Statement => {
      const { span, content } = attribution;
      return { block, span, content, carrier: carrierOf(attribution, block, sources) };
    });
    const cited = block.claims.filter(({ support }) => support === 'citation').map(claim => statement(block, claim, citationOf(claim, block)));
    return [...attributed, ...cited];
  });
  const bare =
    (by: 'nothing' | 'dismissal') =>
    ({ kind, block: index, mark, message }: Finding): Statement[] => {
      const block = kind === 'unattributed-claim' ? blocks[index] : undefined;
      return block ? [statement(block, mark, { by, message })] : [];
    };
  return [...carried, ...findings.flatMap(bare('nothing')), ...dismissed.flatMap(bare('dismissal'))].sort(
    (a, b) => a.block.index - b.block.index || a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

/** The sources to whom something is attributed, in the order in which they first speak. */
export function speakersOf({ blocks, sources }: Reading): Source[] {
  const speakers = new Set<number>();
  for (const { attributions } of blocks)
    for (const { speaker, cueKind } of attributions) if (speaker !== undefined && cueKind !== 'stance' && cueKind !== 'agentless') speakers.add(speaker);
  return sources.filter((_, index) => speakers.has(index));
}

/** What carries a claim, in a few words: `attributed to Ann Lee`. */
export function describeCarrier(carrier: Carrier): string {
  switch (carrier.by) {
    case 'source':
      return `attributed to ${firstWords(carrier.name, WORDS_OF_NAME)}`;
    case 'nobody':
      return 'attributed to nobody';
    case 'citation':
      return 'cited';
    case 'nothing':
      return 'without a source';
    case 'dismissal':
      return 'dismissed';
  }
}

/** Something is said; what somebody does or holds tells of it in the reporter's own voice. */
function isStatement({ content, cueKind }: Attribution): boolean {
  return content.length > 0 && cueKind !== 'stance';
}

/** An entry in the list of citations: `[@key]: Port of Vell, annual report`. */
function isReference({ block: { view } }: BlockReading): boolean {
  return view.text.startsWith(':') && view.annotations.some(({ kind, end }) => end === 0 && (kind === 'citation' || kind === 'footnote'));
}

function carrierOf({ speaker, source }: Attribution, { block }: BlockReading, sources: readonly Source[]): Carrier {
  const known = speaker === undefined ? undefined : sources[speaker];
  if (known) return { by: 'source', name: known.name, source: known };
  return source ? { by: 'source', name: block.view.text.slice(source.start, source.end) } : { by: 'nobody' };
}

function statement(block: BlockReading, { start, end }: Span, carrier: Carrier): Statement {
  return { block, span: { start, end }, content: [{ start, end }], carrier };
}

/** A citation stands behind the words that it carries, often behind their full stop. */
function citationOf(claim: Claim, { block, english }: BlockReading): Carrier {
  const sentence = english.sentences[claim.sentence] ?? claim;
  const citation = block.view.annotations.find(
    ({ kind, start }) => kind !== 'emphasis' && kind !== 'codeSpan' && start >= sentence.start && start <= sentence.end + 1,
  );
  return { by: 'citation', ...(citation?.target !== undefined && { target: citation.target }) };
}
