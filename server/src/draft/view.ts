import type { Block, ProseView, Segment, Span } from './types.js';

/** The view of a block without prose. */
export const EMPTY_VIEW: ProseView = Object.freeze({ text: '', segments: Object.freeze([]), annotations: Object.freeze([]) });

/**
 * The original offsets of words in a block's view. Markup before the first and after the last of them is not covered, markup between them is;
 * an entity or a line break is covered whole. An empty span gives an empty one: outside the link or emphasis that ends or begins there, where it can.
 * Offsets outside the view are moved to its ends.
 */
export function toOriginal(block: Block, span: Span): Span {
  const { segments, text } = block.view;
  const first = segments[0];
  const last = segments[segments.length - 1];
  if (!first || !last) return { start: block.span.start, end: block.span.start };
  const start = Math.min(Math.max(span.start, 0), text.length);
  const end = Math.min(span.end, text.length);
  if (end <= start) {
    const place = block.span.start + insertionPlace(block.view, start);
    return { start: place, end: place };
  }
  const head = segments[segmentAt(segments, start)] ?? first;
  const tail = segments[segmentAt(segments, end - 1)] ?? last;
  return {
    start: block.span.start + head.original + (isDivisible(head) ? start - head.view : 0),
    end: block.span.start + tail.original + (isDivisible(tail) ? end - tail.view : tail.originalLength),
  };
}

/** The view offset of an original offset; undefined where it lies in markup or outside the block's words. Within an entity or line break it is that of its start. */
export function toViewOffset(block: Block, offset: number): number | undefined {
  const { segments } = block.view;
  const place = offset - block.span.start;
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (!segment) return undefined;
    if (place < segment.original) high = middle - 1;
    else if (place > segment.original + segment.originalLength) low = middle + 1;
    else if (isDivisible(segment)) return segment.view + place - segment.original;
    else return place === segment.original + segment.originalLength ? segment.view + segment.length : segment.view;
  }
  return undefined;
}

function isDivisible(segment: Segment): boolean {
  return segment.length === segment.originalLength;
}

function insertionPlace(view: ProseView, offset: number): number {
  const before = view.segments[segmentAt(view.segments, offset - 1)];
  const after = view.segments[segmentAt(view.segments, offset)];
  const closes = view.annotations.some(({ start, end }) => end === offset && start < end);
  if (after && (!before || after === before || closes)) return after.original + (isDivisible(after) ? offset - after.view : 0);
  if (!before) return 0;
  return before.original + (isDivisible(before) ? offset - before.view : before.originalLength);
}

/** Index of the segment that holds the character at a view offset, -1 if none does. */
function segmentAt(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (!segment) return -1;
    if (offset < segment.view) high = middle - 1;
    else if (offset >= segment.view + segment.length) low = middle + 1;
    else return middle;
  }
  return -1;
}
