import type { Config } from './config/types.js';
import type { DraftLanguage, Span } from './draft/types.js';
import type { Reading } from './reading.js';
import type { FindingKind, Mark, Severity } from './rules/types.js';

/** A rule's mark in a draft. */
export interface Finding extends Span {
  /** `start` and `end`: original offsets; the text between them is the words that are marked. */
  readonly rule: string;
  readonly kind: FindingKind;
  readonly sub: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  /** Place in `reading.blocks`, and the mark in that block's view, for fixes. */
  readonly block: number;
  readonly mark: Mark;
}

/** Everything that is known of one version of a draft under one configuration. Same inputs, same analysis. */
export interface Analysis {
  readonly reading: Reading;
  readonly config: Config;
  /** Ascending by start; directives are already applied. */
  readonly findings: readonly Finding[];
}

/** Reads one document again and again; keeps what did not change between two versions. One for each open document. */
export interface Analyser {
  /** Does no I/O and never throws; equals the analysis of a fresh analyser. */
  analyse(text: string, language: DraftLanguage, config: Config): Analysis;
}
