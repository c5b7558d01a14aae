import type { BlockKind, ProseView } from './types.js';

/** A block before it has its place in a draft: offsets count from the start of the part of the original that it was read from. */
export interface ReadBlock {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
  readonly level?: number;
  readonly view: ProseView;
}
