import { dictionaryKey, formOf, PARTS_OF_SPEECH } from '../../src/english/taggerFeatures.js';
import type { DictionaryEntry } from '../../src/english/taggerWeights.js';
import type { TaggedSentence } from './sentences.js';

/** How often each form of a word has each part of speech. */
export type FormCounts = Map<string, Float64Array>;

/** A word seen less often has no entry: what it can be is not known well enough. */
const LEAST_COUNT = 4;
/** A rarer part of speech of a word is taken for an annotator's slip. */
const LEAST_SHARE = 0.05;
/** A word has one part of speech for certain where people gave it that one so often, and this share of the time. */
const CERTAIN_COUNT = 20;
const CERTAIN_SHARE = 0.995;

export function countForms(sentences: Iterable<TaggedSentence>, counts: FormCounts = new Map()): FormCounts {
  for (const { tokens, tags } of sentences) {
    for (const [i, token] of tokens.entries()) {
      const form = formOf(token.lower);
      const row = counts.get(form) ?? new Float64Array(PARTS_OF_SPEECH.length);
      const tag = tags[i] ?? -1;
      if (tag >= 0) row[tag] = (row[tag] ?? 0) + 1;
      counts.set(form, row);
    }
  }
  return counts;
}

/**
 * The dictionary that the tagger ships with, ascending by key.
 * `annotated` comes from people and alone decides what is certain; `tagged` comes from an earlier tagger and adds words that the treebanks lack.
 */
export function buildDictionary(annotated: FormCounts, tagged: FormCounts): DictionaryEntry[] {
  const entries = new Map<number, DictionaryEntry>();
  for (const form of new Set([...annotated.keys(), ...tagged.keys()])) {
    const byPeople = annotated.get(form);
    const certain = byPeople === undefined ? -1 : certainTag(byPeople);
    const tags = certain >= 0 ? 1 << certain : possibleTags(byPeople, tagged.get(form));
    const key = dictionaryKey(form);
    if (tags !== 0 && !entries.has(key)) entries.set(key, { key, tags, certain: certain >= 0 });
  }
  return [...entries.values()].sort((a, b) => a.key - b.key);
}

function certainTag(counts: Float64Array): number {
  const total = sum(counts);
  const best = counts.indexOf(Math.max(...counts));
  return total >= CERTAIN_COUNT && (counts[best] ?? 0) >= total * CERTAIN_SHARE ? best : -1;
}

function possibleTags(first: Float64Array | undefined, second: Float64Array | undefined): number {
  const total = sum(first) + sum(second);
  if (total < LEAST_COUNT) return 0;
  let tags = 0;
  for (let tag = 0; tag < PARTS_OF_SPEECH.length; tag++) if ((first?.[tag] ?? 0) + (second?.[tag] ?? 0) >= total * LEAST_SHARE) tags |= 1 << tag;
  return tags;
}

function sum(counts: Float64Array | undefined): number {
  return counts === undefined ? 0 : counts.reduce((total, count) => total + count, 0);
}
