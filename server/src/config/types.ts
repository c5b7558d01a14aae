import type { Severity } from '../rules/types.js';

/** Settings of one draft, complete: every key has its value. */
export interface Config {
  /** Severity by rule id, or by kind for all of its rules that are not named; `off` silences the rule. Rules that are not named have their default. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** `on`: a second, slower reading judges what the first one has marked. */
  readonly secondReading: SecondReadingSetting;
  readonly files: {
    /** Globs; a path is read if one of these matches and none of `exclude` does. */
    readonly include: readonly string[];
    readonly exclude: readonly string[];
  };
}

/** Whether drafts are read a second time. */
export type SecondReadingSetting = 'on' | 'off';
