import type { Mention, Source } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { Reading } from '../reading.js';
import { narrowestAt, placeAt } from './places.js';

/** A source where it is mentioned. */
export interface MentionOfSource {
  readonly source: Source;
  /** Place of the source in the reading's sources. */
  readonly index: number;
  readonly mention: Mention;
}

/** The source that the words at an original offset mention, by name, role or pronoun; the narrowest mention where several hold the place. Linear in the number of mentions. */
export function mentionAt(reading: Reading, offset: number): MentionOfSource | undefined {
  const place = placeAt(reading, offset);
  if (!place) return undefined;
  const here = reading.sources.flatMap((source, index) =>
    source.mentions.filter(({ block }) => block === place.block.index).map(mention => ({ source, index, mention, start: mention.start, end: mention.end })),
  );
  return narrowestAt(here, place.offset);
}

/** The original spans of all mentions of a source, in the order of the draft. */
export function mentionSpans({ mentions }: Source, { draft }: Reading): Span[] {
  return mentions
    .flatMap(mention => {
      const block = draft.blocks[mention.block];
      return block ? [toOriginal(block, mention)] : [];
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
