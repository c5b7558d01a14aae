import type { Analysis } from '../analysis.js';
import type { Attribution, Source } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { BlockKind, Directive, Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading } from '../reading.js';
import type { Rule } from '../rules/types.js';
import { firstWords } from './words.js';

/**
 * What a claim of the draft rests on.
 * source     somebody, by the name or description that the draft gives; `source` is absent where only a pronoun stands and nobody knows for whom
 * nobody     words such as “reportedly”, which name no source
 * citation   a link, a footnote or a citation
 * nothing    the rule marks it as a claim without a source
 * dismissal  nothing either, but a comment in the draft dismisses the mark
 */
export type Carrier =
  | { readonly by: 'source'; readonly name: string; readonly source?: Source }
  | { readonly by: 'nobody' | 'citation' | 'nothing' | 'dismissal' };

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
export function statementsOf({ reading, findings, config }: Analysis, rules: readonly Rule[]): Statement[] {
  const { draft, blocks, sources } = reading;
  const wanting = rules.filter(({ id, kind, defaultSeverity }) => kind === 'unattributed-claim' && (config.rules[id] ?? defaultSeverity) !== 'off');
  const statements = blocks.flatMap((block): Statement[] => {
    if (NOT_STATED.has(block.block.kind) || isReference(block)) return [];
    const attributed = block.attributions.filter(isStatement).map((attribution): Statement => {
      const { span, content } = attribution;
      return { block, span, content, carrier: carrierOf(attribution, block, sources) };
    });
    const cited = block.claims
      .filter(({ support }) => support === 'citation')
      .map(({ start, end }): Statement => ({ block, span: { start, end }, content: [{ start, end }], carrier: { by: 'citation' } }));
    return [...attributed, ...cited];
  });
  for (const { kind, block: index, mark } of findings) {
    const block = kind === 'unattributed-claim' ? blocks[index] : undefined;
    if (block) statements.push(bare(block, mark, 'nothing'));
  }
  for (const rule of wanting) {
    const scopes = mergedScopes(draft.directives, rule.id);
    for (const block of scopes.length > 0 ? blocks : []) {
      if (!meets(scopes, block.block.span)) continue;
      for (const mark of rule.check(block, reading.english)) {
        const { start } = toOriginal(block.block, mark);
        if (meets(scopes, { start, end: start + 1 })) statements.push(bare(block, mark, 'dismissal'));
      }
    }
  }
  return statements.sort((a, b) => a.block.index - b.block.index || a.span.start - b.span.start || a.span.end - b.span.end);
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

function bare(block: BlockReading, { start, end }: Span, by: 'nothing' | 'dismissal'): Statement {
  return { block, span: { start, end }, content: [{ start, end }], carrier: { by } };
}

/** Where the directives silence a rule: ascending spans that do not overlap, in original offsets. */
function mergedScopes(directives: readonly Directive[], rule: string): Span[] {
  const scopes = directives
    .filter(({ kind, rules }) => kind !== 'enable' && (rules.length === 0 || rules.includes(rule)))
    .map(({ scope }) => scope)
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of scopes) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

function meets(scopes: readonly Span[], { start, end }: Span): boolean {
  return (scopes[firstEndingAfter(scopes, start)]?.start ?? Number.POSITIVE_INFINITY) < end;
}
