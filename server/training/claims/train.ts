/**
 * Trains the claim score from marked drafts and measures it by cross-validation over drafts.
 *
 *   npm run train:claims -- --marks MARKS.jsonl --drafts DIR [--write]
 *
 * MARKS.jsonl has a line for each mark { doc, kind, start, end }; DIR holds <doc>.txt. Without --write only the figures are printed.
 * Logistic regression over named features (server/src/claims/features.ts) with L2, by AdaGrad; deterministic.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { claimFeatures, contextFeatures, draftContext, makesClaims, sentenceFacts } from '../../src/claims/features.js';
import { createClaimLexicon } from '../../src/claims/lexicon.js';
import { createDraftReader } from '../../src/draft/index.js';
import { toOriginal } from '../../src/draft/view.js';
import { createEnglish } from '../../src/english/index.js';
import { createReaderFactory } from '../../src/read.js';

interface Sample {
  readonly doc: string;
  readonly features: readonly string[];
  readonly label: 0 | 1;
  /** The rule would leave the sentence alone whatever its score. */
  readonly carried: boolean;
}

interface MarkRow {
  readonly doc: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

const FOLDS = 6;
const EPOCHS = 24;
const RATE = 0.12;
/** Strength of L2; chosen by cross-validation among 0.0003, 0.001, 0.003. */
const L2 = 0.001;
/** A feature seen in fewer sentences is left out. */
const RAREST = 6;

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
  const english = createEnglish({ tagger: readFileSync(path.join(root, 'server/models/tagger.bin')) });
  const lexicon = createClaimLexicon();
  const createReader = createReaderFactory({ english, claimModel: { weights: {} } });
  const found: Sample[] = [];
  for (const file of readdirSync(folder).sort()) {
    const doc = path.basename(file, '.txt');
    const reading = createReader().read(createDraftReader().read(readFileSync(path.join(folder, file), 'utf8'), 'plaintext'));
    const blocks = reading.blocks.map(block => ({
      block,
      kind: block.block.kind,
      facts: sentenceFacts(english, lexicon, block.english.sentences, block.attributions, block.quotations, block.block.view.annotations),
    }));
    const context = draftContext(blocks);
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
        found.push({ doc, features: [...claimFeatures(facts, i), ...contextFeatures(context(b), i)], label, carried: claim === undefined || claim.support !== 'none' });
      });
    });
  }
  return found;
}

function learn(rows: readonly Sample[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const row of rows) for (const feature of row.features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  for (const [feature, count] of seen) if (count >= RAREST) weights.set(feature, 0);
  const order = rows.map((_, i) => i);
  let state = 17;
  const random = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (const i of order) {
      const row = rows[i];
      if (!row) continue;
      const error = predict(weights, row.features) - row.label;
      for (const feature of row.features) {
        const weight = weights.get(feature);
        if (weight === undefined) continue;
        const gradient = error + L2 * weight * (feature === 'bias' ? 0 : 1);
        const square = (squares.get(feature) ?? 0) + gradient * gradient;
        squares.set(feature, square);
        weights.set(feature, weight - (RATE * gradient) / Math.sqrt(square + 1e-8));
      }
    }
  }
  return weights;
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
}
