import { roleOf } from '../../src/attribution/sequence/states.js';
import { stemKey, stemOf, type WordHabits } from '../../src/attribution/sequence/words.js';
import type { English } from '../../src/english/types.js';
import type { ReadDocument } from './corpus.js';

interface Counts {
  all: number;
  cue: number;
  source: number;
}

/** How often each dictionary form is there, and how often as part of a cue or a source. */
export type HabitCounts = ReadonlyMap<string, Readonly<Counts>>;

const NONE: Readonly<Counts> = { all: 0, cue: 0, source: 0 };

export function countHabits(english: English, documents: readonly ReadDocument[]): HabitCounts {
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
            count = { ...NONE };
            counts.set(stem, count);
          }
          count.all++;
          if (role === 'cue') count.cue++;
          if (role === 'source') count.source++;
        }
      }
    }
  }
  return counts;
}

/** The habits that counts stand for, less those of one of the documents counted: what that document's words look like to who has not read it. */
export function habitsOf(counts: HabitCounts, without: HabitCounts = new Map()): WordHabits {
  const cue = new Map<number, number>();
  const source = new Map<number, number>();
  for (const [stem, count] of without.size > 0 ? Array.from(without.keys(), stem => [stem, counts.get(stem) ?? NONE] as const) : counts) {
    const less = without.get(stem) ?? NONE;
    const all = count.all - less.all;
    const asCue = count.cue - less.cue;
    const asSource = count.source - less.source;
    if (asCue >= 3 && asCue / all >= 0.02) cue.set(stemKey(stem), cueStep(asCue / all));
    if (asSource >= 3 && asSource / all >= 0.05) source.set(stemKey(stem), asSource / all < 0.12 ? 1 : asSource / all < 0.3 ? 2 : 3);
  }
  return { cue, source };
}

function cueStep(share: number): number {
  return share < 0.06 ? 1 : share < 0.15 ? 2 : share < 0.3 ? 3 : share < 0.55 ? 4 : 5;
}
