/** Features are numbers of this many bits. */
export const FEATURE_BITS = 20;

/** Combines two hashes to one. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0xc2b2ae35);
}

/** The feature of a template with a value. */
export function feature(template: number, value: number): number {
  let hash = Math.imul(value ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0xc2b2ae35) >>> (32 - FEATURE_BITS);
}
