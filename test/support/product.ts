import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the built product lies; another build can be named to test it. */
const dist = path.resolve(process.env.ON_THE_RECORD_DIST ?? 'dist');

export const commandLine = path.join(dist, 'cli.js');
export const server = path.join(dist, 'server.js');

/** Builds the product where it is missing or older than its sources. */
export function buildProduct(): void {
  if (process.env.ON_THE_RECORD_DIST || (existsSync(commandLine) && existsSync(server) && newest(['server']) <= statSync(commandLine).mtimeMs)) return;
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the product cannot be built:\n${stderr}`);
}

function newest(folders: readonly string[]): number {
  const files = folders.flatMap(folder => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()));
  return Math.max(...files.map(({ parentPath, name }) => statSync(path.join(parentPath, name)).mtimeMs));
}

/** A folder of its own with files, by their paths in it; `remove` takes it away. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'on-the-record-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a run of the command line gave. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line to its end. */
export function runCommand(words: readonly string[], { input = '', cwd, env }: { input?: string; cwd?: string; env?: Record<string, string> } = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandLine, ...words], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(cwd ? { cwd } : {}),
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

/** Starts the command line or the server and leaves it running. */
export function start(script: string, words: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [script, ...words], { env: { ...process.env, NODE_OPTIONS: '' } });
}
