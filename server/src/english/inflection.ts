import type { English } from './types.js';

export type Inflection = Pick<English, 'lemma' | 'inflectLike'>;

export function createInflection(): Inflection {
  return { lemma: token => token.lower, inflectLike: lemma => lemma };
}
