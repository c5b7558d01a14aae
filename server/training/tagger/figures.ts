import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createEnglish } from '../../src/english/index.js';
import type { English } from '../../src/english/types.js';
import type { TaggerCorpora } from './corpora.js';
import { f1, hardSentences, paragraphs, sentenceScore, taggingAccuracy } from './evaluate.js';

/** A row of a table: what was measured, and the figure. */
export type Figure = readonly [name: string, value: string];

/** Accuracy on the treebanks, each paragraph read as raw text. */
export function accuracyFigures(english: English, corpora: TaggerCorpora): Figure[] {
  const accuracy = (documents: TaggerCorpora['news']): string => {
    const { right, words } = taggingAccuracy(english, documents);
    return `${((100 * right) / words).toFixed(2)}  of ${words} words`;
  };
  const news = sentenceScore(english, corpora.news);
  return [
    ['UPOS accuracy, Wikinews (GUM news, unseen)', accuracy(corpora.news)],
    ['UPOS accuracy, GUM test', accuracy(corpora.gumTest)],
    ['UPOS accuracy, EWT test', accuracy(corpora.ewtTest)],
    ...(corpora.development.length > 0 ? [['UPOS accuracy, development', accuracy(corpora.development)] as const] : []),
    ['sentences, exact F1, Wikinews', `${(100 * f1(news)).toFixed(2)}  of ${news.wanted} sentences`],
  ];
}

/** How fast Wikinews is read when every word was met before; depends on the machine. */
export function speedFigure(english: English, corpora: TaggerCorpora): Figure {
  const texts = corpora.news.flatMap(document => [...paragraphs(document.text)].map(paragraph => paragraph.text));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const readAll = (): void => {
    for (const text of texts) english.read(text);
  };
  readAll();
  const rounds = 5;
  const start = performance.now();
  for (let round = 0; round < rounds; round++) readAll();
  return ['speed of sentences, tokens and tags, warm', `${((characters * rounds) / 1000 / (performance.now() - start)).toFixed(2)} MB/s`];
}

/** Size of a file of weights, and the time to make a reader of it. */
export function weightFigures(tagger: Uint8Array): Figure[] {
  const start = performance.now();
  createEnglish({ tagger });
  return [
    ['loading', `${(performance.now() - start).toFixed(0)} ms`],
    ['weights', `${tagger.length} bytes, gzipped ${gzipSync(tagger, { level: 9 }).length}`],
  ];
}

/** False splits and misses in each set of a file of hard sentences: JSON, a list of { "set": name, "paragraphs": [[sentence, ...], ...] }. */
export function hardSentenceFigures(english: English, file: string): Figure[] {
  if (!existsSync(file)) throw new Error(`There is no file of hard sentences at ${file}.`);
  const sets = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly set: string; readonly paragraphs: readonly (readonly string[])[] }[];
  return sets.map(({ set, paragraphs }) => {
    const { falseSplits, misses } = hardSentences(english, paragraphs);
    return [`hard sentences, ${set}`, `${falseSplits} false splits, ${misses} missed`];
  });
}
