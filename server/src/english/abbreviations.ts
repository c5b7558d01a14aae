import data from '../../lexicons/abbreviations.yaml';
import { wordSets } from './lexicon.js';

const LISTS = ['title', 'leading', 'beforeNumber', 'calendar', 'place', 'trailing', 'ending', 'wordLike'] as const;

/** How an abbreviation behaves; the names are those of the lists in `lexicons/abbreviations.yaml`. */
export type AbbreviationKind = (typeof LISTS)[number];
export type Abbreviations = Record<AbbreviationKind, ReadonlySet<string>>;

export function createAbbreviations(): Abbreviations {
  return wordSets(data, LISTS);
}
