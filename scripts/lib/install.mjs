import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject, root } from './paths.mjs';
import { npm, onPath, Problem, run } from './processes.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** What the workbench is run from, and where its own packages go. */
export const workbenchFolder = inProject('test/workbench');
export const codeServer = path.join(workbenchFolder, 'node_modules/code-server');

/** Installs the project's packages where they are missing or are not those of the lock file. */
export async function installProject(cleanup) {
  if (matchesLock(root)) return;
  console.log('Installing the packages of the project …');
  if ((await npm(cleanup, ['ci', ...quiet], { cwd: root })) !== 0) throw new Problem('npm ci failed; see above');
}

/** Installs VS Code's server and web workbench (once, about 700 MB on disk). */
export async function installWorkbench(cleanup) {
  const inner = path.join(codeServer, 'lib/vscode');
  if (!matchesLock(workbenchFolder)) {
    console.log('Installing the web workbench of VS Code (once; a minute or two) …');
    const code = await npm(cleanup, ['ci', '--ignore-scripts', '--omit=dev', ...quiet], { cwd: workbenchFolder });
    if (code !== 0) throw new Problem(`npm ci failed in ${workbenchFolder}; see above`);
  }
  if (existsSync(path.join(inner, 'node_modules/.package-lock.json'))) return;
  console.log('Installing the packages of the web workbench …');
  const node = nodeOfWorkbench();
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const code = await npm(cleanup, ['install', '--ignore-scripts', '--omit=dev', ...quiet], { cwd: inner, node, env });
  if (code !== 0) throw new Problem(`npm install failed in ${inner}; see above`);
}

/** The Node that runs the workbench: the one that is installed with it, or this one where it is new enough. */
export function nodeOfWorkbench() {
  const installed = path.join(workbenchFolder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(installed)) return installed;
  if (Number.parseInt(process.versions.node, 10) === 24) return process.execPath;
  throw new Problem(
    `VS Code's web workbench needs Node 24 on ${process.platform} ${process.arch}: run this with Node 24, or install VS Code (https://code.visualstudio.com)`,
  );
}

/** A Chromium for the tests: one that is there, else Debian's where this may install it. */
export async function installBrowser(cleanup) {
  const found = await findBrowser();
  if (found) return found;
  if (isDebian() && process.getuid?.() === 0) {
    console.log('Installing Chromium …');
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
    await run(cleanup, 'apt-get', ['update', '-q'], options);
    await run(cleanup, 'apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
    const installed = await findBrowser();
    if (installed) return installed;
  }
  throw new Problem(
    isDebian()
      ? 'The editor tests need Chromium: sudo apt-get install chromium'
      : 'The editor tests need Chrome or Chromium: install one, or run npx playwright-core install chromium',
  );
}

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];
const browserPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

async function findBrowser() {
  const { chromium } = await import('playwright-core');
  return [process.env.CHROME_PATH, onPath(browserNames, existsSync), ...browserPlaces, chromium.executablePath()].find(file => file && existsSync(file));
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Whether every package that the lock file asks for on any system is installed in that version. */
function matchesLock(folder) {
  const installed = path.join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = Object.entries(packagesOf(path.join(folder, 'package-lock.json')));
  const present = packagesOf(installed);
  return wanted.every(([place, entry]) => place === '' || entry.optional || entry.devOptional || entry.peer || present[place]?.version === entry.version);
}

const packagesOf = lock => JSON.parse(readFileSync(lock, 'utf8')).packages;
