import { existsSync } from 'node:fs';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Config } from '../config/types.js';
import { createDismissedStore } from '../dismissed/store.js';
import { nodeFiles } from '../files/access.node.js';
import { createHouseStyles, createInterner, pathBelow } from '../house/files.js';
import { linesOf } from '../reports/lines.js';
import type { Rule } from '../rules/types.js';
import type { Options } from './arguments.js';
import { STANDARD_INPUT } from './inputs.js';
import { complain } from './terminal.js';

/** What the files round the drafts say of them. */
export interface House {
  /** Settings of a draft, given by its path: those of the command line, the house style nearest above it, what was dismissed in it, and over all what `--rule` says. */
  configOf(file: string): Promise<Config>;
  /** Files with something wrong in them; each has been named. */
  readonly broken: ReadonlySet<string>;
}

/** Looks for files in the folder of each draft and above, up to the root of its repository, or of the disk where it lies in none. Standard input counts as a draft in the current folder. */
export function createCommandLineHouse(options: Pick<Options, 'config' | 'ruled' | 'houseStyle'>, rules: readonly Rule[]): House {
  const { ruled } = options;
  const broken = new Set<string>();
  const roots = new Map<string, string>();
  const same = createInterner();
  const named = (uri: string) => path.relative(process.cwd(), URI.parse(uri).fsPath) || '.';
  const styles = createHouseStyles({
    files: nodeFiles,
    rules,
    trusted: true,
    report(uri, text, problems) {
      const lines = linesOf(text);
      if (problems.length > 0) broken.add(uri);
      for (const { start, message } of problems) {
        const { line, column } = lines.positionOf(start);
        complain(`${named(uri)}:${line}:${column}: ${message}`);
      }
      if (problems.length > 0) complain(`${named(uri)}: None of this file holds until that is put right.`);
    },
  });
  const dismissed = createDismissedStore(nodeFiles, (uri, problems) => {
    for (const { line, message } of problems) complain(`${named(uri)}:${line}: ${message}`);
  });

  return {
    broken,
    async configOf(file) {
      const base = options.config;
      if (!options.houseStyle) return same({ ...base, rules: { ...base.rules, ...ruled } });
      const place = path.resolve(file === STANDARD_INPUT ? 'standard-input' : file);
      const root = rootOf(path.dirname(place));
      const draft = URI.file(place).toString();
      const config = await styles.configOf(base, draft, URI.file(root).toString());
      const folders = file === STANDARD_INPUT ? [] : foldersBetween(path.dirname(place), root);
      const marks = await Promise.all(
        folders.map(folder => {
          const uri = URI.file(folder).toString();
          return dismissed.of(uri, pathBelow(draft, uri));
        }),
      );
      return same({ ...config, rules: { ...config.rules, ...ruled }, dismissed: marks.flat() });
    },
  };

  /** The root of the repository that holds a folder, or of the disk. */
  function rootOf(folder: string): string {
    const known = roots.get(folder);
    if (known !== undefined) return known;
    const above = path.dirname(folder);
    const root = above === folder || existsSync(path.join(folder, '.git')) ? folder : rootOf(above);
    roots.set(folder, root);
    return root;
  }
}

/** From the inner folder to the outer one, both included. */
function foldersBetween(inner: string, outer: string): string[] {
  return inner === outer || path.dirname(inner) === inner ? [inner] : [inner, ...foldersBetween(path.dirname(inner), outer)];
}
