import { accusedOfAllegedly } from './accusedOfAllegedly.js';
import { anonymousSource } from './anonymousSource.js';
import { houseStyle } from './houseStyle.js';
import { lateAttribution } from './lateAttribution.js';
import { loadedLanguage } from './loadedLanguage.js';
import { placeholder } from './placeholder.js';
import { singleSource } from './singleSource.js';
import type { Rule } from './types.js';
import { unattributedClaim } from './unattributedClaim.js';
import { undated } from './undated.js';
import { unusedDirective } from './unusedDirective.js';

/** All rules, in the order in which they are documented. Settings, docs and schema follow this list. */
export const rules: readonly Rule[] = [
  unattributedClaim,
  anonymousSource,
  loadedLanguage,
  houseStyle,
  accusedOfAllegedly,
  singleSource,
  undated,
  lateAttribution,
  placeholder,
  unusedDirective,
];
