/**
 * Times the analysis: the start of the engine, the first reading of a long draft, and one-character edits in it.
 *
 *   npm run bench -- [DRAFT.md] [--words 10000]
 *
 * Without a draft the sample is repeated, with other names each time, until it has that many words. Times in milliseconds, in this process, one thread.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createAnalyserFactory } from '../../server/src/analysis.js';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { createEnglish } from '../../server/src/english/index.js';
import { median, ms, percentile } from './timing.js';

const EDITS = 200;

const { values, positionals } = parseArgs({ options: { words: { type: 'string', default: '10000' } }, allowPositionals: true });
const draft = positionals[0] ? readFileSync(positionals[0], 'utf8') : longDraft(Number(values.words));

const began = performance.now();
const createAnalyser = createAnalyserFactory(createEnglish({ tagger: readFileSync('server/models/tagger.bin') }), {
  attributionWeights: readFileSync('server/models/attribution.bin'),
});
console.log(`engine ready      ${ms(performance.now() - began)}`);

const cold = performance.now();
createAnalyser().analyse(draft, 'markdown', defaultConfig);
console.log(`first reading     ${ms(performance.now() - cold)}  (${draft.split(/\s+/).length} words, cold)`);

const rounds = Array.from({ length: 5 }, () => {
  const start = performance.now();
  createAnalyser().analyse(draft, 'markdown', defaultConfig);
  return performance.now() - start;
});
console.log(`read anew         ${ms(median(rounds))}  (warm, ${(draft.length / 1000 / median(rounds)).toFixed(2)} MB/s)`);

const analyser = createAnalyser();
let text = draft;
analyser.analyse(text, 'markdown', defaultConfig);
const edits = Array.from({ length: EDITS }, (_, i) => {
  const at = (i * 7919) % text.length;
  text = `${text.slice(0, at)}x${text.slice(at)}`;
  const start = performance.now();
  analyser.analyse(text, 'markdown', defaultConfig);
  return performance.now() - start;
}).slice(EDITS / 4);
console.log(`one edit          ${ms(median(edits))}  (95th of a hundred ${ms(percentile(edits, 0.95))})`);

function longDraft(words: number): string {
  const sample = readFileSync('test/drafts/saint-petersburg.md', 'utf8').replaceAll('\n', '\n\n');
  let long = '';
  for (let i = 1; long.split(/\s+/).length < words; i++) long += `${sample.replaceAll('Witkoff', `Witkoff${i}`).replaceAll('Peskov', `Peskov${i}`)}\n\n`;
  return long;
}
