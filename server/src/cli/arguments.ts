import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { defaultConfig } from '../config/defaults.js';
import { readConfig, ruleProblem, severities } from '../config/read.js';
import type { Config } from '../config/types.js';
import type { DraftLanguage } from '../draft/types.js';
import { reasonOf } from '../files/access.node.js';
import type { Severity } from '../rules/types.js';
import { UsageError } from './usage.js';

/** From which severity on findings make the exit code 1. */
export type FailOn = Severity | 'never';

export interface Options {
  readonly paths: readonly string[];
  readonly help: boolean;
  readonly jsonLines: boolean;
  /** Leave out the second reading. */
  readonly fast: boolean;
  readonly format: 'text' | 'json';
  readonly failOn: FailOn;
  /** `failOn` was asked for and is not the default. */
  readonly failOnGiven: boolean;
  readonly language?: DraftLanguage;
  /** What `--config` says, or the defaults. */
  readonly config: Config;
  /** What `--rule` says, which stands above everything else but directives in a draft. */
  readonly ruled: Readonly<Record<string, Severity | 'off'>>;
  /** Whether house styles and dismissed marks are looked for. */
  readonly houseStyle: boolean;
}

const LANGUAGES: readonly DraftLanguage[] = ['draft', 'markdown', 'plaintext', 'html'];
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'information', 'hint', 'never'];

const shared = {
  format: { type: 'string' },
  language: { type: 'string' },
  config: { type: 'string' },
  rule: { type: 'string', multiple: true },
  fast: { type: 'boolean' },
  'no-house-style': { type: 'boolean' },
  'stdin-jsonl': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** The options of `check`. Throws a `UsageError`. */
export function checkOptions(words: readonly string[], ruleIds: readonly string[]): Options {
  const { values, positionals } = parse('check', words, { ...shared, 'fail-on': { type: 'string' } });
  const jsonLines = values['stdin-jsonl'] === true;
  const format = oneOf('--format', values.format ?? (jsonLines ? 'json' : 'text'), ['text', 'json'] as const);
  if (jsonLines && format === 'text') throw new UsageError('--stdin-jsonl writes JSON; --format text does not go with it.');
  return {
    ...common(values, positionals, ruleIds),
    format,
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'error', FAIL_ON),
    failOnGiven: values['fail-on'] !== undefined,
  };
}

/** The options of `read`. Throws a `UsageError`. */
export function readOptions(words: readonly string[], ruleIds: readonly string[]): Options {
  const { values, positionals } = parse('read', words, shared);
  oneOf('--format', values.format ?? 'json', ['json'] as const);
  return { ...common(values, positionals, ruleIds), format: 'json', failOn: 'never', failOnGiven: false };
}

interface CommonValues {
  readonly language?: string | undefined;
  readonly config?: string | undefined;
  readonly rule?: string[] | undefined;
  readonly help?: boolean | undefined;
  readonly fast?: boolean | undefined;
  readonly 'no-house-style'?: boolean | undefined;
  readonly 'stdin-jsonl'?: boolean | undefined;
}

function common(
  values: CommonValues,
  paths: readonly string[],
  ruleIds: readonly string[],
): Pick<Options, 'paths' | 'help' | 'jsonLines' | 'fast' | 'config' | 'ruled' | 'houseStyle' | 'language'> {
  const help = values.help === true;
  const jsonLines = values['stdin-jsonl'] === true;
  if (jsonLines && paths.length > 0) throw new UsageError(`--stdin-jsonl reads standard input; “${paths[0]}” does not go with it.`);
  const config = help || values.config === undefined ? defaultConfig : readConfigFile(values.config, ruleIds);
  const ruled = help ? {} : readRuled(values.rule ?? [], ruleIds);
  return {
    paths,
    help,
    jsonLines,
    fast: values.fast === true || config.secondReading === 'off',
    config,
    ruled,
    houseStyle: values['no-house-style'] !== true,
    ...(values.language === undefined ? {} : { language: oneOf('--language', values.language, LANGUAGES) }),
  };
}

function readRuled(settings: readonly string[], ruleIds: readonly string[]): Record<string, Severity | 'off'> {
  const rules: Record<string, Severity | 'off'> = {};
  for (const setting of settings) {
    const [rule = '', severity] = setting.split('=', 2);
    if (severity === undefined) throw new UsageError(`--rule wants RULE=SEVERITY, such as ${ruleIds[0] ?? 'rule'}=off, not “${setting}”.`);
    const problem = ruleProblem(rule, severity, ruleIds);
    if (problem) throw new UsageError(`--rule ${setting}: ${problem}`);
    rules[rule] = oneOf('--rule', severity, severities);
  }
  return rules;
}

function readConfigFile(file: string, ruleIds: readonly string[]): Config {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/u, ''));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof SyntaxError ? `This is not JSON: ${error.message}` : reasonOf(error)}`);
  }
  const { config, problems } = readConfig(raw, ruleIds);
  if (problems.length > 0) throw new UsageError(problems.map(problem => `${file}: ${problem}`).join('\n'));
  return config;
}

function parse<T extends NonNullable<ParseArgsConfig['options']>>(command: string, words: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. To specify')[0] : String(error);
    throw new UsageError(`${message}. See on-the-record ${command} --help.`.replace('..', '.'));
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(word => word === value);
  if (found === undefined) throw new UsageError(`${option} can be ${allowed.join(', ')}, not “${value}”.`);
  return found;
}
