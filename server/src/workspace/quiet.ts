import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Position } from 'vscode-languageserver-types';
import type { Analysis, Finding } from '../analysis.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { Reading } from '../reading.js';
import { lastIndex, type SpanSet, spanSet } from '../rules/spans.js';

/** Rest after the last keystroke from which nobody is held to be typing, in milliseconds. */
export const TYPING_REST = 1500;

/** What a draft waits for before new marks are shown in it. */
export type WaitsFor = 'save' | 'command';

/**
 * Which marks of an open document are shown while it is written in. A mark that no longer holds is gone at once, one that is shown stays; what is new waits:
 * by the setting `run`, until the sentence that is being typed is left or nobody has typed for `TYPING_REST`, until the document is saved, or until it is checked by command.
 */
export interface QuietMarks {
  opened(uri: string): void;
  /** The document is about to change. */
  editing(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void;
  /** Where the carets are in a version of a document. A client that never says so is taken to have them where it edited last. */
  carets(document: TextDocument, version: number, carets: readonly Position[]): void;
  /** All that holds now is to be shown. */
  released(uri: string, by: 'save' | 'command'): void;
  forget(uri: string): void;
  /** The analysis with the findings that are shown. The same one where all of them are. */
  shown(document: TextDocument, analysis: Analysis): Analysis;
  /** What new marks of the document wait for, but for its being typed in; undefined where nothing could wait. */
  waitsFor(uri: string): WaitsFor | undefined;
}

export interface QuietMarksDependencies {
  /** Other marks than before are to be shown although the document has not changed. */
  readonly changed: (uri: string) => void;
  /** Does some work later, unless the returned function is called before. */
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

/** A mark as it is known again after an edit. */
interface Shown extends Span {
  readonly rule: string;
}

interface Known {
  shown: readonly Shown[];
  /** What was shown and has gone since somebody began to type; should it come back, it waits for the rest, or it would flicker. */
  gone: readonly Shown[];
  /** Ends of the last edits; empty when nobody types. */
  edits: readonly number[];
  /** Since the last edit; undefined where the client has not said. */
  carets: readonly number[] | undefined;
  /** Why everything is shown; undefined from the next edit on. */
  released: 'open' | 'save' | 'command' | undefined;
  waitsFor: WaitsFor | undefined;
  holdsBack: boolean;
  stopTimer: () => void;
  /** The last answer, until something changes. */
  answer: { readonly analysis: Analysis; readonly shown: Analysis } | undefined;
}

export function createQuietMarks({ changed, later }: QuietMarksDependencies): QuietMarks {
  const documents = new Map<string, Known>();

  function rested(uri: string): void {
    const known = documents.get(uri);
    if (!known) return;
    Object.assign(known, { gone: [], edits: [], carets: undefined, answer: undefined });
    if (known.holdsBack) changed(uri);
  }

  return {
    opened(uri) {
      documents.get(uri)?.stopTimer();
      documents.set(uri, {
        shown: [],
        gone: [],
        edits: [],
        carets: undefined,
        released: 'open',
        waitsFor: undefined,
        holdsBack: false,
        stopTimer: () => {},
        answer: undefined,
      });
    },
    editing(document, changes) {
      const known = documents.get(document.uri);
      if (!known) return;
      const edits = editsOf(document, changes);
      known.shown = edits.reduce(moved, known.shown);
      known.gone = edits.reduce(moved, known.gone);
      known.edits = edits.map(({ start, length }, index) => edits.slice(index + 1).reduce(movedEnd, start + length));
      Object.assign(known, { carets: undefined, released: undefined, answer: undefined });
      known.stopTimer();
      known.stopTimer = later(() => rested(document.uri), TYPING_REST);
    },
    carets(document, version, carets) {
      const known = documents.get(document.uri);
      if (!known || version !== document.version || known.edits.length === 0) return;
      const reading = known.answer?.analysis.reading;
      const before = reading ? typedSentences(reading, known).length : 0;
      known.carets = carets.map(position => document.offsetAt(position));
      known.answer = undefined;
      if (reading && known.holdsBack && typedSentences(reading, known).length < before) changed(document.uri);
    },
    released(uri, by) {
      const known = documents.get(uri);
      if (!known) return;
      known.answer = undefined;
      if (by === 'save') {
        known.released ??= by;
        return;
      }
      known.stopTimer();
      Object.assign(known, { gone: [], edits: [], carets: undefined, released: by });
    },
    forget(uri) {
      documents.get(uri)?.stopTimer();
      documents.delete(uri);
    },
    shown(document, analysis) {
      const known = documents.get(document.uri);
      if (!known) return analysis;
      if (known.answer?.analysis === analysis) return known.answer.shown;
      known.waitsFor = waiting(analysis.config.run, known.released);
      const findings = findingsToShow(analysis, known);
      const still = sets(findings);
      if (known.edits.length > 0) known.gone = [...known.gone, ...known.shown.filter(mark => !still(mark))];
      known.shown = findings.map(({ rule, start, end }) => ({ rule, start, end }));
      known.holdsBack = findings.length < analysis.findings.length;
      const shown = known.holdsBack ? { ...analysis, findings } : analysis;
      known.answer = { analysis, shown };
      return shown;
    },
    waitsFor: uri => documents.get(uri)?.waitsFor,
  };
}

function waiting(run: Analysis['config']['run'], released: Known['released']): WaitsFor | undefined {
  if (run === 'onSave' && released === undefined) return 'save';
  return run === 'manual' && released !== 'command' ? 'command' : undefined;
}

function findingsToShow(analysis: Analysis, known: Known): readonly Finding[] {
  const { findings, reading, config } = analysis;
  const isShown = sets(known.shown);
  if (known.waitsFor !== undefined) return findings.filter(isShown);
  if (config.run !== 'onType' || known.edits.length === 0) return findings;
  const typed = spanSet(typedSentences(reading, known));
  const flickers = sets(known.gone);
  return findings.filter(finding => isShown(finding) || !(typed.touches(finding) || flickers(finding)));
}

/** The sentences that were edited last and that hold a caret still. */
function typedSentences(reading: Reading, { edits, carets }: Known): Span[] {
  const edited = edits.map(place => sentenceAt(reading, place)).filter(span => span !== undefined);
  if (!carets) return edited;
  const held = new Set(carets.map(place => sentenceAt(reading, place)?.start));
  return edited.filter(({ start }) => held.has(start));
}

/**
 * Original offsets of the sentence that a caret writes in: the one that it stands in or at, or the unfinished one before the blanks that it stands behind;
 * undefined between sentences.
 */
function sentenceAt({ draft, blocks }: Reading, place: number): Span | undefined {
  let index = lastIndex(blocks, ({ block }) => block.span.start <= place);
  // The caption of an image lies within its paragraph.
  const around = blocks[index - 1];
  if (around && (blocks[index]?.block.span.end ?? place) < place && around.block.span.end >= place) index--;
  const reading = blocks[index];
  if (!reading) return undefined;
  const { sentences } = reading.english;
  const at = lastIndex(sentences, sentence => toOriginal(reading.block, sentence).start <= place);
  const sentence = sentences[at];
  if (!sentence) return undefined;
  const span = toOriginal(reading.block, sentence);
  if (place <= span.end) return span;
  const isFinished = at < sentences.length - 1 || /[.!?…]\P{L}*$/u.test(draft.text.slice(span.start, span.end));
  return isFinished || /\S|[\r\n]/u.test(draft.text.slice(span.end, place)) ? undefined : span;
}

/** Whether a mark shares words with one of the marks of its rule. */
function sets(marks: readonly Shown[]): (mark: Shown) => boolean {
  const byRule = new Map<string, Shown[]>();
  for (const mark of marks) byRule.set(mark.rule, [...(byRule.get(mark.rule) ?? []), mark]);
  const setsByRule = new Map<string, SpanSet>([...byRule].map(([rule, spans]) => [rule, spanSet(spans)]));
  return mark => setsByRule.get(mark.rule)?.touches(mark) === true;
}

/** Characters from `start` to `end` are replaced by `length` others. */
interface Edit extends Span {
  readonly length: number;
}

/** The changes as edits, each in offsets of the text after those before it. */
function editsOf(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): Edit[] {
  const [first] = changes;
  if (changes.length === 1 && first && 'range' in first) {
    return [{ start: document.offsetAt(first.range.start), end: document.offsetAt(first.range.end), length: first.text.length }];
  }
  const scratch = TextDocument.create(document.uri, document.languageId, document.version, document.getText());
  return changes.map(change => {
    const before = scratch.getText();
    const span = 'range' in change && { start: scratch.offsetAt(change.range.start), end: scratch.offsetAt(change.range.end) };
    TextDocument.update(scratch, [change], scratch.version + 1);
    return span ? { ...span, length: change.text.length } : difference(before, change.text);
  });
}

/** One edit that makes one text of the other. */
function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end: before.length - end, length: after.length - end - start };
}

/** What is left of the marks after an edit, where it is then; words that were replaced belong to no mark that began with them. */
function moved(marks: readonly Shown[], edit: Edit): readonly Shown[] {
  return marks.map(mark => ({ ...mark, start: movedStart(mark.start, edit), end: movedEnd(mark.end, edit) })).filter(({ start, end }) => start < end);
}

function movedStart(place: number, { start, end, length }: Edit): number {
  if (place < start) return place;
  return place >= end ? place + length - (end - start) : start + length;
}

function movedEnd(place: number, { start, end, length }: Edit): number {
  if (place <= start) return place;
  return place >= end ? place + length - (end - start) : start;
}
