import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readConllu, type TreebankDocument } from './conllu.js';

/** The genres of GUM whose texts GUM-LICENSE.txt calls free: Creative Commons attribution or the public domain. */
export const FREE_GUM_GENRES: ReadonlySet<string> = new Set(['news', 'interview', 'bio', 'voyage', 'textbook', 'vlog', 'speech', 'conversation']);

export interface TaggerCorpora {
  /** What the weights are trained on: EWT train, and the free genres of GUM train without the news. */
  readonly training: readonly TreebankDocument[];
  /** What choices are made on: EWT dev and GUM dev without the news. */
  readonly development: readonly TreebankDocument[];
  /** Those of them that may go into shipped weights. */
  readonly freeDevelopment: readonly TreebankDocument[];
  /** Every Wikinews document of GUM, none of them trained on. */
  readonly news: readonly TreebankDocument[];
  readonly gumTest: readonly TreebankDocument[];
  readonly ewtTest: readonly TreebankDocument[];
  /** News without annotations, for the words that the treebanks lack. */
  readonly plainNews: readonly string[];
}

/** Throws an error for people where a corpus is missing. */
export function readTaggerCorpora(folder: string): TaggerCorpora {
  const treebank = (name: string): TreebankDocument[] => readConllu(corpusFile(folder, `ud/${name}.conllu`));
  const gum = { train: treebank('GUM-train'), dev: treebank('GUM-dev'), test: treebank('GUM-test') };
  const isNews = (document: TreebankDocument): boolean => document.genre === 'news';
  const isFree = (document: TreebankDocument): boolean => FREE_GUM_GENRES.has(document.genre);
  const ewtDevelopment = treebank('EWT-dev');
  const gumDevelopment = gum.dev.filter(document => !isNews(document));
  return {
    training: [...treebank('EWT-train'), ...gum.train.filter(document => isFree(document) && !isNews(document))],
    development: [...ewtDevelopment, ...gumDevelopment],
    freeDevelopment: [...ewtDevelopment, ...gumDevelopment.filter(isFree)],
    news: [...gum.train, ...gum.dev, ...gum.test].filter(isNews),
    gumTest: gum.test,
    ewtTest: treebank('EWT-test'),
    plainNews: readJsonLines(corpusFile(folder, 'attribution.polnear.train.jsonl')),
  };
}

/** The folder that `--corpora` names; throws an error for people where it is not given or not there. */
export function corporaFolder(args: readonly string[]): string {
  const at = args.indexOf('--corpora');
  const folder = at < 0 ? undefined : args[at + 1];
  if (folder === undefined) throw new Error('Say where the corpora are: --corpora DIR (a folder with ud/*.conllu and *.jsonl).');
  if (!existsSync(folder)) throw new Error(`There is no folder ${path.resolve(folder)}; --corpora names the folder that holds ud/*.conllu and *.jsonl.`);
  return folder;
}

function corpusFile(folder: string, name: string): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) throw new Error(`The corpus ${name} is missing in ${path.resolve(folder)}.`);
  return file;
}

function readJsonLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const row: unknown = JSON.parse(line);
      return typeof row === 'object' && row !== null && 'text' in row ? String(row.text) : '';
    });
}
