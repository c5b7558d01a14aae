import type { Severity } from '../rules/types.js';

/** Settings of one draft, complete: every key has its value. */
export interface Config {
  /** Severity by rule id; `off` silences the rule. Rules that are not named have their default. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** `on`: a second, slower reading judges what the first one has marked. */
  readonly secondReading: SecondReadingSetting;
  readonly features: FeatureSettings;
  readonly files: {
    /** Globs; a path is read if one of these matches and none of `exclude` does. */
    readonly include: readonly string[];
    readonly exclude: readonly string[];
  };
}

/** Whether drafts are read a second time. */
export type SecondReadingSetting = 'on' | 'off';

/** Which features of the editor are on. */
export interface FeatureSettings {
  /** Counts of claims and sources above the headline. */
  readonly codeLens: boolean;
  /** The speaker's name behind a quotation whose source is a pronoun. */
  readonly inlayHints: boolean;
  /** Colours for quotations, sources, cues, and claims by what carries them. */
  readonly semanticTokens: boolean;
}
