import data from '../../lexicons/attribution.yaml';
import givenNames from '../../lexicons/given-names.yaml';

/** What attribution is made of, from `server/lexicons/attribution.yaml`; lemmas in lower case. */
export interface AttributionLexicon {
  readonly speech: ReadonlySet<string>;
  readonly judgement: ReadonlySet<string>;
  readonly attitude: ReadonlySet<string>;
  readonly document: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  readonly agentless: ReadonlySet<string>;
  readonly agentlessPassive: ReadonlySet<string>;
  readonly vague: ReadonlySet<string>;
  readonly vaguePronouns: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly institutions: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  readonly organisationWords: ReadonlySet<string>;
  readonly naming: ReadonlySet<string>;
  /** Places and buildings that stand for a body: one or two words. */
  readonly metonyms: ReadonlySet<string>;
  /** Nouns that take up a person whom the draft has named. */
  readonly epithets: ReadonlySet<string>;
  /** Nouns that take up a body that the draft has named. */
  readonly bodies: ReadonlySet<string>;
  readonly men: ReadonlySet<string>;
  readonly women: ReadonlySet<string>;
  /** Given names of all, `men` and `women` among them. */
  readonly givenNames: ReadonlySet<string>;
}

const NAMES = [
  'speech',
  'judgement',
  'attitude',
  'document',
  'documents',
  'agentless',
  'agentlessPassive',
  'vague',
  'vaguePronouns',
  'roles',
  'institutions',
  'titles',
  'organisationWords',
  'naming',
  'metonyms',
  'epithets',
  'bodies',
] as const;
const GIVEN = ['men', 'women', 'either'] as const;

/** Throws when the data lacks one of its lists: a mistake of the build, never of a draft. */
export function createAttributionLexicon(source: unknown = data, given: unknown = givenNames): AttributionLexicon {
  const lists = readLists('attribution.yaml', source, NAMES);
  const { men, women, either } = readLists('given-names.yaml', given, GIVEN);
  return { ...lists, men, women, givenNames: new Set([...men, ...women, ...either]) };
}

function readLists<Name extends string>(file: string, source: unknown, names: readonly Name[]): Record<Name, ReadonlySet<string>> {
  const lists = source as Readonly<Record<string, unknown>>;
  const entries = names.map(name => {
    const list = lists[name];
    if (!Array.isArray(list) || !list.every(word => typeof word === 'string')) throw new TypeError(`${file}: “${name}” must be a list of words`);
    return [name, new Set<string>(list)] as const;
  });
  return Object.fromEntries(entries) as unknown as Record<Name, ReadonlySet<string>>;
}
