import { accusedOfAllegedly } from './accusedOfAllegedly.js';
import { anonymousSource } from './anonymousSource.js';
import { lateAttribution } from './lateAttribution.js';
import { loadedLanguage } from './loadedLanguage.js';
import { mixedSpeakers } from './mixedSpeakers.js';
import { noReply } from './noReply.js';
import { placeholder } from './placeholder.js';
import { singleSource } from './singleSource.js';
import { speakerWithoutRole } from './speakerWithoutRole.js';
import type { Rule } from './types.js';
import { unattributedClaim } from './unattributedClaim.js';
import { undated } from './undated.js';

/** All rules, in the order in which they are documented. Settings, docs and schema follow this list. */
export const rules: readonly Rule[] = [
  unattributedClaim,
  anonymousSource,
  loadedLanguage,
  placeholder,
  accusedOfAllegedly,
  singleSource,
  undated,
  lateAttribution,
  speakerWithoutRole,
  mixedSpeakers,
  noReply,
];
