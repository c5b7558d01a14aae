import { sourceRule } from './anonymous.js';

/**
 * Marks sources of whom the draft gives the role but not the name: “a senior official said”. Only information where the reason for anonymity is given.
 * Leaves alone: bodies that speak as such (“police said”), a body's spokesperson, and whoever was named before.
 */
export const describedSource = sourceRule({
  id: 'described-source',
  defaultSeverity: 'warning',
  summary: 'A source with a role but without a name.',
  guidance: 'ask for the name; where it is withheld, for the reason, for how the source knows, and for as much about the source as can be told.',
  message: (words, { identification }) => `“${words}”: ${identification === 'reasoned' ? 'unnamed, with a reason given' : 'a role without a name'}.`,
  why: ({ identification }) =>
    identification === 'reasoned'
      ? 'The reason for anonymity is there; the desk still wants to know who it is and what makes the source credible.'
      : 'The reader learns the position but not the person, and no reason why the name is withheld.',
  severity: ({ identification }) => (identification === 'reasoned' ? 'information' : undefined),
});
