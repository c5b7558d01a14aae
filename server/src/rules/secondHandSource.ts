import { sourceRule } from './anonymous.js';

/**
 * Marks unnamed sources of another newsroom: “according to Sky News sources”, “the Herald reported, citing officials”.
 * Leaves alone: what another newsroom reports of named people, or from documents.
 */
export const secondHandSource = sourceRule({
  id: 'second-hand-source',
  defaultSeverity: 'warning',
  summary: 'Somebody else’s unnamed source.',
  guidance: 'ask to match such a report with sources of their own, or to say plainly that it has not been confirmed.',
  message: words => `“${words}”: somebody else’s unnamed source.`,
  why: () => 'The report rests on people whom neither this desk nor the reader can identify.',
});
