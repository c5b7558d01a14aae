import type { UnidentifiedSource } from '../attribution/anonymity/index.js';
import type { Span } from '../draft/types.js';
import type { BlockReading } from '../reading.js';
import { judgedPlace, judgedRuns } from './second.js';
import { spanSet } from './spans.js';
import type { Mark } from './types.js';

/**
 * Score from which a desk would ask who the source is. Chosen by cross-validation on marked training drafts (docs/accuracy.md).
 */
const LEAST_SCORE = 0.38;

/** A source that a desk would ask about. */
export interface AnonymousSource extends Pick<UnidentifiedSource, 'start' | 'end' | 'identification' | 'source' | 'cue' | 'attribution'> {
  /** Where the second reading decided: its probability 0–1, and whether the first reading saw the case too. */
  readonly judged?: Mark['judged'];
}

/** The sources of a block that a desk would ask about, as the second reading judges them, or else the first; ascending and apart from each other. */
export function anonymousSources(block: BlockReading): AnonymousSource[] {
  if (block.block.kind === 'headline' || block.block.kind === 'heading' || block.block.kind === 'tableCell') return [];
  const found: AnonymousSource[] = [];
  for (const candidate of block.unidentified) {
    const { score, ...source } = candidate;
    const known = score >= LEAST_SCORE;
    const place = judgedPlace(block, candidate);
    if (!block.second || !place) {
      if (known) found.push(source);
      continue;
    }
    const { judge, thresholds } = block.second;
    const probability = judge.anonymousScore(place.judgement, place.first, place.end);
    if (probability >= (known ? thresholds.anonymous.known : thresholds.anonymous.unknown)) found.push({ ...source, judged: { score: probability, known } });
  }
  return [...found, ...judgedAlone(block, found)].sort((a, b) => a.start - b.start);
}

/** Words that the second reading alone takes for a source whom the reader cannot identify. */
function judgedAlone(block: BlockReading, found: readonly Span[]): AnonymousSource[] {
  const { second } = block;
  if (!second) return [];
  const taken = spanSet([...found, ...block.quotations.filter(({ use }) => use !== 'scare')]);
  return judgedRuns(block, (judge, judgement, bar) => judge.anonymous(judgement, bar)).flatMap(({ span, run }) =>
    run.score < second.thresholds.anonymous.unknown || taken.touches(span)
      ? []
      : [{ ...span, identification: run.kind, judged: { score: run.score, known: false } }],
  );
}
