import data from '../../lexicons/attribution.yaml';

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
] as const;

/** Throws when the data lacks one of its lists: a mistake of the build, never of a draft. */
export function createAttributionLexicon(source: unknown = data): AttributionLexicon {
  const lists = source as Readonly<Record<string, unknown>>;
  const entries = NAMES.map(name => {
    const list = lists[name];
    if (!Array.isArray(list) || !list.every(word => typeof word === 'string')) throw new TypeError(`attribution.yaml: “${name}” must be a list of words`);
    return [name, new Set<string>(list)] as const;
  });
  return Object.fromEntries(entries) as unknown as AttributionLexicon;
}
