/**
 * Trains the claim score from marked drafts and measures it by cross-validation over drafts.
 *
 *   npm run train:claims -- --marks MARKS.jsonl --drafts DIR [--write]
 *
 * MARKS.jsonl has a line for each mark { doc, kind, start, end }; DIR holds <doc>.txt. Without --write only the figures are printed.
 * Logistic regression over named features (server/src/claims/features.ts) with L2, by L-BFGS; deterministic.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { blockCounts, claimFeatures, draftContext, LEAD, makesClaims, placeFeatures, sentenceFacts } from '../../src/claims/features.js';
import { type CueGroup, createClaimLexicon } from '../../src/claims/lexicon.js';
import { createDraftReader } from '../../src/draft/index.js';
import { toOriginal } from '../../src/draft/view.js';
import { createEnglish } from '../../src/english/index.js';
import { createReaderFactory } from '../../src/read.js';
import { wantsSource } from '../../src/rules/unattributedClaim.js';

interface Sample {
  readonly doc: string;
  readonly features: readonly string[];
  readonly label: 0 | 1;
  /** The rule would leave the sentence alone whatever its score. */
  readonly carried: boolean;
  readonly signs: readonly CueGroup[];
}

interface MarkRow {
  readonly doc: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

const FOLDS = 6;
const ITERATIONS = 120;
/** Weight of the log loss against the L2 penalty; chosen by cross-validation among 0.02, 0.05, 0.1, 0.3. */
const STRENGTH = 0.1;
/** A feature seen in fewer sentences is left out. */
const RAREST = 3;

const { values } = parseArgs({ options: { marks: { type: 'string' }, drafts: { type: 'string' }, write: { type: 'boolean', default: false } } });
if (!values.marks || !values.drafts || !existsSync(values.marks) || !existsSync(values.drafts)) {
  console.error('train:claims needs --marks FILE.jsonl and --drafts FOLDER, and both must exist; the project ships neither.');
  process.exit(2);
}

const root = path.resolve(import.meta.dirname ?? '.', '../../..');
const samples = readSamples(values.marks, values.drafts);
const documents = [...new Set(samples.map(s => s.doc))].sort();
console.log(`${samples.length} sentences of ${documents.length} drafts, ${samples.filter(s => s.label).length} marked`);

const scored: { score: number; sample: Sample }[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const held = new Set(documents.filter((_, i) => i % FOLDS === fold));
  const weights = learn(samples.filter(s => !held.has(s.doc)));
  for (const sample of samples) if (held.has(sample.doc)) scored.push({ score: predict(weights, sample.features), sample });
  process.stdout.write(`fold ${fold + 1} of ${FOLDS}\r`);
}
report(scored);

if (values.write) {
  const weights = learn(samples);
  const rounded = Object.fromEntries(
    [...weights]
      .map(([name, w]) => [name, Math.round(w * 1000) / 1000] as const)
      .filter(([, w]) => w !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeFileSync(path.join(root, 'server/models/claims.json'), `${JSON.stringify({ weights: rounded }, null, 1)}\n`);
  console.log(`wrote ${Object.keys(rounded).length} weights`);
}

function readSamples(marksFile: string, folder: string): Sample[] {
  const marks = readFileSync(marksFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as MarkRow)
    .filter(mark => mark.kind === 'unattributed-claim');
  const weights = path.join(root, 'server/models/tagger.bin');
  const english = createEnglish(existsSync(weights) ? { tagger: readFileSync(weights) } : {});
  const lexicon = createClaimLexicon();
  const attribution = path.join(root, 'server/models/attribution.bin');
  const createReader = createReaderFactory({
    english,
    claimModel: { weights: {} },
    ...(existsSync(attribution) && { attributionWeights: readFileSync(attribution) }),
  });
  const found: Sample[] = [];
  for (const file of readdirSync(folder).sort()) {
    const doc = path.basename(file, '.txt');
    const reading = createReader().read(createDraftReader().read(readFileSync(path.join(folder, file), 'utf8'), 'plaintext'));
    const blocks = reading.blocks.map(block => ({
      block,
      kind: block.block.kind,
      facts: sentenceFacts(english, lexicon, block.english.sentences, block.attributions, block.quotations, block.block.view.annotations),
    }));
    const context = draftContext(blocks.map(({ kind, facts }) => blockCounts(kind, facts)));
    blocks.forEach(({ block, kind, facts }, b) => {
      if (!makesClaims(kind)) return;
      facts.forEach((here, i) => {
        const span = toOriginal(block.block, here.sentence);
        const label = marks.some(
          m => m.doc === doc && (Math.min(m.end, span.end) - Math.max(m.start, span.start)) * 2 >= Math.min(m.end - m.start, span.end - span.start),
        )
          ? 1
          : 0;
        const claim = block.claims.find(c => c.sentence === i);
        found.push({
          doc,
          features: [...claimFeatures(facts, i), ...placeFeatures(context(b)), ...(context(b).first && i === 0 ? [LEAD] : [])],
          label,
          carried: claim === undefined || claim.support !== 'none',
          signs: claim?.signs ?? [],
        });
      });
    });
  }
  return found;
}

/** Minimises the L2-regularised log loss with L-BFGS; the intercept is regularised with the rest. */
function learn(rows: readonly Sample[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const row of rows) for (const feature of row.features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const names = [...seen].filter(([, count]) => count >= RAREST).map(([name]) => name);
  const ids = new Map(names.map((name, i) => [name, i]));
  const data = rows.map(row => ({ label: row.label, ids: Int32Array.from(row.features.flatMap(feature => ids.get(feature) ?? [])) }));

  const objective = (w: Float64Array, gradient: Float64Array): number => {
    let value = 0;
    for (let i = 0; i < w.length; i++) {
      const weight = w[i] ?? 0;
      value += 0.5 * weight * weight;
      gradient[i] = weight;
    }
    for (const row of data) {
      let sum = 0;
      for (const id of row.ids) sum += w[id] ?? 0;
      value += STRENGTH * (Math.log1p(Math.exp(-Math.abs(sum))) + Math.max(sum, 0) - row.label * sum);
      const error = STRENGTH * (1 / (1 + Math.exp(-sum)) - row.label);
      for (const id of row.ids) gradient[id] = (gradient[id] ?? 0) + error;
    }
    return value;
  };
  const w = minimise(objective, names.length);
  return new Map(names.map((name, i) => [name, w[i] ?? 0]));
}

/** Limited-memory BFGS with a backtracking line search, from zero. */
function minimise(objective: (w: Float64Array, gradient: Float64Array) => number, size: number): Float64Array {
  const memory = 8;
  let w = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(w, gradient);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const direction = Float64Array.from(gradient, g => -g);
    const alphas: number[] = [];
    for (const { s, y, rho } of [...steps].reverse()) {
      const alpha = rho * dot(s, direction);
      alphas.push(alpha);
      addScaled(direction, y, -alpha);
    }
    const last = steps.at(-1);
    if (last) scale(direction, 1 / (last.rho * dot(last.y, last.y)));
    for (const { s, y, rho } of steps) addScaled(direction, s, (alphas.pop() ?? 0) - rho * dot(y, direction));
    const slope = dot(direction, gradient);
    let rate = iteration === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let moved = false;
    for (let tries = 0; tries < 30; tries++, rate /= 2) {
      const next = Float64Array.from(w);
      addScaled(next, direction, rate);
      const nextGradient = new Float64Array(size);
      const nextValue = objective(next, nextGradient);
      if (nextValue > value + 1e-4 * rate * slope) continue;
      const s = Float64Array.from(next, (v, i) => v - (w[i] ?? 0));
      const y = Float64Array.from(nextGradient, (v, i) => v - (gradient[i] ?? 0));
      const curvature = dot(s, y);
      if (curvature > 1e-10) steps.push({ s, y, rho: 1 / curvature });
      if (steps.length > memory) steps.shift();
      moved = value - nextValue > 1e-7 * Math.abs(value);
      w = next;
      gradient = nextGradient;
      value = nextValue;
      break;
    }
    if (!moved) break;
  }
  return w;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) + factor * (b[i] ?? 0);
}

function scale(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) * factor;
}

function predict(weights: ReadonlyMap<string, number>, features: readonly string[]): number {
  let sum = 0;
  for (const feature of features) sum += weights.get(feature) ?? 0;
  return 1 / (1 + Math.exp(-sum));
}

function report(rows: readonly { readonly score: number; readonly sample: Sample }[]): void {
  const all = rows.filter(r => r.sample.label).length;
  console.log(
    `carried or attributed: ${rows.filter(r => r.sample.carried).length} sentences, ${rows.filter(r => r.sample.carried && r.sample.label).length} of them marked`,
  );
  for (const threshold of [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]) {
    const above = rows.filter(r => r.score >= threshold && !r.sample.carried);
    const right = above.filter(r => r.sample.label).length;
    const p = right / Math.max(1, above.length);
    const r = right / all;
    console.log(
      `score ≥ ${threshold.toFixed(2)}  P ${p.toFixed(3)}  R ${r.toFixed(3)}  F1 ${((2 * p * r) / Math.max(1e-9, p + r)).toFixed(3)}  (${above.length} sentences)`,
    );
  }
  const marked = rows.filter(r => wantsSource({ score: r.score, signs: r.sample.signs, support: r.sample.carried ? 'citation' : 'none' }));
  const right = marked.filter(r => r.sample.label).length;
  console.log(`as the rule marks  P ${(right / Math.max(1, marked.length)).toFixed(3)}  R ${(right / all).toFixed(3)}  (${marked.length} sentences)`);
  for (const sign of ['milestone', 'hedge', 'motive'] as const) {
    const of = marked.filter(r => r.sample.signs.includes(sign));
    console.log(`  with ${sign}: ${of.filter(r => r.sample.label).length} of ${of.length} right`);
  }
}
