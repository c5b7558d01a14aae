import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Draft, Span } from '../../server/src/draft/types.js';
import { toOriginal } from '../../server/src/draft/view.js';
import type { Reading } from '../../server/src/reading.js';

export const TABLE = 'test/speakers/table.tsv';

/** A line of the table: offsets into the text of the draft. */
export interface Row {
  readonly draft: string;
  readonly source: Span;
  /** Any of these is the right first mention. */
  readonly first: readonly Span[];
}

export function readTable(file = TABLE): Row[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [draft = '', source = '', first = ''] = line.split('\t');
      return { draft, source: spanOf(source), first: first.split(' ').map(spanOf) };
    });
}

function spanOf(written: string): Span {
  const [start, end] = written.split('-').map(Number);
  if (start === undefined || end === undefined || !(start < end)) throw new Error(`${TABLE}: “${written}” is no span`);
  return { start, end };
}

export type Verdict = 'right' | 'wrong' | 'not read';

/** What became of one line of the table. */
export interface Outcome {
  readonly row: Row;
  readonly verdict: Verdict;
  /** The first mention that the reading has; undefined where it knows none. */
  readonly found?: Span;
  /** The source is its own first mention, so that there is nothing to look for. */
  readonly first: boolean;
}

/**
 * Holds a reading against the lines of its draft. “Not read”: no attribution has those words as its source.
 * Right: the first mention of the attribution's speaker begins within the words that were marked by hand.
 */
export function judge(rows: readonly Row[], { blocks, sources, draft }: Reading): Outcome[] {
  const read = blocks.flatMap(({ block, attributions }) =>
    attributions.flatMap(({ source, speaker }) => (source ? [{ source: toOriginal(block, source), speaker }] : [])),
  );
  return rows.map(row => {
    const attribution = read.find(({ source }) => overlap(source, row.source));
    const own = row.first.some(first => overlap(first, row.source));
    if (!attribution) return { row, verdict: 'not read', first: own };
    const mention = attribution.speaker === undefined ? undefined : sources[attribution.speaker]?.mentions[0];
    const found = mention && placeOf(draft, mention);
    const right = found !== undefined && row.first.some(first => first.start <= found.start && found.start < first.end);
    return { row, verdict: right ? 'right' : 'wrong', ...(found && { found }), first: own };
  });
}

function placeOf(draft: Draft, { block, start, end }: Span & { readonly block: number }): Span | undefined {
  const of = draft.blocks[block];
  return of && toOriginal(of, { start, end });
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function draftFile(folder: string, draft: string): string {
  return path.join(folder, `${draft}.txt`);
}
