import type { BlockJudgement, SentenceJudgement } from './judgement.js';
import type { Scores } from './scores.js';
import type { PlacedWindow } from './windows.js';

/** The windows of a reading, and what the second reading says in them, as far as it has spoken. */
export interface Judgements {
  readonly windows: readonly PlacedWindow[];
  /** By place in `reading.blocks`; undefined where nothing has been said of a block. The same object for as long as the same is said of the block. */
  readonly blocks: readonly (BlockJudgement | undefined)[];
}

/** Puts together what is said of each of `count` blocks; keeps what did not change. One for each document. */
export type JudgementReader = (windows: readonly PlacedWindow[], scores: Scores, count: number) => Judgements;

export function createJudgementReader(): JudgementReader {
  const kept = new WeakMap<SentenceJudgement, BlockJudgement>();
  const same = (judgement: readonly (SentenceJudgement | undefined)[]): BlockJudgement | undefined => {
    const key = judgement.find(sentence => sentence !== undefined);
    if (!key) return undefined;
    const last = kept.get(key);
    if (last?.length === judgement.length && last.every((sentence, i) => sentence === judgement[i])) return last;
    kept.set(key, judgement);
    return judgement;
  };
  return (windows, scores, count) => {
    const blocks = Array.from({ length: count }, (): (SentenceJudgement | undefined)[] => []);
    for (const { block, window } of windows) {
      const judgements = scores.of(window);
      window.sentences.forEach((sentence, i) => {
        const own = blocks[block + sentence.block];
        if (own) own[sentence.index] = judgements[i];
      });
    }
    return { windows, blocks: blocks.map(same) };
  };
}
