import type { FeatureSettings } from './types.js';

/** The settings that turn a feature of the editor on or off. */
export const featureNames = ['codeLens', 'inlayHints', 'semanticTokens'] as const satisfies readonly (keyof FeatureSettings)[];

/** The features as they are set; what is missing or is neither true nor false is left out, and the latter named in `problems`. */
export function readFeatures(raw: Readonly<Record<string, unknown>>, problems: string[]): Partial<FeatureSettings> {
  const read: Partial<Record<keyof FeatureSettings, boolean>> = {};
  for (const name of featureNames) {
    const value = raw[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'boolean') read[name] = value;
    else problems.push(`The setting ${name} can be true or false, not ${typeof value === 'string' ? `“${value}”` : typeof value}.`);
  }
  return read;
}
