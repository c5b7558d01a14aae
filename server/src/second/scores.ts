import type { SentenceJudgement } from './judgement.js';
import type { SecondWindow, WindowSentence } from './windows.js';

/** What the encoder says of the sentences that a window judges, in their order; empty where it would not have the window. */
export type WindowJudgement = readonly SentenceJudgement[];

/** What the second reading has said of a document so far: an input of the analysis, like the text. Never changes; what is new comes as a new object. */
export interface Scores {
  /**
   * The judgements of the sentences of a window, in their order. Where the window has not been read yet but a sentence stood elsewhere in the document a moment ago, its judgement
   * there, for the time being, so that marks do not come and go while somebody types beside it; else undefined in its place.
   */
  of(window: SecondWindow): readonly (SentenceJudgement | undefined)[];
}

export const noScores: Scores = { of: () => [] };

/** @param exact By the key of a window. @param passing By `sentenceKey`. */
export function createScores(exact: ReadonlyMap<string, WindowJudgement>, passing: ReadonlyMap<string, SentenceJudgement>): Scores {
  return { of: window => exact.get(window.key) ?? window.sentences.map(sentence => passing.get(sentenceKey(window, sentence))) };
}

/** What the encoder sees of a sentence's words, without what stands around it. */
export function sentenceKey({ key }: SecondWindow, { marker, words }: WindowSentence): string {
  return key.slice(marker, (words.at(-1) ?? marker) + 1);
}

/**
 * Takes from the outputs of all pieces what judges: those of a sentence at its marker, those of a word at its first piece.
 * @param columns How many outputs a piece has, the first `wordColumns` of them for words.
 */
export function judgementOf(outputs: Float32Array, { sentences }: SecondWindow, columns: number, wordColumns: number): WindowJudgement {
  return sentences.map(({ marker, words: places }) => {
    const words = new Float32Array(places.length * wordColumns);
    places.forEach((piece, i) => {
      words.set(outputs.subarray(piece * columns, piece * columns + wordColumns), i * wordColumns);
    });
    return { words, sentence: outputs.slice(marker * columns + wordColumns, (marker + 1) * columns) };
  });
}

/** Size of a judgement in memory, in bytes, roughly. */
export function sizeOf(judgement: WindowJudgement): number {
  return judgement.reduce((sum, { words, sentence }) => sum + words.byteLength + sentence.byteLength + 200, 100);
}
