import type { Attribution, CueKind, Quotation } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { Annotation, BlockKind, Span } from '../draft/types.js';
import type { English, Sentence, Token } from '../english/types.js';
import { type ClaimLexicon, CUE_GROUPS, type CueMatch } from './lexicon.js';

/** Share of a sentence's words from which it counts as attributed. */
const MOSTLY = 0.4;

const FIRST_PERSON: ReadonlySet<string> = new Set(['i', 'we', 'our', 'us', 'my', 'me']);
const SECOND_PERSON: ReadonlySet<string> = new Set(['you', 'your']);
const NEGATIONS: ReadonlySet<string> = new Set(["n't", 'n’t', 'not', 'no', 'never']);
const CONTRASTS: ReadonlySet<string> = new Set(['but', 'however', 'yet', 'though', 'although', 'despite', 'while']);
const WEEKDAYS: ReadonlySet<string> = new Set(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const CONTENT_WORDS: ReadonlySet<string> = new Set(['VERB', 'NOUN', 'ADJ', 'ADV']);
/** Parts of speech whose number in the writer's own words says something of a sentence. */
const COUNTED = ['VERB', 'AUX', 'NOUN', 'PROPN', 'ADJ', 'ADV', 'NUM', 'PRON'] as const;

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
  /** Kinds of cue of the attributions that have a part in it; the same kind can stand there more than once. */
  readonly cueKinds: readonly CueKind[];
  /** What the quotation marks in it do. */
  readonly quotationUses: readonly Quotation['use'][];
  readonly agentless: boolean;
  readonly attitude: boolean;
  readonly question: boolean;
}

/** What the draft says about the sentences of one of its blocks. */
export interface BlockContext {
  readonly kind: BlockKind;
  /** Place of the block among the draft's prose blocks, 0–1. */
  readonly place: number;
  readonly first: boolean;
  readonly draft: DraftCounts;
}

/** Blocks in which the writer asserts something; headlines, captions and tables are not asked for sources. */
export function makesClaims(kind: BlockKind): boolean {
  return kind === 'paragraph' || kind === 'standfirst' || kind === 'listItem';
}

/** What is counted over the sentences of a block, and over those of a draft. */
export interface DraftCounts {
  readonly sentences: number;
  readonly words: number;
  /** Sentences that are attributed for the most part. */
  readonly attributed: number;
  /** Sentences of which nothing is attributed or quoted. */
  readonly own: number;
  readonly questions: number;
  /** Sentences with quoted speech in them, in part or as a whole. */
  readonly quoting: number;
  /** Sentences in which the writer says “I” or “we”. */
  readonly firstPerson: number;
  /** Sentences that hedge or accuse in the writer's own voice. */
  readonly contested: number;
  /** Evaluating words in the writer's own voice. */
  readonly evaluations: number;
}

/** What one block adds to the counts of its draft. */
export interface BlockCounts extends DraftCounts {
  readonly kind: BlockKind;
}

export function blockCounts(kind: BlockKind, facts: readonly SentenceFacts[]): BlockCounts {
  const counts = { kind, sentences: facts.length, words: 0, attributed: 0, own: 0, questions: 0, quoting: 0, firstPerson: 0, contested: 0, evaluations: 0 };
  for (const sentence of facts) {
    const { tokens } = sentence.sentence;
    counts.words += tokens.length;
    if (sentence.attributedShare > MOSTLY) counts.attributed++;
    if (sentence.attributedShare === 0 && !sentence.question) counts.own++;
    if (sentence.question) counts.questions++;
    if (sentence.quotationUses.some(use => use === 'speech' || use === 'fragment')) counts.quoting++;
    if (tokens.some(({ lower }, i) => sentence.voice[i] === 0 && FIRST_PERSON.has(lower))) counts.firstPerson++;
    let contested = false;
    for (const cue of sentence.cues) {
      if (sentence.voice[cue.first] !== 0) continue;
      if (cue.group === 'evaluation') counts.evaluations++;
      if (cue.group === 'hedge' || cue.group === 'accusation') contested = true;
    }
    if (contested) counts.contested++;
  }
  return counts;
}

/** The context of each block of a draft, by its place in `blocks`. */
export function draftContext(blocks: readonly BlockCounts[]): (index: number) => BlockContext {
  const draft = { sentences: 0, words: 0, attributed: 0, own: 0, questions: 0, quoting: 0, firstPerson: 0, contested: 0, evaluations: 0 };
  let firstProse = -1;
  let lastProse = 0;
  blocks.forEach((block, i) => {
    if (!makesClaims(block.kind)) return;
    if (firstProse < 0) firstProse = i;
    lastProse = i;
    for (const name in draft) draft[name as keyof DraftCounts] += block[name as keyof DraftCounts];
  });
  const span = Math.max(1, lastProse - firstProse);
  return index => ({ kind: blocks[index]?.kind ?? 'paragraph', place: (index - firstProse) / span, first: index === firstProse, draft });
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
      cueKinds: (attributionsIn[index] ?? []).flatMap(i => attributions[i]?.cueKind ?? []),
      quotationUses: (quotationsIn[index] ?? []).flatMap(i => quotations[i]?.use ?? []),
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
    `draft attributed ${bucket(context.draft.attributed / Math.max(1, context.draft.sentences), [0.15, 0.3, 0.45, 0.6])}`,
    `draft evaluation ${bucket(context.draft.evaluations / Math.max(1, context.draft.sentences), [0.05, 0.12, 0.25])}`,
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
  features.push(before ? (before.attributedShare > MOSTLY ? 'before attributed' : 'before own') : 'begins block');
  features.push(after ? (after.attributedShare > MOSTLY ? 'after attributed' : 'after own') : 'ends block');
  if (before && after && before.attributedShare > MOSTLY && after.attributedShare > MOSTLY) features.push('between attributed');
  const words = tokens.filter(token => token.pos !== 'PUNCT').length;
  features.push(`words ${bucket(words, [6, 11, 18, 26, 36])}`);
  const first = tokens.find(token => token.pos !== 'PUNCT');
  if (first) features.push(`begins ${first.pos}`);
  if (tokens.some((token, i) => own(i) && FIRST_PERSON.has(token.lower))) features.push('first person');
  if (tokens.some((token, i) => own(i) && SECOND_PERSON.has(token.lower))) features.push('second person');
  if (tokens.some((token, i) => own(i) && token.pos === 'PROPN')) features.push('name');
  if (!tokens.some((token, i) => own(i) && (token.pos === 'VERB' || token.pos === 'AUX'))) features.push('no verb');
  features.push(`tense ${tense(here)}`);
  if (tokens.some(token => token.text === '!')) features.push('exclamation');
  features.push(...makeUp(here), ...wordFeatures(here));
  return features;
}

/** How the writer's own words are made up. */
function makeUp(facts: SentenceFacts): Set<string> {
  const { tokens } = facts.sentence;
  const features = new Set<string>();
  const counts = partsOfSpeech(facts);
  features.add(`run ${bucket(longestRun(facts), [4, 8, 13, 20, 30])}`);
  features.add(`verbs ${Math.min(counts.get('VERB') ?? 0, 5)}`);
  features.add(`adjectives ${Math.min(counts.get('ADJ') ?? 0, 4)}`);
  features.add(`adverbs ${Math.min(counts.get('ADV') ?? 0, 3)}`);
  features.add(`names ${bucket(counts.get('PROPN') ?? 0, [1, 2, 4, 7])}`);
  features.add(`numbers ${Math.min(counts.get('NUM') ?? 0, 4)}`);
  features.add(`pronouns ${Math.min(counts.get('PRON') ?? 0, 3)}`);
  for (const kind of facts.cueKinds) features.add(`cue ${kind}`);
  for (const use of facts.quotationUses) features.add(`marks ${use}`);
  let opened = false;
  tokens.forEach((token, i) => {
    if (facts.voice[i] !== 0) return;
    const { lower } = token;
    if (!opened) features.add(`opens ${facts.lemmas[i] ?? ''}`);
    opened = true;
    if (WEEKDAYS.has(lower)) features.add('weekday');
    if (/^(?:19|20)\d\d$/.test(lower)) features.add('year');
    if (NEGATIONS.has(lower)) features.add('negation');
    if (CONTRASTS.has(lower)) features.add('contrast');
    if (lower === 'who') features.add('who');
    if (lower === 'which' || lower === 'that') features.add('relative');
  });
  return features;
}

/** The most words in a row that are the writer's own. */
function longestRun({ sentence: { tokens }, voice }: SentenceFacts): number {
  let longest = 0;
  let run = 0;
  tokens.forEach((token, i) => {
    if (voice[i] !== 0) run = 0;
    else if (token.pos !== 'PUNCT') longest = Math.max(longest, ++run);
  });
  return longest;
}

/** How many of a sentence's tokens are the writer's own words. */
function ownWords({ voice }: SentenceFacts): number {
  let own = 0;
  for (const of of voice) if (of === 0) own++;
  return own;
}

function partsOfSpeech({ sentence: { tokens }, voice }: SentenceFacts): Map<string, number> {
  const counts = new Map<string, number>();
  tokens.forEach(({ pos }, i) => {
    if (voice[i] === 0) counts.set(pos, (counts.get(pos) ?? 0) + 1);
  });
  return counts;
}

/** The names of a sentence's figures, in their order: `sentenceFigures`, then `draftFigures`. The score's trees ask for them by place. */
export const FIGURES: readonly string[] = [
  'tokens',
  'own tokens',
  'longest run',
  ...CUE_GROUPS.map(group => `has ${group}`),
  ...COUNTED,
  'sentence in block',
  'sentences in block',
  'attributions',
  'quotations',
  'attributions before',
  'attributed share',
  'quoted share',
  'place',
  'sentences',
  'own sentences',
  'attributed',
  'evaluation',
  'questions',
  'quoting',
  'first person',
  'contested',
  'sentence length',
];

/** What is counted in the sentence at `index` that its block alone decides. */
export function sentenceFigures(facts: readonly SentenceFacts[], index: number): number[] {
  const here = facts[index];
  if (!here) return [];
  const groups = new Map<string, number>();
  for (const cue of here.cues) if (here.voice[cue.first] === 0) groups.set(cue.group, (groups.get(cue.group) ?? 0) + 1);
  const counts = partsOfSpeech(here);
  return [
    here.sentence.tokens.length,
    ownWords(here),
    longestRun(here),
    ...CUE_GROUPS.map(group => Math.min(2, groups.get(group) ?? 0)),
    ...COUNTED.map(pos => counts.get(pos) ?? 0),
    index,
    facts.length,
    here.cueKinds.length,
    here.quotationUses.length,
    facts[index - 1]?.cueKinds.length ?? 0,
    here.attributedShare,
    here.quotedShare,
  ];
}

/** What is counted over the draft; rounded so that an edit seldom changes what is known of all other blocks. */
export function draftFigures({ place, draft }: BlockContext): number[] {
  const share = (count: number): number => Math.round((count / Math.max(1, draft.sentences)) * 20) / 20;
  const size = (count: number): number => Math.round(Math.log2(1 + count) * 2) / 2;
  return [
    Math.round(place * 10) / 10,
    size(draft.sentences),
    size(draft.own),
    share(draft.attributed),
    share(draft.evaluations),
    share(draft.questions),
    share(draft.quoting),
    share(draft.firstPerson),
    share(draft.contested),
    Math.round(draft.words / Math.max(1, draft.sentences) / 2) * 2,
  ];
}

/** Words and pairs of neighbours in the writer's own voice; names and figures stand for themselves as a class. */
function wordFeatures(facts: SentenceFacts): Set<string> {
  const features = new Set<string>();
  let previous = '';
  facts.sentence.tokens.forEach((token, i) => {
    const word = facts.voice[i] !== 0 ? '_' : token.pos === 'NUM' ? '#' : token.pos === 'PROPN' ? 'N' : (facts.lemmas[i] ?? '');
    features.add(`w ${word}`);
    if (facts.voice[i] === 0 && CONTENT_WORDS.has(token.pos)) {
      features.add(`${token.pos} ${word}`);
      // Beginnings and ends stand for kin: “allegation”, “alleging”; “-tion”.
      features.add(`${word.slice(0, 5)}-`);
      if (word.length > 5) features.add(`-${word.slice(-4)}`);
    }
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
