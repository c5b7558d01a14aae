import type { BlockOpinion } from '../second/opinion.js';
import type { Claim } from './types.js';

/** How much the first reading's log odds weigh beside the second's; chosen on marked drafts that neither was trained on. */
const FIRST = 0.7;

/**
 * The claims of a block with the scores of both readings together: they err in different places, and together they are right more often than either alone.
 * What the claim is, and what carries it, is the first reading's to say. Of a sentence that the second reading has not judged the first one's score stands.
 */
export function judgeClaims(claims: readonly Claim[], opinion: BlockOpinion): Claim[] {
  return claims.map(claim => {
    const judgement = opinion.sentences[claim.sentence];
    if (!judgement) return claim;
    const odds = logOdds(opinion.judge.claim(judgement).score) + FIRST * logOdds(claim.score);
    return { ...claim, score: 1 / (1 + Math.exp(-odds)), judged: true };
  });
}

/** Cut off where rounding would say never or always. */
function logOdds(probability: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(p / (1 - p));
}
