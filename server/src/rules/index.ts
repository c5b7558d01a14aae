import { anonymousSource } from './anonymousSource.js';
import { beyondTheSource } from './beyondTheSource.js';
import { loadedLanguage } from './loadedLanguage.js';
import { placeholder } from './placeholder.js';
import type { Rule } from './types.js';
import { unattributedClaim } from './unattributedClaim.js';
import { unattributedQuote } from './unattributedQuote.js';

/** All rules, in the order in which they are documented. Settings, docs and schema follow this list. */
export const rules: readonly Rule[] = [unattributedClaim, unattributedQuote, anonymousSource, loadedLanguage, beyondTheSource, placeholder];
