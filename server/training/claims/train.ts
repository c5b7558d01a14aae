/**
 * Trains the claim score from marked drafts and measures it by cross-validation over drafts.
 *
 *   npm run train:claims -- --marks MARKS.jsonl --drafts DIR [--folds 6] [--shuffles 1] [--write]
 *
 * MARKS.jsonl has a line for each mark { doc, kind, start, end, priority }; DIR holds <doc>.txt. Without --write only the figures are printed.
 * Two steps: logistic regression over named features, then boosted trees over its answer and the sentence's figures. The trees learn from answers that the regression gave
 * of drafts that it had not seen. Deterministic.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FIGURES } from '../../src/claims/features.js';
import { LINEAR_FIGURE } from '../../src/claims/score.js';
import { learnLogistic } from '../logistic.js';
import { boost, type Forest, generator, meanForest, oddsOf } from './boosting.js';
import { report, type Scored } from './figures.js';
import { readMarkedDrafts, type Sample } from './samples.js';

/** Folds within the training drafts, for the answers that the trees learn from. */
const INNER_FOLDS = 4;
/** Weight of the log loss against the L2 penalty; chosen by cross-validation among 0.03, 0.05, 0.1, 0.3. */
const LINEAR = { strength: 0.03, rarest: 3 };
const FORESTS = 3;
/** Weights nearer to zero than this are left out: together they move no score by a hundredth. */
const SMALLEST = 0.004;
const TREES = { rounds: 120, depth: 3, rate: 0.06, leaf: 20, penalty: 5, rows: 0.7, figures: 0.5 } as const;

interface Trained {
  readonly weights: ReadonlyMap<string, number>;
  readonly forest: Forest;
}

const { values } = parseArgs({
  options: {
    marks: { type: 'string' },
    drafts: { type: 'string' },
    folds: { type: 'string', default: '6' },
    shuffles: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
if (!values.marks || !values.drafts || !existsSync(values.marks) || !existsSync(values.drafts)) {
  console.error('train:claims needs --marks FILE.jsonl and --drafts FOLDER, and both must exist; the project ships neither.');
  process.exit(2);
}

const models = path.resolve(import.meta.dirname ?? '.', '../../models');
const marked = readMarkedDrafts(values.marks, values.drafts, models);
const { samples, marks } = marked;
const documents = [...marked.drafts.keys()];
console.log(`${samples.length} sentences of ${documents.length} drafts, ${samples.filter(s => s.label).length} marked; ${marks.length} marks`);

const folds = Number(values.folds);
const runs: Scored[][] = [];
for (let shuffle = 0; shuffle < Number(values.shuffles); shuffle++) {
  const foldOf = dealt(documents, folds, shuffle);
  const scored: Scored[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const trained = train(samples.filter(({ doc }) => foldOf.get(doc) !== fold));
    for (const sample of samples)
      if (foldOf.get(sample.doc) === fold && sample.claim) scored.push({ ...sample, claim: sample.claim, score: score(trained, sample) });
  }
  runs.push(scored);
}
if (runs.length > 0) report(runs, marked);

if (values.write) {
  const { weights, forest } = train(samples);
  const rounded = Object.fromEntries(
    [...weights]
      .map(([name, w]) => [name, round(w)] as const)
      .filter(([, w]) => Math.abs(w) >= SMALLEST)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const file = path.join(models, 'claims.json');
  const trees = forest.trees.map(tree => JSON.stringify(tree, (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value)));
  const head = JSON.stringify({ weights: rounded, figures: [...FIGURES, LINEAR_FIGURE], base: round(forest.base) }, null, 1).slice(0, -2);
  writeFileSync(file, `${head},\n "trees": [\n  ${trees.join(',\n  ')}\n ]\n}\n`);
  console.log(`wrote ${Object.keys(rounded).length} weights and ${trees.length} trees`);
}

function train(rows: readonly Sample[]): Trained {
  const inner = dealt([...new Set(rows.map(({ doc }) => doc))], INNER_FOLDS, 7);
  const unseen = new Map<Sample, number>();
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const weights = learnLogistic(
      rows.filter(({ doc }) => inner.get(doc) !== fold),
      LINEAR,
    );
    for (const row of rows) if (inner.get(row.doc) === fold) unseen.set(row, weigh(weights, row.features));
  }
  // Only of sentences that nothing carries is the score ever asked.
  const asked = rows.filter(({ claim }) => claim !== undefined);
  const table = asked.map(row => [...row.figures, unseen.get(row) ?? 0]);
  const labels = asked.map(({ label }) => label);
  const forests = Array.from({ length: FORESTS }, (_, seed) => boost(table, labels, { ...TREES, seed: seed + 1 }));
  return { weights: learnLogistic(rows, LINEAR), forest: meanForest(forests) };
}

function score({ weights, forest }: Trained, sample: Sample): number {
  return 1 / (1 + Math.exp(-oddsOf(forest, [...sample.figures, weigh(weights, sample.features)])));
}

function weigh(weights: ReadonlyMap<string, number>, features: readonly string[]): number {
  let sum = 0;
  for (const feature of features) sum += weights.get(feature) ?? 0;
  return sum;
}

/** Deals the drafts out to folds, at random by the seed. */
function dealt(docs: readonly string[], count: number, seed: number): Map<string, number> {
  const random = generator(seed + 1);
  const order = docs.map(doc => ({ doc, at: random() })).sort((a, b) => a.at - b.at);
  return new Map(order.map(({ doc }, i) => [doc, i % count]));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
