import type { Analysis, Finding } from '../analysis.js';
import type { AttributionKind } from '../attribution/types.js';
import type { Block, Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading, Reading } from '../reading.js';
import type { FindingKind, Severity } from '../rules/types.js';
import type { Lines } from './lines.js';

/** The version of the JSON that `docs/json.md` describes. Names may be added to a version, none is taken away or given another meaning. */
export const jsonVersion = 1;

/** A finding as other tools read it. Offsets in UTF-16 from the start of the text; line and column from 1, the column in UTF-16 units. */
export interface FindingJson {
  readonly rule: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** The words that are marked. */
  readonly text: string;
  readonly message: string;
}

/** Words of the text with their offsets in UTF-16. */
export interface SpanJson {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface SentenceJson {
  readonly start: number;
  readonly end: number;
  /** Something in the sentence is attributed to somebody, or part of such an attribution. */
  readonly attributed: boolean;
  /** How much its strongest claim wants a source, 0–1; 0 where it has none. */
  readonly claim: number;
}

export interface AttributionJson {
  readonly source: SpanJson | null;
  readonly cue: SpanJson | null;
  readonly content: readonly SpanJson[];
  readonly kind: AttributionKind;
  /** The name by which the source is known in the draft, wherever it is mentioned; null where it is nobody in particular. */
  readonly speaker: string | null;
}

export interface ReadingJson {
  readonly sentences: readonly SentenceJson[];
  readonly attributions: readonly AttributionJson[];
}

/** The findings of an analysis, in order of their places. */
export function findingsJson({ reading, findings }: Analysis, lines: Lines): FindingJson[] {
  const { text } = reading.draft;
  return findings.map(finding => findingJson(finding, text, lines));
}

function findingJson({ rule, kind, severity, start, end, message }: Finding, text: string, lines: Lines): FindingJson {
  const { line, column } = lines.positionOf(start);
  return { rule, kind, severity, start, end, line, column, text: text.slice(start, end), message };
}

/** The reading of a draft: its sentences and attributions, in order of their blocks. */
export function readingJson(reading: Reading): ReadingJson {
  return {
    sentences: reading.blocks.flatMap(sentencesJson),
    attributions: reading.blocks.flatMap(block => attributionsJson(block, reading)),
  };
}

function sentencesJson({ block, english, attributions, claims }: BlockReading): SentenceJson[] {
  const strongest = new Map<number, number>();
  for (const { sentence, score } of claims) strongest.set(sentence, Math.max(score, strongest.get(sentence) ?? 0));
  const parts = attributions
    .flatMap(({ source, cue, content }) => [...(source ? [source] : []), ...(cue ? [cue] : []), ...content])
    .sort((a, b) => a.start - b.start);
  let next = 0;
  let reach = -1;
  return english.sentences.map((sentence, index) => {
    // Parts are ascending, so that each is passed once; the furthest end of those that began before tells whether one of them is still open here.
    let attributed = reach > sentence.start;
    for (let part = parts[next]; part && part.start < sentence.end; part = parts[++next]) {
      attributed ||= part.end > sentence.start;
      reach = Math.max(reach, part.end);
    }
    return { ...toOriginal(block, sentence), attributed, claim: round(strongest.get(index) ?? 0) };
  });
}

function attributionsJson({ block, attributions }: BlockReading, { draft, sources }: Reading): AttributionJson[] {
  const span = (place: Span): SpanJson => spanJson(place, block, draft.text);
  return attributions.map(({ source, cue, content, kind, speaker }) => ({
    source: source ? span(source) : null,
    cue: cue ? span(cue) : null,
    content: content.map(span),
    kind,
    speaker: speaker === undefined ? null : (sources[speaker]?.name ?? null),
  }));
}

function spanJson(place: Span, block: Block, text: string): SpanJson {
  const { start, end } = toOriginal(block, place);
  return { start, end, text: text.slice(start, end) };
}

/** Four digits say more than the model knows. */
function round(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
