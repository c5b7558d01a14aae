import { indefiniteArticle } from './article.js';
import { createGuesser } from './guess.js';
import { createInflection } from './inflection.js';
import { sentenceStarts } from './sentences.js';
import { createTagger } from './tagger.js';
import { tokenise } from './tokens.js';
import type { English, EnglishReading, PartOfSpeech, Sentence, Token } from './types.js';
import { createWordLists } from './words.js';

export type { English, EnglishReading, PartOfSpeech, Sentence, Token } from './types.js';

/** What a reader of English is built from beside its word lists. */
export interface EnglishData {
  /** `models/tagger.bin`. Without it parts of speech are guessed from closed-class words, capitals and word ends. */
  readonly tagger?: Uint8Array;
}

/** Builds a reader of English prose. Throws a `TaggerWeightsError` where the weights are damaged or of another version. */
export function createEnglish({ tagger }: EnglishData): English {
  const words = createWordLists();
  const tagSentence = tagger === undefined ? createGuesser() : createTagger(tagger);
  const inflection = createInflection();
  return {
    read(text) {
      return readText(text);
    },
    lemma: inflection.lemma,
    inflectLike: inflection.inflectLike,
    indefiniteArticle,
  };

  function readText(text: string): EnglishReading {
    const raw = tokenise(text, words);
    const starts = sentenceStarts(raw, words);
    const tags: PartOfSpeech[] = new Array(raw.length).fill('X');
    const sentences = starts.map((first, index): Sentence => {
      const end = starts[index + 1] ?? raw.length;
      tagSentence(raw, first, end, tags);
      const tokens: Token[] = [];
      for (let i = first; i < end; i++) {
        const token = raw[i];
        if (token !== undefined) tokens.push({ start: token.start, end: token.end, text: token.text, lower: token.lower, pos: tags[i] ?? 'X' });
      }
      return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0, tokens };
    });
    return { text, sentences };
  }
}
