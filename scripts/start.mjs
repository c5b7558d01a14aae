#!/usr/bin/env node
/**
 * Shows the extension at work: builds it, prints the command line's report on a draft, opens the draft in VS Code.
 *
 *   npm start [-- [DRAFT] [--no-open] [--web]]
 *
 * DRAFT is a file or a folder; without it, the sample. --no-open ends after the report. --web takes the web workbench even where VS Code is installed.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findVisualStudioCode, openInVisualStudioCode } from './lib/desktop.mjs';
import { installProject, installWorkbench } from './lib/install.mjs';
import { commandLine, root, sampleDraft } from './lib/paths.mjs';
import { createCleanup, Problem, run } from './lib/processes.mjs';

const usage = 'npm start [-- [DRAFT] [--no-open] [--web]], where DRAFT is one file or one folder';

const cleanup = createCleanup();
endWithParent();
try {
  await main();
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanup.run();
}

async function main() {
  const { draft, report, web } = wanted();
  await installProject(cleanup);
  console.log('Building …');
  if ((await run(cleanup, process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0) throw new Problem('the build failed; see above');

  console.log(`\nWhat the command line says about ${draft}:\n`);
  const code = await run(cleanup, process.execPath, [commandLine, 'check', draft]);
  if (code > 1) throw new Problem(`the draft could not be checked (exit code ${code}); see above`);
  if (report) return;

  const file = statSync(draft).isDirectory() ? undefined : draft;
  const folder = file ? path.dirname(file) : draft;
  const visualStudioCode = web ? undefined : findVisualStudioCode();
  if (visualStudioCode) await openInVisualStudioCode(cleanup, visualStudioCode, { folder, file });
  else await openInWebWorkbench(folder, file);
}

/** Who ends npm alone leaves this behind without anybody who would end it. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

function given() {
  try {
    return parseArgs({ options: { 'no-open': { type: 'boolean' }, web: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}

function wanted() {
  const { values, positionals } = given();
  if (positionals.length > 1) throw new Problem(usage);
  const [name] = positionals;
  const draft = name === undefined ? sampleDraft : path.resolve(process.env.INIT_CWD ?? '.', name);
  if (!existsSync(draft)) throw new Problem(`There is no ${draft}.`);
  return { draft, report: values['no-open'] === true, web: values.web === true };
}

async function openInWebWorkbench(folder, file) {
  const { openWhenConnected, startWorkbench } = await import('./lib/workbench.mjs');
  const { packagedExtension } = await import('./lib/package.mjs');
  console.log(findVisualStudioCode() ? '' : '\nThere is no “code” command here, so VS Code opens in your browser.');
  await installWorkbench(cleanup);
  console.log('Packing the extension …');
  const packed = await run(cleanup, process.execPath, ['scripts/package.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (packed !== 0) throw new Problem('the extension could not be packed; npm run package says why');
  console.log('Starting the web workbench …');
  const workbench = await startWorkbench(cleanup, { vsix: packagedExtension });
  console.log(`\n  ${workbench.url(folder)}\n\nOpen this address in a browser on this machine; Ctrl+C ends it.`);
  if (file) await openWhenConnected(workbench, file);
  const { code } = await workbench.ended;
  if (!cleanup.ending) throw new Problem(`VS Code's server ended by itself (exit code ${code}).`);
}
