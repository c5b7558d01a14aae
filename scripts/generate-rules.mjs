#!/usr/bin/env node
/**
 * Writes what follows the rules: their settings in package.json, their list in README.md, the schema of the house style.
 *
 *   node scripts/generate-rules.mjs [--check]
 *
 * With --check nothing is written; exits with 1 where a file is not in step.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { testBundle } from '../esbuild.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const { outdir: _outdir, outbase: _outbase, ...options } = testBundle;
const outfile = path.join(root, 'out/run/generated.js');
const contents = "export { rules } from './server/src/rules/index.js'; export { generatedFiles } from './server/src/house/generated.js';";
await esbuild.build({ ...options, outfile, stdin: { contents, resolveDir: root, loader: 'ts' } });
const { rules, generatedFiles } = createRequire(import.meta.url)(outfile);

for (const [name, generate] of Object.entries(generatedFiles)) {
  const file = path.join(root, name);
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  const after = generate(rules, before);
  if (after === before) continue;
  if (check) {
    console.error(`${name} is not in step with the rules; run npm run generate`);
    process.exitCode = 1;
  } else {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, after);
    console.log(`wrote ${name}`);
  }
}
