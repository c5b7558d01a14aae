/**
 * Trains the score of sources whom the reader cannot identify from marked drafts and measures it by cross-validation over drafts.
 *
 *   npm run train:anonymity -- --marks MARKS.jsonl --drafts DIR [--corpora DIR] [--write] [--list even|odd]
 *
 * With --corpora the candidates of DIR/attribution.polnear.train.jsonl that judged.jsonl names are learned from too; they are not measured on.
 * MARKS.jsonl has a line for each mark { doc, kind, priority, start, end }; DIR holds <doc>.txt. Without --write only the figures are printed; --list shows the errors in half of the drafts.
 * Logistic regression over named features (server/src/attribution/anonymity/features.ts) with L2, by L-BFGS; deterministic.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Candidate, findCandidates } from '../../src/attribution/anonymity/candidates.js';
import { candidateFeatures } from '../../src/attribution/anonymity/features.js';
import { createAnonymityLexicon } from '../../src/attribution/anonymity/lexicon.js';
import { createAttributionLexicon } from '../../src/attribution/lexicon.js';
import { EMPTY_CLAIM_MODEL } from '../../src/claims/score.js';
import { createDraftReader } from '../../src/draft/index.js';
import type { Span } from '../../src/draft/types.js';
import { toOriginal } from '../../src/draft/view.js';
import { createEnglish } from '../../src/english/index.js';
import { createReaderFactory } from '../../src/read.js';
import { learnLogistic, predictLogistic } from '../logistic.js';

interface MarkRow extends Span {
  readonly doc: string;
  readonly kind: string;
  readonly priority: string;
  readonly text: string;
}

interface Sample {
  readonly doc: string;
  /** Offsets of the draft. */
  readonly span: Span;
  readonly candidate: Candidate;
  readonly features: readonly string[];
  readonly label: 0 | 1;
}

const FOLDS = 10;
/** Strength chosen by cross-validation among 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1. */
const OPTIONS = { strength: 0.3, rarest: 3 };

const { values } = parseArgs({
  options: {
    marks: { type: 'string' },
    drafts: { type: 'string' },
    corpora: { type: 'string' },
    write: { type: 'boolean', default: false },
    list: { type: 'string' },
    bar: { type: 'string', default: '0.4' },
  },
});
if (!values.marks || !values.drafts || !existsSync(values.marks) || !existsSync(values.drafts)) {
  console.error('train:anonymity needs --marks FILE.jsonl and --drafts FOLDER, and both must exist; the project ships neither.');
  process.exit(2);
}

const root = path.resolve(import.meta.dirname ?? '.', '../../..');
const marks = readLines<MarkRow>(values.marks).filter(mark => mark.kind === 'anonymous-source');
const texts = new Map<string, string>();
const tagger = path.join(root, 'server/models/tagger.bin');
const attribution = path.join(root, 'server/models/attribution.bin');
const english = createEnglish(existsSync(tagger) ? { tagger: readFileSync(tagger) } : {});
const resources = { english, lexicon: createAttributionLexicon(), anonymity: createAnonymityLexicon() };
const createReader = createReaderFactory({
  english,
  claimModel: EMPTY_CLAIM_MODEL,
  ...(existsSync(attribution) && { attributionWeights: readFileSync(attribution) }),
});
const samples = readSamples(values.drafts);
const further = values.corpora ? readJudged(path.join(values.corpora, 'attribution.polnear.train.jsonl')) : [];
if (further.length > 0) console.log(`${further.length} judged candidates besides, ${further.filter(s => s.label).length} of them marked`);
const documents = [...texts.keys()].sort();
const reached = marks.filter(mark => samples.some(sample => sample.doc === mark.doc && matches(sample.span, mark))).length;
console.log(`${samples.length} candidates in ${documents.length} drafts; they cover ${reached} of ${marks.length} marks`);

const scored: { score: number; sample: Sample }[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const held = new Set(documents.filter((_, i) => i % FOLDS === fold));
  const weights = learnLogistic([...samples.filter(s => !held.has(s.doc)), ...further], OPTIONS);
  for (const sample of samples) if (held.has(sample.doc)) scored.push({ score: predictLogistic(weights, sample.features), sample });
}
report();
if (values.list) list(values.list, Number(values.bar));

if (values.write) {
  const rounded = Object.fromEntries(
    [...learnLogistic([...samples, ...further], OPTIONS)]
      .map(([name, weight]) => [name, Math.round(weight * 1000) / 1000] as const)
      .filter(([, weight]) => weight !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeFileSync(path.join(root, 'server/models/anonymity.json'), `${JSON.stringify({ weights: rounded }, null, 1)}\n`);
  console.log(`wrote ${Object.keys(rounded).length} weights`);
}

function readSamples(folder: string): Sample[] {
  return readdirSync(folder)
    .sort()
    .flatMap(file => {
      const doc = path.basename(file, '.txt');
      const text = readFileSync(path.join(folder, file), 'utf8');
      texts.set(doc, text);
      const own = marks.filter(mark => mark.doc === doc);
      return candidatesOf(doc, text).map(candidate => ({ ...candidate, label: own.some(mark => matches(candidate.span, mark)) ? (1 as const) : (0 as const) }));
    });
}

/** Candidates of articles that were judged one by one, without the rest of their articles. */
function readJudged(file: string): Sample[] {
  const judged = readLines<Span & { readonly doc: string; readonly marked: boolean }>(path.join(root, 'server/training/anonymity/judged.jsonl'));
  const wanted = new Set(judged.map(({ doc }) => doc));
  return readLines<{ readonly id: string; readonly text: string }>(file)
    .filter(({ id }) => wanted.has(id))
    .flatMap(({ id, text }) =>
      candidatesOf(id, text).flatMap(candidate => {
        const verdict = judged.find(row => row.doc === id && matches(candidate.span, row));
        return verdict ? [{ ...candidate, label: verdict.marked ? (1 as const) : (0 as const) }] : [];
      }),
    );
}

function readLines<Row>(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Row);
}

function candidatesOf(doc: string, text: string): Omit<Sample, 'label'>[] {
  const reading = createReader().read(createDraftReader().read(text, 'plaintext'));
  return reading.blocks.flatMap(block => {
    if (block.block.kind === 'headline' || block.block.kind === 'heading' || block.block.kind === 'tableCell') return [];
    const input = { reading: block.english, quotations: block.quotations, attributions: block.attributions };
    return findCandidates(resources, input).map(candidate => ({
      doc,
      span: toOriginal(block.block, candidate),
      candidate,
      features: candidateFeatures(resources, candidate),
    }));
  });
}

/** Half of the shorter one lies within the other. */
function matches(a: Span, b: Span): boolean {
  return (Math.min(a.end, b.end) - Math.max(a.start, b.start)) * 2 >= Math.min(a.end - a.start, b.end - b.start);
}

/** What is marked from a score on: where candidates overlap, the likeliest. */
function marked(bar: number): { score: number; sample: Sample }[] {
  const chosen: { score: number; sample: Sample }[] = [];
  for (const row of scored.filter(({ score }) => score >= bar).sort((a, b) => b.score - a.score))
    if (!chosen.some(({ sample }) => sample.doc === row.sample.doc && sample.span.start < row.sample.span.end && sample.span.end > row.sample.span.start))
      chosen.push(row);
  return chosen;
}

function report(): void {
  for (const bar of [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]) {
    const chosen = marked(bar);
    const right = chosen.filter(({ sample }) => sample.label).length;
    const hit = marks.filter(mark => chosen.some(({ sample }) => sample.doc === mark.doc && matches(sample.span, mark)));
    const must = marks.filter(mark => mark.priority === 'must');
    const p = right / Math.max(1, chosen.length);
    const r = hit.length / marks.length;
    console.log(
      `score ≥ ${bar.toFixed(2)}  P ${p.toFixed(3)}  R ${r.toFixed(3)}  F1 ${((2 * p * r) / Math.max(1e-9, p + r)).toFixed(3)}  must-R ${(hit.filter(mark => mark.priority === 'must').length / must.length).toFixed(3)}  (${chosen.length} marks)`,
    );
  }
}

function list(half: string, bar: number): void {
  const ofHalf = (doc: string): boolean => (Number(doc) % 2 === 0) === (half === 'even');
  const chosen = marked(bar);
  const around = (doc: string, { start, end }: Span): string => {
    const text = texts.get(doc) ?? '';
    return `${text.slice(Math.max(0, start - 70), start)}«${text.slice(start, end)}»${text.slice(end, end + 60)}`.replace(/\s+/g, ' ');
  };
  for (const { score, sample } of chosen)
    if (!sample.label && ofHalf(sample.doc)) console.log(`false ${score.toFixed(2)} ${sample.doc} ${sample.candidate.form} ${around(sample.doc, sample.span)}`);
  for (const mark of marks) {
    if (!ofHalf(mark.doc) || chosen.some(({ sample }) => sample.doc === mark.doc && matches(sample.span, mark))) continue;
    const near = scored.filter(({ sample }) => sample.doc === mark.doc && matches(sample.span, mark));
    console.log(`miss ${near.length ? Math.max(...near.map(({ score }) => score)).toFixed(2) : 'none'} ${mark.doc} ${mark.priority} ${around(mark.doc, mark)}`);
  }
}
