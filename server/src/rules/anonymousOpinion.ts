import { sourceRule } from './anonymous.js';

/**
 * Marks unnamed sources who judge or attack a person: “critics slammed the mayor”, “an aide called him a liar”.
 * Leaves alone: praise, verdicts on plans and bills, and whoever gives information.
 */
export const anonymousOpinion = sourceRule({
  id: 'anonymous-opinion',
  defaultSeverity: 'warning',
  summary: 'An unnamed source who judges or attacks a person.',
  guidance: 'take unnamed sources for information alone: never for opinion, and not for an attack on a person.',
  message: words => `“${words}”: an attack under cover of anonymity.`,
  why: () => 'Whoever is attacked cannot answer, and the reader cannot weigh the motive, of somebody without a name.',
});
