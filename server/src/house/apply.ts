import picomatch from 'picomatch';
import type { Config, HouseTerm, OptionValue } from '../config/types.js';
import type { Rule, Severity } from '../rules/types.js';
import type { HouseFile, HouseSettings } from './read.js';

/**
 * Settings of a draft under a house style: what the house style says goes before the editor's settings, its overrides before the rest of it, a later one before an earlier one.
 *
 * @param files The house style's files, those that are extended before those that extend them.
 * @param path The draft, relative to the folder of the last file, with forward slashes.
 */
export function applyHouseStyle(base: Config, files: readonly HouseFile[], path: string, rules: readonly Rule[]): Config {
  const layers = [
    ...files.map(({ settings }) => settings),
    ...files.flatMap(({ overrides }) => overrides.filter(override => matches(override.files, path)).map(({ settings }) => settings)),
  ];
  return layers.reduce((config, layer) => applyLayer(config, layer, rules), base);
}

/** As the settings' own globs match: letter case does not count. */
function matches(globs: readonly string[], path: string): boolean {
  return picomatch(
    globs.map(glob => glob.replace(/^\.\//u, '')),
    { nocase: true, dot: true },
  )(path);
}

function applyLayer({ style, ...config }: Config, layer: HouseSettings, rules: readonly Rule[]): Config {
  const severities: Record<string, Severity | 'off'> = { ...config.rules };
  const options: Record<string, Readonly<Record<string, OptionValue>>> = { ...style.options };
  const ids = new Set(rules.map(({ id }) => id));
  for (const [kind, { severity }] of layer.rules) {
    if (ids.has(kind) || severity === undefined) continue;
    for (const rule of rules) if (rule.kind === kind) severities[rule.id] = severity;
  }
  for (const [id, set] of layer.rules) {
    if (!ids.has(id)) continue;
    if (set.severity !== undefined) severities[id] = set.severity;
    if (set.options) options[id] = { ...options[id], ...set.options };
  }
  return {
    ...config,
    rules: severities,
    strictness: layer.strictness ?? config.strictness,
    style: {
      options,
      terms: mergeTerms(style.terms, layer.terms),
      allow: union(style.allow, layer.allow),
      identified: union(style.identified, layer.identified),
      anonymity: { ...style.anonymity, ...layer.anonymity },
    },
  };
}

function mergeTerms(before: readonly HouseTerm[], added: readonly HouseTerm[]): readonly HouseTerm[] {
  if (added.length === 0) return before;
  const terms = new Map(before.map(term => [term.term.toLowerCase(), term]));
  for (const term of added) terms.set(term.term.toLowerCase(), term);
  return [...terms.values()];
}

function union(before: readonly string[], added: readonly string[]): readonly string[] {
  return added.length === 0 ? before : [...new Set([...before, ...added])];
}
