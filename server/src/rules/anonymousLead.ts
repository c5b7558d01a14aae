import { sourceRule } from './anonymous.js';

/**
 * Marks an unnamed source in the first paragraph where nobody with a name answers for anything in it: the story rests on that source.
 * Leaves alone: leads in which somebody named speaks too, and “reportedly”, which is marked for itself.
 */
export const anonymousLead = sourceRule({
  id: 'anonymous-lead',
  defaultSeverity: 'warning',
  summary: 'A lead that rests on an unnamed source.',
  guidance: 'want a second source, and a supervisor’s leave, where a story rests on somebody unnamed.',
  message: words => `“${words}”: the lead rests on a source without a name.`,
  why: () => 'What a story stands on should be the best sourced thing in it.',
  severity: ({ identification }) => (identification === 'reasoned' ? 'information' : undefined),
});
