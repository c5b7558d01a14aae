#!/usr/bin/env node
/**
 * Everything that shows that the project works, from the installation to the packaged extension in a real VS Code. Closes with `N passed, N failed`.
 *
 *   npm test
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { installBrowser, installProject, installWorkbench } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { createCleanup, npm, run, temporaryFolder } from './lib/processes.mjs';

const cleanup = createCleanup();
const script =
  (...args) =>
  options =>
    run(cleanup, process.execPath, args, options);
const npmScript = name => options => npm(cleanup, ['run', '--silent', name], options);

/** In order. A stage with `counts` leaves the counts of its tests behind; another counts as one. What needs the build is skipped, as failed, without one; without the packages nothing goes on. */
const stages = [
  { title: 'Installing what is missing', job: install, installs: true },
  { title: 'Building', job: npmScript('build'), builds: true },
  { title: 'Checking the types', job: npmScript('typecheck') },
  { title: 'Checking the style', job: npmScript('lint') },
  { title: 'Unit tests', job: npmScript('test:unit'), counts: true },
  { title: 'Protocol and command-line tests of the built programs', job: npmScript('test:programs'), counts: true, needsBuild: true },
  { title: 'Tests with long texts', job: npmScript('test:long'), counts: true },
  { title: 'Grammar tests', job: npmScript('test:grammar') },
  { title: 'Packaging the extension', job: script('scripts/package.mjs'), builds: true },
  { title: 'The packaged extension in a clean VS Code, as a person uses it', job: script('test/workbench/run-packaged.mjs'), counts: true, needsBuild: true },
  { title: 'The editor suite inside VS Code', job: script('test/workbench/run-suite.mjs'), counts: true, needsBuild: true },
];

const summaries = await temporaryFolder(cleanup);
const total = { passed: 0, failed: 0 };
const failures = [];
let built = true;
for (const [index, stage] of stages.entries()) {
  console.log(`\n=== ${stage.title} …`);
  const began = Date.now();
  const counts = await outcome(stage, path.join(summaries, `${index}.json`));
  if (stage.builds && counts.failed > 0) built = false;
  total.passed += counts.passed;
  total.failed += counts.failed;
  const result = `${counts.passed} passed, ${counts.failed} failed in ${Math.round((Date.now() - began) / 1000)} s`;
  console.log(`=== ${stage.title}: ${result}`);
  if (counts.failed === 0) continue;
  failures.push(`  ${stage.title}: ${result}`);
  if (stage.installs) break;
}
await cleanup.run();
if (failures.length > 0) console.log(`\nNot well (details above):\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function install() {
  await installProject(cleanup);
  await installWorkbench(cleanup);
  console.log(`Browser: ${await installBrowser(cleanup)}`);
  return 0;
}

/** How a stage went; one that broke off counts as one failure more than what it could still tell. */
async function outcome({ job, counts, needsBuild }, summary) {
  if (needsBuild && !built) {
    console.log('Not run: there is no build to run it with.');
    return { passed: 0, failed: 1 };
  }
  const code = await Promise.resolve(job({ cwd: root, env: { ...process.env, MOCHA_SUMMARY: summary } })).catch(error => {
    console.error(error.message);
    return 1;
  });
  if (!counts) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = await readFile(summary, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 0 }));
  const brokeOff = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: brokeOff ? 1 : failed };
}
