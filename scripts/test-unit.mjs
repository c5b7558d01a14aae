#!/usr/bin/env node
/**
 * Bundles the unit tests (all of test/ but test/workbench) and runs them with mocha.
 *
 *   node scripts/test-unit.mjs [PATH-FRAGMENT...] [-- MOCHA-OPTION...]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { testBundle } from '../esbuild.mjs';
import { globSync } from './glob.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const split = process.argv.indexOf('--');
const fragments = process.argv.slice(2, split < 0 ? undefined : split);
const options = split < 0 ? [] : process.argv.slice(split + 1);
const entryPoints = globSync('test', /\.test\.ts$/).filter(
  file => !file.startsWith('test/workbench/') && (fragments.length === 0 || fragments.some(fragment => file.includes(fragment))),
);
if (entryPoints.length === 0) {
  console.error(`no test file below test/ matches ${fragments.join(', ')}`);
  process.exit(2);
}
await esbuild.build({ ...testBundle, entryPoints });
const files = entryPoints.map(file => `out/${file.replace(/\.ts$/, '.js')}`);
const run = spawnSync(
  process.execPath,
  [
    'node_modules/mocha/bin/mocha.js',
    '--enable-source-maps',
    '--require',
    './scripts/lib/properties.cjs',
    '--reporter',
    'scripts/lib/reporter.cjs',
    ...options,
    ...files,
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--enable-source-maps' },
  },
);
process.exit(run.status ?? 1);
