import type { Location } from 'vscode-languageserver-types';
import { rangeOf } from './diagnostics.js';
import { mentionAt, mentionSpans } from './mentions.js';
import type { ReadDocument } from './types.js';

/** Every mention of the source at an offset, in the order of the draft; the first one, which the definition leads to, only if it is asked for. */
export function references({ document, analysis: { reading } }: ReadDocument, offset: number, includeFirst: boolean): Location[] {
  const found = mentionAt(reading, offset);
  const spans = found ? mentionSpans(found.source, reading) : [];
  return spans.slice(includeFirst ? 0 : 1).map(span => ({ uri: document.uri, range: rangeOf(span, document) }));
}
