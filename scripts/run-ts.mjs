#!/usr/bin/env node
/**
 * Bundles one TypeScript program of the project and runs it with Node.
 *
 *   node scripts/run-ts.mjs FILE.ts [ARGUMENT...]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { testBundle } from '../esbuild.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node scripts/run-ts.mjs FILE.ts [ARGUMENT...]');
  process.exit(2);
}
const name = path.basename(file, '.ts');
const folder = path.join(root, 'out/run');
await esbuild.build({
  ...testBundle,
  entryPoints: [path.resolve(file)],
  outdir: folder,
  outbase: path.dirname(path.resolve(file)),
  define: { 'import.meta.dirname': JSON.stringify(path.dirname(path.resolve(file))) },
});
const run = spawnSync(process.execPath, ['--enable-source-maps', path.join(folder, `${name}.js`), ...args], { stdio: 'inherit' });
process.exit(run.status ?? 1);
