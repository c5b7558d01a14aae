#!/usr/bin/env node
/**
 * Bundles tests and runs them with mocha: those of all parts, or of one.
 *
 *   node scripts/test-mocha.mjs [--part unit|programs|long] [PATH-FRAGMENT...] [-- MOCHA-OPTION...]
 *
 * unit: what a change can be checked with at once; programs: the built server and command line as they run, in processes of their own;
 * long: texts that are much longer than a draft, or many.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { testBundle } from '../esbuild.mjs';
import { globSync } from './glob.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const split = process.argv.indexOf('--');
const words = process.argv.slice(2, split < 0 ? undefined : split);
const mochaOptions = split < 0 ? [] : process.argv.slice(split + 1);
const { values, positionals: fragments } = parseArgs({ args: words, options: { part: { type: 'string' } }, allowPositionals: true });
const partOf = file => /^test\/(programs|long)\//.exec(file)?.[1] ?? 'unit';
const entryPoints = globSync('test', /\.test\.ts$/).filter(
  file =>
    !file.startsWith('test/workbench/') &&
    (values.part ?? partOf(file)) === partOf(file) &&
    (fragments.length === 0 || fragments.some(fragment => file.includes(fragment))),
);
if (entryPoints.length === 0) {
  console.error(`no test file${values.part ? ` of the part ${values.part}` : ''} below test/ matches ${fragments.join(', ')}`);
  process.exit(2);
}
// One bundle, so that the tests share the engine and its weights.
const outfile = `out/test/${values.part ?? 'all'}.js`;
const { outdir: _outdir, outbase: _outbase, ...options } = testBundle;
await esbuild.build({ ...options, outfile, stdin: { contents: entryPoints.map(file => `import './${file}';`).join('\n'), resolveDir: root } });
const run = spawnSync(
  process.execPath,
  [
    'node_modules/mocha/bin/mocha.js',
    '--enable-source-maps',
    '--require',
    './scripts/lib/properties.cjs',
    '--reporter',
    'scripts/lib/reporter.cjs',
    ...mochaOptions,
    outfile,
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--enable-source-maps' },
  },
);
process.exit(run.status ?? 1);
