import data from '../../../lexicons/anonymity.yaml';

/** Sorts of nouns for sources, and of verbs that report; the names are part of the features' names. */
export type SourceGroup = string;

/** What bears on whether the reader can tell who a source is, from `server/lexicons/anonymity.yaml`; lemmas in lower case. */
export interface AnonymityLexicon {
  /** Sort of source by noun. */
  readonly groups: ReadonlyMap<string, SourceGroup>;
  /** Sort of report by verb. */
  readonly cues: ReadonlyMap<string, string>;
  readonly words: ReadonlySet<string>;
  readonly held: ReadonlySet<string>;
  readonly talk: ReadonlySet<string>;
  readonly alsoSays: ReadonlySet<string>;
}

/** Throws when the data lacks one of its lists: a mistake of the build, never of a draft. */
export function createAnonymityLexicon(source: unknown = data): AnonymityLexicon {
  const lists = source as Readonly<Record<string, unknown>>;
  const list = (value: unknown, name: string): readonly string[] => {
    if (!Array.isArray(value) || !value.every(word => typeof word === 'string')) throw new TypeError(`anonymity.yaml: “${name}” must be a list of words`);
    return value;
  };
  const table = (name: string): ReadonlyMap<string, string> => {
    const map = new Map<string, string>();
    for (const [group, words] of Object.entries((lists[name] ?? {}) as Readonly<Record<string, unknown>>))
      for (const word of list(words, `${name}.${group}`)) if (!map.has(word)) map.set(word, group);
    if (map.size === 0) throw new TypeError(`anonymity.yaml: “${name}” must hold lists of words`);
    return map;
  };
  const set = (name: string): ReadonlySet<string> => new Set(list(lists[name], name));
  return { groups: table('groups'), cues: table('cues'), words: set('words'), held: set('held'), talk: set('talk'), alsoSays: set('alsoSays') };
}
