/**
 * Trains the part-of-speech tagger and writes server/models/tagger.bin and its model card.
 *
 *   npm run train:tagger -- --corpora DIR [--out FOLDER] [--date YYYY-MM-DD]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createEnglish } from '../../src/english/index.js';
import { corporaFolder, readTaggerCorpora } from './corpora.js';
import { accuracyFigures } from './figures.js';
import { modelCard } from './modelCard.js';
import { RECIPE, trainTagger } from './pipeline.js';

function main(args: readonly string[]): void {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const start = Date.now();
  const log = (line: string): void => console.log(`${String(Math.round((Date.now() - start) / 1000)).padStart(5)} s  ${line}`);
  log('reading the corpora');
  const corpora = readTaggerCorpora(corporaFolder(args));
  const rows = Number(option('--rows') ?? RECIPE.rows);
  const recipe = { ...RECIPE, rows };

  log('training without the development documents, to measure on them');
  const measured = trainTagger(corpora.training, corpora.plainNews, recipe, log);
  const development = accuracyFigures(createEnglish({ tagger: measured }), corpora);
  for (const [name, value] of development) log(`${name.padEnd(46)} ${value}`);
  if (args.includes('--development-only')) {
    log(`${measured.length} bytes, gzipped ${gzipSync(measured, { level: 9 }).length}`);
    return;
  }

  log('training with them, to ship');
  const shipped = trainTagger([...corpora.training, ...corpora.freeDevelopment], corpora.plainNews, recipe, log);
  const test = accuracyFigures(createEnglish({ tagger: shipped }), corpora);
  for (const [name, value] of test) log(`${name.padEnd(46)} ${value}`);
  const folder = option('--out') ?? 'server/models';
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'tagger.bin'), shipped);
  const gzipped = gzipSync(shipped, { level: 9 }).length;
  writeFileSync(
    path.join(folder, 'tagger.md'),
    modelCard({ bytes: shipped.length, gzipped, date: option('--date') ?? new Date().toISOString().slice(0, 10), recipe, development, shipped: test }),
  );
  log(`wrote ${path.join(folder, 'tagger.bin')}: ${shipped.length} bytes, gzipped ${gzipped}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
