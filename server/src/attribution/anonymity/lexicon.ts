import data from '../../../lexicons/anonymity.yaml';

/** What bears on whether the reader can tell who a source is, from `server/lexicons/anonymity.yaml`; lemmas in lower case. */
export interface AnonymityLexicon {
  /** Sort of source by noun; the names of the sorts are part of features' names. */
  readonly groups: ReadonlyMap<string, string>;
  /** Sort of report by verb, some with a preposition; the names of the sorts are part of features' names. */
  readonly cues: ReadonlyMap<string, string>;
  readonly words: ReadonlySet<string>;
  readonly held: ReadonlySet<string>;
  readonly talk: ReadonlySet<string>;
  readonly alsoSays: ReadonlySet<string>;
  readonly attacks: ReadonlySet<string>;
  readonly judgements: ReadonlySet<string>;
  readonly outlets: ReadonlySet<string>;
}

/** Throws when the data lacks one of its lists: a mistake of the build, never of a draft. */
export function createAnonymityLexicon(source: unknown = data): AnonymityLexicon {
  const lists = source as Readonly<Record<string, unknown>>;
  const set = (name: string): ReadonlySet<string> => new Set(readList(lists[name], name));
  return {
    groups: readTable(lists.groups, 'groups'),
    cues: readTable(lists.cues, 'cues'),
    words: set('words'),
    held: set('held'),
    talk: set('talk'),
    alsoSays: set('alsoSays'),
    attacks: set('attacks'),
    judgements: set('judgements'),
    outlets: set('outlets'),
  };
}

function readList(value: unknown, name: string): readonly string[] {
  if (!Array.isArray(value) || !value.every(word => typeof word === 'string')) throw new TypeError(`anonymity.yaml: “${name}” must be a list of words`);
  return value;
}

/** Group by word; a word in several groups is in the first. */
function readTable(value: unknown, name: string): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`anonymity.yaml: “${name}” must hold lists of words`);
  const table = new Map<string, string>();
  for (const [group, words] of Object.entries(value)) for (const word of readList(words, `${name}.${group}`)) if (!table.has(word)) table.set(word, group);
  return table;
}
