import type { Span } from '../draft/types.js';

/** Parts of a text as a set; built in n log n, asked in log n. */
export interface SpanSet {
  /** Whether a part of the span is in the set. */
  touches(span: Span): boolean;
  /** Whether all of the span lies within one run of the set. */
  covers(span: Span): boolean;
}

/** The union of spans of one text; empty spans count for nothing. */
export function spanSet(spans: Iterable<Span>): SpanSet {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ start, end });
  }
  const runBefore = (offset: number): Span | undefined => runs[lastIndex(runs, run => run.start <= offset)];
  return {
    touches: ({ start, end }) => start < end && (runBefore(end - 1)?.end ?? 0) > start,
    covers: ({ start, end }) => (runBefore(start)?.end ?? 0) >= end,
  };
}

/** Index of the last item for which a condition holds that holds for a first part of the list and for none behind it; -1 where it holds for none. */
export function lastIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
