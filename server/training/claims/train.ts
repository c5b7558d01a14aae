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
import { learnLogistic, predictLogistic } from '../logistic.js';

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
/** Strength chosen by cross-validation among 0.02, 0.05, 0.1, 0.3. */
const OPTIONS = { strength: 0.1, rarest: 3 };

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
  const weights = learnLogistic(
    samples.filter(s => !held.has(s.doc)),
    OPTIONS,
  );
  for (const sample of samples) if (held.has(sample.doc)) scored.push({ score: predictLogistic(weights, sample.features), sample });
  process.stdout.write(`fold ${fold + 1} of ${FOLDS}\r`);
}
report(scored);

if (values.write) {
  const weights = learnLogistic(samples, OPTIONS);
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
