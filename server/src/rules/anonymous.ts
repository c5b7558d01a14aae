import { type UnidentifiedSource, WORTH_ASKING } from '../attribution/anonymity/index.js';
import type { Span } from '../draft/types.js';
import type { Sentence } from '../english/types.js';
import type { BlockReading } from '../reading.js';
import { redundantHedges } from './accusedOfAllegedly.js';
import { anonymityGround } from './anonymityGrounds.js';
import { type SourceData, sourceFixes } from './anonymousFixes.js';
import { judgedPlace, judgedRuns } from './second.js';
import { lastIndex, spanSet } from './spans.js';
import type { Mark, Rule } from './types.js';

/** A source that a desk would ask about. */
export interface AnonymousSource extends Pick<UnidentifiedSource, 'start' | 'end' | 'identification' | 'source' | 'cue' | 'judges'> {
  /** Where the second reading decided: its probability 0–1, and whether the first reading saw the case too. */
  readonly judged?: Mark['judged'];
}

/** The rules of which each source has one, the first that fits. */
export type SourceRule =
  | 'anonymous-opinion'
  | 'anonymous-lead'
  | 'second-hand-source'
  | 'plural-sources'
  | 'agentless-attribution'
  | 'described-source'
  | 'vague-source';

/** A rule for sources whom the reader cannot identify; they share the decision who is one, and the fixes. */
export interface SourceRuleFacts extends Pick<Rule, 'defaultSeverity' | 'summary' | 'guidance'> {
  readonly id: SourceRule;
  /** `words`: the marked words, shortened. */
  message(words: string, source: AnonymousSource): string;
  why(source: AnonymousSource): string;
  severity?(source: AnonymousSource): Mark['severity'];
}

export function sourceRule({ message, why, severity, ...facts }: SourceRuleFacts): Rule {
  return {
    ...facts,
    kind: 'anonymous-source',
    check(block, english) {
      const found = anonymousSources(block);
      // Where the sentence says whose allegation it is, "allegedly" is one word too many and no unnamed source.
      const hedges = found.some(({ identification }) => identification === 'agentless') ? spanSet(redundantHedges(block, english)) : undefined;
      const sources = found.filter(source => source.identification !== 'agentless' || !hedges?.touches(source));
      const weak = sources.length > 0 && block.lead && restsOnUnnamed(block);
      return sources
        .filter(source => ruleOf(source, block, weak) === facts.id)
        .map(source => {
          const { identification, cue, judged } = source;
          const { start, end } = source;
          const weaker = severity?.(source);
          const data: SourceData = { identification, ...(source.source && { source: source.source }), ...(cue && { cue }) };
          return {
            start,
            end,
            sub: identification,
            message: message(shortened(block.block.view.text.slice(start, end)), source),
            why: why(source),
            ...(weaker && { severity: weaker }),
            ...(judged && { judged }),
            data,
          };
        });
    },
    fixes: sourceFixes,
  };
}

/** Whose mark a source has: the more special rule goes first, so that no words are marked twice. `weakLead`: the block is a lead in which nobody is named. */
function ruleOf(source: AnonymousSource, block: BlockReading, weakLead: boolean): SourceRule {
  if (source.source && source.judges) return 'anonymous-opinion';
  if (source.source && weakLead) return 'anonymous-lead';
  switch (source.identification) {
    case 'secondhand':
      return 'second-hand-source';
    case 'agentless':
      return 'agentless-attribution';
    case 'described':
    case 'reasoned':
      return 'described-source';
    case 'vague':
      return block.sourcing.oneSource && isPluralSources(source, block) ? 'plural-sources' : 'vague-source';
  }
}

/** Nobody with a name answers for anything in the block. */
function restsOnUnnamed({ attributions }: BlockReading): boolean {
  return !attributions.some(
    ({ identification, cueKind, carried, source }) => identification === 'named' && cueKind !== 'stance' && !carried && source !== undefined,
  );
}

function isPluralSources({ source }: AnonymousSource, { block }: BlockReading): boolean {
  return source !== undefined && /^(?:the )?sources\b/iu.test(block.view.text.slice(source.start, source.end));
}

/** The sources of a block that a desk would ask about, as the second reading judges them, or else the first; ascending and apart from each other. */
export function anonymousSources(block: BlockReading): AnonymousSource[] {
  if (block.block.kind === 'headline' || block.block.kind === 'heading' || block.block.kind === 'tableCell') return [];
  const found: AnonymousSource[] = [];
  for (const candidate of block.unidentified) {
    const { score, ...source } = candidate;
    const known = score >= WORTH_ASKING || tellsOfAnonymity(candidate, block);
    const place = judgedPlace(block, candidate);
    if (!block.second || !place) {
      if (known) found.push(source);
      continue;
    }
    const { judge, thresholds } = block.second;
    const probability = judge.anonymousScore(place.judgement, place.first, place.end);
    if (probability >= (known ? thresholds.anonymous.known : thresholds.anonymous.unknown)) found.push({ ...source, judged: { score: probability, known } });
  }
  return [...found, ...judgedAlone(block, found)].sort((a, b) => a.start - b.start).map(source => withGround(source, block));
}

/** Where the draft itself says that somebody has no name, nothing needs to be guessed. */
function tellsOfAnonymity({ start, end, source }: UnidentifiedSource, block: BlockReading): boolean {
  const sentence = source && sentenceOf(block, start);
  const ground = sentence && anonymityGround(sentence);
  return ground !== undefined && ground.start < end + CLAUSE_BEGINS_WITHIN && ground.end > start;
}

/** In characters. The clause that says so stands in the words of the source or right behind them: “an official who asked not to be named”. */
const CLAUSE_BEGINS_WITHIN = 12;

/** Words that the second reading alone takes for a source whom the reader cannot identify. */
function judgedAlone(block: BlockReading, found: readonly Span[]): AnonymousSource[] {
  const { second } = block;
  if (!second) return [];
  const taken = spanSet([...found, ...block.quotations.filter(({ use }) => use !== 'scare')]);
  return judgedRuns(block, (judge, judgement, bar) => judge.anonymous(judgement, bar)).flatMap(({ span, run }) =>
    run.score < second.thresholds.anonymous.unknown || taken.touches(span)
      ? []
      : [{ ...span, identification: run.kind, judges: false, judged: { score: run.score, known: false } }],
  );
}

/** Whether the reason for anonymity counts; where it does not, the words that give it have a mark of their own and the source is marked without them. */
function withGround(source: AnonymousSource, block: BlockReading): AnonymousSource {
  const sentence = sentenceOf(block, source.start);
  const ground = source.source && sentence && anonymityGround(sentence);
  if (!ground) return source;
  if (ground.sort === 'given') return source.identification === 'described' ? { ...source, identification: 'reasoned' } : source;
  const described = source.identification === 'reasoned' ? ({ ...source, identification: 'described' } as const) : source;
  if (ground.end <= source.start || ground.start >= source.end) return described;
  const end = clauseStart(sentence, source, ground.start);
  const words = block.block.view.text.slice(source.start, end).trimEnd();
  return words === '' ? described : { ...described, end: source.start + words.length };
}

/** Where the clause within a source's words begins that ends with what stands at an offset: at its comma, or at "who". */
function clauseStart({ tokens }: Sentence, source: Span, before: number): number {
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (!token || token.start >= before) continue;
    if (token.start < source.start) break;
    if (token.text === ',' || (/^(?:who|speaking|asking|requesting)$/u.test(token.lower) && tokens[i - 1]?.text !== ',')) return token.start;
  }
  return before;
}

function sentenceOf({ english }: BlockReading, offset: number): Sentence | undefined {
  return english.sentences[lastIndex(english.sentences, ({ start }) => start <= offset)];
}

/** Characters of a source that a message repeats. */
const LONGEST_QUOTED = 60;

/** A source with its clause can be as long as a sentence; the mark shows all of it already. */
function shortened(words: string): string {
  const cut = words.lastIndexOf(' ', LONGEST_QUOTED);
  return words.length <= LONGEST_QUOTED || cut <= 0 ? words : `${words.slice(0, cut).replace(/,$/u, '')} …`;
}
