import type { Attribution, Quotation } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { Annotation, BlockKind, Span } from '../draft/types.js';
import type { English, Sentence, Token } from '../english/types.js';
import type { ClaimLexicon, CueMatch } from './lexicon.js';

/** A sentence with all that bears on whether it wants a source. */
export interface SentenceFacts {
  readonly sentence: Sentence;
  readonly lemmas: readonly string[];
  readonly cues: readonly CueMatch[];
  /** For each token: 0 the writer's own words, 1 content of an attribution, 2 within a quotation, 3 a source or cue. */
  readonly voice: Uint8Array;
  /** Share of the words that are attributed or quoted, 0–1. */
  readonly attributedShare: number;
  readonly quotedShare: number;
  readonly cited: boolean;
  readonly agentless: boolean;
  readonly attitude: boolean;
  readonly question: boolean;
}

/** What the block as a whole says about its sentences. */
export interface BlockContext {
  readonly kind: BlockKind;
  /** Place of the block among the draft's prose blocks, 0–1. */
  readonly place: number;
  readonly first: boolean;
  /** Share of the draft's sentences that are attributed, 0–1. */
  readonly draftAttributed: number;
  /** Evaluating words per sentence over the whole draft. */
  readonly draftEvaluation: number;
}

/** Blocks in which the writer asserts something; headlines, captions and tables are not asked for sources. */
export function makesClaims(kind: BlockKind): boolean {
  return kind === 'paragraph' || kind === 'standfirst' || kind === 'listItem';
}

/** What one block adds to the figures of its draft. */
export interface BlockCounts {
  readonly kind: BlockKind;
  readonly sentences: number;
  /** Sentences that are attributed for the most part. */
  readonly attributed: number;
  /** Evaluating words in the writer's own voice. */
  readonly evaluations: number;
}

export function blockCounts(kind: BlockKind, facts: readonly SentenceFacts[]): BlockCounts {
  let attributed = 0;
  let evaluations = 0;
  for (const sentence of facts) {
    if (sentence.attributedShare > 0.4) attributed++;
    for (const cue of sentence.cues) if (cue.group === 'evaluation' && sentence.voice[cue.first] === 0) evaluations++;
  }
  return { kind, sentences: facts.length, attributed, evaluations };
}

/** The context of each block of a draft, by its place in `blocks`. */
export function draftContext(blocks: readonly BlockCounts[]): (index: number) => BlockContext {
  let sentences = 0;
  let attributed = 0;
  let evaluations = 0;
  let firstProse = -1;
  let lastProse = 0;
  blocks.forEach((block, i) => {
    if (!makesClaims(block.kind)) return;
    if (firstProse < 0) firstProse = i;
    lastProse = i;
    sentences += block.sentences;
    attributed += block.attributed;
    evaluations += block.evaluations;
  });
  const span = Math.max(1, lastProse - firstProse);
  return index => ({
    kind: blocks[index]?.kind ?? 'paragraph',
    place: (index - firstProse) / span,
    first: index === firstProse,
    draftAttributed: attributed / Math.max(1, sentences),
    draftEvaluation: evaluations / Math.max(1, sentences),
  });
}

/** Reads the facts of every sentence of a block. */
export function sentenceFacts(
  english: English,
  lexicon: ClaimLexicon,
  sentences: readonly Sentence[],
  attributions: readonly Pick<Attribution, 'span' | 'cueKind' | 'cue' | 'source' | 'content'>[],
  quotations: readonly Quotation[],
  annotations: readonly Annotation[],
): SentenceFacts[] {
  const attributionsIn = touchingEach(
    sentences,
    attributions.map(({ span }) => span),
  );
  const quotationsIn = touchingEach(sentences, quotations);
  const sources = annotations.filter(({ kind }) => kind === 'link' || kind === 'footnote' || kind === 'citation');
  const sourcesIn = touchingEach(
    sentences,
    sources.map(({ start }) => ({ start: start - 1, end: start + 1 })),
  );
  return sentences.map((sentence, index) => {
    const { tokens } = sentence;
    const lemmas = tokens.map(token => english.lemma(token));
    const voice = new Uint8Array(tokens.length);
    let agentless = false;
    let attitude = false;
    const paint = (span: Span, value: number): void => {
      if (span.end <= sentence.start || span.start >= sentence.end) return;
      tokens.forEach((token, i) => {
        if (token.start < span.end && token.end > span.start) voice[i] = value;
      });
    };
    for (const i of attributionsIn[index] ?? []) {
      const attribution = attributions[i];
      if (!attribution) continue;
      const here = attribution.cue === undefined || (attribution.cue.start < sentence.end && attribution.cue.end > sentence.start);
      if (attribution.cueKind === 'agentless') {
        if (here) agentless = true;
        continue;
      }
      if (attribution.cueKind === 'stance') continue;
      if (attribution.cueKind === 'attitude') {
        if (here) attitude = true;
        continue;
      }
      for (const span of attribution.content) paint(span, 1);
      if (attribution.source) paint(attribution.source, 3);
      if (attribution.cue) paint(attribution.cue, 3);
    }
    for (const i of quotationsIn[index] ?? []) {
      const quotation = quotations[i];
      if (quotation?.use === 'speech' || quotation?.use === 'fragment') paint(quotation, 2);
    }
    let words = 0;
    let attributed = 0;
    let quoted = 0;
    tokens.forEach((token, i) => {
      if (token.pos === 'PUNCT') return;
      words++;
      if ((voice[i] ?? 0) > 0) attributed++;
      if (voice[i] === 2) quoted++;
    });
    return {
      sentence,
      lemmas,
      cues: lexicon.match(tokens, lemmas),
      voice,
      attributedShare: words === 0 ? 1 : attributed / words,
      quotedShare: words === 0 ? 0 : quoted / words,
      cited: (sourcesIn[index] ?? []).length > 0,
      agentless,
      attitude,
      question: tokens.at(-1)?.text === '?' || tokens.at(-2)?.text === '?',
    };
  });
}

/**
 * For each sentence the indexes of the spans that have a part in it, ascending. Takes time for what it gives, not for every pair: a paragraph can have thousands of both.
 *
 * @param sentences Ascending and apart from each other.
 */
export function touchingEach(sentences: readonly Span[], spans: readonly Span[]): number[][] {
  const touching = sentences.map((): number[] => []);
  spans.forEach(({ start, end }, index) => {
    for (let i = firstEndingAfter(sentences, start); (sentences[i]?.start ?? end) < end; i++) touching[i]?.push(index);
  });
  return touching;
}

/** The feature of a draft's first sentence. */
export const LEAD = 'lead';

/** Features that all sentences of a block have from its place in the draft; all are 0 or 1. */
export function placeFeatures(context: BlockContext): string[] {
  return [
    `place ${bucket(context.place, [0.15, 0.5, 0.85])}`,
    `block ${context.kind}`,
    `draft attributed ${bucket(context.draftAttributed, [0.15, 0.3, 0.45, 0.6])}`,
    `draft evaluation ${bucket(context.draftEvaluation, [0.05, 0.12, 0.25])}`,
  ];
}

/** The features of the sentence at `index` that its block alone decides, by name; all are 0 or 1. Names are the keys of `server/models/claims.json`. */
export function claimFeatures(facts: readonly SentenceFacts[], index: number): string[] {
  const here = facts[index];
  if (!here) return [];
  const features = ['bias'];
  const { tokens } = here.sentence;
  const own = (i: number): boolean => here.voice[i] === 0;
  const counts = new Map<string, number>();
  for (const cue of here.cues) {
    if (!own(cue.first)) continue;
    counts.set(cue.group, (counts.get(cue.group) ?? 0) + 1);
    features.push(`${cue.group}=${cue.entry}`);
  }
  for (const [group, count] of counts) {
    features.push(`has ${group}`);
    if (count > 1) features.push(`many ${group}`);
  }
  const kinds = new Set(tokens.flatMap((token, i) => (own(i) ? [numberKind(token, tokens[i + 1], tokens[i - 1])] : [])));
  kinds.delete(undefined);
  for (const kind of kinds) features.push(`figure ${kind}`);
  if (kinds.size > 0 && counts.has('superlative')) features.push('figure and superlative');
  features.push(`attributed ${bucket(here.attributedShare, [0.01, 0.25, 0.5, 0.75, 0.99])}`);
  if (here.quotedShare > 0) features.push(`quoted ${bucket(here.quotedShare, [0.15, 0.5])}`);
  if (here.cited) features.push('cited');
  if (here.agentless) features.push('agentless');
  if (here.attitude) features.push('attitude');
  if (here.question) features.push('question');
  const before = facts[index - 1];
  const after = facts[index + 1];
  features.push(before ? (before.attributedShare > 0.4 ? 'before attributed' : 'before own') : 'begins block');
  features.push(after ? (after.attributedShare > 0.4 ? 'after attributed' : 'after own') : 'ends block');
  if (before && after && before.attributedShare > 0.4 && after.attributedShare > 0.4) features.push('between attributed');
  const words = tokens.filter(token => token.pos !== 'PUNCT').length;
  features.push(`words ${bucket(words, [6, 11, 18, 26, 36])}`);
  const first = tokens.find(token => token.pos !== 'PUNCT');
  if (first) features.push(`begins ${first.pos}`);
  if (tokens.some((token, i) => own(i) && /^(?:i|we|our|us|my|me)$/.test(token.lower))) features.push('first person');
  if (tokens.some((token, i) => own(i) && /^(?:you|your)$/.test(token.lower))) features.push('second person');
  if (tokens.some((token, i) => own(i) && token.pos === 'PROPN')) features.push('name');
  if (!tokens.some((token, i) => own(i) && (token.pos === 'VERB' || token.pos === 'AUX'))) features.push('no verb');
  features.push(`tense ${tense(here)}`);
  if (tokens.some(token => token.text === '!')) features.push('exclamation');
  features.push(...wordFeatures(here));
  return features;
}

/** Words and pairs of neighbours in the writer's own voice; names and figures stand for themselves as a class. */
function wordFeatures(facts: SentenceFacts): Set<string> {
  const features = new Set<string>();
  let previous = '';
  facts.sentence.tokens.forEach((token, i) => {
    const word = facts.voice[i] !== 0 ? '_' : token.pos === 'NUM' ? '#' : token.pos === 'PROPN' ? 'N' : (facts.lemmas[i] ?? '');
    features.add(`w ${word}`);
    if (i > 0) features.add(`w ${previous} ${word}`);
    previous = word;
  });
  return features;
}

/** The tense of the sentence's first finite verb in the writer's own words, by its form. */
function tense(facts: SentenceFacts): string {
  const { tokens } = facts.sentence;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || facts.voice[i] !== 0) continue;
    if (token.pos === 'AUX') {
      if (/^(?:will|would|could|may|might|can|should|must|shall|'ll|wo|ca)$/.test(token.lower)) return 'modal';
      if (/^(?:was|were|had|did)$/.test(token.lower)) return 'past';
      if (/^(?:has|have|'ve)$/.test(token.lower)) return 'perfect';
      return 'present';
    }
    if (token.pos === 'VERB') {
      if (token.lower.endsWith('ing')) continue;
      return token.lower === facts.lemmas[i] || token.lower.endsWith('s') ? 'present' : 'past';
    }
  }
  return 'none';
}

/** What sort of figure a token is; years, times and dates are none. */
export function numberKind(token: Token, next: Token | undefined, previous: Token | undefined): 'percent' | 'money' | 'count' | 'large' | 'small' | undefined {
  if (token.pos !== 'NUM' && !/^\d/.test(token.text)) return undefined;
  if (next && /^(?:percent|per|%|percentage)$/.test(next.lower)) return 'percent';
  if (token.text.endsWith('%')) return 'percent';
  if (previous && /^[$€£¥]$/u.test(previous.text)) return 'money';
  if (next && /^(?:million|billion|trillion|thousand|hundred)$/.test(next.lower)) return 'large';
  if (/^(?:million|billion|trillion|thousand|hundred)$/.test(token.lower)) return 'large';
  const digits = token.text.replace(/,/g, '');
  if (/^(?:1[5-9]|20)\d\d$/.test(digits) && !token.text.includes(',')) return undefined;
  if (/^\d+$/.test(digits)) {
    if (previous && /^(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)/.test(previous.lower) && Number(digits) <= 31) return undefined;
    if (next && /^(?:a\.m|p\.m|am|pm|jan|feb|mar|apr|may|june|july|aug|sept?|oct|nov|dec)/.test(next.lower)) return undefined;
    return Number(digits) >= 10 ? 'count' : 'small';
  }
  return /^\d+(?:\.\d+)?$/.test(digits) ? 'count' : 'small';
}

function bucket(value: number, edges: readonly number[]): number {
  let i = 0;
  while (i < edges.length && value >= (edges[i] ?? 0)) i++;
  return i;
}
