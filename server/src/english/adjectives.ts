import data from '../../lexicons/irregular-adjectives.yaml';
import { asRecord, asWords, wordMap, wordSets } from './lexicon.js';

export type Degree = 'positive' | 'comparative' | 'superlative';

/** Degrees of adjectives and adverbs. All words are in lower case. */
export interface Adjectives {
  lemma(form: string): string;
  degreeOf(form: string): Degree;
  /** `big` → `bigger`; with `more` and `most` where endings are not used. */
  inflect(lemma: string, degree: Degree): string;
}

export function createAdjectives(): Adjectives {
  const { forms, also } = asRecord(data);
  const irregular = wordMap(forms, value => asWords(value, 'forms'));
  const { graded, positive } = wordSets(data, ['graded', 'positive']);
  const known = new Map<string, { readonly lemma: string; readonly degree: Degree }>();
  for (const lemma of graded) {
    known.set(`${stem(lemma)}er`, { lemma, degree: 'comparative' });
    known.set(`${stem(lemma)}est`, { lemma, degree: 'superlative' });
  }
  for (const [form, lemma] of wordMap(also, String)) known.set(form, { lemma, degree: form.endsWith('st') ? 'superlative' : 'comparative' });
  for (const [lemma, [comparative, superlative]] of irregular) {
    if (comparative !== undefined && !known.has(comparative)) known.set(comparative, { lemma, degree: 'comparative' });
    if (superlative !== undefined && !known.has(superlative)) known.set(superlative, { lemma, degree: 'superlative' });
  }

  function lookUp(form: string): { readonly lemma: string; readonly degree: Degree } {
    const entry = known.get(form);
    if (entry !== undefined) return entry;
    if (positive.has(form)) return { lemma: form, degree: 'positive' };
    const iest = /^(\w*[aeiouy]\w*[^aeiou])i(er|est)$/.exec(form);
    if (iest?.[1] && form.length > 5) return { lemma: `${iest[1]}y`, degree: iest[2] === 'er' ? 'comparative' : 'superlative' };
    return { lemma: form, degree: 'positive' };
  }

  return {
    lemma: form => lookUp(form).lemma,
    degreeOf: form => lookUp(form).degree,
    inflect(lemma, degree) {
      if (degree === 'positive') return lemma;
      const [comparative, superlative] = irregular.get(lemma) ?? [];
      const form = degree === 'comparative' ? comparative : superlative;
      if (form !== undefined) return form;
      if (graded.has(lemma) || (/^[^aeiou]*[aeiou]+[^aeiouy]+y$/.test(lemma) && !lemma.endsWith('ly')))
        return stem(lemma) + (degree === 'comparative' ? 'er' : 'est');
      return `${degree === 'comparative' ? 'more' : 'most'} ${lemma}`;
    },
  };
}

/** An adjective as it stands before -er and -est. */
function stem(lemma: string): string {
  if (lemma.endsWith('e')) return lemma.slice(0, -1);
  if (/[^aeiou]y$/.test(lemma) && !/^(?:shy|sly|wry)$/.test(lemma)) return `${lemma.slice(0, -1)}i`;
  return /^[^aeiou]*[aeiou][^aeiouwxy]$/.test(lemma) ? lemma + lemma.slice(-1) : lemma;
}
