import type { BlockJudgement, Judge } from './judgement.js';

/** From which probabilities on the second reading decides, 0–1; chosen on marked drafts that it was not trained on. */
export interface SecondThresholds {
  /** Of a sentence that holds a claim without a source. */
  readonly claim: number;
  /** Of words that name a source whom the reader cannot identify: where the first reading sees one too, and where it does not. */
  readonly anonymous: { readonly known: number; readonly unknown: number };
  /** Of words that take a side: where they are on the list of loaded terms, and where they are not. */
  readonly loaded: { readonly known: number; readonly unknown: number };
}

/** The second reading of a block, as the rules ask it. */
export interface BlockOpinion {
  readonly judge: Judge;
  readonly thresholds: SecondThresholds;
  /** By sentence of the block. */
  readonly sentences: BlockJudgement;
}
