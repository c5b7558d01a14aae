import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createAttributionLexicon } from '../../src/attribution/lexicon.js';
import { Chain } from '../../src/attribution/sequence/chain.js';
import { decodeSequenceWeights } from '../../src/attribution/sequence/weights.js';
import { EMPTY_CLAIM_MODEL } from '../../src/claims/score.js';
import { createDraftReader } from '../../src/draft/index.js';
import type { Span } from '../../src/draft/types.js';
import { toOriginal } from '../../src/draft/view.js';
import type { English } from '../../src/english/types.js';
import { createReaderFactory } from '../../src/read.js';
import { type CorpusDocument, type CorpusRelation, readDocument, type UnitDocument } from './corpus.js';
import { type LabelledSentence, type LabelledSpan, ROLES, scoreSpans, sentenceOdds } from './evaluate.js';

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
  const createReader = createReaderFactory({ english, claimModel: EMPTY_CLAIM_MODEL, ...(weights && { attributionWeights: weights }) });
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
    ...(sentences.size > 0
      ? recallByKind(
          english,
          documents,
          found.map(attributions => attributions.flatMap(labelled)),
          sentences,
        )
      : []),
    ...(sentences.size > 0 && weights
      ? [
          [
            'sentences without attribution, average precision',
            averagePrecision(
              english,
              weights,
              documents,
              found.map(attributions => attributions.flatMap(labelled)),
              sentences,
            ).toFixed(3),
          ] as const,
        ]
      : []),
  ];
}

const KINDS = ['speech with a quotation', 'indirect speech', 'a quotation with another cue', 'other cues'] as const;

/** Of the sentences in which something is attributed, the share in which anything was found, by the strongest kind of attribution in them. */
function recallByKind(
  english: English,
  documents: readonly CorpusDocument[],
  found: readonly (readonly LabelledSpan[])[],
  sentences: ReadonlyMap<string, readonly LabelledSentence[]>,
): Figure[] {
  const { speech } = createAttributionLexicon();
  const counts = KINDS.map(() => ({ all: 0, found: 0 }));
  documents.forEach(({ id, text, relations }, d) => {
    const words = (places: CorpusRelation['cue']): string => places.map(([start, end]) => text.slice(start, end)).join(' ');
    const kinds = relations.map(relation => {
      const spoken = (
        words(relation.cue)
          .toLowerCase()
          .match(/[\p{L}]+/gu) ?? []
      ).some(lower => speech.has(english.lemma({ lower, pos: 'VERB' })));
      const quoted = /["“”]|''/u.test(words(relation.content));
      return spoken ? (quoted ? 0 : 1) : quoted ? 2 : 3;
    });
    for (const sentence of sentences.get(id) ?? []) {
      const here = relations.flatMap(({ source, cue, content }, r) =>
        [...source, ...cue, ...content].some(([start, end]) => start < sentence.end && sentence.start < end) ? [kinds[r] ?? 3] : [],
      );
      const count = counts[Math.min(...here)];
      if (!count) continue;
      count.all++;
      if ((found[d] ?? []).some(span => span.start < sentence.end && sentence.start < span.end)) count.found++;
    }
  });
  return KINDS.map((kind, k) => [`sentences found: ${kind}`, `${((counts[k]?.found ?? 0) / (counts[k]?.all || 1)).toFixed(3)}  of ${counts[k]?.all ?? 0}`]);
}

/** What the whole reading finds beyond the model's tags counts like so much of them, in log odds. */
const READ = 1.5;

/** Average precision of ranking sentences by how little the model sees attributed in them, over those in which nothing is. */
function averagePrecision(
  english: English,
  weights: Uint8Array,
  documents: readonly CorpusDocument[],
  found: readonly (readonly LabelledSpan[])[],
  sentences: ReadonlyMap<string, readonly LabelledSentence[]>,
): number {
  const lexicon = createAttributionLexicon();
  const chain = new Chain(decodeSequenceWeights(weights), english, lexicon);
  const ranked: { readonly odds: number; readonly bare: boolean }[] = [];
  documents.forEach((document, d) => {
    const odds = sentenceOdds(chain, readDocument(english, lexicon, document));
    for (const sentence of sentences.get(document.id) ?? []) {
      const own = odds.filter(({ start, end }) => start < sentence.end && sentence.start < end);
      const read = (found[d] ?? []).some(span => span.start < sentence.end && sentence.start < span.end);
      ranked.push({ odds: own.reduce((sum, { odds }) => sum + odds, read ? READ : 0), bare: sentence.label === 1 });
    }
  });
  ranked.sort((a, b) => a.odds - b.odds);
  const all = ranked.filter(({ bare }) => bare).length;
  // Those of the same odds stand at one place: their precision is that of all of them.
  let sum = 0;
  let right = 0;
  for (let i = 0; i < ranked.length; ) {
    let end = i;
    let here = 0;
    while (end < ranked.length && ranked[end]?.odds === ranked[i]?.odds) if (ranked[end++]?.bare) here++;
    right += here;
    sum += here * (right / end);
    i = end;
  }
  return all === 0 ? 0 : sum / all;
}

/** Documents that are marked by discourse unit: of what is attributed in them, the share that any content meets. */
export function unitFigures(english: English, weights: Uint8Array | undefined, documents: readonly UnitDocument[]): Figure[] {
  const createReader = createReaderFactory({ english, claimModel: EMPTY_CLAIM_MODEL, ...(weights && { attributionWeights: weights }) });
  let all = 0;
  let met = 0;
  for (const { text, spans } of documents) {
    const contents = createReader()
      .read(createDraftReader().read(text, 'plaintext'))
      .blocks.flatMap(({ block, attributions }) => attributions.flatMap(({ content }) => content.map(span => toOriginal(block, span))));
    for (const { label, start, end } of spans) {
      if (label !== 'attributed_content_head') continue;
      all++;
      if (contents.some(span => span.start < end && start < span.end)) met++;
    }
  }
  return [['attributed units that some content meets', `${(met / (all || 1)).toFixed(3)}  of ${all}`]];
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
