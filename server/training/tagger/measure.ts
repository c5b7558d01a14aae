/**
 * Measures sentences and parts of speech on the treebanks, from raw text.
 *
 *   npm run bench:tagger -- --corpora DIR [--weights FILE] [--hard-sentences FILE]
 *
 * The development documents are left out: the shipped weights were trained on them.
 * FILE of hard sentences: JSON, a list of { "set": name, "paragraphs": [[sentence, ...], ...] }.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createEnglish } from '../../src/english/index.js';
import { corporaFolder, readTaggerCorpora } from './corpora.js';
import { accuracyFigures, hardSentenceFigures, speedFigure, weightFigures } from './figures.js';

const SHIPPED_WEIGHTS = 'server/models/tagger.bin';

function main(args: readonly string[]): void {
  const corpora = readTaggerCorpora(corporaFolder(args));
  const file = args.includes('--weights') ? (args[args.indexOf('--weights') + 1] ?? '') : SHIPPED_WEIGHTS;
  const tagger = existsSync(file) ? readFileSync(file) : undefined;
  if (tagger === undefined) console.log(`There are no weights at ${file}: measuring without a tagger.`);
  const english = createEnglish(tagger === undefined ? {} : { tagger });
  const table = [
    ...(tagger === undefined ? [] : weightFigures(tagger)),
    ...accuracyFigures(english, { ...corpora, development: [] }),
    speedFigure(english, corpora),
  ];
  if (args.includes('--hard-sentences')) table.push(...hardSentenceFigures(english, args[args.indexOf('--hard-sentences') + 1] ?? ''));
  for (const [name, value] of table) console.log(`${name.padEnd(46)} ${value}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
