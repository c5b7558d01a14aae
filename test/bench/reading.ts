/**
 * Times the reading alone: from text to sentences, words, who says what, speakers and claims, without rules.
 *
 *   npm run bench:reading -- [--drafts FOLDER] [--rounds 15]     warm speed, a thousand words, and a fresh process
 *   npm run bench:reading -- --growth                            texts that repeat one piece, of one and two megabytes; then ten
 *
 * FOLDER holds plain texts; without it the sample draft stands for them, which flatters: its words are soon all known.
 * By the clock and by processor time, one thread; on a busy machine the second is nearer to what the reading costs.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import claimModel from '../../server/models/claims.json';
import { createDraftReader } from '../../server/src/draft/index.js';
import { createEnglish } from '../../server/src/english/index.js';
import { createReaderFactory } from '../../server/src/read.js';
import { median, ms, percentile, type Took, time } from './timing.js';

const SAMPLE = 'test/drafts/saint-petersburg.md';
const FRESH_PROCESSES = 11;
/** What a text repeats in `--growth`. */
const AWKWARD = [
  ...['a', 'A', '.', '“', '"', '(', ')', '[', '’', '«', '\n', ' ', ',', '1', '-', '\u0301', '😀'],
  ...[
    'A ',
    '“ ',
    '” ',
    '“a” ',
    '" ',
    '"a ',
    "'a ",
    '( ',
    ') ',
    '[ ',
    '’ ',
    '- ',
    '. ',
    ', ',
    'Lee ',
    'Ann Lee ',
    'he said ',
    'who ',
    'He said “a”. ',
    'the senator ',
    'a report ',
  ],
];

const { values } = parseArgs({
  options: {
    drafts: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    growth: { type: 'boolean', default: false },
    /** For the processes that this program starts. */
    fresh: { type: 'boolean', default: false },
  },
});

function loadReaders(): (text: string) => void {
  const createReader = createReaderFactory({
    english: createEnglish({ tagger: readFileSync('server/models/tagger.bin') }),
    claimModel,
    attributionWeights: readFileSync('server/models/attribution.bin'),
  });
  return text => {
    createReader().read(createDraftReader().read(text, 'plaintext'));
  };
}

/** Some thousand words of the texts, the first ones first. */
function words(texts: readonly string[], count: number): string {
  let text = '';
  for (let i = 0; text.split(/\s+/).length < count; i++) text += `${texts[i % texts.length] ?? ''}\n\n`;
  return text
    .split(/(?<=\s)(?=\S)/u)
    .slice(0, count)
    .join('');
}

if (values.fresh) fresh();
else if (values.growth) growth();
else speed();

/** Node's own start, which no program can shorten, is left out of the clock. */
function fresh(): void {
  const begun = performance.now();
  const text = words([readFileSync(SAMPLE, 'utf8').replaceAll('\n', '\n\n')], 1000);
  loadReaders()(text);
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ clock: performance.now() - begun, processor: (user + system) / 1000 } satisfies Took));
}

function speed(): void {
  const folder = values.drafts;
  const texts = folder
    ? readdirSync(folder)
        .filter(name => name.endsWith('.txt'))
        .sort()
        .map(name => readFileSync(path.join(folder, name), 'utf8'))
    : Array.from({ length: 50 }, () => readFileSync(SAMPLE, 'utf8').replaceAll('\n', '\n\n'));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const read = loadReaders();
  const all = (): void => texts.forEach(read);
  all();
  all();
  const rounds = Array.from({ length: Number(values.rounds) }, () => time(all));
  print(`${texts.length} texts, ${(characters / 1e6).toFixed(2)} MB, warm`, rounds, took => `${(characters / 1000 / took).toFixed(2).padStart(6)} MB/s`);
  const thousand = words(texts, 1000);
  for (let i = 0; i < 20; i++) read(thousand);
  print(
    '1,000 words, warm',
    Array.from({ length: 60 }, () => time(() => read(thousand))),
    ms,
  );
  const self = process.argv[1] ?? '';
  const starts = Array.from({ length: FRESH_PROCESSES }, () => JSON.parse(spawnSync(process.execPath, [self, '--fresh'], { encoding: 'utf8' }).stdout) as Took);
  print('a fresh process: weights, and the first 1,000 words (the clock without the start of Node)', starts, ms);
}

function print(name: string, took: readonly Took[], written: (value: number) => string): void {
  const of = (values: readonly number[]): string => `median ${written(median(values))}, best tenth ${written(percentile(values, 0.1))}`;
  console.log(`${name}\n  clock      ${of(took.map(({ clock }) => clock))}\n  processor  ${of(took.map(({ processor }) => processor))}`);
}

function growth(): void {
  const read = loadReaders();
  const megabytes = (piece: string, size: number): string => piece.repeat(Math.ceil((size * 1e6) / piece.length));
  console.log('processor time; 2.0 is linear\n  text             1 MB      2 MB  growth     10 MB');
  for (const piece of AWKWARD) {
    const [one, two] = [1, 2].map(size => Math.min(...[0, 1].map(() => time(() => read(megabytes(piece, size))).processor))) as [number, number];
    const ten = time(() => read(megabytes(piece, 10))).processor;
    console.log(`  ${JSON.stringify(piece).padEnd(16)} ${ms(one)} ${ms(two)}  ${(two / one).toFixed(1).padStart(5)} ${ms(ten)}`);
  }
}
