import { EDGE_VALUES, STATE_EDGE_VALUES } from './features.js';

/** Kinds of observation that weigh the steps: those of pairs of tags, then those of steps between states. */
export const EDGE_KINDS = EDGE_VALUES.length + STATE_EDGE_VALUES.length;

/** Where the tables of each observation begin, behind one that holds for all. */
export interface ChainTables {
  readonly starts: readonly number[];
  readonly size: number;
}

export function chainTables(values: readonly number[], width: number): ChainTables {
  const starts: number[] = [];
  let size = width;
  for (const count of values) {
    starts.push(size);
    size += count * width;
  }
  return { starts, size };
}
