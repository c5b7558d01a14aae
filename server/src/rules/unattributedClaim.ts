import type { CueGroup } from '../claims/lexicon.js';
import type { Claim, ClaimReason } from '../claims/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { anonymousSources } from './anonymous.js';
import { accordingTo, needsSource } from './attributing.js';
import { spanSet } from './spans.js';
import type { Fix, Mark, Rule } from './types.js';

/** Score from which a desk would ask for the source. Chosen by cross-validation on marked training drafts for about one right mark in two (docs/accuracy.md). */
const THRESHOLD = 0.36;
/** A first is sent back from much less of a score. */
const THRESHOLD_BY_SIGN: Partial<Readonly<Record<CueGroup, number>>> = { milestone: 0.15 };
/** Score from which a mark of any reason is a warning; accusations are at any score, since of the right marks among them most would hold the story. */
const HOLDS = 0.55;

/** Whether the rule marks the claim; `judgedFrom` is the score from which a claim is marked that the second reading has judged. */
export function wantsSource(claim: Pick<Claim, 'support' | 'score' | 'signs' | 'judged'>, judgedFrom?: number): boolean {
  if (claim.judged && judgedFrom !== undefined) return claim.support === 'none' && claim.score >= judgedFrom;
  return claim.support === 'none' && claim.score >= Math.min(THRESHOLD, ...claim.signs.map(sign => THRESHOLD_BY_SIGN[sign] ?? THRESHOLD));
}

/** Whether a desk would hold the story for it; else it would only ask. */
export function holdsTheStory({ score, reason, signs }: Pick<Claim, 'score' | 'reason' | 'signs'>): boolean {
  return reason === 'accusation' || signs.includes('accusation') || score >= HOLDS;
}

/** What is wrong, and what the desk would ask; why it matters. */
const MESSAGES: Readonly<Record<ClaimReason, { readonly message: string; readonly why: string }>> = {
  number: { message: 'A figure with no source: who counted, and when?', why: 'A reader cannot tell where the figure comes from, nor whether it still holds.' },
  superlative: {
    message: 'A superlative with no source: who has checked that nothing comes before it?',
    why: '“First”, “largest” and their like rule out every other case; somebody must have looked.',
  },
  cause: {
    message: 'A cause stated as fact, with no source: whose finding is it?',
    why: 'That one thing led to another is a finding; that it came after is not enough.',
  },
  accusation: {
    message: 'An accusation with no source: who alleges it, and what do those accused say?',
    why: 'It alleges a wrong or a failing in the paper’s own voice.',
  },
  motive: {
    message: 'A motive or state of mind with no source: who said so, or what shows it?',
    why: 'What somebody wants, fears or intends is known only from what they said or did.',
  },
  speculation: {
    message: 'A prediction or inference in the writer’s voice: who expects or concludes it?',
    why: 'It goes beyond what is known, and no source stands behind it.',
  },
  event: { message: 'Something stated as fact, with no source: how is it known?', why: 'A reader cannot tell who saw it or which record has it.' },
  quotation: { message: 'A quotation with no speaker: who said it, and where?', why: 'The reader cannot tell who said these words.' },
};

/**
 * Marks a checkable statement in the writer's own voice that no attribution, link, footnote or citation carries.
 * Leaves alone: what is attributed or carried over, questions, headings, headlines and captions of pictures, and whatever scores below the threshold
 * (public record, background, the scheduled).
 */
export const unattributedClaim: Rule = {
  id: 'unattributed-claim',
  kind: 'unattributed-claim',
  defaultSeverity: 'warning',
  summary: 'A checkable statement in the writer’s voice that nothing in its sentence or around it attributes.',
  guidance: 'ask that a disputable fact which the reporter did not witness is attributed in the same sentence.',
  check(block) {
    if (block.block.kind !== 'paragraph' && block.block.kind !== 'standfirst' && block.block.kind !== 'listItem') return [];
    const wanting = block.claims.filter(claim => wantsSource(claim, block.second?.thresholds.claim));
    if (wanting.length === 0) return [];
    // At “reportedly” a desk asks who reports it, and nothing else: of 67 such marks on the training drafts, 3 lie in a marked claim.
    const unreported = spanSet(anonymousSources(block).filter(({ identification }) => identification === 'agentless'));
    return wanting.filter(claim => !unreported.touches(claim)).map(mark);
  },
  fixes(mark, block, reading) {
    return [attribute(mark, block, reading), needsSource(mark, block)];
  },
};

function mark(claim: Claim): Mark {
  const { message, why } = MESSAGES[claim.reason];
  return {
    start: claim.start,
    end: claim.end,
    sub: claim.reason,
    message,
    why,
    // What is marked from less of a score than the rest is as sure as the least of these.
    confidence: Math.max(claim.score, THRESHOLD),
    ...(!holdsTheStory(claim) && { severity: 'information' as const }),
    ...(claim.judged && { judged: { score: claim.score, known: true } }),
  };
}

function attribute(mark: Mark, block: BlockReading, reading: Reading): Fix {
  return { title: 'Attribute…', preferred: true, edits: accordingTo(block, reading, mark.end) };
}
