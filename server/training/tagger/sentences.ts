import { sentenceStarts } from '../../src/english/sentences.js';
import {
  boundaryFeatures,
  contextFeatures,
  dictionaryKey,
  formOf,
  PARTS_OF_SPEECH,
  sentenceCaseOf,
  type WordFeatures,
  wordFeatures,
} from '../../src/english/taggerFeatures.js';
import type { DictionaryEntry } from '../../src/english/taggerWeights.js';
import { lowerForm, tokenise } from '../../src/english/tokens.js';
import { createWordLists } from '../../src/english/words.js';
import type { TreebankDocument } from './conllu.js';
import type { TrainingSentence } from './perceptron.js';

export interface TaggedSentence {
  readonly tokens: readonly { readonly text: string; readonly lower: string }[];
  /** Places in `PARTS_OF_SPEECH`; -1 where nothing is known. */
  readonly tags: Int8Array;
}

export function treebankSentences(documents: readonly TreebankDocument[]): TaggedSentence[] {
  const places = new Map<string, number>(PARTS_OF_SPEECH.map((tag, place) => [tag, place]));
  return documents.flatMap(document =>
    document.sentences.map(({ words }) => ({
      tokens: words.map(({ form }) => ({ text: form, lower: lowerForm(form) })),
      tags: Int8Array.from(words, word => places.get(word.pos) ?? -1),
    })),
  );
}

/** Sentences of plain text, without parts of speech. */
export function plainSentences(texts: readonly string[]): TaggedSentence[] {
  const lists = createWordLists();
  return texts.flatMap(text => {
    const tokens = tokenise(text, lists);
    const starts = sentenceStarts(tokens, lists);
    return starts.map((start, i) => {
      const sentence = tokens.slice(start, starts[i + 1] ?? tokens.length);
      return { tokens: sentence, tags: new Int8Array(sentence.length).fill(-1) };
    });
  });
}

/** Adds the features of the words under a dictionary. */
export function withFeatures(sentences: readonly TaggedSentence[], dictionary: readonly DictionaryEntry[]): TrainingSentence[] {
  const entries = new Map(dictionary.map(entry => [entry.key, entry]));
  const known = new Map<string, WordFeatures>();
  const boundary = boundaryFeatures();
  return sentences.map(({ tokens, tags }) => {
    const words = tokens.map(({ text, lower }) => {
      const features = known.get(text) ?? wordFeatures(text, lower, entries.get(dictionaryKey(formOf(lower)))?.tags ?? 0);
      known.set(text, features);
      return features;
    });
    const certain = Int8Array.from(tokens, ({ text, lower }) => {
      const entry = text === lower ? entries.get(dictionaryKey(formOf(lower))) : undefined;
      return entry?.certain ? 31 - Math.clz32(entry.tags) : -1;
    });
    return new SentenceFeatures([boundary, boundary, ...words, boundary, boundary], sentenceCaseOf(tokens, 0, tokens.length), tags, certain);
  });
}

class SentenceFeatures implements TrainingSentence {
  constructor(
    private readonly words: readonly WordFeatures[],
    private readonly sentenceCase: number,
    readonly tags: Int8Array,
    readonly certain: Int8Array,
  ) {}

  get length(): number {
    return this.tags.length;
  }

  features(index: number, previousTag: number, tagBefore: number, out: Int32Array): number {
    const at = index + 2;
    let count = contextFeatures(this.words, at, previousTag, tagBefore, this.sentenceCase, out);
    const parts = [this.words[at]?.own, this.words[at - 1]?.before, this.words[at - 2]?.twoBefore, this.words[at + 1]?.after, this.words[at + 2]?.twoAfter];
    for (const part of parts) {
      if (part === undefined) continue;
      out.set(part, count);
      count += part.length;
    }
    return count;
  }
}
