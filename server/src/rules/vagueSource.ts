import { sourceRule } from './anonymous.js';

/**
 * Marks sources of which the draft gives neither name nor role: “critics say”, “people familiar with the matter”, “some believe”.
 * Leaves alone: groups that act rather than speak, whoever was named before, and everything within quotation marks.
 */
export const vagueSource = sourceRule({
  id: 'vague-source',
  defaultSeverity: 'warning',
  summary: 'A source with neither a name nor a role.',
  guidance: 'ask for name and position wherever possible, and bar a bare “sources” or “critics say”; say how the source knows.',
  message: words => `“${words}”: neither a name nor a role.`,
  why: () => 'The reader cannot judge how these people know, or how many they are.',
});
