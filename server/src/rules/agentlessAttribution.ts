import { sourceRule } from './anonymous.js';

/**
 * Marks what is said by nobody: “reportedly”, “it is believed”, “is said to”, “has been criticized for”.
 * Leaves alone: what is scheduled or expected by plan (“is expected to meet on Monday”), and passives that name who says so.
 */
export const agentlessAttribution = sourceRule({
  id: 'agentless-attribution',
  defaultSeverity: 'warning',
  summary: 'Something said, believed or alleged without anybody who says so.',
  guidance: 'hold that “reportedly” is never enough, and ask whose report, belief or allegation it is.',
  message: words => `“${words}”: by whom?`,
  why: () => 'Nobody is named as saying so; the reader cannot tell a rumor from a record.',
});
