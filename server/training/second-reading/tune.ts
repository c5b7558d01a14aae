/**
 * Chooses from which probabilities on the second reading decides, on marked training drafts that the encoder was not trained on, and prints what each choice brings.
 *
 *   npm run tune:second -- --gold DIR [--fold 5] [--write]
 *
 * DIR holds training/marks.jsonl and training/drafts/NNN.txt; the drafts of one fold in six (number modulo 6) are those that were held back. It reads with what
 * the last build put into dist/ (npm run build); with --write the manifest in server/models takes the thresholds. A finding is right by the criteria of the marked drafts' scorer.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyserFactory, type Finding } from '../../src/analysis.js';
import { defaultConfig } from '../../src/config/defaults.js';
import type { Span } from '../../src/draft/types.js';
import { createEnglish } from '../../src/english/index.js';
import { loadSecondReading } from '../../src/second/load.node.js';
import type { SecondThresholds } from '../../src/second/opinion.js';
import type { Scores } from '../../src/second/scores.js';

interface Mark extends Span {
  readonly doc: string;
  readonly kind: string;
}

interface Draft {
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface Choice extends Figures {
  readonly known: number;
  readonly unknown: number;
}

interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly findings: number;
}

const FOLDS = 6;
const STEPS = [0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];
/** Recall counts so much against precision: a false alarm costs more than a miss. */
const BETA = 0.7;
const KINDS = ['unattributed-claim', 'anonymous-source', 'loaded'] as const;

const root = path.resolve(import.meta.dirname ?? '.', '../../..');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { gold: { type: 'string' }, fold: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
  });
  if (!values.gold || !existsSync(values.gold))
    throw new Error('Say where the marked drafts are: --gold DIR (a folder with training/marks.jsonl). The project does not ship them.');
  const folder = path.join(values.gold, 'training');
  const marks = readFileSync(path.join(folder, 'marks.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Mark);
  const drafts = readdirSync(path.join(folder, 'drafts'))
    .sort()
    .filter(name => Number.parseInt(name, 10) % FOLDS === Number(values.fold))
    .map(
      (name): Draft => ({
        text: readFileSync(path.join(folder, 'drafts', name), 'utf8'),
        marks: marks.filter(({ doc }) => doc === path.basename(name, '.txt')),
      }),
    );

  const second = loadSecondReading(path.join(root, 'dist/models'), path.join(root, 'dist/second.js'));
  const weights = (name: string): Uint8Array => readFileSync(path.join(root, 'server/models', name));
  const lowest: SecondThresholds = { claim: 0, anonymous: { known: 0, unknown: 0 }, loaded: { known: 0, unknown: 0 } };
  const createAnalyser = createAnalyserFactory(createEnglish({ tagger: weights('tagger.bin') }), {
    attributionWeights: weights('attribution.bin'),
    createSecond() {
      const document = second.createDocument();
      return document && { ...document, thresholds: lowest };
    },
  });
  const scores: Scores[] = [];
  for (const [i, { text }] of drafts.entries()) {
    const name = String(i);
    const first = createAnalyser().analyse(text, 'plaintext', defaultConfig, second.scores(name));
    if (!first.second)
      throw new Error(second.state.state === 'unavailable' ? `There is no second reading: ${second.state.reason}` : 'There is no second reading.');
    second.want(name, first.second.windows);
    await second.complete(name);
    const known = second.scores(name);
    if (known) scores.push(known);
    process.stderr.write(`\rread ${i + 1} of ${drafts.length}`);
  }
  process.stderr.write('\n');

  const found = drafts.map(({ text }, i) => createAnalyser().analyse(text, 'plaintext', defaultConfig, scores[i]).findings);
  const chosen: Record<string, Choice> = {};
  for (const kind of KINDS) {
    let best: Choice | undefined;
    for (const known of STEPS) {
      for (const unknown of kind === 'unattributed-claim' ? [known] : STEPS) {
        if (unknown < known) continue;
        const own = figures(kind, drafts, found, { known, unknown });
        if (unknown === known) console.log(line(kind, { known, unknown, ...own }));
        if (fBeta(own) > (best ? fBeta(best) : -1)) best = { known, unknown, ...own };
      }
    }
    if (best) chosen[kind] = best;
  }
  console.log('chosen:');
  for (const kind of KINDS) if (chosen[kind]) console.log(line(kind, chosen[kind]));
  const pair = (kind: string): Pick<Choice, 'known' | 'unknown'> => ({ known: chosen[kind]?.known ?? 0.5, unknown: chosen[kind]?.unknown ?? 0.5 });
  const thresholds: SecondThresholds = { claim: pair('unattributed-claim').known, anonymous: pair('anonymous-source'), loaded: pair('loaded') };
  if (values.write) {
    const file = path.join(root, 'server/models/second.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, `${JSON.stringify({ ...manifest, thresholds }, null, 1)}\n`);
    console.log(`wrote ${file}`);
  }
  second.end();
}

function figures(kind: string, drafts: readonly Draft[], found: readonly (readonly Finding[])[], from: Pick<Choice, 'known' | 'unknown'>): Figures {
  let right = 0;
  let all = 0;
  let hit = 0;
  let wanted = 0;
  drafts.forEach(({ marks }, i) => {
    const gold = marks.filter(mark => mark.kind === kind);
    const own = (found[i] ?? []).filter(
      ({ kind: own, mark: { judged } }) => own === kind && (!judged || judged.score >= (judged.known ? from.known : from.unknown)),
    );
    all += own.length;
    wanted += gold.length;
    right += own.filter(finding => gold.some(mark => matches(kind, finding, mark))).length;
    hit += gold.filter(mark => own.some(finding => matches(kind, finding, mark))).length;
  });
  return { precision: right / Math.max(1, all), recall: hit / Math.max(1, wanted), findings: all };
}

function matches(kind: string, a: Span, b: Span): boolean {
  const overlap = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return kind === 'loaded' ? overlap > 0 : overlap * 2 >= Math.min(a.end - a.start, b.end - b.start);
}

function fBeta({ precision, recall }: Figures): number {
  return ((1 + BETA ** 2) * precision * recall) / Math.max(1e-9, BETA ** 2 * precision + recall);
}

function line(kind: string, { known, unknown, ...own }: Choice): string {
  const thresholds = kind === 'unattributed-claim' ? String(known) : `${known} / ${unknown}`;
  return `${kind.padEnd(20)} ${thresholds.padEnd(12)} P ${own.precision.toFixed(3)} R ${own.recall.toFixed(3)} F1 ${f1(own).toFixed(3)}  ${own.findings} findings`;
}

function f1({ precision, recall }: Figures): number {
  return (2 * precision * recall) / Math.max(1e-9, precision + recall);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
