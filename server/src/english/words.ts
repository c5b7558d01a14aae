import sentences from '../../lexicons/sentences.yaml';
import { type Abbreviations, createAbbreviations } from './abbreviations.js';
import { asRecord, wordMap, wordSets } from './lexicon.js';

const LISTS = ['starters', 'afterHour', 'reporting', 'corporate', 'prefixes', 'units', 'domains', 'clipped'] as const;

/** The word lists that the reader of tokens and sentences needs. */
export interface WordLists extends Record<(typeof LISTS)[number], ReadonlySet<string>> {
  readonly abbreviations: Abbreviations;
  /** Two words written as one, with the length of the first. */
  readonly contractions: ReadonlyMap<string, number>;
}

export function createWordLists(): WordLists {
  return { ...wordSets(sentences, LISTS), abbreviations: createAbbreviations(), contractions: wordMap(asRecord(sentences).contractions, Number) };
}
