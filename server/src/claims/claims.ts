import type { LocalAttribution } from '../attribution/attribute.js';
import type { CueKind } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import { type BlockContext, claimFeatures, LEAD, numberKind, placeFeatures, type SentenceFacts, touchingEach } from './features.js';
import type { CueGroup, CueMatch } from './lexicon.js';
import type { Claim, ClaimReason, Support } from './types.js';

/** Learned weights by feature name, and the reasons' own weights; from `server/models/claims.json`. */
export interface ClaimModel {
  readonly weights: Readonly<Record<string, number>>;
}

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

/** The weights of a model, as they are quickest to look up. */
export type ClaimWeights = ReadonlyMap<string, number>;

export function claimWeights({ weights }: ClaimModel): ClaimWeights {
  const map = new Map<string, number>();
  for (const feature in weights) map.set(feature, weights[feature] ?? 0);
  return map;
}

/** What the features weigh together, in log odds. */
export function weigh(weights: ClaimWeights, features: readonly string[]): number {
  let sum = 0;
  for (const feature of features) sum += weights.get(feature) ?? 0;
  return sum;
}

/** A claim as its block alone decides it, before its place in the draft is known. */
export interface UnscoredClaim extends Omit<Claim, 'score'> {
  /** What the sentence's own features weigh, in log odds. */
  readonly weight: number;
}

/** The claims of one block: at most one for each sentence, the strongest. */
export function readClaims(weights: ClaimWeights, facts: readonly SentenceFacts[], attributions: readonly LocalAttribution[]): UnscoredClaim[] {
  const claims: UnscoredClaim[] = [];
  const attributionsIn = touchingEach(
    facts.map(({ sentence }) => sentence),
    attributions.map(({ span }) => span),
  );
  facts.forEach((here, index) => {
    if (here.question || here.sentence.tokens.length < 3) return;
    const best = strongest(weights, here);
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
      weight: weigh(weights, claimFeatures(facts, index)),
      support,
      ...(carrier !== undefined && { attribution: carrier }),
    });
  });
  return claims;
}

/** What a block's place in the draft adds to its claims, in log odds. */
export interface PlaceWeights {
  readonly all: number;
  /** Added to the first sentence. */
  readonly first: number;
}

export function placeWeights(weights: ClaimWeights, context: BlockContext): PlaceWeights {
  return { all: weigh(weights, placeFeatures(context)), first: context.first ? weigh(weights, [LEAD]) : 0 };
}

/** The claims with their scores in this draft. */
export function scoreClaims(claims: readonly UnscoredClaim[], place: PlaceWeights): Claim[] {
  return claims.map(({ weight, ...claim }) => ({ ...claim, score: 1 / (1 + Math.exp(-weight - place.all - (claim.sentence === 0 ? place.first : 0))) }));
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
function strongest(weights: ClaimWeights, facts: SentenceFacts): Reasoned | undefined {
  const { tokens } = facts.sentence;
  let best: (Reasoned & { weight: number }) | undefined;
  const consider = (reason: ClaimReason, first: number, end: number, weight: number): void => {
    const a = tokens[first];
    const b = tokens[end - 1];
    if (a && b && (!best || weight > best.weight)) best = { reason, cue: { start: a.start, end: b.end }, token: first, weight };
  };
  const weight = (cue: CueMatch): number => (weights.get(`has ${cue.group}`) ?? 0) + (weights.get(`${cue.group}=${cue.entry}`) ?? 0);
  for (const cue of facts.cues) {
    const group = REASONS[cue.group];
    if (group && facts.voice[cue.first] === 0) consider(group.reason, cue.first, cue.end, weight(cue) + group.precedence);
  }
  tokens.forEach((token, i) => {
    const kind = facts.voice[i] === 0 ? numberKind(token, tokens[i + 1], tokens[i - 1]) : undefined;
    if (kind) consider('number', i, i + 1, weights.get(`figure ${kind}`) ?? 0);
  });
  if (best) return best;
  const verb = tokens.findIndex((token, i) => token.pos === 'VERB' && facts.voice[i] === 0);
  const token = tokens[verb];
  return token && { reason: 'event', cue: { start: token.start, end: token.end }, token: verb };
}

/** The clause that makes the claim: the writer's own words around the cue, without leading connectives. */
function clause(facts: SentenceFacts, reasoned: Reasoned): Span {
  const { tokens } = facts.sentence;
  let first = reasoned.token;
  let end = reasoned.token + 1;
  // Fragments in quotation marks stay part of the clause; what somebody else says does not.
  const mine = (i: number): boolean => facts.voice[i] === 0 || facts.voice[i] === 2;
  while (first > 0 && mine(first - 1)) first--;
  while (end < tokens.length && mine(end)) end++;
  // A participle or relative clause that holds the cue stands for itself: "…, marking the first …".
  for (let i = reasoned.token; i > first + 1; i--) {
    if (tokens[i - 1]?.text === ',' && ((tokens[i]?.pos === 'VERB' && tokens[i]?.lower.endsWith('ing')) || tokens[i]?.lower === 'which') && i - first > 4) {
      first = i;
      break;
    }
    if (tokens[i - 1]?.text === ';') {
      first = i;
      break;
    }
  }
  const skip = (i: number): boolean => {
    const token = tokens[i];
    return token !== undefined && (token.pos === 'PUNCT' || token.pos === 'CCONJ' || (token.pos === 'ADV' && tokens[i + 1]?.text === ','));
  };
  while (first < reasoned.token && skip(first) && !/^[“"(]$/u.test(tokens[first]?.text ?? '')) first++;
  while (end > reasoned.token + 1 && /^[.,;:!?—–-]$/u.test(tokens[end - 1]?.text ?? '')) end--;
  return { start: tokens[first]?.start ?? facts.sentence.start, end: tokens[end - 1]?.end ?? facts.sentence.end };
}
