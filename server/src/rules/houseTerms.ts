import type { HouseTerm, HouseTermPart } from '../config/types.js';
import { createTermMatcher, type Term, type TermMatcher } from './lexicon.js';

/** A term of the house style in one of the ways in which it may inflect. */
export interface HouseTermForm extends Term {
  readonly house: HouseTerm;
}

/** A term whose part of speech is not said may be any; the one that fits its place best is found. */
const PARTS: readonly HouseTermPart[] = ['noun', 'verb', 'adjective', 'adverb', 'phrase'];

/** Finds the terms of a house style in all of their forms. */
export function createHouseTermMatcher(terms: readonly HouseTerm[]): TermMatcher<HouseTermForm> {
  // Taking sentences apart for nothing would cost time.
  if (terms.length === 0) return { match: () => [] };
  return createTermMatcher(
    terms.flatMap(house => (house.part ? [house.part] : PARTS).map((part): HouseTermForm => ({ words: house.term.trim(), part, house }))),
  );
}
