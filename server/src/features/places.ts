import type { Span } from '../draft/types.js';
import { toViewOffset } from '../draft/view.js';
import type { BlockReading, Reading } from '../reading.js';

/** A place in the words of a draft. */
export interface Place {
  readonly block: BlockReading;
  /** View offset in the block. */
  readonly offset: number;
}

/** The place of an original offset, in the inner block where one lies within another; undefined in markup and outside of all words. */
export function placeAt({ blocks }: Reading, offset: number): Place | undefined {
  for (let i = lastStartingAt(blocks, offset); i >= 0; i--) {
    const block = blocks[i];
    if (!block || block.block.span.end < offset) continue;
    const place = toViewOffset(block.block, offset);
    if (place !== undefined) return { block, offset: place };
  }
  return undefined;
}

/** Whether a span holds an offset or ends with it: an editor's cursor stands between two characters. */
export function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Of the spans that hold an offset the narrowest, the first one where several are. */
export function narrowestAt<T extends Span>(spans: Iterable<T>, offset: number): T | undefined {
  let best: T | undefined;
  for (const span of spans) if (holds(span, offset) && (!best || span.end - span.start < best.end - best.start)) best = span;
  return best;
}

/** Index of the last block that starts at the offset or before it. */
function lastStartingAt(blocks: readonly BlockReading[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.block.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
