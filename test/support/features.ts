import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { defaultConfig } from '../../server/src/config/defaults.js';
import type { Config } from '../../server/src/config/types.js';
import type { DraftLanguage } from '../../server/src/draft/types.js';
import type { ReadDocument } from '../../server/src/features/types.js';
import { testAnalyser } from './analysis.js';
import { type DrawnMark, draw, parseMarked } from './marked.js';

/** A draft that was read for a feature, with the marks that are drawn in it and the place of its cursor. */
export interface FeatureDraft {
  readonly read: ReadDocument;
  readonly text: string;
  readonly marks: readonly DrawnMark[];
  /** Offset of `$0`; −1 where the draft has none. */
  readonly cursor: number;
}

/** Reads a marked draft; `$0` says where the cursor is, and is no part of the text. Carets stand under the words as they are without it. */
export function readMarked(marked: string, language: DraftLanguage = 'markdown', config: Config = defaultConfig): FeatureDraft {
  const { text: drawn } = parseMarked(marked);
  const cursor = drawn.indexOf('$0');
  const { text, marks } = parseMarked(marked.replace('$0', ''));
  const document = TextDocument.create('file:///drafts/draft.md', language, 1, text);
  return { read: { document, analysis: testAnalyser().analyse(text, language, config) }, text, marks, cursor };
}

/** Asserts that the ranges are those that are drawn, with the same labels; the failure shows both. */
export function expectRanges({ read, text, marks }: FeatureDraft, ranges: readonly { readonly range: Range; readonly label?: string }[]): void {
  const found = ranges.map(({ range, label = '' }) => ({ start: read.document.offsetAt(range.start), end: read.document.offsetAt(range.end), label }));
  assert.equal(draw(text, found.sort(byPlace)), draw(text, [...marks].sort(byPlace)));
}

function byPlace(a: DrawnMark, b: DrawnMark): number {
  return a.start - b.start || a.end - b.end;
}
