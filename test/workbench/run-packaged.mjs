#!/usr/bin/env node
/**
 * Tests the packaged extension: what is in it, and how a person uses it in a clean VS Code.
 *
 *   node test/workbench/run-packaged.mjs [MOCHA-OPTION...]
 */
import { inProject, root } from '../../scripts/lib/paths.mjs';
import { createCleanup, run } from '../../scripts/lib/processes.mjs';

const cleanup = createCleanup();
const mocha = [inProject('node_modules/mocha/bin/mocha.js'), '--reporter', inProject('scripts/lib/reporter.cjs'), '--timeout', '120000'];
process.exitCode = await run(cleanup, process.execPath, [...mocha, ...process.argv.slice(2), 'test/workbench/packaged/*.test.mjs'], { cwd: root });
await cleanup.run();
