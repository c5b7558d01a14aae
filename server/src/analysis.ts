import claimModel from '../models/claims.json';
import type { Config } from './config/types.js';
import { createDraftReader } from './draft/index.js';
import type { Draft, DraftLanguage, Span } from './draft/types.js';
import { toOriginal } from './draft/view.js';
import type { English } from './english/types.js';
import { createReaderFactory, type ReaderResources } from './read.js';
import type { BlockReading, Reading } from './reading.js';
import { rules } from './rules/index.js';
import { namesRule, severityOf } from './rules/names.js';
import type { FindingKind, Mark, Rule, Severity } from './rules/types.js';
import type { SecondDocument } from './second/index.js';
import { createJudgementReader, type Judgements } from './second/judgements.js';
import type { Scores } from './second/scores.js';

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
  /** What the second reading is to read of the draft, and what it has said; absent where it is off or unavailable. */
  readonly second?: Judgements;
}

/** Reads one document again and again; keeps what did not change between two versions. One for each open document. */
export interface Analyser {
  /** Does no I/O and never throws; equals the analysis of a fresh analyser. `scores`: what the second reading has said so far; without them the first reading stands. */
  analyse(text: string, language: DraftLanguage, config: Config, scores?: Scores): Analysis;
}

/** What analysers share besides their English. */
export interface AnalyserResources extends Pick<ReaderResources, 'attributionWeights'> {
  /** The second reading of one document; undefined where there is none. */
  readonly createSecond?: () => SecondDocument | undefined;
}

/** Makes analysers that share the engine's lexicons and weights; build one for each process. */
export function createAnalyserFactory(english: English, { createSecond, ...weights }: AnalyserResources = {}): () => Analyser {
  const createReader = createReaderFactory({ english, claimModel, ...weights });
  return () => {
    const drafts = createDraftReader();
    const reader = createReader();
    const judged = createReader();
    const marks = createMarkCache();
    const judge = createJudgementReader();
    let document: SecondDocument | undefined;
    return {
      analyse(text, language, config, scores) {
        const draft = drafts.read(text, language);
        const first = reader.read(draft);
        document ??= scores && createSecond?.();
        const second = scores && document && judge(document.cut(first), scores, first.blocks.length);
        const reading = second && document ? judged.read(draft, { judge: document.judge, thresholds: document.thresholds, blocks: second.blocks }) : first;
        return { reading, config, findings: findingsOf(reading, config, marks), ...(second ? { second } : {}) };
      },
    };
  };
}

/** An analyser with an engine of its own; where many documents are read, share one factory. */
export function createAnalyser(english: English): Analyser {
  return createAnalyserFactory(english)();
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The marks of a rule in a block; asked of the rule only where the block's reading has changed. */
type MarksOf = (rule: Rule, block: BlockReading, english: English) => readonly Mark[];

function createMarkCache(): MarksOf {
  const known = new WeakMap<object, Map<string, readonly Mark[]>>();
  return (rule, block, english) => {
    let marks = known.get(block.revision);
    if (!marks) {
      marks = new Map();
      known.set(block.revision, marks);
    }
    const found = marks.get(rule.id) ?? rule.check(block, english);
    marks.set(rule.id, found);
    return found;
  };
}

function findingsOf(reading: Reading, config: Config, marksOf: MarksOf): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, config);
    if (severity === 'off') continue;
    reading.blocks.forEach((block, index) => {
      for (const mark of marksOf(rule, block, reading.english)) {
        const span = toOriginal(block.block, mark);
        if (silenced(reading.draft, rule, span)) continue;
        findings.push({
          start: span.start,
          end: span.end,
          rule: rule.id,
          kind: rule.kind,
          sub: mark.sub,
          severity: effective(rule, severity, mark.severity),
          message: mark.message,
          why: mark.why,
          block: index,
          mark,
        });
      }
    });
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
}

/** A mark may be weaker than its rule, never stronger; where the user set the rule's severity, the same distance holds. */
function effective(rule: Rule, set: Severity, mark: Severity | undefined): Severity {
  if (!mark) return set;
  const distance = Math.max(0, SEVERITIES.indexOf(mark) - SEVERITIES.indexOf(rule.defaultSeverity));
  return SEVERITIES[Math.min(SEVERITIES.length - 1, SEVERITIES.indexOf(set) + distance)] ?? set;
}

function silenced(draft: Draft, rule: Rule, span: Span): boolean {
  return draft.directives.some(
    directive =>
      directive.kind !== 'enable' &&
      (directive.rules.length === 0 || namesRule(directive.rules, rule)) &&
      span.start >= directive.scope.start &&
      span.start < directive.scope.end,
  );
}
