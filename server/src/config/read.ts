import type { Severity } from '../rules/types.js';
import { defaultConfig } from './defaults.js';
import { featureNames, readFeatures } from './features.js';
import { globProblem } from './files.js';
import type { Config, RunSetting, SecondReadingSetting, Strictness } from './types.js';

/** What a rule can be set to. */
export const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'hint', 'off'];

/** From the fewest marks to the most. */
export const strictnesses: readonly Strictness[] = ['relaxed', 'desk', 'strict'];

/** Settings as they are used, and what could not be taken from what was written, each in one sentence for the person who wrote it. */
export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly string[];
}

/**
 * Settings from what an editor or a file gives: the object of the section `onTheRecord`, or one with dotted names as in an editor's settings file
 * (`onTheRecord.rules`, `files.exclude`). What is missing has its default; so has what is wrong, and that is named in `problems`. Never throws.
 */
export function readConfig(raw: unknown, ruleIds: readonly string[], base: Config = defaultConfig): ReadConfig {
  const problems: string[] = [];
  if (raw === undefined || raw === null) return { config: base, problems };
  if (!isObject(raw)) return { config: base, problems: [`The settings must be an object, not ${describe(raw)}.`] };
  const settings = unfold(raw, problems);
  return {
    config: {
      ...base,
      rules: { ...base.rules, ...readRules(settings.rules, ruleIds, problems) },
      strictness: readStrictness(settings.strictness, problems) ?? base.strictness,
      secondReading: readSecondReading(settings.secondReading, problems) ?? base.secondReading,
      features: { ...base.features, ...readFeatures(settings.features, problems) },
      run: readRun(settings.run, problems) ?? base.run,
      files: {
        include: readGlobs('files.include', settings.include, problems) ?? base.files.include,
        exclude: readGlobs('files.exclude', settings.exclude, problems) ?? base.files.exclude,
      },
    },
    problems,
  };
}

/** What is wrong with setting a rule to a severity; undefined where nothing is. */
export function ruleProblem(rule: string, severity: unknown, ruleIds: readonly string[]): string | undefined {
  if (!ruleIds.includes(rule)) return `There is no rule “${rule}”; the rules are ${ruleIds.join(', ')}.`;
  if (!isSeverity(severity)) return `The rule ${rule} can be ${severities.join(', ')}, not ${describe(severity)}.`;
  return undefined;
}

interface RawSettings {
  rules?: unknown;
  strictness?: unknown;
  secondReading?: unknown;
  readonly features: Record<string, unknown>;
  run?: unknown;
  include?: unknown;
  exclude?: unknown;
}

/** Names of the section that something else than the engine reads. */
const OTHERS = new Set(['trace', 'trace.server']);

function unfold(raw: Record<string, unknown>, problems: string[]): RawSettings {
  const settings: RawSettings = { features: {} };
  const dotted = Object.keys(raw).some(key => key.startsWith('onTheRecord.'));
  for (const [key, value] of Object.entries(raw)) {
    // An editor's settings file holds the settings of everybody else, too.
    if (dotted && !key.startsWith('onTheRecord.')) continue;
    const name = key.replace(/^onTheRecord\./, '');
    if (name === 'rules') settings.rules = value;
    else if (name === 'strictness') settings.strictness = value;
    else if (name === 'secondReading') settings.secondReading = value;
    else if (featureNames.some(feature => feature === name)) settings.features[name] = value;
    else if (name === 'run') settings.run = value;
    else if (name === 'files.include') settings.include = value;
    else if (name === 'files.exclude') settings.exclude = value;
    else if (name === 'files' && isObject(value)) {
      settings.include = value.include ?? settings.include;
      settings.exclude = value.exclude ?? settings.exclude;
    } else if (name === 'files') {
      if (value !== null) problems.push(`The setting files must be an object with include and exclude, not ${describe(value)}.`);
    } else if (!OTHERS.has(name) && name !== '$schema')
      problems.push(
        `There is no setting “${name}”; the settings are rules, strictness, run, secondReading, files.include, files.exclude, ${featureNames.join(', ')}.`,
      );
  }
  return settings;
}

function readStrictness(raw: unknown, problems: string[]): Strictness | undefined {
  if (raw === undefined || raw === null) return undefined;
  const known = strictnesses.find(strictness => strictness === raw);
  if (!known) problems.push(`The setting strictness can be ${strictnesses.join(', ')}, not ${describe(raw)}.`);
  return known;
}

function readSecondReading(raw: unknown, problems: string[]): SecondReadingSetting | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (raw === 'on' || raw === 'off') return raw;
  problems.push(`The setting secondReading can be on or off, not ${describe(raw)}.`);
  return undefined;
}

const runs: readonly RunSetting[] = ['onType', 'onSave', 'manual'];

function readRun(raw: unknown, problems: string[]): RunSetting | undefined {
  if (raw === undefined || raw === null) return undefined;
  const run = runs.find(each => each === raw);
  if (!run) problems.push(`The setting run can be onType, onSave or manual, not ${describe(raw)}.`);
  return run;
}

function readRules(raw: unknown, ruleIds: readonly string[], problems: string[]): Record<string, Severity | 'off'> {
  const read: Record<string, Severity | 'off'> = {};
  if (raw === undefined || raw === null) return read;
  if (!isObject(raw)) {
    problems.push(`The setting rules must be an object from rule to severity, not ${describe(raw)}.`);
    return read;
  }
  for (const [rule, severity] of Object.entries(raw)) {
    if (severity === null) continue;
    const problem = ruleProblem(rule, severity, ruleIds);
    if (problem) problems.push(problem);
    else if (isSeverity(severity)) read[rule] = severity;
  }
  return read;
}

function readGlobs(name: string, raw: unknown, problems: string[]): readonly string[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!Array.isArray(raw)) {
    problems.push(`The setting ${name} must be a list of glob patterns, not ${describe(raw)}.`);
    return undefined;
  }
  return raw.filter((glob): glob is string => {
    const problem = typeof glob === 'string' ? globProblem(glob) : 'it is not a text';
    if (problem) problems.push(`The setting ${name} holds ${describe(glob)}, which is no glob pattern: ${problem}.`);
    return problem === undefined;
  });
}

function isSeverity(value: unknown): value is Severity | 'off' {
  return severities.some(severity => severity === value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
