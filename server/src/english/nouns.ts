import data from '../../lexicons/irregular-nouns.yaml';
import { asRecord, wordMap, wordSets } from './lexicon.js';
import { withS } from './verbs.js';

/** Numbers of nouns. All words are in lower case. */
export interface Nouns {
  /** The singular of a noun in either number. */
  singular(noun: string): string;
  plural(noun: string): string;
  /** The plural of a noun, of one word or several, that the rules of spelling would get wrong. */
  listedPlural(noun: string): string | undefined;
}

export function createNouns(): Nouns {
  const plurals = wordMap(asRecord(data).plurals, String);
  const singulars = new Map<string, string>();
  for (const [singular, plural] of plurals) singulars.set(plural, singular);
  for (const [plural, singular] of wordMap(asRecord(data).also, String)) singulars.set(plural, singular);
  const { invariable, singularInS, inIe, oes, inE, hardCh, mans } = wordSets(data, ['invariable', 'singularInS', 'inIe', 'oes', 'inE', 'hardCh', 'mans']);

  function singular(noun: string): string {
    const known = singulars.get(noun);
    if (known !== undefined) return known;
    if (invariable.has(noun) || singularInS.has(noun)) return noun;
    if (/...men$/.test(noun) && !/(?:^|[^a-z])(?:omen|semen|specimen|regimen|acumen|abdomen|yemen|stamen)$/.test(noun)) return `${noun.slice(0, -2)}an`;
    if (!/..s$/.test(noun) || /(?:ss|us|is|\ds)$/.test(noun)) return noun;
    if (noun.endsWith('ies')) return inIe.has(noun.slice(0, -1)) || noun.length < 5 ? noun.slice(0, -1) : `${noun.slice(0, -3)}y`;
    const withoutEs = noun.slice(0, -2);
    if (noun.endsWith('es')) {
      if (inE.has(noun.slice(0, -1))) return noun.slice(0, -1);
      if (oes.has(withoutEs) || singularInS.has(withoutEs)) return withoutEs;
      if (/(?:ss|sh|ch|x|tz|zz)es$/.test(noun)) return withoutEs;
    }
    return noun.slice(0, -1);
  }

  function plural(noun: string): string {
    const known = plurals.get(noun);
    if (known !== undefined) return known;
    if (invariable.has(noun)) return noun;
    if (/man$/.test(noun) && !mans.has(noun)) return `${noun.slice(0, -2)}en`;
    if (hardCh.has(noun)) return `${noun}s`;
    if (/[^aeiou]o$/.test(noun) && !oes.has(noun)) return `${noun}s`;
    return withS(noun);
  }

  return { singular, plural, listedPlural: noun => plurals.get(noun) };
}
