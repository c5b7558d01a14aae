import type { Finding } from '../analysis.js';
import type { FindingKind } from '../rules/types.js';

/** How many marks of each kind a draft has. */
export type Counts = Readonly<Record<FindingKind, number>>;

export function countsOf(findings: readonly Finding[]): Counts {
  const counts: Record<FindingKind, number> = { 'unattributed-claim': 0, 'anonymous-source': 0, loaded: 0, other: 0 };
  for (const { kind } of findings) counts[kind]++;
  return counts;
}
