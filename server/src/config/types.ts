import type { Severity } from '../rules/types.js';

/** Settings of one draft, complete: every key has its value. Equal settings of one place are the same object, so that its identity tells whether anything has changed. */
export interface Config {
  /** Severity by rule id, or by kind for all of its rules that are not named; `off` silences the rule. Rules that are not named have their default. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** How sure a mark has to be to be shown. */
  readonly strictness: Strictness;
  /** `on`: a second, slower reading judges what the first one has marked. */
  readonly secondReading: SecondReadingSetting;
  readonly features: FeatureSettings;
  /** When new marks are shown in a document that is open in an editor. */
  readonly run: RunSetting;
  /** Straight quotation marks become typographic ones as they are typed. */
  readonly typographicQuotes: boolean;
  readonly files: {
    /** Globs; a path is read if one of these matches and none of `exclude` does. */
    readonly include: readonly string[];
    readonly exclude: readonly string[];
  };
  /** What the newsroom has agreed on. */
  readonly style: HouseStyle;
  /** Marks of this draft that somebody has dismissed for good. */
  readonly dismissed: readonly DismissedMark[];
}

/**
 * onType  while the draft is written, once the sentence is left or nobody types
 * onSave  when the draft is opened and when it is saved
 * manual  when the draft is checked by command
 */
export type RunSetting = 'onType' | 'onSave' | 'manual';

/** Whether drafts are read a second time. */
export type SecondReadingSetting = 'on' | 'off';

/** `relaxed`: what a desk would surely ask; `desk`: what it would rather ask than not; `strict`: all that the rules see. */
export type Strictness = 'relaxed' | 'desk' | 'strict';

/** A newsroom's own words and policies. */
export interface HouseStyle {
  /** Options by rule id and name, as the rule has declared them. Options that are not named have the rule's default. */
  readonly options: Readonly<Record<string, Readonly<Record<string, OptionValue>>>>;
  /** Words that the newsroom does not use in its own voice. */
  readonly terms: readonly HouseTerm[];
  /** Words that are never marked. */
  readonly allow: readonly string[];
  /** Names of outlets and sources that count as identified where they stand in a source. */
  readonly identified: readonly string[];
  readonly anonymity: AnonymityPolicy;
}

export type OptionValue = string | number | boolean | readonly string[];

export interface HouseTerm {
  readonly term: string;
  /** What is written instead, in dictionary form, the best first; none where the sentence has to be written anew. */
  readonly preferred: readonly string[];
  /** Why, in a sentence for the writer. */
  readonly reason?: string;
  /** How the term inflects; by default as the words show. */
  readonly part?: HouseTermPart;
}

export type HouseTermPart = 'verb' | 'noun' | 'adjective' | 'adverb' | 'phrase';

export interface AnonymityPolicy {
  /**
   * What the newsroom asks for where a source is not named. `required`: a reason, and even then the desk is to know, so that the mark stays as information;
   * `sufficient`: with a reason nothing is marked; `optional`: a source described by role needs neither name nor reason.
   */
  readonly reason: 'required' | 'sufficient' | 'optional';
  /** Whether another outlet's unnamed source counts as identified where the outlet is named. */
  readonly namedOutlet: 'unidentified' | 'identified';
}

/**
 * A mark that somebody has dismissed, known by what it says and where it stands: rule, marked words and the words beside them. Line breaks, markup, punctuation and letter case do not
 * count, so that it is found again wherever its paragraph goes and whatever is changed elsewhere.
 */
export interface DismissedMark {
  readonly rule: string;
  readonly words: string;
  /** Up to four words before the mark in its block, and as many behind it. */
  readonly before: string;
  readonly after: string;
  /** Which one it is, from 1, of the marks in the draft that are the same in all of this. */
  readonly nth: number;
}

/** Which features of the editor are on. */
export interface FeatureSettings {
  /** Counts of claims and sources above the headline. */
  readonly codeLens: boolean;
  /** The speaker's name behind a quotation whose source is a pronoun. */
  readonly inlayHints: boolean;
  /** Colours for quotations, sources, cues, and claims by what carries them. */
  readonly semanticTokens: boolean;
}
