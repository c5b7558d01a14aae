import type { LocalAttribution } from '../attribution/attribute.js';
import type { Span } from '../draft/types.js';
import type { Sentence, Token } from '../english/types.js';
import type { BlockOpinion } from '../second/opinion.js';
import type { Claim } from './types.js';

/**
 * The claims of a block as the second reading judges them. Of a sentence that it has not judged the first reading's claim stands; of one in which the first reading
 * sees no claim (a question, two words) nothing is made. What carries a claim is the first reading's to say.
 */
export function judgeClaims(
  claims: readonly Claim[],
  sentences: readonly Sentence[],
  attributions: readonly LocalAttribution[],
  opinion: BlockOpinion,
): Claim[] {
  return claims.map(claim => {
    const sentence = sentences[claim.sentence];
    const judgement = opinion.sentences[claim.sentence];
    if (!sentence || !judgement) return claim;
    const { score, reason, first, end } = opinion.judge.claim(judgement);
    const { attribution: _, ...rest } = claim;
    const span = clause(sentence.tokens, first, end) ?? { start: claim.start, end: claim.end };
    return { ...rest, ...span, ...supportOf(claim, span, attributions), reason, score, judged: true };
  });
}

/** A claim is carried by an attribution in whose content the better part of it lies. */
function supportOf(claim: Claim, span: Span, attributions: readonly LocalAttribution[]): Pick<Claim, 'support' | 'attribution'> {
  const carrier = attributions.findIndex(
    ({ cueKind, content }) =>
      cueKind !== 'agentless' &&
      cueKind !== 'attitude' &&
      cueKind !== 'stance' &&
      content.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)), 0) * 2 > span.end - span.start,
  );
  if (carrier >= 0) return { support: attributions[carrier]?.carriedFrom ? 'carried' : 'attribution', attribution: carrier };
  return { support: claim.support === 'citation' ? 'citation' : 'none' };
}

/** The words without what only joins them to others. */
function clause(tokens: readonly Token[], from: number, to: number): Span | undefined {
  let first = from;
  let end = Math.min(to, tokens.length);
  const joins = (token: Token | undefined): boolean =>
    token !== undefined && (token.pos === 'CCONJ' || (token.pos === 'PUNCT' && !/^[“"‘(]$/u.test(token.text)));
  while (first < end - 1 && joins(tokens[first])) first++;
  while (end > first + 1 && /^[.,;:!?—–-]$/u.test(tokens[end - 1]?.text ?? '')) end--;
  const a = tokens[first];
  const b = tokens[end - 1];
  return a && b ? { start: a.start, end: b.end } : undefined;
}
