/**
 * Trains the part-of-speech tagger and writes its weights, tagger.bin, and its model card, tagger.md.
 *
 *   npm run train:tagger -- --corpora DIR [--out FOLDER] [--date YYYY-MM-DD]
 *
 * Takes ten minutes or so on one core; the same corpora give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createEnglish } from '../../src/english/index.js';
import { corporaFolder, readTaggerCorpora } from './corpora.js';
import { accuracyFigures, type Figure } from './figures.js';
import { modelCard } from './modelCard.js';
import { RECIPE, trainTagger } from './pipeline.js';

function main(args: readonly string[]): void {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const started = Date.now();
  const log = (line: string): void => console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s  ${line}`);
  const logFigures = (figures: readonly Figure[]): void => {
    for (const [name, value] of figures) log(`${name.padEnd(46)} ${value}`);
  };
  const folder = option('--out') ?? 'server/models';
  mkdirSync(folder, { recursive: true });
  log('reading the corpora');
  const corpora = readTaggerCorpora(corporaFolder(args));

  log('training what is shipped');
  const tagger = trainTagger([...corpora.training, ...corpora.freeDevelopment], corpora.plainNews, RECIPE, log);
  const gzipped = gzipSync(tagger, { level: 9 }).length;
  writeFileSync(path.join(folder, 'tagger.bin'), tagger);
  log(`wrote ${path.join(folder, 'tagger.bin')}: ${tagger.length} bytes, gzipped ${gzipped}`);
  const shipped = accuracyFigures(createEnglish({ tagger }), { ...corpora, development: [] });
  logFigures(shipped);

  log('training without the development documents, to measure on them');
  const heldOut = trainTagger(corpora.training, corpora.plainNews, RECIPE, log);
  const development = accuracyFigures(createEnglish({ tagger: heldOut }), corpora);
  logFigures(development);
  const date = option('--date') ?? new Date().toISOString().slice(0, 10);
  writeFileSync(path.join(folder, 'tagger.md'), modelCard({ bytes: tagger.length, gzipped, date, recipe: RECIPE, development, shipped }));
  log(`wrote ${path.join(folder, 'tagger.md')}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
