/**
 * Trains the model that reads who says what and writes its weights, attribution.bin, and its model card, attribution.md.
 *
 *   npm run train:attribution -- --corpora DIR [--seeds 4] [--out FOLDER] [--date YYYY-MM-DD]
 *
 * Takes some six minutes on one core; the same corpora give the same bytes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAttributionLexicon } from '../../src/attribution/lexicon.js';
import { createStateGraph } from '../../src/attribution/sequence/states.js';
import { encodeSequenceWeights } from '../../src/attribution/sequence/weights.js';
import { createEnglish } from '../../src/english/index.js';
import { trainingBlocks } from './blocks.js';
import { corporaFolder, readCorpus, readDocument } from './corpus.js';
import { attributionFigures, DEVELOPMENT_CORPUS, readSentences } from './figures.js';
import { learnHabits } from './habits.js';
import { learnChain } from './learn.js';
import { trainLinks } from './links.js';
import { modelCard } from './modelCard.js';
import { quantise } from './quantise.js';
import { RECIPE } from './recipe.js';

const TAGGER = 'server/models/tagger.bin';
const TRAINING_CORPUS = 'attribution.polnear.train.jsonl';

function main(args: readonly string[]): void {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const started = Date.now();
  const log = (line: string): void => console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s  ${line}`);
  const corpora = corporaFolder(args);
  if (!existsSync(TAGGER)) throw new Error(`There is no ${TAGGER}: the model reads parts of speech, so train the tagger first (npm run train:tagger).`);
  const seeds = Array.from({ length: Number(option('--seeds') ?? RECIPE.seeds) }, (_, i) => i + 1);
  const folder = option('--out') ?? 'server/models';

  log('reading the corpora');
  const english = createEnglish({ tagger: readFileSync(TAGGER) });
  const lexicon = createAttributionLexicon();
  const training = readCorpus(corpora, TRAINING_CORPUS).map(document => readDocument(english, lexicon, document));
  const habits = learnHabits(english, training);
  const blocks = trainingBlocks(english, lexicon, habits, training);
  log(`${training.length} documents, ${blocks.reduce((sum, block) => sum + block.length, 0)} words`);

  const graph = createStateGraph();
  const { keys, weights: mean } = learnChain(graph, blocks, RECIPE, seeds, log);
  log('learning to link');
  const links = trainLinks(english, lexicon, habits, training);
  const weights = encodeSequenceWeights(quantise(mean, keys, habits, links, RECIPE));
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'attribution.bin');
  writeFileSync(file, weights);
  const gzipped = gzipSync(weights, { level: 9 }).length;
  log(`wrote ${file}: ${weights.length} bytes, gzipped ${gzipped}`);

  const figures = attributionFigures(english, weights, readCorpus(corpora, DEVELOPMENT_CORPUS), readSentences(corpora));
  for (const [name, value] of figures) log(`${name.padEnd(46)} ${value}`);
  const date = option('--date') ?? new Date().toISOString().slice(0, 10);
  writeFileSync(path.join(folder, 'attribution.md'), modelCard({ bytes: weights.length, gzipped, date, seeds: seeds.length, recipe: RECIPE, figures }));
  log(`wrote ${path.join(folder, 'attribution.md')}`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
