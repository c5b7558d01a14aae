/** How the attribution model is trained; see its model card for what each choice brings. */
export interface AttributionRecipe {
  readonly seeds: number;
  readonly epochs: number;
  /** Step size of AdaGrad. */
  readonly rate: number;
  /** Share of a token's features that are hidden while learning. */
  readonly dropout: number;
  /** How many features keep their weights. */
  readonly rows: number;
  /** The share of the largest weight that is rounded to the largest whole number; the few beyond it are cut off, and all others kept finer. */
  readonly clip: number;
  /** Taken off the score of tokens outside of all spans, in units of the rounded weights: the higher, the more is found and the less of it right. */
  readonly outsideHandicap: number;
  /** The same in sentences in which nothing is found with it. */
  readonly silenceHandicap: number;
}

export const RECIPE: AttributionRecipe = {
  seeds: 4,
  epochs: 5,
  rate: 0.05,
  dropout: 0.6,
  rows: 72_000,
  clip: 0.7,
  outsideHandicap: 5,
  silenceHandicap: 40,
};
