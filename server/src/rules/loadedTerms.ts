import editorial from '../../lexicons/loaded/editorial.yaml';
import euphemisms from '../../lexicons/loaded/euphemisms.yaml';
import labels from '../../lexicons/loaded/labels.yaml';
import scare from '../../lexicons/loaded/scare.yaml';
import sensational from '../../lexicons/loaded/sensational.yaml';
import verbs from '../../lexicons/loaded/verbs.yaml';
import type { Term } from './lexicon.js';

/** In what way a word is loaded. */
export type LoadedSense = 'label' | 'euphemism' | 'editorial' | 'verb' | 'sensational' | 'scare';

/** What the words of one sense have in common. */
export interface SenseFacts {
  readonly sense: LoadedSense;
  /** What such a word does, for the message: `takes a side`. */
  readonly verdict: string;
  /** What a desk asks for instead. */
  readonly asks: string;
}

/** A loaded word or phrase of the writer. */
export interface LoadedTerm extends Term {
  readonly facts: SenseFacts;
  /** Neutral words in dictionary form, the best one first. */
  readonly alternatives: readonly string[];
  /** The sentence stands without it. */
  readonly deletable: boolean;
  /** Why it is loaded, in one clause. */
  readonly why: string;
  /** Would hold the story, or would be asked about. */
  readonly priority: 'must' | 'should';
  /** How often a desk wants it marked where the contexts allow it, 0–1. */
  readonly weight: number;
}

/** The lists of `lexicons/loaded/`, checked: throws an error that names the entry where one is not as `lexicons/README.md` says. */
export function loadLoadedTerms(): { readonly terms: readonly LoadedTerm[]; readonly senses: ReadonlyMap<LoadedSense, SenseFacts> } {
  const senses = new Map<LoadedSense, SenseFacts>();
  const terms: LoadedTerm[] = [];
  for (const file of [labels, euphemisms, editorial, verbs, sensational, scare]) readFile(file as unknown as LoadedFile, senses, terms);
  return { terms, senses };
}

/** How a file of `lexicons/loaded/` is written. */
interface LoadedFile extends SenseFacts {
  /** Of the entries that give none. */
  readonly priority?: LoadedTerm['priority'];
  readonly entries: readonly LoadedEntry[];
}

interface LoadedEntry extends Omit<Term, 'words' | 'part'> {
  readonly term: string;
  readonly also?: readonly string[];
  readonly pos: Term['part'];
  readonly instead: readonly string[];
  readonly why: string;
  readonly priority?: LoadedTerm['priority'];
  readonly weight?: number;
}

const DEFAULT_WEIGHT = 0.6;
const DELETE = 'delete';
/** Stands where no single word is neutral. */
const REWORD = 'reword';

function readFile(file: LoadedFile, senses: Map<LoadedSense, SenseFacts>, terms: LoadedTerm[]): void {
  const facts: SenseFacts = { sense: file.sense, verdict: file.verdict, asks: file.asks };
  senses.set(facts.sense, facts);
  for (const { term, also = [], pos, instead, why, priority = file.priority ?? 'should', weight = DEFAULT_WEIGHT, ...where } of file.entries) {
    if (!pos || !why || !instead?.length) throw new Error(`lexicons/loaded: “${term}” (${facts.sense}) needs pos, instead and why`);
    const alternatives = instead.filter(word => word !== DELETE && word !== REWORD);
    const deletable = instead.includes(DELETE);
    for (const words of [term, ...also]) terms.push({ ...where, words, part: pos, facts, alternatives, deletable, why, priority, weight });
  }
}
