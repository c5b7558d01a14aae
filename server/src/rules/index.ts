import { accusedOfAllegedly } from './accusedOfAllegedly.js';
import { agentlessAttribution } from './agentlessAttribution.js';
import { anonymousLead } from './anonymousLead.js';
import { anonymousOpinion } from './anonymousOpinion.js';
import { beyondTheSource } from './beyondTheSource.js';
import { declinedAndAnonymous } from './declinedAndAnonymous.js';
import { describedSource } from './describedSource.js';
import { houseStyle } from './houseStyle.js';
import { lateAttribution } from './lateAttribution.js';
import { loadedLanguage } from './loadedLanguage.js';
import { mixedSpeakers } from './mixedSpeakers.js';
import { noReply } from './noReply.js';
import { placeholder } from './placeholder.js';
import { pluralSources } from './pluralSources.js';
import { roteAnonymityReason } from './roteAnonymityReason.js';
import { secondHandSource } from './secondHandSource.js';
import { singleSource } from './singleSource.js';
import { speakerWithoutRole } from './speakerWithoutRole.js';
import type { Rule } from './types.js';
import { unattributedClaim } from './unattributedClaim.js';
import { unattributedQuote } from './unattributedQuote.js';
import { undated } from './undated.js';
import { unusedDirective } from './unusedDirective.js';
import { vagueSource } from './vagueSource.js';

/** All rules, in the order in which they are documented. Settings, docs and schema follow this list. */
export const rules: readonly Rule[] = [
  unattributedClaim,
  unattributedQuote,
  vagueSource,
  describedSource,
  agentlessAttribution,
  secondHandSource,
  anonymousOpinion,
  anonymousLead,
  pluralSources,
  roteAnonymityReason,
  declinedAndAnonymous,
  loadedLanguage,
  beyondTheSource,
  houseStyle,
  accusedOfAllegedly,
  singleSource,
  undated,
  lateAttribution,
  speakerWithoutRole,
  mixedSpeakers,
  noReply,
  placeholder,
  unusedDirective,
];
