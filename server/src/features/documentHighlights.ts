import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types';
import { rangeOf } from './diagnostics.js';
import { mentionAt, mentionSpans } from './mentions.js';
import type { ReadDocument } from './types.js';

/** All mentions of the source at an offset; none where no source is mentioned. */
export function documentHighlights({ document, analysis: { reading } }: ReadDocument, offset: number): DocumentHighlight[] {
  const found = mentionAt(reading, offset);
  return found ? mentionSpans(found.source, reading).map(span => ({ range: rangeOf(span, document), kind: DocumentHighlightKind.Text })) : [];
}
