import { firstEndingAfter } from '../../draft/spans.js';
import type { Span } from '../../draft/types.js';
import type { LocalAttribution } from '../attribute.js';

/**
 * The model's reading, with what the written rules know better: attributions to nobody ("reportedly", "is said to"), which the model's training corpus does not tell apart,
 * and an attribution within another's content ("wrote that, according to experts, …"), which one chain of tags cannot hold, or whom a source cites,
 * and quotations without a cue that the text around gives to somebody.
 * Both ascend by their first part, and so does the result.
 */
export function combineReadings(byModel: readonly LocalAttribution[], byRules: readonly LocalAttribution[]): LocalAttribution[] {
  if (byRules.length === 0) return [...byModel];
  const agentless = byRules.filter(a => a.cueKind === 'agentless');
  const agentlessCues = ascending(agentless.flatMap(a => a.cue ?? []));
  const kept = byModel.filter(({ cue }) => !cue || !meetsOneOf(agentlessCues, cue)).map(withWholeSource(byRules));
  const reports = kept.filter(({ cueKind }) => cueKind !== 'stance');
  const taken = ascending(reports.flatMap(({ source, cue }) => [...(source ? [source] : []), ...(cue ? [cue] : [])]));
  const contents = ascending(kept.flatMap(({ content }) => content));
  const stances = ascending(kept.flatMap(({ cueKind, cue }) => (cueKind === 'stance' && cue ? [cue] : [])));
  const added = byRules.filter(({ cueKind, source, cue, span }) => {
    if (cueKind === 'none') return !meetsOneOf(contents, span);
    if (cueKind !== 'phrase' || !source || !cue) return false;
    return (meetsOneOf(contents, cue) || meetsOneOf(stances, cue)) && !meetsOneOf(taken, source) && !meetsOneOf(taken, cue);
  });
  if (agentless.length + added.length === 0) return kept;
  return [...kept, ...agentless, ...added].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The rules know that a clause about the source ("who spoke on condition of anonymity") belongs to it. */
function withWholeSource(byRules: readonly LocalAttribution[]): (attribution: LocalAttribution) => LocalAttribution {
  const known = new Map(byRules.flatMap(({ source, cue }) => (source && cue ? [[`${source.start} ${cue.start}`, source] as const] : [])));
  return attribution => {
    const { source, cue, content } = attribution;
    const whole = source && cue && known.get(`${source.start} ${cue.start}`);
    if (!whole || whole.end <= source.end || whole.end > cue.start || content.some(span => span.start < whole.end && span.end > source.start))
      return attribution;
    return { ...attribution, source: whole };
  };
}

function ascending(spans: Span[]): Span[] {
  return spans.sort((a, b) => a.start - b.start);
}

/** Whether a span overlaps one of others, which ascend and do not overlap each other. */
function meetsOneOf(spans: readonly Span[], { start, end }: Span): boolean {
  return (spans[firstEndingAfter(spans, start)]?.start ?? Number.POSITIVE_INFINITY) < end;
}
