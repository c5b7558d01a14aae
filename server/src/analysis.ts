import claimModel from '../models/claims.json';
import type { Config } from './config/types.js';
import { createDraftReader } from './draft/index.js';
import type { Draft, DraftLanguage, Span } from './draft/types.js';
import { toOriginal } from './draft/view.js';
import type { English } from './english/types.js';
import { createReaderFactory, type ReaderResources } from './read.js';
import type { BlockReading, Reading } from './reading.js';
import { rules } from './rules/index.js';
import type { DraftMark, FindingKind, KeptFacts, Mark, RelatedPlace, Rule, Severity } from './rules/types.js';
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
  /** Place in `reading.blocks`, and the mark in that block's view, for fixes. */
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

/** The marks of rules; a rule is asked only where what it looks at has changed. One for each document. */
interface MarkCache {
  ofBlock(rule: Rule, block: BlockReading, english: English): readonly Mark[];
  ofDraft(rule: Rule, reading: Reading): readonly DraftMark[];
}

function createMarkCache(): MarkCache {
  const known = new WeakMap<object, Map<string, readonly Mark[]>>();
  const facts = new WeakMap<object, Map<unknown, unknown>>();
  let last: { readonly reading: Reading; readonly marks: Map<string, readonly DraftMark[]> } | undefined;
  const keep =
    (english: English): KeptFacts =>
    <Facts>(block: BlockReading, read: (block: BlockReading, english: English) => Facts): Facts => {
      let ofBlock = facts.get(block.revision);
      if (!ofBlock) {
        ofBlock = new Map();
        facts.set(block.revision, ofBlock);
      }
      if (!ofBlock.has(read)) ofBlock.set(read, read(block, english));
      return ofBlock.get(read) as Facts;
    };
  return {
    ofBlock(rule, block, english) {
      let marks = known.get(block.revision);
      if (!marks) {
        marks = new Map();
        known.set(block.revision, marks);
      }
      const found = marks.get(rule.id) ?? rule.check(block, english);
      marks.set(rule.id, found);
      return found;
    },
    ofDraft(rule, reading) {
      if (!rule.checkDraft) return [];
      if (last?.reading !== reading) last = { reading, marks: last && sameToRules(last.reading, reading) ? last.marks : new Map() };
      const found = last.marks.get(rule.id) ?? rule.checkDraft(reading, keep(reading.english));
      last.marks.set(rule.id, found);
      return found;
    },
  };
}

/** Whether nothing has changed that a rule may look at: all blocks read as they did, stand in the same order, and the front matter says the same. */
function sameToRules(a: Reading, b: Reading): boolean {
  return (
    a.blocks.length === b.blocks.length &&
    a.blocks.every(({ revision, index }, i) => revision === b.blocks[i]?.revision && index === b.blocks[i]?.index) &&
    frontMatterText(a.draft) === frontMatterText(b.draft)
  );
}

function frontMatterText({ frontMatter, text }: Draft): string {
  return frontMatter ? text.slice(frontMatter.span.start, frontMatter.span.end) : '';
}

function findingsOf(reading: Reading, config: Config, marks: MarkCache): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const severity = config.rules[rule.id] ?? rule.defaultSeverity;
    if (severity === 'off') continue;
    const add = (mark: Mark, block: number, related?: readonly RelatedPlace[]): void => {
      const of = reading.blocks[block];
      if (!of) return;
      const span = toOriginal(of.block, mark);
      if (silenced(reading.draft, rule.id, span)) return;
      findings.push({
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
      for (const mark of marks.ofBlock(rule, block, reading.english)) add(mark, index);
    });
    for (const mark of marks.ofDraft(rule, reading)) add(mark, mark.block, mark.related);
  }
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
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

function silenced(draft: Draft, rule: string, span: Span): boolean {
  return draft.directives.some(
    directive =>
      directive.kind !== 'enable' &&
      (directive.rules.length === 0 || directive.rules.includes(rule)) &&
      span.start >= directive.scope.start &&
      span.start < directive.scope.end,
  );
}
