import irregular from '../../lexicons/irregular-verbs.yaml';
import stems from '../../lexicons/verb-stems.yaml';
import { asRecord, asWords, wordMap, wordSets } from './lexicon.js';

export type VerbForm = 'base' | 'thirdPerson' | 'past' | 'participle' | 'ing';

/** Forms of verbs and the way back. All words are in lower case; a form that is not known is made by the rules of spelling. */
export interface Verbs {
  lemma(form: string): string;
  /** Which form of its lemma a word is; a past that is also the participle counts as the past. */
  formOf(form: string): VerbForm;
  inflect(lemma: string, form: VerbForm): string;
}

const THIRD_PERSON: ReadonlyMap<string, string> = new Map([
  ['be', 'is'],
  ['have', 'has'],
  ['do', 'does'],
  ['go', 'goes'],
]);
/** One syllable that ends in one vowel and one consonant: stop, plan, but not fix, show, pay. */
const SHORT = /^[^aeiou]*(?:qu)?[aeiouy][^aeiouywx]$/;
const SILENT_E_KEPT = /(?:[eoy]e|[^aeiou]inge|singe|tinge)$/;

export function createVerbs(): Verbs {
  const { forms, also } = asRecord(irregular);
  const past = new Map<string, string>();
  const participle = new Map<string, string>();
  const lemmas = new Map<string, string>();
  for (const [lemma, parts] of wordMap(forms, value => asWords(value, 'forms'))) {
    const [first = lemma, second = first] = parts;
    past.set(lemma, first);
    participle.set(lemma, second);
    lemmas.set(first, lemma);
    lemmas.set(second, lemma);
  }
  const pastForms = new Set(past.values());
  const participles = new Set(participle.values());
  for (const [form, lemma] of wordMap(also, String)) if (!lemmas.has(form)) lemmas.set(form, lemma);
  const { doubling, hardC } = wordSets(irregular, ['doubling', 'hardC']);
  const { inE, bare, doubled, inIe, eed } = wordSets(stems, ['inE', 'bare', 'doubled', 'inIe', 'eed']);

  function lemma(form: string): string {
    const known = lemmas.get(form);
    if (known !== undefined) return known;
    if (/^.+s$/.test(form) && !/(?:ss|us|is)$/.test(form)) return fromThirdPerson(form);
    if (/[aeiouy].*ing$/.test(form)) return fromStem(form.slice(0, -3), 'ing');
    if (/.ied$/.test(form)) return inIe.has(form.slice(0, -1)) ? form.slice(0, -1) : `${form.slice(0, -3)}y`;
    if (eed.has(form)) return form.slice(0, -1);
    if (/[aeiouy].*ed$/.test(form) && !form.endsWith('eed')) return fromStem(form.slice(0, -2), 'ed');
    return form;
  }

  function fromThirdPerson(form: string): string {
    if (form.length > 3 && form.endsWith('ies')) return inIe.has(form.slice(0, -1)) ? form.slice(0, -1) : `${form.slice(0, -3)}y`;
    if (/(?:ss|sh|[^ei]ch|[aeiou]{2}ch|tch|each|x|zz|[^aeiou]o|uizz)es$/.test(form) && !inE.has(form.slice(0, -2))) return form.slice(0, -2);
    if (/(?:us|ias)es$/.test(form) && bare.has(form.slice(0, -2))) return form.slice(0, -2);
    return form.slice(0, -1);
  }

  function fromStem(stem: string, ending: 'ed' | 'ing'): string {
    if (ending === 'ing' && stem.endsWith('y') && inIe.has(`${stem.slice(0, -1)}ie`)) return `${stem.slice(0, -1)}ie`;
    if (hardC.has(stem.slice(0, -1)) && stem.endsWith('ck')) return stem.slice(0, -1);
    if (inE.has(stem)) return `${stem}e`;
    if (bare.has(stem)) return stem;
    if (/([^aeiou])\1$/.test(stem)) return keepsDouble(stem) ? stem : stem.slice(0, -1);
    return wantsE(stem) ? `${stem}e` : stem;
  }

  function keepsDouble(stem: string): boolean {
    const single = stem.slice(0, -1);
    if (doubled.has(stem)) return true;
    if (doubling.has(single)) return false;
    return /(?:ss|ff|zz)$/.test(stem) || (stem.endsWith('ll') && !/[aeiouy].*[aei]l$/.test(single));
  }

  function inflect(lemma: string, form: VerbForm): string {
    switch (form) {
      case 'base':
        return lemma;
      case 'thirdPerson':
        return THIRD_PERSON.get(lemma) ?? withS(lemma);
      case 'ing':
        if (/[^aeiou]ie$|^[lvtd]ie$/.test(lemma)) return `${lemma.slice(0, -2)}ying`;
        if (lemma.endsWith('e') && lemma.length > 2 && !SILENT_E_KEPT.test(lemma)) return `${lemma.slice(0, -1)}ing`;
        return `${withEnding(lemma)}ing`;
      case 'past':
      case 'participle': {
        const known = (form === 'past' ? past : participle).get(lemma);
        if (known !== undefined) return known;
        if (lemma.endsWith('e')) return `${lemma}d`;
        if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ied`;
        return `${withEnding(lemma)}ed`;
      }
    }
  }

  /** The lemma as it stands before an ending that begins with a vowel. */
  function withEnding(lemma: string): string {
    if (hardC.has(lemma)) return `${lemma}k`;
    const last = lemma.slice(lemma.lastIndexOf('-') + 1);
    return doubling.has(last) || (SHORT.test(last) && last.length > 2) ? lemma + lemma.slice(-1) : lemma;
  }

  function formOf(form: string): VerbForm {
    const base = lemma(form);
    if (form === base) return 'base';
    if (pastForms.has(form) || form === 'were') return 'past';
    if (participles.has(form)) return 'participle';
    if (form.endsWith('ing')) return 'ing';
    if (form === 'is' || form === 'has' || form === 'does' || /s$/.test(form)) return 'thirdPerson';
    return /^(?:am|are)$/.test(form) ? 'base' : 'past';
  }

  return { lemma, formOf, inflect };
}

/** -s, -es or -ies, as for verbs and for regular nouns. */
export function withS(word: string): string {
  if (/[^aeiou]y$|quy$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/[^aeiouz]z$|^(?:quiz|whiz)$/.test(word)) return `${word}${word.endsWith('iz') ? 'z' : ''}es`;
  return /(?:s|x|z|ch|sh)$/.test(word) || /[^aeiou]o$/.test(word) ? `${word}es` : `${word}s`;
}

/** Whether a stem before -ed or -ing has lost an -e, judged by its letters; `verb-stems.yaml` has the exceptions. */
function wantsE(stem: string): boolean {
  if (/(?:[cuv]|[^tz]z|[aeiouy]s|[lnprw]s)$/.test(stem)) return true;
  if (stem.endsWith('at')) return !/[eo]at$/.test(stem);
  if (/(?:[aeiou]|[dlr])g$|eng$/.test(stem)) return true;
  if (/[bcdfgkptz]l$/.test(stem)) return true;
  if (/[^aeiou](?:ar|ir|ur|yr)$|quir$/.test(stem)) return true;
  const single = /(?:[^aeiouq]|qu|^)[aeiouy][bdfklmnpt]$/.test(stem);
  if (!single) return false;
  const syllables = stem.match(/[aeiouy]+/g)?.length ?? 0;
  return syllables < 2 || /(?:[aiou]d|[aiou]b|[aiou]k|ut|in|u[ml]|am|ot|il|bal|[aiou]f|y[plk])$/.test(stem);
}
