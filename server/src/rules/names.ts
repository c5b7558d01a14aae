import type { Config } from '../config/types.js';
import type { Rule, Severity } from './types.js';

/** What a setting or a directive can name: a rule, or a kind for all of its rules. */
export function ruleNames(rules: readonly Rule[]): string[] {
  return [...new Set([...rules.map(({ id }) => id), ...rules.map(({ kind }) => kind)])];
}

/** Whether one of the names means the rule. */
export function namesRule(names: readonly string[], { id, kind }: Pick<Rule, 'id' | 'kind'>): boolean {
  return names.includes(id) || names.includes(kind);
}

/** What a rule is set to: by its own name, or else by its kind's, or else by itself. */
export function severityOf({ id, kind, defaultSeverity }: Pick<Rule, 'id' | 'kind' | 'defaultSeverity'>, { rules }: Pick<Config, 'rules'>): Severity | 'off' {
  return rules[id] ?? rules[kind] ?? defaultSeverity;
}
