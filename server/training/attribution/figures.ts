import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createDraftReader } from '../../src/draft/index.js';
import type { Span } from '../../src/draft/types.js';
import { toOriginal } from '../../src/draft/view.js';
import type { English } from '../../src/english/types.js';
import { createReaderFactory } from '../../src/read.js';
import type { CorpusDocument } from './corpus.js';
import { type LabelledSentence, type LabelledSpan, ROLES, scoreSpans } from './evaluate.js';

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

/** An attribution in original offsets. */
interface FoundAttribution {
  readonly source?: Span;
  readonly cue?: Span;
  readonly content: readonly Span[];
}

/** The figures of the whole reading, as the product gives it, on documents that people marked; by the written rules alone where there are no weights. */
export function attributionFigures(
  english: English,
  weights: Uint8Array | undefined,
  documents: readonly CorpusDocument[],
  sentences: ReadonlyMap<string, readonly LabelledSentence[]> = new Map(),
): Figure[] {
  const createReader = createReaderFactory({ english, claimModel: { weights: {} }, ...(weights && { attributionWeights: weights }) });
  const found = documents.map(({ text }) =>
    createReader()
      .read(createDraftReader().read(text, 'plaintext'))
      .blocks.flatMap(({ block, attributions }) =>
        attributions.map(
          ({ source, cue, content }): FoundAttribution => ({
            ...(source && { source: toOriginal(block, source) }),
            ...(cue && { cue: toOriginal(block, cue) }),
            content: content.map(span => toOriginal(block, span)),
          }),
        ),
      ),
  );
  const { roles, sentence } = scoreSpans(
    documents,
    found.map(attributions => attributions.flatMap(labelled)),
    sentences,
  );
  const list = (figure: 'exact' | 'overlap'): string => ROLES.map(role => roles[role][figure].toFixed(3)).join(' / ');
  return [
    ['exact F1, source / cue / content', list('exact')],
    ['overlap F1, source / cue / content', list('overlap')],
    ...(sentences.size > 0
      ? [['anything attributed in a sentence: P / R / F1', [sentence.precision, sentence.recall, sentence.f1].map(x => x.toFixed(3)).join(' / ')] as const]
      : []),
    ['linked: the right source on the right content', linked(documents, found).toFixed(3)],
  ];
}

function labelled({ source, cue, content }: FoundAttribution): LabelledSpan[] {
  return [
    ...(source ? [{ ...source, label: 'source' as const }] : []),
    ...(cue ? [{ ...cue, label: 'cue' as const }] : []),
    ...content.map(span => ({ ...span, label: 'content' as const })),
  ];
}

/** The share of the relations with a source and a content for which one attribution meets both. */
function linked(documents: readonly CorpusDocument[], found: readonly (readonly FoundAttribution[])[]): number {
  let all = 0;
  let right = 0;
  documents.forEach(({ relations }, d) => {
    for (const relation of relations) {
      if (relation.source.length === 0 || relation.content.length === 0) continue;
      const meets = (span: Span, places: readonly (readonly [number, number])[]): boolean =>
        places.some(([start, end]) => span.start < end && start < span.end);
      all++;
      if ((found[d] ?? []).some(({ source, content }) => source && meets(source, relation.source) && content.some(span => meets(span, relation.content))))
        right++;
    }
  });
  return all === 0 ? 0 : right / all;
}
