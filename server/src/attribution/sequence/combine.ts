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
  const rulesSources = new Set(byRules.flatMap(({ source }) => source ?? []));
  const agentless = byRules.filter(a => a.cueKind === 'agentless');
  const agentlessCues = ascending(agentless.flatMap(a => a.cue ?? []));
  const whole = byModel.filter(({ cue }) => !cue || !meetsOneOf(agentlessCues, cue)).map(withSourceOfRules(byRules));
  const given = ascending(whole.flatMap(({ source }) => (source && rulesSources.has(source) ? [source] : [])));
  const kept = whole.filter(({ source, cue }) => {
    if (!cue) return true;
    // What the source says of itself ("who asked not to be named") is no attribution of its own.
    const around = source && given[firstEndingAfter(given, source.start)];
    return !around || around === source || around.start > source.start || cue.end > around.end;
  });
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

/**
 * The rules know that a clause about the source ("who spoke on condition of anonymity") belongs to it; and of a cue whose source the model cannot make out, since it might end in
 * several places, they know who speaks.
 */
function withSourceOfRules(byRules: readonly LocalAttribution[]): (attribution: LocalAttribution) => LocalAttribution {
  const known = new Map(byRules.flatMap(({ source, cue }) => (source && cue ? [[`${source.start} ${cue.start}`, source] as const] : [])));
  const byCue = new Map(byRules.flatMap(({ source, cue }) => (source && cue ? [[cue.start, source] as const] : [])));
  return attribution => {
    const { source, cue, content } = attribution;
    if (!cue) return attribution;
    const whole = source ? known.get(`${source.start} ${cue.start}`) : byCue.get(cue.start);
    if (!whole || content.some(span => span.start < whole.end && span.end > whole.start)) return attribution;
    if (!source)
      return { ...attribution, source: whole, span: { start: Math.min(attribution.span.start, whole.start), end: Math.max(attribution.span.end, whole.end) } };
    return whole.end <= source.end || whole.end > cue.start ? attribution : { ...attribution, source: whole };
  };
}

function ascending(spans: Span[]): Span[] {
  return spans.sort((a, b) => a.start - b.start);
}

/** Whether a span overlaps one of others, which ascend and do not overlap each other. */
function meetsOneOf(spans: readonly Span[], { start, end }: Span): boolean {
  return (spans[firstEndingAfter(spans, start)]?.start ?? Number.POSITIVE_INFINITY) < end;
}
