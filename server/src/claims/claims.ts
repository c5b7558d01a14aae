import type { LocalAttribution } from '../attribution/attribute.js';
import type { CueKind } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import {
  type BlockContext,
  claimFeatures,
  draftFigures,
  LEAD,
  numberKind,
  placeFeatures,
  type SentenceFacts,
  sentenceFigures,
  touchingEach,
} from './features.js';
import type { CueGroup, CueMatch } from './lexicon.js';
import type { ClaimScorer } from './score.js';
import type { Claim, ClaimReason, Support } from './types.js';

/** The reason that each group of cues stands for, and how much it comes before the others of the same weight. */
const REASONS: Partial<Readonly<Record<CueGroup, { readonly reason: ClaimReason; readonly precedence: number }>>> = {
  milestone: { reason: 'superlative', precedence: 1.5 },
  hedge: { reason: 'speculation', precedence: 1 },
  accusation: { reason: 'accusation', precedence: 0 },
  superlative: { reason: 'superlative', precedence: 0 },
  motive: { reason: 'motive', precedence: 0 },
  speculation: { reason: 'speculation', precedence: 0 },
  cause: { reason: 'cause', precedence: 0 },
  number: { reason: 'number', precedence: -0.3 },
  event: { reason: 'event', precedence: -0.3 },
};

/** Cues that tell of something without anybody who answers for it. */
const CARRIES_NOTHING: ReadonlySet<CueKind> = new Set(['agentless', 'attitude', 'stance']);

/** A claim as its block alone decides it, before its place in the draft is known. */
export interface UnscoredClaim extends Omit<Claim, 'score'> {
  /** What the sentence's own features weigh, in log odds. */
  readonly weight: number;
  readonly figures: readonly number[];
}

/** The claims of one block: at most one for each sentence, the strongest. */
export function readClaims(scorer: ClaimScorer, facts: readonly SentenceFacts[], attributions: readonly LocalAttribution[]): UnscoredClaim[] {
  const claims: UnscoredClaim[] = [];
  const attributionsIn = touchingEach(
    facts.map(({ sentence }) => sentence),
    attributions.map(({ span }) => span),
  );
  facts.forEach((here, index) => {
    if (here.question || here.sentence.tokens.length < 3) return;
    const best = strongest(scorer, here);
    if (!best) return;
    const carrier = attributionsIn[index]?.find(i => {
      const attribution = attributions[i];
      return attribution && !CARRIES_NOTHING.has(attribution.cueKind) && attribution.content.some(c => c.start < best.cue.end && c.end > best.cue.start);
    });
    let support: Support = 'none';
    if (carrier !== undefined) support = attributions[carrier]?.carriedFrom ? 'carried' : 'attribution';
    else if (here.cited) support = 'citation';
    claims.push({
      ...clause(here, best),
      sentence: index,
      reason: best.reason,
      cue: best.cue,
      signs: signsOf(here),
      weight: scorer.weigh(claimFeatures(facts, index)),
      figures: sentenceFigures(facts, index),
      support,
      ...(carrier !== undefined && { attribution: carrier }),
    });
  });
  return claims;
}

/** What a block's place in the draft adds to its claims. */
export interface PlaceWeights {
  /** In log odds. */
  readonly all: number;
  /** Added to the first sentence, in log odds. */
  readonly first: number;
  readonly figures: readonly number[];
}

export function placeWeights(scorer: ClaimScorer, context: BlockContext): PlaceWeights {
  return { all: scorer.weigh(placeFeatures(context)), first: context.first ? scorer.weigh([LEAD]) : 0, figures: draftFigures(context) };
}

export function samePlace(a: PlaceWeights, b: PlaceWeights): boolean {
  return a.all === b.all && a.first === b.first && a.figures.every((figure, i) => figure === b.figures[i]);
}

/** The claims with their scores in this draft. */
export function scoreClaims(scorer: ClaimScorer, claims: readonly UnscoredClaim[], place: PlaceWeights): Claim[] {
  return claims.map(({ weight, figures, ...claim }) => ({
    ...claim,
    score: scorer.score([...figures, ...place.figures], weight + place.all + (claim.sentence === 0 ? place.first : 0)),
  }));
}

function signsOf(facts: SentenceFacts): CueGroup[] {
  return [...new Set(facts.cues.filter(cue => facts.voice[cue.first] === 0).map(cue => cue.group))];
}

interface Reasoned {
  readonly reason: ClaimReason;
  readonly cue: Span;
  readonly token: number;
}

/** The reason with the weightiest cue in the writer's own words. */
function strongest(scorer: ClaimScorer, facts: SentenceFacts): Reasoned | undefined {
  const { tokens } = facts.sentence;
  let best: (Reasoned & { weight: number }) | undefined;
  const consider = (reason: ClaimReason, first: number, end: number, weight: number): void => {
    const a = tokens[first];
    const b = tokens[end - 1];
    if (a && b && (!best || weight > best.weight)) best = { reason, cue: { start: a.start, end: b.end }, token: first, weight };
  };
  const weight = (cue: CueMatch): number => scorer.weigh([`has ${cue.group}`, `${cue.group}=${cue.entry}`]);
  for (const cue of facts.cues) {
    const group = REASONS[cue.group];
    if (group && facts.voice[cue.first] === 0) consider(group.reason, cue.first, cue.end, weight(cue) + group.precedence);
  }
  tokens.forEach((token, i) => {
    const kind = facts.voice[i] === 0 ? numberKind(token, tokens[i + 1], tokens[i - 1]) : undefined;
    if (kind) consider('number', i, i + 1, scorer.weigh([`figure ${kind}`]));
  });
  if (best) return best;
  const ownWord = (pos: string): number => tokens.findIndex((token, i) => token.pos === pos && facts.voice[i] === 0);
  const verb = ownWord('VERB') < 0 ? ownWord('AUX') : ownWord('VERB');
  const token = tokens[verb];
  return token && { reason: 'event', cue: { start: token.start, end: token.end }, token: verb };
}

/**
 * The words that make the claim: from the first of the writer's own words to the last, without leading connectives and the stop. Editors mark most of a sentence far more often
 * than the one clause that holds the cue, so that only a semicolon parts it.
 */
function clause(facts: SentenceFacts, reasoned: Reasoned): Span {
  const { tokens } = facts.sentence;
  // Fragments in quotation marks stay part of the clause; what somebody else says at either end does not.
  const mine = (i: number): boolean => facts.voice[i] === 0 || facts.voice[i] === 2;
  let first = 0;
  let end = tokens.length;
  while (first < reasoned.token && !mine(first)) first++;
  while (end > reasoned.token + 1 && !mine(end - 1)) end--;
  for (let i = reasoned.token; i > first; i--) if (tokens[i - 1]?.text === ';') first = i;
  for (let i = end - 1; i > reasoned.token; i--) if (tokens[i]?.text === ';') end = i;
  const skip = (i: number): boolean => {
    const token = tokens[i];
    return token !== undefined && (token.pos === 'PUNCT' || token.pos === 'CCONJ' || (token.pos === 'ADV' && tokens[i + 1]?.text === ','));
  };
  while (first < reasoned.token && skip(first) && !/^[“"(]$/u.test(tokens[first]?.text ?? '')) first++;
  while (end > reasoned.token + 1 && /^[.,;:!?—–-]$/u.test(tokens[end - 1]?.text ?? '')) end--;
  return { start: tokens[first]?.start ?? facts.sentence.start, end: tokens[end - 1]?.end ?? facts.sentence.end };
}
