import { roleOf } from '../../src/attribution/sequence/states.js';
import { stemKey, stemOf, type WordHabits } from '../../src/attribution/sequence/words.js';
import type { English } from '../../src/english/types.js';
import type { ReadDocument } from './corpus.js';

interface Counts {
  all: number;
  cue: number;
  source: number;
}

/** Learns from the tags of people how often words are part of cues and of sources. */
export function learnHabits(english: English, documents: readonly ReadDocument[]): WordHabits {
  const counts = new Map<string, Counts>();
  for (const { blocks } of documents) {
    for (const { english: reading, tags } of blocks) {
      let i = 0;
      for (const sentence of reading.sentences) {
        for (const token of sentence.tokens) {
          const role = roleOf(tags[i++] ?? 0);
          if (!/\p{L}/u.test(token.lower)) continue;
          const stem = stemOf(english, token.lower);
          let count = counts.get(stem);
          if (!count) {
            count = { all: 0, cue: 0, source: 0 };
            counts.set(stem, count);
          }
          count.all++;
          if (role === 'cue') count.cue++;
          if (role === 'source') count.source++;
        }
      }
    }
  }
  const cue = new Map<number, number>();
  const source = new Map<number, number>();
  for (const [stem, count] of counts) {
    const cueShare = count.cue / count.all;
    const sourceShare = count.source / count.all;
    if (count.cue >= 3 && cueShare >= 0.02) cue.set(stemKey(stem), cueStep(cueShare));
    if (count.source >= 3 && sourceShare >= 0.05) source.set(stemKey(stem), sourceShare < 0.12 ? 1 : sourceShare < 0.3 ? 2 : 3);
  }
  return { cue, source };
}

function cueStep(share: number): number {
  return share < 0.06 ? 1 : share < 0.15 ? 2 : share < 0.3 ? 3 : share < 0.55 ? 4 : 5;
}
