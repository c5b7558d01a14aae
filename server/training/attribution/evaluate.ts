import type { Chain } from '../../src/attribution/sequence/chain.js';
import { BlockTrail } from '../../src/attribution/sequence/features.js';
import { roleOf, type SpanRole } from '../../src/attribution/sequence/states.js';
import type { Span } from '../../src/draft/types.js';
import type { CorpusDocument, ReadBlock, ReadDocument } from './corpus.js';

export type LabelledSpan = Span & { readonly label: SpanRole };

export const ROLES: readonly SpanRole[] = ['source', 'cue', 'content'];

/** The spans that tags stand for, in original offsets. */
export function spansOf(block: Pick<ReadBlock, 'starts' | 'ends'>, tags: Uint8Array): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  for (let i = 0; i < tags.length; ) {
    const label = roleOf(tags[i] ?? 0);
    let end = i + 1;
    if (label) {
      while (end < tags.length && (tags[end] ?? 0) % 2 === 0 && tags[end] !== 0) end++;
      spans.push({ start: block.starts[i] ?? 0, end: block.ends[end - 1] ?? 0, label });
    }
    i = end;
  }
  return spans;
}

/** Tags each document's blocks with a chain. */
export function tagDocument(chain: Chain, document: ReadDocument): Uint8Array[] {
  let trail: number = BlockTrail.Nothing;
  return document.blocks.map(block => {
    if (block.afresh) trail = BlockTrail.Nothing;
    chain.columns.fill(block.english, block.quoted, block.byRules, trail);
    trail = chain.columns.trail;
    return chain.tags(undefined);
  });
}

/** The sentences of a document, in original offsets, with `Chain.odds` of each. */
export function sentenceOdds(chain: Chain, document: ReadDocument): (Span & { readonly odds: number })[] {
  let trail: number = BlockTrail.Nothing;
  return document.blocks.flatMap(block => {
    if (block.afresh) trail = BlockTrail.Nothing;
    chain.columns.fill(block.english, block.quoted, block.byRules, trail);
    trail = chain.columns.trail;
    chain.tags(undefined);
    let at = 0;
    return block.english.sentences.map(({ tokens }, i) => {
      const first = at;
      at += tokens.length;
      return { start: block.starts[first] ?? 0, end: block.ends[at - 1] ?? 0, odds: chain.odds[i] ?? 0 };
    });
  });
}

export interface RoleScore {
  readonly exact: number;
  readonly overlap: number;
}

export interface SpanScore {
  readonly roles: Readonly<Record<SpanRole, RoleScore>>;
  readonly micro: number;
  readonly sentence: { readonly precision: number; readonly recall: number; readonly f1: number };
}

/** A sentence of a document: label 0 where something in it is attributed. */
export interface LabelledSentence extends Span {
  readonly id: string;
  readonly label: 0 | 1;
}

const f1 = (precision: number, recall: number): number => (precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall));
const meets = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** F1 of spans with the very offsets of the corpus, and with any shared character; and of “something in this sentence is attributed”. */
export function scoreSpans(
  documents: readonly CorpusDocument[],
  predicted: readonly (readonly LabelledSpan[])[],
  sentences: ReadonlyMap<string, readonly LabelledSentence[]>,
): SpanScore {
  const total = { right: 0, found: 0, gold: 0 };
  const roles = {} as Record<SpanRole, RoleScore>;
  for (const role of ROLES) {
    let right = 0;
    let found = 0;
    let goldCount = 0;
    let met = 0;
    let goldMet = 0;
    documents.forEach((source, d) => {
      const gold = unique(source.spans.filter(s => s.label === role));
      const mine = unique((predicted[d] ?? []).filter(s => s.label === role));
      const keys = new Set(gold.map(s => `${s.start},${s.end}`));
      right += mine.filter(s => keys.has(`${s.start},${s.end}`)).length;
      found += mine.length;
      goldCount += gold.length;
      met += mine.filter(s => gold.some(g => meets(g, s))).length;
      goldMet += gold.filter(g => mine.some(s => meets(g, s))).length;
    });
    total.right += right;
    total.found += found;
    total.gold += goldCount;
    roles[role] = { exact: f1(right / (found || 1), right / (goldCount || 1)), overlap: f1(met / (found || 1), goldMet / (goldCount || 1)) };
  }
  let both = 0;
  let mine = 0;
  let gold = 0;
  documents.forEach((source, d) => {
    for (const sentence of sentences.get(source.id) ?? []) {
      const attributed = sentence.label === 0;
      const found = (predicted[d] ?? []).some(s => meets(s, sentence));
      if (attributed && found) both++;
      if (found) mine++;
      if (attributed) gold++;
    }
  });
  return {
    roles,
    micro: f1(total.right / (total.found || 1), total.right / (total.gold || 1)),
    sentence: { precision: both / (mine || 1), recall: both / (gold || 1), f1: f1(both / (mine || 1), both / (gold || 1)) },
  };
}

function unique(spans: readonly LabelledSpan[]): LabelledSpan[] {
  return [...new Map(spans.map(s => [`${s.start},${s.end}`, s])).values()];
}

export function showScore({ roles, micro, sentence }: SpanScore): string {
  const list = (figure: keyof RoleScore): string => ROLES.map(role => roles[role][figure].toFixed(3)).join('/');
  return `exact ${list('exact')} (all ${micro.toFixed(3)})  overlap ${list('overlap')}  sentence P ${sentence.precision.toFixed(3)} R ${sentence.recall.toFixed(3)} F1 ${sentence.f1.toFixed(3)}`;
}
