/** How the attribution model is trained; see its model card for what each choice brings. */
export interface AttributionRecipe {
  /** The run that finds the most useful features. */
  readonly selection: { readonly epochs: number; readonly rate: number };
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
  /** What a source, a cue and a content have to be worth to be drawn: the higher, the less is found and the more of it right. */
  readonly thresholds: readonly [source: number, cue: number, content: number];
  /** How much it counts that the words of a span are likely of its role, beside how likely it is that the span has the right ends. */
  readonly wordShare: number;
}

export const RECIPE: AttributionRecipe = {
  selection: { epochs: 5, rate: 0.05 },
  seeds: 4,
  epochs: 5,
  rate: 0.02,
  dropout: 0.6,
  rows: 105_000,
  clip: 0.7,
  thresholds: [0.4, 0.4, 0.4],
  wordShare: 0.4,
};
