import type { English, Token } from '../english/types.js';
import type { AttributionLexicon } from './lexicon.js';

/** Verbs that things take as well as speakers: "the footage suggests", "the vote confirmed". */
export const NEEDS_SPEAKER: ReadonlySet<string> = new Set([
  'suggest',
  'indicate',
  'reveal',
  'confirm',
  'predict',
  'project',
  'determine',
  'find',
  'point',
  'rule',
  'promise',
  'conclude',
  'repeat',
  'state',
  'note',
]);

/** A name, a person's pronoun, or a noun for people, bodies or documents; "the move" and "the silence" speak only as a figure of speech. */
export function couldSpeak(english: English, lexicon: AttributionLexicon, head: Token): boolean {
  if (head.pos === 'PROPN') return true;
  if (head.pos === 'PRON') return !/^(?:it|this|that|these|those|which)$/.test(head.lower);
  const lemma = english.lemma(head);
  const { roles, vague, institutions, vaguePronouns } = lexicon;
  return roles.has(lemma) || vague.has(lemma) || institutions.has(lemma) || vaguePronouns.has(head.lower) || lemma === 'spokesperson';
}
