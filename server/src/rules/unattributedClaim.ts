import type { CueGroup } from '../claims/lexicon.js';
import type { Claim, ClaimReason } from '../claims/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { accordingTo, needsSource } from './attributing.js';
import { sourceChoices } from './snippets.js';
import { spanSet } from './spans.js';
import type { Fix, FixEdit, Mark, Rule } from './types.js';

/**
 * Score from which a desk would ask for the source. Chosen by cross-validation on marked training drafts for more right marks than wrong ones (docs/accuracy.md):
 * what is hedged is more often sent back than its score says.
 */
const THRESHOLD = 0.59;
const THRESHOLD_BY_SIGN: Partial<Readonly<Record<CueGroup, number>>> = { hedge: 0.3, milestone: 0.15 };

/** Whether the rule marks the claim; `judgedFrom` is the score from which a claim is marked that the second reading has judged. */
export function wantsSource(claim: Pick<Claim, 'support' | 'score' | 'signs' | 'judged'>, judgedFrom?: number): boolean {
  if (claim.judged && judgedFrom !== undefined) return claim.support === 'none' && claim.score >= judgedFrom;
  return claim.support === 'none' && claim.score >= Math.min(THRESHOLD, ...claim.signs.map(sign => THRESHOLD_BY_SIGN[sign] ?? THRESHOLD));
}

const MESSAGES: Readonly<Record<ClaimReason, { message: string; why: string }>> = {
  number: { message: 'A figure with no source', why: 'A reader cannot tell who counted, or when.' },
  superlative: { message: 'A superlative with no source', why: '“First”, “largest” and their like rule out every other case; somebody must have checked.' },
  cause: { message: 'A cause stated as fact, with no source', why: 'That one thing led to another is a finding; the reader should know whose.' },
  accusation: { message: 'An accusation with no source', why: 'It alleges a wrong or a failing in the paper’s own voice.' },
  motive: { message: 'A motive or state of mind with no source', why: 'What somebody wants, fears or intends is known only from what they said or showed.' },
  speculation: {
    message: 'A prediction or inference in the writer’s voice',
    why: 'It goes beyond what is known; the reader should learn who expects or concludes it.',
  },
  event: { message: 'An event stated as fact, with no source', why: 'The reader cannot tell how this is known.' },
  quotation: { message: 'A quotation with no speaker', why: 'The reader cannot tell who said these words.' },
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
    return [...wanting(block).map(mark), ...speakerless(block)].sort((a, b) => a.start - b.start);
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
    message: `${message}.`,
    why,
    ...(claim.judged && { judged: { score: claim.score, known: true } }),
  };
}

function wanting({ claims, second }: BlockReading): Claim[] {
  return claims.filter(claim => wantsSource(claim, second?.thresholds.claim));
}

/** Quotations of speech whose speaker nothing tells. */
function speakerless(block: BlockReading): Mark[] {
  const spoken = spanSet(block.attributions.filter(({ cueKind }) => cueKind !== 'agentless').flatMap(({ content }) => content));
  const claimed = spanSet(wanting(block));
  const cited = spanSet(block.block.view.annotations.filter(({ kind }) => kind !== 'emphasis').map(({ start, end }) => ({ start, end: end + 1 })));
  return block.quotations
    .filter(
      quotation =>
        quotation.use === 'speech' &&
        !quotation.continues &&
        !spoken.touches(quotation) &&
        // Marked as part of a claim already.
        !claimed.touches(quotation) &&
        !cited.touches({ start: quotation.start, end: quotation.end + 3 }),
    )
    .map(quotation => ({
      start: quotation.start,
      end: quotation.end,
      sub: 'quotation',
      message: `${MESSAGES.quotation.message}.`,
      why: MESSAGES.quotation.why,
    }));
}

function attribute(mark: Mark, block: BlockReading, reading: Reading): Fix {
  const edits = mark.sub === 'quotation' ? speaker(mark, block, reading) : accordingTo(block, reading, mark.end);
  return { title: 'Attribute…', preferred: true, edits };
}

/** “…,” X said. A full stop within the marks becomes a comma, a question or exclamation mark stays, and where there is neither a comma comes. */
function speaker(mark: Mark, block: BlockReading, reading: Reading): FixEdit[] {
  const { text } = block.block.view;
  const quotation = text.slice(mark.start, mark.end);
  const closing = /[”"’'»›]+$/u.exec(quotation);
  const inner = mark.start + (closing?.index ?? quotation.length);
  const last = text[inner - 1] ?? '';
  const edits: FixEdit[] = [];
  if (last === '.') edits.push({ start: inner - 1, end: inner, text: ',' });
  else if (!/[,?!…—]/u.test(last)) edits.push({ start: inner, end: inner, text: ',' });
  const ends = /^\s*(?:$|[\p{Lu}“"‘«])/u.test(text.slice(mark.end, mark.end + 3));
  const stop = ends ? '.' : '';
  return [...edits, { start: mark.end, end: mark.end, text: ` [source] said${stop}`, snippet: ` ${sourceChoices(reading, 1)} said${stop}` }];
}
