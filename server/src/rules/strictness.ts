import type { Strictness } from '../config/types.js';
import type { Mark } from './types.js';

/** Confidence from which on a mark is shown that has one. */
const LEAST_CONFIDENCE: Readonly<Record<Strictness, number>> = { relaxed: 0.65, desk: 0.35, strict: 0 };

/** Whether a mark is shown. Of marks without a confidence all are, but when relaxed those that the rule itself holds to be weaker than its others. */
export function isSureEnough({ confidence, severity }: Pick<Mark, 'confidence' | 'severity'>, strictness: Strictness): boolean {
  if (confidence !== undefined) return confidence >= LEAST_CONFIDENCE[strictness];
  return strictness !== 'relaxed' || severity === undefined;
}
