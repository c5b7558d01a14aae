import type { Location, LocationLink } from 'vscode-languageserver-types';
import { toOriginal } from '../draft/view.js';
import { rangeOf } from './diagnostics.js';
import { mentionAt, mentionSpans } from './mentions.js';
import type { ClientFeatures, ReadDocument } from './types.js';

/** Where the draft first mentions the source at an offset; nothing where no source is mentioned. */
export function definition({ document, analysis: { reading } }: ReadDocument, offset: number, client: ClientFeatures): Location[] | LocationLink[] {
  const found = mentionAt(reading, offset);
  const [first] = found ? mentionSpans(found.source, reading) : [];
  const block = found && reading.draft.blocks[found.mention.block];
  if (!first || !block) return [];
  const { uri } = document;
  const range = rangeOf(first, document);
  if (!client.definitionLinks) return [{ uri, range }];
  return [{ originSelectionRange: rangeOf(toOriginal(block, found.mention), document), targetUri: uri, targetRange: range, targetSelectionRange: range }];
}
