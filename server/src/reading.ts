import type { Sourcing } from './attribution/anonymity/draft.js';
import type { UnidentifiedSource } from './attribution/anonymity/index.js';
import type { Attribution, Quotation, Source } from './attribution/types.js';
import type { Claim } from './claims/types.js';
import type { Block, Draft } from './draft/types.js';
import type { English, EnglishReading } from './english/types.js';
import type { BlockOpinion } from './second/opinion.js';

/** Everything that is known of one block. All spans are offsets into `block.view.text`. */
export interface BlockReading {
  readonly index: number;
  readonly block: Block;
  readonly english: EnglishReading;
  readonly quotations: readonly Quotation[];
  readonly attributions: readonly Attribution[];
  readonly claims: readonly Claim[];
  /** Ascending and apart from each other; also those that are hardly worth a question. */
  readonly unidentified: readonly UnidentifiedSource[];
  /** What the draft tells of its unidentified sources; the same for all blocks of a draft. */
  readonly sourcing: Sourcing;
  /** The first block in which the draft tells its story. */
  readonly lead: boolean;
  /** What the second reading says of the block; absent where it has not spoken. */
  readonly second?: BlockOpinion;
  /** The same object for as long as nothing in the reading of this block has changed but its place in the draft: what depends on the block alone can be kept by it. */
  readonly revision: object;
}

/** A draft as it was read: what the rules look at. */
export interface Reading {
  readonly draft: Draft;
  readonly english: English;
  /** One for each block of the draft that holds prose, in order; `index` is the block's place in the draft. */
  readonly blocks: readonly BlockReading[];
  readonly sources: readonly Source[];
}
