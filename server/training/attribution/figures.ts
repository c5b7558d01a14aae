import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AttributionLexicon } from '../../src/attribution/lexicon.js';
import { Chain } from '../../src/attribution/sequence/chain.js';
import { decodeSequenceWeights } from '../../src/attribution/sequence/weights.js';
import type { English } from '../../src/english/types.js';
import type { ReadDocument } from './corpus.js';
import { type LabelledSentence, ROLES, scoreSpans, spansOf, tagDocument } from './evaluate.js';

/** A row of a table: what was measured, and the figure. */
export type Figure = readonly [name: string, value: string];

export const DEVELOPMENT_CORPUS = 'attribution.polnear.dev.jsonl';
const SENTENCES = 'sourcing.polnear-sentences.dev.jsonl';

/** The sentences of the development corpus with whether anything in them is attributed, by document; none where the file is missing. */
export function readSentences(folder: string): ReadonlyMap<string, readonly LabelledSentence[]> {
  const file = path.join(folder, SENTENCES);
  const sentences = new Map<string, LabelledSentence[]>();
  if (!existsSync(file)) return sentences;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const sentence = JSON.parse(line) as LabelledSentence;
    const document = sentence.id.split('#')[0] ?? '';
    sentences.set(document, [...(sentences.get(document) ?? []), sentence]);
  }
  return sentences;
}

/** The figures of weights on documents that people marked. */
export function sequenceFigures(
  english: English,
  lexicon: AttributionLexicon,
  weights: Uint8Array,
  documents: readonly ReadDocument[],
  sentences: ReadonlyMap<string, readonly LabelledSentence[]>,
): Figure[] {
  const chain = new Chain(decodeSequenceWeights(weights), english, lexicon);
  const predicted = documents.map(document => {
    const tags = tagDocument(chain, document);
    return document.blocks.flatMap((block, i) => spansOf(block, tags[i] ?? new Uint8Array(block.length)));
  });
  const { roles, sentence } = scoreSpans(documents, predicted, sentences);
  const list = (figure: 'exact' | 'overlap'): string => ROLES.map(role => roles[role][figure].toFixed(3)).join(' / ');
  return [
    ['exact F1, source / cue / content', list('exact')],
    ['overlap F1, source / cue / content', list('overlap')],
    ...(sentences.size > 0
      ? [['sentence attributed: P / R / F1', [sentence.precision, sentence.recall, sentence.f1].map(x => x.toFixed(3)).join(' / ')] as const]
      : []),
  ];
}
