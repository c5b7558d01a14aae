import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { codeServer, nodeOfWorkbench } from './install.mjs';
import { Problem, run, startGroup, temporaryFolder } from './processes.mjs';
import { quietSettings } from './settings.mjs';

/**
 * Starts VS Code's server on a free loopback port, in a profile of its own that is deleted at the end.
 *
 * @param {import('./processes.mjs').Cleanup} cleanup
 * @param {{ vsix?: string, settings?: object, env?: NodeJS.ProcessEnv }} [options] `vsix`: an extension to install; `settings`: on top of the quiet ones; `env`: for the extension host
 */
export async function startWorkbench(cleanup, { vsix, settings = {}, env = {} } = {}) {
  const node = nodeOfWorkbench();
  const profile = await temporaryFolder(cleanup);
  const socket = path.join(profile, 'session.sock');
  await mkdir(path.join(profile, 'User'));
  await writeFile(path.join(profile, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  await writeFile(path.join(profile, 'config.yaml'), 'auth: none\n');
  const log = path.join(profile, 'server.log');
  const port = await freePort();
  const command = (...args) => [
    path.join(codeServer, 'out/node/entry.js'),
    ...['--config', path.join(profile, 'config.yaml'), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--session-socket', socket],
    ...['--user-data-dir', profile, '--extensions-dir', path.join(profile, 'extensions')],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override', ...args],
  ];
  const options = { cwd: profile, env: { ...ownEnvironment(), EXTENSIONS_GALLERY: '{}', ...env } };
  if (vsix) await logged(log, stdio => run(cleanup, node, command('--install-extension', vsix), { ...options, stdio }), `cannot install ${vsix}`);

  const output = openSync(log, 'a');
  const { ended } = startGroup(cleanup, node, command(), { ...options, stdio: ['ignore', output, output] });
  closeSync(output);
  const died = ended.then(() => 'died');
  while ((await Promise.race([died, answers(port)])) !== true) {
    if ((await Promise.race([died, sleep(100)])) === 'died') throw new Problem(`VS Code's server ended at once:\n${await readFile(log, 'utf8')}`);
  }
  return { port, socket, profile, log, ended, url: folder => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}` };
}

async function logged(log, job, failure) {
  const output = openSync(log, 'a');
  const code = await job(['ignore', output, output]);
  closeSync(output);
  if (code !== 0) throw new Problem(`${failure}:\n${await readFile(log, 'utf8')}`);
}

/** The environment without what a VS Code around us, or a shell set up for code-server, has put there. */
function ownEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_|CS_|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$)/.test(name)),
  );
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/** A loopback port that is free now. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Opens a file in the first window that connects to the workbench; returns when that is done. */
export async function openWhenConnected({ socket, ended }, file) {
  const over = ended.then(() => 'over');
  while ((await Promise.race([over, sleep(500)])) !== 'over') {
    const window = await request(socket, 'GET', `/session?filePath=${encodeURIComponent(file)}`)
      .then(answer => JSON.parse(answer).socketPath)
      .catch(() => undefined);
    if (!window) continue;
    const open = { type: 'open', fileURIs: [pathToFileURL(file).href], folderURIs: [], forceReuseWindow: true };
    await request(window, 'POST', '/', JSON.stringify(open));
    return;
  }
}

/** The body of an answer over a local socket. */
function request(socketPath, method, target, body = '') {
  return new Promise((resolve, reject) => {
    http
      .request({ socketPath, method, path: target }, answer => resolve(text(answer)))
      .once('error', reject)
      .end(body);
  });
}
