import type { Span } from '../draft/types.js';

/** Universal parts of speech (universaldependencies.org/u/pos). */
export type PartOfSpeech =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X';

/** A word or mark, in the offsets of the text that was read (for a draft: the view of its block). */
export interface Token extends Span {
  /** The characters of the token. */
  readonly text: string;
  /** The same in lower case, with typographic apostrophes made straight. */
  readonly lower: string;
  readonly pos: PartOfSpeech;
}

export interface Sentence extends Span {
  readonly tokens: readonly Token[];
}

/** One prose block as English: its sentences in order. Depends on the text alone. */
export interface EnglishReading {
  readonly text: string;
  readonly sentences: readonly Sentence[];
}

/** Reads English prose; built once by `createEnglish` from its data (lexicons, tagger weights) and passed in. */
export interface English {
  /** Linear in the text's length; never throws. */
  read(text: string): EnglishReading;
  /** Dictionary form in lower case: `slammed`/VERB → `slam`. */
  lemma(token: Pick<Token, 'lower' | 'pos'>): string;
  /** The form of `lemma` that has the inflection of `model`: (`criticize`, `slammed`) → `criticized`; letter case is not touched. */
  inflectLike(lemma: string, model: Pick<Token, 'lower' | 'pos'>): string;
  /** `an` before a vowel sound, else `a`. `word` is what follows. */
  indefiniteArticle(word: string): 'a' | 'an';
}
