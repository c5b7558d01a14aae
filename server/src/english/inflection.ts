import words from '../../lexicons/irregular-words.yaml';
import { createAdjectives } from './adjectives.js';
import { wordMap } from './lexicon.js';
import { createNouns } from './nouns.js';
import type { English, PartOfSpeech } from './types.js';
import { createVerbs } from './verbs.js';

export type Inflection = Pick<English, 'lemma' | 'inflectLike'>;

/** Where a noun phrase's head ends: "critics of the plan", "commander in chief". */
const BEHIND_HEAD = /\s(?:of|for|in|to|with|from|at|on|against|who|that|under)\s/;

/** What is longer is no English word but a run of characters; the rules below would look at it again and again. */
const LONGEST_WORD = 40;

/** Dictionary forms, and forms like that of another word. */
export function createInflection(): Inflection {
  const verbs = createVerbs();
  const nouns = createNouns();
  const adjectives = createAdjectives();
  const others = wordMap(words, entries => wordMap(entries, String));

  function lemma(token: { readonly lower: string; readonly pos: PartOfSpeech }): string {
    const { lower, pos } = token;
    if (lower.length > LONGEST_WORD) return lower;
    switch (pos) {
      case 'VERB':
      case 'AUX':
        return verbs.lemma(lower);
      case 'NOUN':
        return nouns.singular(lower);
      case 'ADJ':
      case 'ADV':
        return others.get(pos)?.get(lower) ?? adjectives.lemma(lower);
      default:
        return others.get(pos)?.get(lower) ?? lower;
    }
  }

  /** Nouns of several words bend the head: the last word before a preposition. */
  function pluralOf(phrase: string): string {
    const listed = nouns.listedPlural(phrase.toLowerCase());
    if (listed !== undefined) return withCase(phrase, () => listed);
    const end = BEHIND_HEAD.exec(phrase)?.index ?? phrase.length;
    const start = phrase.lastIndexOf(' ', end - 1) + 1;
    return phrase.slice(0, start) + withCase(phrase.slice(start, end), nouns.plural) + phrase.slice(end);
  }

  return {
    lemma,
    inflectLike(base, model) {
      switch (model.pos) {
        case 'VERB':
        case 'AUX':
          return atFirstWord(base, word => verbs.inflect(word, verbs.formOf(model.lower)));
        case 'NOUN':
          return nouns.singular(model.lower) === model.lower ? base : pluralOf(base);
        case 'ADJ':
        case 'ADV':
          return adjectives.inflect(base, adjectives.degreeOf(model.lower));
        default:
          return base;
      }
    },
  };
}

/** Verbs of several words bend the first one: "speak out" → "spoke out". */
function atFirstWord(phrase: string, bend: (word: string) => string): string {
  const end = phrase.indexOf(' ');
  return end < 0 ? withCase(phrase, bend) : withCase(phrase.slice(0, end), bend) + phrase.slice(end);
}

/** Bends the lower-case word and keeps the letters that it begins with as they were written. */
function withCase(word: string, bend: (word: string) => string): string {
  const bent = bend(word.toLowerCase());
  let same = 0;
  while (same < word.length && word.charAt(same).toLowerCase() === bent.charAt(same)) same++;
  return word.slice(0, same) + bent.slice(same);
}
