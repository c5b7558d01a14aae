import type { Severity } from '../rules/types.js';

/** Settings of one draft, complete: every key has its value. */
export interface Config {
  /** Severity by rule id; `off` silences the rule. Rules that are not named have their default. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** `on`: a second, slower reading judges what the first one has marked. */
  readonly secondReading: SecondReadingSetting;
  /** When new marks are shown in a document that is open in an editor. */
  readonly run: RunSetting;
  /** Straight quotation marks become typographic ones as they are typed. */
  readonly typographicQuotes: boolean;
  readonly files: {
    /** Globs; a path is read if one of these matches and none of `exclude` does. */
    readonly include: readonly string[];
    readonly exclude: readonly string[];
  };
}

/**
 * onType  while the draft is written, once the sentence is left or nobody types
 * onSave  when the draft is opened and when it is saved
 * manual  when the draft is checked by command
 */
export type RunSetting = 'onType' | 'onSave' | 'manual';

/** Whether drafts are read a second time. */
export type SecondReadingSetting = 'on' | 'off';
