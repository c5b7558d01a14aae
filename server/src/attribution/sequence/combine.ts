import type { Span } from '../../draft/types.js';
import type { LocalAttribution } from '../attribute.js';

/**
 * The model's reading, with what the written rules know better: attributions to nobody ("reportedly", "is said to"), which the model's training corpus does not tell apart.
 * Both ascend by their first part, and so does the result.
 */
export function combineReadings(byModel: readonly LocalAttribution[], byRules: readonly LocalAttribution[]): LocalAttribution[] {
  const agentless = byRules.filter(a => a.cueKind === 'agentless');
  if (agentless.length === 0) return [...byModel];
  const kept = byModel.filter(m => !agentless.some(a => a.cue && m.cue && overlaps(a.cue, m.cue)));
  return [...kept, ...agentless].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
