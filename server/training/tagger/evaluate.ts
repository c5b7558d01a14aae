import type { English } from '../../src/english/types.js';
import type { TreebankDocument } from './conllu.js';

export interface Score {
  readonly found: number;
  readonly right: number;
  readonly wanted: number;
}

/** Share of the treebank's words (without punctuation) that are found with exactly their letters and their part of speech, reading the raw text of each paragraph. */
export function taggingAccuracy(english: English, documents: readonly TreebankDocument[]): { readonly right: number; readonly words: number } {
  let right = 0;
  let words = 0;
  for (const document of documents) {
    const tokens = new Map<number, { readonly end: number; readonly pos: string }>();
    for (const { offset, text } of paragraphs(document.text)) {
      for (const sentence of english.read(text).sentences) {
        for (const token of sentence.tokens) tokens.set(offset + token.start, { end: offset + token.end, pos: token.pos });
      }
    }
    for (const sentence of document.sentences) {
      for (const word of sentence.words) {
        if (word.pos === 'PUNCT') continue;
        words++;
        const token = tokens.get(word.start);
        if (token?.end === word.end && token.pos === word.pos) right++;
      }
    }
  }
  return { right, words };
}

/** Sentences found with exactly their start and end. */
export function sentenceScore(english: English, documents: readonly TreebankDocument[]): Score {
  let found = 0;
  let right = 0;
  let wanted = 0;
  for (const document of documents) {
    const gold = new Set(document.sentences.map(({ start, end }) => `${start}-${end}`));
    wanted += gold.size;
    for (const { offset, text } of paragraphs(document.text)) {
      for (const { start, end } of english.read(text).sentences) {
        found++;
        if (gold.has(`${offset + start}-${offset + end}`)) right++;
      }
    }
  }
  return { found, right, wanted };
}

/** Paragraphs of sentences, joined by one space: how many ends are found where none is, and how many are not found. */
export function hardSentences(english: English, paragraphs: readonly (readonly string[])[]): { readonly falseSplits: number; readonly misses: number } {
  let falseSplits = 0;
  let misses = 0;
  for (const sentences of paragraphs) {
    const ends = new Set<number>();
    let end = -1;
    for (const sentence of sentences) {
      end += sentence.length + 1;
      ends.add(end);
    }
    const found = english.read(sentences.join(' ')).sentences.map(sentence => sentence.end);
    falseSplits += found.filter(place => !ends.has(place)).length;
    misses += ends.size - found.filter(place => ends.has(place)).length;
  }
  return { falseSplits, misses };
}

export function f1({ found, right, wanted }: Score): number {
  return (2 * right) / Math.max(1, found + wanted);
}

/** Paragraphs of a text with their offsets, as a draft's blocks would hand them over. */
export function* paragraphs(text: string): Generator<{ readonly offset: number; readonly text: string }> {
  const gap = /\n[ \t\r]*\n\s*/g;
  let offset = 0;
  for (const match of text.matchAll(gap)) {
    if (match.index > offset) yield { offset, text: text.slice(offset, match.index) };
    offset = match.index + match[0].length;
  }
  if (offset < text.length) yield { offset, text: text.slice(offset) };
}
