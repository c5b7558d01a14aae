/**
 * Times the second reading: windows of several lengths in a worker of Node and, where there is one, of Chromium; the second reading of a draft from opening; memory.
 *
 *   npm run bench:second -- [--model FOLDER] [--draft DRAFT.md] [--words 1000] [--runs 30] [--browser PATH|none]
 *
 * The model is by default the one in server/models; the runtime is that of the package. Times in milliseconds, least and median of the runs: what else the machine does
 * shows in the median, and hardly in the least.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyserFactory } from '../../server/src/analysis.js';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { createEnglish } from '../../server/src/english/index.js';
import { createSecondReading } from '../../server/src/second/index.js';
import { startNodeWorker } from '../../server/src/second/load.node.js';
import { modelFiles, readModel } from '../../server/src/second/model.js';
import { startSession } from '../../server/src/second/session.js';

const LENGTHS = [24, 32, 48, 64, 96, 128, 160, 192];

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'server/models' },
    draft: { type: 'string', default: 'test/drafts/saint-petersburg.md' },
    words: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '30' },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const runs = Number(values.runs);
const read = (name: string) => readFileSync(path.join(values.model, name));
const runtimeFile = path.join('node_modules/onnxruntime-web/dist', modelFiles.runtime);
const readParts = async () => ({ model: new Uint8Array(read(modelFiles.model)), runtime: new Uint8Array(readFileSync(runtimeFile)) });
const startWorker = startNodeWorker(path.resolve('dist/second.js'));
const model = readModel(read(modelFiles.manifest), read(modelFiles.vocabulary));
const pieces = read(modelFiles.vocabulary).toString('utf8').trimEnd().split('\n').length;

void main();

async function main(): Promise<void> {
  await timeDraft();
  await timeWindows();
  if (values.browser !== 'none') await timeBrowser(values.browser);
}

/** The second reading of a draft from opening, the start of the worker and the loading of the model included; then again with another draft. */
async function timeDraft(): Promise<void> {
  const sample = readFileSync(values.draft, 'utf8').replaceAll('\n', '\n\n');
  const second = createSecondReading({ readModel: () => model, readParts, startWorker });
  const createAnalyser = createAnalyserFactory(createEnglish({ tagger: readFileSync('server/models/tagger.bin') }), { createSecond: second.createDocument });
  createAnalyser().analyse(ofLength(sample, Number(values.words)), 'markdown', defaultConfig);
  const memory = process.memoryUsage().rss;
  const names = ['Witkoff', 'Vance', 'Rubio'];
  for (const [i, name] of names.entries()) {
    const draft = ofLength(sample, Number(values.words)).replaceAll('Witkoff', name);
    const document = `draft ${i}`;
    const began = performance.now();
    const { second: wanted } = createAnalyser().analyse(draft, 'markdown', defaultConfig, second.scores(document));
    const first = performance.now() - began;
    const windows = wanted?.windows ?? [];
    second.want(document, windows);
    await second.complete(document);
    const all = performance.now() - began;
    const total = windows.reduce((sum, { window }) => sum + window.ids.length, 0);
    const what = i === 0 ? 'from opening, worker and model to be loaded' : 'with the model loaded';
    console.log(
      `draft of ${draft.split(/\s+/).length} words: first reading ${ms(first)}, second ${ms(all)}  (${windows.length} windows, ${total} pieces; ${what})`,
    );
    second.drop(document);
  }
  console.log(`memory added      ${((process.memoryUsage().rss - memory) / 1e6).toFixed(0)} MB (resident)`);
  second.end();
}

async function timeWindows(): Promise<void> {
  const session = startSession(startWorker, await readParts(), reason => console.error(reason));
  console.log(`Node ${process.versions.node}, one thread`);
  for (const length of LENGTHS) {
    const { ids, features } = windowOf(length);
    const times: number[] = [];
    for (let i = 0; i < runs + 5; i++) {
      const began = performance.now();
      await session.run(ids, features);
      if (i >= 5) times.push(performance.now() - began);
    }
    report(length, times);
  }
  session.end();
}

async function timeBrowser(executablePath: string): Promise<void> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const { model: weights, runtime } = await readParts();
    const result = await page.evaluate(timeInPage, {
      code: readFileSync('dist/second.browser.js', 'utf8'),
      model: Buffer.from(weights).toString('base64'),
      runtime: Buffer.from(runtime).toString('base64'),
      inputs: LENGTHS.map(length => ({ ids: [...windowOf(length).ids], features: [...windowOf(length).features] })),
      runs,
    });
    console.log(`Chromium ${browser.version()}, a Web Worker, one thread; loaded in ${ms(result.load)}`);
    LENGTHS.forEach((length, i) => {
      report(length, result.times[i] ?? []);
    });
  } finally {
    await browser.close();
  }
}

interface PageTask {
  readonly code: string;
  readonly model: string;
  readonly runtime: string;
  readonly inputs: readonly { readonly ids: readonly number[]; readonly features: readonly number[] }[];
  readonly runs: number;
}

/** Runs in the page, whose types the project does not have. */
async function timeInPage({ code, model, runtime, inputs, runs }: PageTask): Promise<{ load: number; times: number[][] }> {
  // biome-ignore lint/suspicious/noExplicitAny: the globals of a page
  const page = globalThis as any;
  const bytes = (base64: string) => Uint8Array.from(page.atob(base64), (letter: string) => letter.charCodeAt(0));
  const worker = new page.Worker(page.URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const ask = (order: object) =>
    new Promise<{ type: string; reason?: string }>((resolve, reject) => {
      worker.onmessage = ({ data }: { data: { type: string; reason?: string } }) =>
        data.type === 'failed' || data.type === 'refused' ? reject(new Error(data.reason)) : resolve(data);
      worker.onerror = (event: { message: string }) => reject(new Error(event.message));
      worker.postMessage(order);
    });
  const parts = { model: bytes(model), runtime: bytes(runtime) };
  const began = performance.now();
  await ask({ type: 'load', ...parts });
  const load = performance.now() - began;
  const times: number[][] = [];
  for (const { ids, features } of inputs) {
    const own: number[] = [];
    for (let i = 0; i < runs + 5; i++) {
      const start = performance.now();
      await ask({ type: 'run', id: i, ids: Int32Array.from(ids), features: Int32Array.from(features) });
      if (i >= 5) own.push(performance.now() - start);
    }
    times.push(own);
  }
  worker.terminate();
  return { load, times };
}

/** A window of so many pieces; what they say does not matter for the time. */
function windowOf(length: number): { ids: Int32Array; features: Int32Array } {
  return { ids: Int32Array.from({ length }, (_, i) => (i * 7919) % pieces), features: Int32Array.from({ length }, (_, i) => i % 60) };
}

function ofLength(sample: string, words: number): string {
  let draft = '';
  for (let i = 1; draft.split(/\s+/).length < words; i++) draft += `${sample.replaceAll('Peskov', `Peskov${i}`)}\n\n`;
  const blocks = draft.split('\n\n');
  while (blocks.join(' ').split(/\s+/).length > words && blocks.length > 1) blocks.pop();
  return blocks.join('\n\n');
}

function report(length: number, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`${String(length).padStart(4)} pieces  least ${ms(sorted[0] ?? 0)}  median ${ms(sorted[sorted.length >> 1] ?? 0)}`);
}

function ms(time: number): string {
  return `${time.toFixed(time < 100 ? 1 : 0)} ms`;
}
