import type { ClaimReason } from '../claims/types.js';

/** What the encoder says of one sentence: logits by output column. */
export interface SentenceJudgement {
  /** A line of `WordColumns` for each word, in the order of the sentence's tokens; shorter than the sentence where that is too long for a window. */
  readonly words: Float32Array;
  readonly sentence: Float32Array;
}

/** The judgements of a block by sentence; undefined where the second reading has not spoken yet. */
export type BlockJudgement = readonly (SentenceJudgement | undefined)[];

/** A run of words that belong together: half-open range of the sentence's tokens. */
export interface WordRun<Kind extends string> {
  readonly first: number;
  readonly end: number;
  readonly kind: Kind;
  /** Probability 0–1 of its likeliest word. */
  readonly score: number;
}

export type LoadedSense = 'label' | 'euphemism' | 'editorial' | 'verb' | 'sensational' | 'scare';
export type AnonymousKind = 'vague' | 'described' | 'agentless' | 'secondhand';

export interface JudgedClaim {
  /** Probability 0–1 that an editor asks for the source of something in the sentence. */
  readonly score: number;
  /** Probability 0–1 that it would hold the story. */
  readonly must: number;
  readonly reason: ClaimReason;
  /** The words that make the claim: half-open range of the sentence's tokens. */
  readonly first: number;
  readonly end: number;
}

/** Reads the encoder's output; built once from the names of its columns. */
export interface Judge {
  readonly wordColumns: number;
  readonly sentenceColumns: number;
  /** The claim of a sentence, however unlikely. */
  claim(judgement: SentenceJudgement): JudgedClaim;
  /** Runs of words that take a side with at least the probability `bar`. */
  loaded(judgement: SentenceJudgement, bar: number): WordRun<LoadedSense>[];
  /** Probability 0–1 that the likeliest of some words takes a side: half-open range of the sentence's tokens. */
  loadedScore(judgement: SentenceJudgement, first: number, end: number): number;
  /** The same for naming a source whom the reader cannot identify. */
  anonymousScore(judgement: SentenceJudgement, first: number, end: number): number;
  /** Runs of words that name a source whom the reader cannot identify. */
  anonymous(judgement: SentenceJudgement, bar: number): WordRun<AnonymousKind>[];
  /** Log probabilities of the seven tags of source, cue and content, a line for each word. */
  attribution(judgement: SentenceJudgement): Float32Array;
  /** Probability 0–1 that somebody else says something in the sentence. */
  attributed(judgement: SentenceJudgement): number;
}

const LOADED: readonly LoadedSense[] = ['label', 'euphemism', 'editorial', 'verb', 'sensational', 'scare'];
const ANONYMOUS: readonly AnonymousKind[] = ['vague', 'described', 'agentless', 'secondhand'];
const REASONS: readonly ClaimReason[] = ['number', 'superlative', 'cause', 'accusation', 'motive', 'speculation', 'event', 'quotation'];
const WORD_GROUPS: readonly string[] = ['attribution', 'loaded', 'anonymous', 'claim', 'bias'];
const TAGS = 7;

/** Words of a claim: at least as likely as the half, or as this share of the likeliest. */
const CLAIM_SHARE = 0.6;

/** `columns`: names of the output columns as the model's manifest lists them, `group.name`. Throws an error for people where one is missing. */
export function createJudge(columns: readonly string[]): Judge {
  const wordColumns = columns.filter(name => WORD_GROUPS.includes(name.slice(0, name.indexOf('.')))).length;
  const at = (name: string): number => {
    const index = columns.indexOf(name);
    if (index < 0) throw new Error(`The second reading's model has no output “${name}”: model and program are of different versions.`);
    return index;
  };
  const attribution = at('attribution.outside');
  const loaded = at('loaded.none');
  const anonymous = at('anonymous.none');
  const claimWord = at('claim.claim');
  const claim = at('sentenceClaim.claim') - wordColumns;
  const must = at('sentenceClaim.mustClaim') - wordColumns;
  const reason = at('reason.number') - wordColumns;
  const attributed = at('attributed.attributed') - wordColumns;

  function runs<Kind extends string>({ words }: SentenceJudgement, first: number, kinds: readonly Kind[], bar: number): WordRun<Kind>[] {
    const found: WordRun<Kind>[] = [];
    const count = words.length / wordColumns;
    const mass = new Float64Array(kinds.length);
    let start = -1;
    let score = 0;
    for (let i = 0; i <= count; i++) {
      const row = i * wordColumns + first;
      const some = i < count ? 1 - softmaxFirst(words, row, kinds.length + 1) : 0;
      if (some > bar) {
        if (start < 0) {
          start = i;
          score = 0;
          mass.fill(0);
        }
        score = Math.max(score, some);
        for (let k = 0; k < kinds.length; k++) mass[k] = (mass[k] ?? 0) + Math.exp((words[row + 1 + k] ?? 0) - (words[row] ?? 0)) * (1 - some);
      } else if (start >= 0) {
        found.push({ first: start, end: i, kind: kinds[indexOfLargest(mass)] as Kind, score });
        start = -1;
      }
    }
    return found;
  }

  function likeliest(words: Float32Array, column: number, kinds: number, first: number, end: number): number {
    let score = 0;
    for (let i = first; i < end && i * wordColumns < words.length; i++) score = Math.max(score, 1 - softmaxFirst(words, i * wordColumns + column, kinds + 1));
    return score;
  }

  return {
    wordColumns,
    sentenceColumns: columns.length - wordColumns,
    claim(judgement) {
      const { words, sentence } = judgement;
      const count = words.length / wordColumns;
      const inside = Float64Array.from({ length: count }, (_, i) => logistic(words[i * wordColumns + claimWord] ?? 0));
      const bar = Math.min(0.5, inside.reduce((a, b) => Math.max(a, b), 0) * CLAIM_SHARE);
      let best = { first: 0, end: count, mass: Number.NEGATIVE_INFINITY };
      for (let i = 0; i < count; ) {
        let end = i;
        let mass = 0;
        while (end < count && (inside[end] ?? 0) > bar) mass += inside[end++] ?? 0;
        if (end > i && mass > best.mass) best = { first: i, end, mass };
        i = end + 1;
      }
      return {
        score: logistic(sentence[claim] ?? 0),
        must: logistic(sentence[must] ?? 0),
        reason: REASONS[indexOfLargest(sentence.subarray(reason, reason + REASONS.length))] ?? 'event',
        first: best.first,
        end: best.end,
      };
    },
    loadedScore: ({ words }, first, end) => likeliest(words, loaded, LOADED.length, first, end),
    anonymousScore: ({ words }, first, end) => likeliest(words, anonymous, ANONYMOUS.length, first, end),
    loaded: (judgement, bar) => runs(judgement, loaded, LOADED, bar),
    anonymous: (judgement, bar) => runs(judgement, anonymous, ANONYMOUS, bar),
    attribution({ words }) {
      const count = words.length / wordColumns;
      const out = new Float32Array(count * TAGS);
      for (let i = 0; i < count; i++) {
        const row = i * wordColumns + attribution;
        let total = 0;
        for (let k = 0; k < TAGS; k++) total += Math.exp(words[row + k] ?? 0);
        for (let k = 0; k < TAGS; k++) out[i * TAGS + k] = (words[row + k] ?? 0) - Math.log(total);
      }
      return out;
    },
    attributed: ({ sentence }) => logistic(sentence[attributed] ?? 0),
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The first probability of a softmax over `count` logits from `at` on. */
function softmaxFirst(logits: Float32Array, at: number, count: number): number {
  let total = 0;
  const first = logits[at] ?? 0;
  for (let k = 0; k < count; k++) total += Math.exp((logits[at + k] ?? 0) - first);
  return 1 / total;
}

function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
