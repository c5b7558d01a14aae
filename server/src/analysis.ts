import claimModel from '../models/claims.json';
import type { Config, DismissedMark } from './config/types.js';
import { createCounter, fingerprintKey, fingerprintOf } from './dismissed/fingerprint.js';
import { createDraftReader } from './draft/index.js';
import type { Directive, DraftLanguage, Span } from './draft/types.js';
import { toOriginal } from './draft/view.js';
import type { English } from './english/types.js';
import { createReaderFactory, type ReaderResources } from './read.js';
import type { BlockReading, Reading } from './reading.js';
import { rules } from './rules/index.js';
import { createMarkReader, type MarkReader } from './rules/marks.js';
import { namesRule, severityOf } from './rules/names.js';
import { isSureEnough } from './rules/strictness.js';
import type { FindingKind, Mark, RelatedPlace, Rule, Severity } from './rules/types.js';
import { type UnusedDirective, unusedDirective, unusedDirectives } from './rules/unusedDirective.js';
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
  /** Words elsewhere that belong to the mark, in original offsets. */
  readonly related?: readonly RelatedWords[];
  /** Place in `reading.blocks`, and the mark in that block's view, for fixes; −1 where the finding is about no block, and the mark in original offsets. */
  readonly block: number;
  readonly mark: Mark;
}

/** Words that belong to a finding, and what stands there. */
export interface RelatedWords extends Span {
  readonly message: string;
}

/** Everything that is known of one version of a draft under one configuration. Same inputs, same analysis. */
export interface Analysis {
  readonly reading: Reading;
  readonly config: Config;
  /** Ascending by start; strictness, dismissals and directives are already applied. */
  readonly findings: readonly Finding[];
  /** Findings that a comment in the draft silences, or that somebody has dismissed; ascending by start. */
  readonly dismissed: readonly Finding[];
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
    const marks = createMarkReader();
    const judge = createJudgementReader();
    let document: SecondDocument | undefined;
    return {
      analyse(text, language, config, scores) {
        const draft = drafts.read(text, language);
        const first = reader.read(draft);
        document ??= scores && createSecond?.();
        const second = scores && document && judge(document.cut(first), scores, first.blocks.length);
        const reading = second && document ? judged.read(draft, { judge: document.judge, thresholds: document.thresholds, blocks: second.blocks }) : first;
        return { reading, config, ...findingsOf(reading, config, marks), ...(second ? { second } : {}) };
      },
    };
  };
}

/** An analyser with an engine of its own; where many documents are read, share one factory. */
export function createAnalyser(english: English): Analyser {
  return createAnalyserFactory(english)();
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function findingsOf(reading: Reading, config: Config, marks: MarkReader): Pick<Analysis, 'findings' | 'dismissed'> {
  const findings: Finding[] = [];
  const dismissed: Finding[] = [];
  const silencing = createSilencing(reading.draft.directives);
  const isDismissed = createDismissals(config.dismissed);
  for (const rule of rules) {
    const severity = severityOf(rule, config);
    if (severity === 'off') continue;
    const add = (mark: Mark, block: number, related?: readonly RelatedPlace[]): void => {
      const of = reading.blocks[block];
      if (!of) return;
      // Each is asked even where another has the mark silenced already: dismissals are counted, and directives are held to be of use.
      const isDismissedMark = isDismissed(rule.id, mark, of);
      const span = toOriginal(of.block, mark);
      const list = silencing.silences(rule, span) || isDismissedMark ? dismissed : findings;
      if (!isSureEnough(mark, config.strictness)) return;
      list.push({
        start: span.start,
        end: span.end,
        rule: rule.id,
        kind: rule.kind,
        sub: mark.sub,
        severity: effective(rule, severity, mark.severity),
        message: mark.message,
        why: mark.why,
        ...(related && { related: related.flatMap(place => relatedWords(place, reading)) }),
        block,
        mark,
      });
    };
    reading.blocks.forEach((block, index) => {
      for (const mark of marks.ofBlock(rule, block, reading.english, config.style)) add(mark, index);
    });
    for (const mark of marks.ofDraft(rule, reading)) add(mark, mark.block, mark.related);
  }
  const isOff = (name: string): boolean => rules.filter(rule => namesRule([name], rule)).every(rule => severityOf(rule, config) === 'off');
  const isKnown = (name: string): boolean => rules.some(rule => namesRule([name], rule));
  for (const unused of unusedDirectives(silencing.uses, isKnown, isOff)) findings.push(findingOf(unused, severityOf(unusedDirective, config)));
  return { findings: findings.sort(byPlace), dismissed: dismissed.sort(byPlace) };
}

function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
}

function findingOf({ start, end, message, rule, directive }: UnusedDirective, severity: Severity | 'off'): Finding {
  const { id, kind, defaultSeverity } = unusedDirective;
  const why = 'It may have had its reason once; left where it is, it would hide a mark that somebody ought to see.';
  const mark: Mark = { start, end, sub: 'directive', message, why, data: { directive, ...(rule === undefined ? {} : { rule }) } };
  return { start, end, rule: id, kind, sub: mark.sub, severity: severity === 'off' ? defaultSeverity : severity, message, why, block: -1, mark };
}

/**
 * How a mark is written down when somebody dismisses it: its fingerprint, and which one it is of the draft's marks that have the same. Undefined for a finding that is about no block.
 */
export function dismissedMarkOf({ rule: id, block, mark }: Finding, { reading, config }: Analysis): DismissedMark | undefined {
  const rule = rules.find(candidate => candidate.id === id);
  if (!rule) return undefined;
  const count = createCounter();
  for (const other of createMarkReader().all(rule, reading, config.style)) {
    const view = reading.blocks[other.block]?.block.view.text;
    if (view === undefined) continue;
    const dismissed = count(fingerprintOf(id, other, view));
    if (other.block === block && other.start === mark.start && other.end === mark.end && other.sub === mark.sub) return dismissed;
  }
  return undefined;
}

/** Tells of one mark after the other, in the order in which they stand, whether it was dismissed. */
function createDismissals(dismissed: readonly DismissedMark[]): (rule: string, mark: Mark, block: BlockReading) => boolean {
  if (dismissed.length === 0) return () => false;
  const places = new Set(dismissed.map(mark => `${mark.nth} ${fingerprintKey(mark)}`));
  const dismissedRules = new Set(dismissed.map(({ rule }) => rule));
  const count = createCounter();
  return (rule, mark, block) => {
    if (!dismissedRules.has(rule)) return false;
    const place = count(fingerprintOf(rule, mark, block.block.view.text));
    return places.has(`${place.nth} ${fingerprintKey(place)}`);
  };
}

/** Applies directives, and remembers what each has silenced. */
function createSilencing(directives: readonly Directive[]) {
  const uses = directives.map(directive => ({ directive, silenced: new Set<string>() }));
  return {
    uses,
    silences(rule: Rule, { start }: Span): boolean {
      let silenced = false;
      for (const use of uses) {
        const { kind, rules: named, scope } = use.directive;
        if (kind === 'enable' || start < scope.start || start >= scope.end || (named.length > 0 && !namesRule(named, rule))) continue;
        use.silenced.add(rule.id).add(rule.kind);
        silenced = true;
      }
      return silenced;
    },
  };
}

function relatedWords({ block, start, end, message }: RelatedPlace, reading: Reading): RelatedWords[] {
  const of = reading.blocks[block];
  return of ? [{ ...toOriginal(of.block, { start, end }), message }] : [];
}

/** A mark may be weaker than its rule, never stronger; where the user set the rule's severity, the same distance holds. */
function effective(rule: Rule, set: Severity, mark: Severity | undefined): Severity {
  if (!mark) return set;
  const distance = Math.max(0, SEVERITIES.indexOf(mark) - SEVERITIES.indexOf(rule.defaultSeverity));
  return SEVERITIES[Math.min(SEVERITIES.length - 1, SEVERITIES.indexOf(set) + distance)] ?? set;
}
