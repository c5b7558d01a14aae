import { stat } from 'node:fs/promises';
import path from 'node:path';
import picomatch from 'picomatch';
import { URI } from 'vscode-uri';
import { createFileFilter } from '../config/files.js';
import type { Config } from '../config/types.js';
import type { DraftLanguage } from '../draft/types.js';
import { nodeFiles, readBytes, reasonOf } from '../files/access.node.js';
import { languageOfPath } from '../files/languages.js';
import { decode, LARGEST, tooLarge } from '../files/text.js';
import { walk } from '../files/walk.js';

/** Standard input, as a path. */
export const STANDARD_INPUT = '-';

/** Something to read. `path` is as it was given; below a folder that was given it begins with the folder. */
export interface Input {
  readonly path: string;
  readonly language: DraftLanguage;
}

/** What was named on the command line: inputs in order, each file once, and what could not be found, in words for people. */
export interface Inputs {
  readonly inputs: readonly Input[];
  readonly problems: readonly string[];
}

/** Finds the files that are meant: named ones as they are, those of folders and patterns as the settings have them. */
export async function findInputs(paths: readonly string[], config: Config, language: DraftLanguage | undefined): Promise<Inputs> {
  const inputs: Input[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  const add = (file: string) => {
    const key = file === STANDARD_INPUT ? file : path.resolve(file);
    if (seen.has(key)) return;
    seen.add(key);
    inputs.push({ path: file, language: language ?? (file === STANDARD_INPUT ? 'plaintext' : languageOfPath(file)) });
  };
  for (const given of paths.length > 0 ? paths : ['.']) {
    if (given === STANDARD_INPUT) {
      add(given);
      continue;
    }
    if (given === '') {
      problems.push('One of the paths is empty.');
      continue;
    }
    const kind = await kindOf(given);
    if (kind === 'file') add(given);
    else if (kind === 'folder') for (const file of await filesBelow(given, config)) add(file);
    else if (isPattern(given)) {
      const files = await matching(given, config);
      if (files.length === 0) problems.push(`${given}: No draft matches this pattern.`);
      files.forEach(add);
    } else problems.push(`${given}: ${kind.problem}`);
  }
  return { inputs, problems };
}

/** The text of an input. Rejects with a message for people. */
export async function readInput({ path: file }: Input): Promise<string> {
  const bytes = file === STANDARD_INPUT ? await readStandardInput() : await readBytes(file, LARGEST);
  const decoded = bytes === 'too large' ? tooLarge : decode(bytes);
  if ('text' in decoded) return decoded.text;
  throw new Error(decoded.message);
}

async function readStandardInput(): Promise<Uint8Array | 'too large'> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    length += chunk.length;
    if (length > LARGEST) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function filesBelow(folder: string, config: Config): Promise<string[]> {
  const files: string[] = [];
  const root = URI.file(path.resolve(folder)).toString();
  for await (const found of walk(root, createFileFilter(config.files), nodeFiles)) files.push(path.join(folder, found.path));
  return files;
}

async function matching(pattern: string, config: Config): Promise<string[]> {
  const { base, glob } = picomatch.scan(pattern);
  const matches = picomatch(glob, { dot: true });
  const files = await filesBelow(base || '.', config);
  return files.filter(file => matches(path.relative(base || '.', file).replaceAll(path.sep, '/')));
}

function isPattern(given: string): boolean {
  return picomatch.scan(given).isGlob;
}

async function kindOf(given: string): Promise<'file' | 'folder' | { readonly problem: string }> {
  try {
    return (await stat(given)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}
