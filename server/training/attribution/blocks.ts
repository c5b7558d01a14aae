import type { AttributionLexicon } from '../../src/attribution/lexicon.js';
import { BlockColumns, BlockTrail, MOST_CONTEXT_FEATURES, WordMemory } from '../../src/attribution/sequence/features.js';
import { EDGE_KINDS } from '../../src/attribution/sequence/tables.js';
import type { WordHabits, WordTraits } from '../../src/attribution/sequence/words.js';
import type { English } from '../../src/english/types.js';
import type { ReadDocument } from './corpus.js';
import type { TrainingBlock } from './crf.js';

/** Lays out the blocks of documents for training, in order. */
export function trainingBlocks(english: English, lexicon: AttributionLexicon, habits: WordHabits, documents: readonly ReadDocument[]): TrainingBlock[] {
  const context = new Int32Array(MOST_CONTEXT_FEATURES);
  const edge = new Int32Array(EDGE_KINDS);
  const blocks: TrainingBlock[] = [];
  let features = new Int32Array(1 << 16);
  const columns = new BlockColumns(new WordMemory<WordTraits>(english, lexicon, habits, traits => traits));
  for (const document of documents) {
    let trail: number = BlockTrail.Nothing;
    for (const block of document.blocks) {
      if (block.afresh) trail = BlockTrail.Nothing;
      columns.fill(block.english, block.quoted, block.byRules, trail);
      trail = columns.trail;
      if (block.length === 0) continue;
      const counts = new Uint8Array(block.length);
      const edges = new Int32Array(block.length * EDGE_KINDS);
      let n = 0;
      for (let i = 0; i < block.length; i++) {
        if (features.length < n + 128) {
          const larger = new Int32Array(features.length * 2);
          larger.set(features);
          features = larger;
        }
        const before = n;
        const at = i + 3;
        for (const list of [
          columns.words[at]?.own,
          columns.words[at - 1]?.before,
          columns.words[at - 2]?.twoBefore,
          columns.words[at + 1]?.after,
          columns.words[at + 2]?.twoAfter,
        ])
          for (const feature of list ?? []) features[n++] = feature;
        const length = columns.contextFeatures(i, context);
        for (let k = 0; k < length; k++) features[n++] = context[k] ?? 0;
        counts[i] = n - before;
        columns.edges(i, edge);
        edges.set(edge, i * EDGE_KINDS);
      }
      blocks.push({
        length: block.length,
        tags: block.tags,
        features: features.slice(0, n),
        counts,
        edges,
        startsSentence: columns.startsSentence.slice(0, block.length),
      });
    }
  }
  return blocks;
}
