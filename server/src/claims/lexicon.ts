import data from '../../lexicons/claims.yaml';
import type { Token } from '../english/types.js';

/** Groups of cue words. A hedge is the sure sign of speculation, a milestone that of a superlative; evaluation and record give no reason but colour the score. */
export const CUE_GROUPS = [
  'milestone',
  'superlative',
  'cause',
  'accusation',
  'motive',
  'hedge',
  'speculation',
  'event',
  'number',
  'evaluation',
  'record',
] as const;
export type CueGroup = (typeof CUE_GROUPS)[number];

export interface CueMatch {
  readonly group: CueGroup;
  /** The entry as it stands in the list. */
  readonly entry: string;
  /** Token indices, end exclusive. */
  readonly first: number;
  readonly end: number;
}

interface Entry {
  readonly words: readonly string[];
  readonly group: CueGroup;
  readonly text: string;
}

/** Finds the cue words of `server/lexicons/claims.yaml` in a sentence. Built once. */
export interface ClaimLexicon {
  /** Longest match first within a group; a word can belong to several groups. `lemmas` runs beside `tokens`. */
  match(tokens: readonly Token[], lemmas: readonly string[]): CueMatch[];
}

/** Throws when the data lacks a group: a mistake of the build, never of a draft. */
export function createClaimLexicon(source: unknown = data): ClaimLexicon {
  const lists = source as Readonly<Record<string, unknown>>;
  const byFirst = new Map<string, Entry[]>();
  for (const group of CUE_GROUPS) {
    const list = lists[group];
    if (!Array.isArray(list)) throw new TypeError(`claims.yaml: “${group}” must be a list of words`);
    for (const text of list) {
      const words = String(text).split(' ');
      const key = words[0] ?? '';
      byFirst.set(key, [...(byFirst.get(key) ?? []), { words, group, text: String(text) }]);
    }
  }
  for (const entries of byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length);
  return {
    match(tokens, lemmas) {
      const found: CueMatch[] = [];
      const covered = new Map<CueGroup, number>();
      for (let i = 0; i < tokens.length; i++) {
        const lower = tokens[i]?.lower ?? '';
        const lemma = lemmas[i] ?? '';
        const candidates = lemma === lower ? byFirst.get(lower) : [...(byFirst.get(lower) ?? []), ...(byFirst.get(lemma) ?? [])];
        for (const entry of candidates ?? []) {
          if ((covered.get(entry.group) ?? 0) > i) continue;
          let ok = true;
          for (let k = 1; k < entry.words.length && ok; k++) ok = tokens[i + k]?.lower === entry.words[k] || lemmas[i + k] === entry.words[k];
          if (!ok) continue;
          found.push({ group: entry.group, entry: entry.text, first: i, end: i + entry.words.length });
          covered.set(entry.group, i + entry.words.length);
        }
      }
      return found;
    },
  };
}
