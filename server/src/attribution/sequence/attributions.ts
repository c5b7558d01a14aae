import type { Span } from '../../draft/types.js';
import type { English, EnglishReading, Token } from '../../english/types.js';
import type { LocalAttribution } from '../attribute.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { QuotedSpan } from '../quotations.js';
import type { AttributionKind, CueKind } from '../types.js';
import type { Links, TaggedSpan } from './link.js';

/** What an attribution is made from. */
export interface TaggedBlock {
  readonly reading: EnglishReading;
  readonly tokens: readonly Token[];
  readonly quoted: readonly QuotedSpan[];
  /** Sentence of each token. */
  readonly sentenceOf: (token: number) => number;
  readonly spans: readonly TaggedSpan[];
  readonly links: Links;
  /** Somebody was speaking where the block before ended. */
  readonly speaking: boolean;
}

/** Puts spans together to attributions, ascending by their first part. */
export function buildAttributions(english: English, lexicon: AttributionLexicon, block: TaggedBlock): LocalAttribution[] {
  const { spans, links } = block;
  const built: LocalAttribution[] = [];
  const contentsOf = new Map<number, number[]>();
  const alone: number[] = [];
  spans.forEach(({ role }, i) => {
    if (role !== 'content') return;
    const cue = links.cueOf[i] ?? -1;
    if (cue < 0) alone.push(i);
    else contentsOf.set(cue, [...(contentsOf.get(cue) ?? []), i]);
  });
  spans.forEach(({ role }, i) => {
    if (role !== 'cue') return;
    const source = spans[links.sourceOf[i] ?? -1];
    const contents = contentsOf.get(i) ?? [];
    const near = contents.filter(content => sharesSentence(block, content, i));
    const own = near.length > 0 ? near : contents;
    const cueSpan = spanOf(block, spans[i]);
    const sourceSpan = spanOf(block, source);
    const content = own.flatMap(c => spanOf(block, spans[c]) ?? []);
    built.push({
      kind: kindOf(block, own),
      cueKind: cueKindOf(english, lexicon, block, spans[i], source),
      ...(sourceSpan && { source: sourceSpan }),
      ...(cueSpan && { cue: cueSpan }),
      content,
      span: hull([sourceSpan, cueSpan, ...content]),
    });
    // What the speaker goes on to say in the next sentences, or said in those before.
    for (const further of contents) if (!own.includes(further)) built.push(carried(block, further, further > i ? 'before' : 'after'));
  });
  for (const content of alone) built.push(carried(block, content, neighbour(block, content)));
  return built.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function carried(block: TaggedBlock, content: number, from: 'before' | 'after' | undefined): LocalAttribution {
  const span = spanOf(block, block.spans[content]) ?? { start: 0, end: 0 };
  return { kind: kindOf(block, [content]), cueKind: 'none', content: [span], span, ...(from && { carriedFrom: from }) };
}

/** Whose words a content without a cue are: those of whoever spoke before, in this block or the last, or else of whoever speaks next. */
function neighbour({ spans, speaking }: TaggedBlock, content: number): 'before' | 'after' | undefined {
  for (let i = content - 1; i >= 0; i--) if (spans[i]?.role === 'cue') return 'before';
  if (speaking) return 'before';
  for (let i = content + 1; i < spans.length; i++) if (spans[i]?.role === 'cue') return 'after';
  return undefined;
}

function sharesSentence({ spans, sentenceOf }: TaggedBlock, content: number, cue: number): boolean {
  const a = spans[content];
  const b = spans[cue];
  if (!a || !b) return false;
  const sentence = sentenceOf(b.first);
  return sentenceOf(a.first) <= sentence && sentence <= sentenceOf(a.end - 1);
}

function spanOf({ tokens }: TaggedBlock, span: TaggedSpan | undefined): Span | undefined {
  const first = span && tokens[span.first];
  const last = span && tokens[span.end - 1];
  return first && last ? { start: first.start, end: last.end } : undefined;
}

function hull(spans: readonly (Span | undefined)[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const span of spans) {
    if (!span) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start: Math.min(start, end), end };
}

function kindOf({ spans, tokens, quoted }: TaggedBlock, contents: readonly number[]): AttributionKind {
  let quotedWords = 0;
  let otherWords = 0;
  for (const content of contents) {
    const span = spans[content];
    if (!span) continue;
    let q = firstQuotation(quoted, tokens[span.first]?.start ?? 0);
    for (let i = span.first; i < span.end; i++) {
      const token = tokens[i];
      if (!token || token.pos === 'PUNCT') continue;
      while (q < quoted.length && (quoted[q]?.end ?? 0) <= token.start) q++;
      if ((quoted[q]?.start ?? Number.POSITIVE_INFINITY) <= token.start) quotedWords++;
      else otherWords++;
    }
  }
  if (quotedWords === 0) return 'indirect';
  return otherWords <= 1 ? 'direct' : 'mixed';
}

/** Index of the first quotation that ends behind the offset. */
function firstQuotation(quoted: readonly QuotedSpan[], offset: number): number {
  let low = 0;
  let high = quoted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quoted[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words that are a cue without a verb. */
const PHRASES: ReadonlySet<string> = new Set(['according', 'citing', 'quoting', 'per', 'words', ':']);

function cueKindOf(
  english: English,
  lexicon: AttributionLexicon,
  { tokens }: TaggedBlock,
  cue: TaggedSpan | undefined,
  source: TaggedSpan | undefined,
): CueKind {
  if (!cue) return 'none';
  const words = tokens.slice(cue.first, cue.end);
  const lemmas = words.map(word => english.lemma({ lower: word.lower, pos: 'VERB' }));
  const has = (list: ReadonlySet<string>): boolean =>
    words.some((word, i) => list.has(lemmas[i] ?? '') && (word.pos === 'VERB' || word.pos === 'NOUN' || word.pos === 'ADJ'));
  const sourceIsDocument =
    source !== undefined && tokens.slice(source.first, source.end).some(token => token.pos === 'NOUN' && lexicon.documents.has(english.lemma(token)));
  if (words.some(word => PHRASES.has(word.lower))) return 'phrase';
  if (sourceIsDocument && has(lexicon.document)) return 'document';
  if (!source && (words.some(word => lexicon.agentless.has(word.lower)) || (words.some(word => word.pos === 'AUX') && has(lexicon.agentlessPassive))))
    return 'agentless';
  if (has(lexicon.speech)) return 'speech';
  if (has(lexicon.judgement)) return 'judgement';
  if (has(lexicon.attitude)) return 'attitude';
  if (has(lexicon.document)) return 'document';
  return words.some(word => word.pos === 'NOUN') ? 'speech' : 'attitude';
}
