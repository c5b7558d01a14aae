import model from '../../../models/anonymity.json';
import type { Span } from '../../draft/types.js';
import type { English } from '../../english/types.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { Identification } from '../types.js';
import { type Candidate, type CandidateInput, type CandidateResources, findCandidates } from './candidates.js';
import { candidateFeatures } from './features.js';
import { createAnonymityLexicon } from './lexicon.js';
import { citedBy, passesJudgement } from './nature.js';

/** Learned weights by feature name; from `server/models/anonymity.json`. */
export interface AnonymityModel {
  readonly weights: Readonly<Record<string, number>>;
}

/** Words that rest on somebody whom the reader cannot identify; spans are view offsets of the block. */
export interface UnidentifiedSource extends Span {
  readonly identification: Exclude<Identification, 'named'>;
  /** How likely a desk would ask who it is, 0–1. */
  readonly score: number;
  /** The words that stand for the source; absent where nobody is told of ("reportedly"). */
  readonly source?: Span;
  readonly cue?: Span;
  /** The source says something unkind of somebody: an opinion, not information. */
  readonly judges: boolean;
}

/**
 * Score from which a desk would ask who the source is; chosen by cross-validation on marked training drafts (docs/accuracy.md), for as many right marks as can be had
 * with two in three right.
 */
export const WORTH_ASKING = 0.38;

/** Finds the sources of a block that the reader cannot identify; built once and shared. Linear in the block's length. */
export type UnidentifiedReader = (input: CandidateInput) => UnidentifiedSource[];

export function createUnidentifiedReader(english: English, lexicon: AttributionLexicon, { weights }: AnonymityModel = model): UnidentifiedReader {
  const resources: CandidateResources = { english, lexicon, anonymity: createAnonymityLexicon() };
  const weightOf = new Map(Object.entries(weights));
  const scoreOf = (candidate: Candidate): number => {
    let sum = 0;
    for (const feature of candidateFeatures(resources, candidate)) sum += weightOf.get(feature) ?? 0;
    return 1 / (1 + Math.exp(-sum));
  };
  return input =>
    apart(
      findCandidates(resources, input).map(candidate => {
        const { start, end, source, cue } = candidate;
        const cited = source !== undefined && citedBy(resources, candidate);
        return {
          start,
          end,
          identification: cited ? 'secondhand' : candidate.identification,
          score: scoreOf(candidate),
          ...(source && { source }),
          ...(cue && { cue }),
          judges: source !== undefined && passesJudgement(resources, candidate),
        };
      }),
    );
}

/** Of candidates that overlap, the likeliest; ascending. */
function apart(found: readonly UnidentifiedSource[]): UnidentifiedSource[] {
  const kept: UnidentifiedSource[] = [];
  for (const candidate of found) {
    const last = kept.at(-1);
    if (last && candidate.start < last.end) {
      if (candidate.score > last.score) kept[kept.length - 1] = candidate;
    } else kept.push(candidate);
  }
  return kept;
}
