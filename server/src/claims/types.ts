import type { Span } from '../draft/types.js';
import type { CueGroup } from './lexicon.js';

/** What makes a statement checkable. */
export type ClaimReason = 'number' | 'superlative' | 'cause' | 'accusation' | 'motive' | 'speculation' | 'event' | 'quotation';

/** What stands behind a claim: an attribution, a citation, the attribution of a neighbouring sentence, or nothing. */
export type Support = 'attribution' | 'citation' | 'carried' | 'none';

/** A statement that can be checked; view offsets of its block. */
export interface Claim extends Span {
  /** Index of its sentence in the block. */
  readonly sentence: number;
  readonly reason: ClaimReason;
  /** The words that give the reason away (`the first`, `may be`). */
  readonly cue: Span;
  /** Groups of `server/lexicons/claims.yaml` that have a word in the writer's own voice here; some are a surer sign than others. */
  readonly signs: readonly CueGroup[];
  /** How much it wants a source, 0–1. */
  readonly score: number;
  /** The second reading has decided score, reason and span. */
  readonly judged?: boolean;
  readonly support: Support;
  /** Index of the attribution that carries it, in the block's list. */
  readonly attribution?: number;
}
