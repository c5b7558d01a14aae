/**
 * Prints the accuracy of the models on the corpora: sentences and parts of speech on the treebanks, and who says what on news that people marked,
 * each beside what the written rules reach alone. The last figures stand in docs/accuracy.md.
 *
 *   npm run bench:accuracy -- --corpora DIR [--models FOLDER] [--hard-sentences FILE]
 *
 * FILE of hard sentences: see `bench:tagger`. Without it that row is left out, and the output says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createEnglish } from '../src/english/index.js';
import { corporaFolder, readCorpus, type UnitDocument } from './attribution/corpus.js';
import { attributionFigures, DEVELOPMENT_CORPUS, type Figure, readSentences, unitFigures } from './attribution/figures.js';
import { readTaggerCorpora } from './tagger/corpora.js';
import { accuracyFigures, hardSentenceFigures, speedFigure, weightFigures } from './tagger/figures.js';

function main(args: readonly string[]): void {
  const folder = corporaFolder(args);
  const models = args.includes('--models') ? (args[args.indexOf('--models') + 1] ?? '') : 'server/models';
  const weightsOf = (name: string): Uint8Array | undefined => {
    const file = path.join(models, name);
    if (existsSync(file)) return readFileSync(file);
    console.log(`There are no weights at ${file}: measuring without them.`);
    return undefined;
  };
  const print = (title: string, figures: readonly Figure[]): void => {
    console.log(`\n${title}`);
    for (const [name, value] of figures) console.log(`  ${name.padEnd(46)} ${value}`);
  };

  const tagger = weightsOf('tagger.bin');
  const english = createEnglish(tagger ? { tagger } : {});
  const treebanks = readTaggerCorpora(folder);
  const hard = args.includes('--hard-sentences') ? (args[args.indexOf('--hard-sentences') + 1] ?? '') : undefined;
  print('Sentences and parts of speech', [
    ...(tagger ? weightFigures(tagger) : []),
    ...accuracyFigures(english, treebanks),
    ...(hard === undefined ? [['hard sentences', 'not measured: no --hard-sentences FILE'] as const] : hardSentenceFigures(english, hard)),
    speedFigure(english, treebanks),
  ]);

  const weights = weightsOf('attribution.bin');
  const development = readCorpus(folder, DEVELOPMENT_CORPUS);
  const sentences = readSentences(folder);
  const wikinews = readCorpus<UnitDocument>(folder, 'attribution.gum-news.jsonl');
  if (weights) {
    print('Who says what, PolNeAR dev', attributionFigures(english, weights, development, sentences));
    print('Who says what, Wikinews (GUM)', unitFigures(english, weights, wikinews));
  }
  print('Who says what, PolNeAR dev, written rules alone', attributionFigures(english, undefined, development, sentences));
  print('Who says what, Wikinews (GUM), written rules alone', unitFigures(english, undefined, wikinews));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
