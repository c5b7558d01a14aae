#!/usr/bin/env node
/**
 * Runs the editor suite in the extension host of a real VS Code: the desktop's where it can be downloaded and shown, else the web workbench's.
 *
 *   node test/workbench/run-suite.mjs [--host desktop|web] [TEST-NAME]
 */
import { createWriteStream } from 'node:fs';
import { copyFile, cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import util, { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { testBundle } from '../../esbuild.mjs';
import { globSync } from '../../scripts/glob.mjs';
import { openPage } from '../../scripts/lib/browser.mjs';
import { installWorkbench } from '../../scripts/lib/install.mjs';
import { inProject, root, sampleFolder } from '../../scripts/lib/paths.mjs';
import { createCleanup, Problem, temporaryFolder } from '../../scripts/lib/processes.mjs';
import { startWorkbench } from '../../scripts/lib/workbench.mjs';

const suite = inProject('out/test/workbench/suite/index.js');
const patience = 420_000;
const lineMark = 'mocha| ';

const { values, positionals } = parseArgs({ options: { host: { type: 'string' } }, allowPositionals: true });
const cleanup = createCleanup();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanup.run();
}

async function main() {
  process.chdir(root);
  await esbuild.build({
    ...testBundle,
    entryPoints: [...globSync('test/workbench/suite', /\.test\.ts$/), 'test/workbench/suite/index.ts'],
    external: ['vscode'],
  });
  const workspace = path.join(await temporaryFolder(cleanup), 'sample drafts');
  await cp(sampleFolder, workspace, { recursive: true });
  const env = { ON_THE_RECORD_PROJECT: root, MOCHA_GREP: positionals.join(' '), MOCHA_SUMMARY: process.env.MOCHA_SUMMARY ?? '' };
  const unfit = values.host === 'web' ? 'asked for the web workbench' : await whyNotOnDesktop();
  if (!unfit || values.host === 'desktop') {
    console.log('The editor suite runs in the desktop VS Code that @vscode/test-electron downloads.');
    return onDesktop(workspace, env);
  }
  console.log(`The editor suite runs in VS Code's web workbench (${unfit}).`);
  return inWebWorkbench(workspace, env);
}

/** Undefined where the desktop can be used; a quick look, not a download. */
async function whyNotOnDesktop() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'no display for the desktop one';
  const reachable = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(4000) }).then(
    response => response.ok,
    () => false,
  );
  return reachable ? undefined : 'the desktop one cannot be downloaded';
}

async function onDesktop(workspace, env) {
  const { runTests } = await import('@vscode/test-electron');
  const profile = await temporaryFolder(cleanup);
  return runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: env,
    launchArgs: [workspace, '--user-data-dir', profile, '--disable-extensions', '--disable-workspace-trust'],
  });
}

async function inWebWorkbench(workspace, env) {
  await installWorkbench(cleanup);
  const workbench = await startWorkbench(cleanup, { env: { ...env, MOCHA_LINE_MARK: lineMark } });
  const page = await openPage(cleanup);
  const remote = file => ({ scheme: 'vscode-remote', authority: `127.0.0.1:${workbench.port}`, path: file });
  await page.addInitScript(developTheExtension, { extensions: [remote(root)], extensionTestsPath: remote(suite) });
  await mkdir(inProject('out'), { recursive: true });
  const log = createWriteStream(inProject('out/editor-suite.log'));
  cleanup.add(() => log.end());
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const line = util.format(...args);
    log.write(`${line}\n`);
    if (line.startsWith(lineMark)) console.log(line.slice(lineMark.length));
  });
  const done = new Promise(resolve => void page.exposeFunction('codeAutomationExit', resolve).then(() => page.goto(workbench.url(workspace))));
  const code = await Promise.race([done, new Promise(resolve => setTimeout(resolve, patience).unref())]);
  if (code === undefined) {
    await page.screenshot({ path: inProject('out/screenshots/editor-suite.png') });
    await copyFile(workbench.log, inProject('out/editor-server.log'));
    throw new Problem(
      `the editor suite did not end within ${patience / 1000} seconds: see out/screenshots/editor-suite.png, out/editor-suite.log, out/editor-server.log`,
    );
  }
  return code;
}

/** Runs in the page: the workbench reads its options from an element of the page, so they are amended as soon as it is there. */
function developTheExtension(options) {
  if (self !== top) return;
  const observer = new MutationObserver(() => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return;
    observer.disconnect();
    const settings = JSON.parse(element.getAttribute('data-settings'));
    settings.developmentOptions = { ...settings.developmentOptions, ...options };
    element.setAttribute('data-settings', JSON.stringify(settings));
  });
  observer.observe(document, { childList: true, subtree: true });
}
