import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const windows = process.platform === 'win32';

/** Milliseconds that a program has to end by itself; those that end others in turn need some. */
const patienceAtTheEnd = 10_000;

/** A failure that is told in one line, without a stack: the person can do something about it. */
export class Problem extends Error {}

/**
 * @typedef {object} Cleanup
 * @property {(task: () => unknown) => () => void} add What to put away at the end, last in, first out; what it returns takes the task off again.
 * @property {() => Promise<void>} run Does it now, once.
 * @property {boolean} ending Whether that has begun.
 */

/**
 * Collects what a run has to put away, and does so on Ctrl+C and on termination too, even if they come twice (from the terminal and from npm). One for each process.
 *
 * @returns {Cleanup}
 */
export function createCleanup() {
  const tasks = new Set();
  const putAway = async () => {
    for (const task of [...tasks].reverse()) {
      try {
        await task();
      } catch (error) {
        console.error(error.message);
      }
    }
  };
  let ending;
  const run = () => (ending ??= putAway());
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(signal, () => void run().finally(() => process.exit(code)));
  }
  return {
    add(task) {
      tasks.add(task);
      return () => tasks.delete(task);
    },
    run,
    get ending() {
      return ending !== undefined;
    },
  };
}

/** A new folder outside the project that is deleted at the end. */
export async function temporaryFolder(cleanup) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'on-the-record-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}

/**
 * Starts a program in a process group of its own, without standard input. The whole group ends with the program, and the program at the end of the run.
 *
 * @param {Cleanup} cleanup
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function startGroup(cleanup, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows, ...options });
  const kill = () => signalGroup(child.pid, 'SIGKILL');
  const ended = new Promise(resolve => {
    child.once('error', error => resolve({ code: 127, error }));
    child.once('exit', code => resolve({ code: code ?? 1 }));
  });
  const forget = cleanup.add(async () => {
    signalGroup(child.pid, 'SIGTERM');
    const patience = setTimeout(kill, patienceAtTheEnd);
    await ended;
    clearTimeout(patience);
  });
  process.once('exit', kill);
  void ended.then(() => {
    kill();
    forget();
    process.removeListener('exit', kill);
  });
  return { ended };
}

/** A group may be gone already; that is what was wanted. */
function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Runs a program to its end and gives its exit code; what it prints is seen as it comes. */
export async function run(cleanup, command, args, options = {}) {
  const { ended } = startGroup(cleanup, command, args, options);
  const { code, error } = await ended;
  if (error) throw new Problem(`cannot run ${command}: ${error.message}`);
  return code;
}

/** Runs npm with the Node that runs this, whichever shell or system it is. */
export function npm(cleanup, args, { node = process.execPath, ...options } = {}) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return run(cleanup, node, [cli, ...args], options);
  return run(cleanup, windows ? 'npm.cmd' : 'npm', args, { shell: windows, ...options });
}

/** Absolute path of the first of `names` on the PATH, or undefined. */
export function onPath(names, access) {
  const extensions = windows ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap(name => folders.flatMap(folder => extensions.map(extension => path.join(folder, name + extension)))).find(access);
}
