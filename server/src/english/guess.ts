import data from '../../lexicons/closed-class.yaml';
import { isCapitalised, startsWithDigit } from './characters.js';
import { asRecord, asWords } from './lexicon.js';
import type { PartOfSpeech, Token } from './types.js';

/** What the parts of speech of a sentence are told from. */
export type UntaggedWord = Pick<Token, 'text' | 'lower'>;

/** Gives the tokens of one sentence their parts of speech: `tokens[first]` up to `tokens[end]`, written to `tags` at the same places. */
export type TagSentence = (tokens: readonly UntaggedWord[], first: number, end: number, tags: PartOfSpeech[]) => void;

const WORDLIKE = /[\p{L}\p{N}]/u;
const SYMBOL = /^[$€£¥%+=<>#@&°§]|\p{So}/u;
const SUFFIXES: readonly (readonly [RegExp, PartOfSpeech])[] = [
  [/ly$/, 'ADV'],
  [/(?:ing|ed|ize|ise|izes|ises|ify)$/, 'VERB'],
  [/(?:ous|ful|less|able|ible|ical|ish|ive|ic|al|ian|ary)$/, 'ADJ'],
];

/** Guesses parts of speech from closed-class words, capitals and word ends alone; for a reader without trained weights. */
export function createGuesser(): TagSentence {
  const closed = new Map<string, PartOfSpeech>();
  for (const [tag, words] of Object.entries(asRecord(data))) for (const word of asWords(words, tag)) closed.set(word, tag as PartOfSpeech);
  return (tokens, first, end, tags) => {
    for (let i = first; i < end; i++) {
      const token = tokens[i];
      if (token !== undefined) tags[i] = guess(token, i === first, closed);
    }
  };
}

function guess(token: UntaggedWord, isFirst: boolean, closed: ReadonlyMap<string, PartOfSpeech>): PartOfSpeech {
  const known = closed.get(token.lower);
  if (known !== undefined) return known;
  if (startsWithDigit(token.text)) return /(?:st|nd|rd|th)$/.test(token.lower) ? 'ADJ' : 'NUM';
  if (!WORDLIKE.test(token.text)) return SYMBOL.test(token.text) ? 'SYM' : 'PUNCT';
  if (isCapitalised(token.text) && !isFirst) return 'PROPN';
  return SUFFIXES.find(([suffix]) => suffix.test(token.lower))?.[1] ?? 'NOUN';
}
