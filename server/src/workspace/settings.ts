import { defaultConfig } from '../config/defaults.js';
import { readConfig } from '../config/read.js';
import type { Config } from '../config/types.js';

/** The settings of every place in the workspace, asked for once and kept until they change. */
export interface Settings {
  /** Settings of a folder or document. Equal settings are the same object. */
  of(scope: string): Promise<Config>;
  /** What was asked for before holds no longer. */
  forget(): void;
}

/**
 * @param fetch What the client has set for a scope: the section `onTheRecord`. Where it fails the defaults hold.
 * @param warn Told once of each thing that is wrong with the settings.
 */
export function createSettings(fetch: (scope: string) => Promise<unknown>, ruleIds: readonly string[], warn: (problem: string) => void): Settings {
  const scopes = new Map<string, Promise<Config>>();
  const configs = new Map<string, Config>();
  const warned = new Set<string>();
  const complain = (problem: string) => {
    if (warned.has(problem)) return;
    warned.add(problem);
    warn(problem);
  };

  async function ask(scope: string): Promise<Config> {
    try {
      const { config, problems } = readConfig(await fetch(scope), ruleIds);
      problems.forEach(complain);
      const key = JSON.stringify(config);
      const same = configs.get(key) ?? config;
      configs.set(key, same);
      return same;
    } catch (error) {
      complain(`The settings could not be asked for, so the defaults hold: ${error instanceof Error ? error.message : String(error)}`);
      return defaultConfig;
    }
  }

  return {
    of(scope) {
      const known = scopes.get(scope) ?? ask(scope);
      scopes.set(scope, known);
      return known;
    },
    forget() {
      scopes.clear();
      configs.clear();
    },
  };
}
