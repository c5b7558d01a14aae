import { existsSync, readFileSync } from 'node:fs';
import { createEnglish } from '../../server/src/english/index.js';
import type { English } from '../../server/src/english/types.js';

const WEIGHTS = 'server/models/tagger.bin';

let english: English | undefined;

/** The reader of English that the product has: with the trained tagger, or guessing parts of speech where its weights are not built. Built once for each test run. */
export function testEnglish(): English {
  english ??= createEnglish(existsSync(WEIGHTS) ? { tagger: readFileSync(WEIGHTS) } : {});
  return english;
}

const ATTRIBUTION_WEIGHTS = 'server/models/attribution.bin';

/** The trained reading of who says what that the product has; nothing where its weights are not built. */
export function testWeights(): { readonly attributionWeights?: Uint8Array } {
  return existsSync(ATTRIBUTION_WEIGHTS) ? { attributionWeights: readFileSync(ATTRIBUTION_WEIGHTS) } : {};
}
