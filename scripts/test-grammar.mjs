#!/usr/bin/env node
/**
 * Runs the grammar tests in test/grammar against the grammars of the manifest and the Markdown and YAML grammars that VS Code ships.
 *
 *   node scripts/test-grammar.mjs [FILE...]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from './glob.mjs';

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'));
const shipped = ['markdown', 'html-derivative', 'html', 'yaml'].flatMap(name => ['-g', `node_modules/tm-grammars/grammars/${name}.json`]);
const files = process.argv.length > 2 ? process.argv.slice(2) : globSync('test/grammar', /\.test\.(draft|md)$/);
const run = spawnSync(process.execPath, ['node_modules/vscode-tmgrammar-test/dist/unit.js', '--config', 'package.json', ...shipped, ...files], {
  encoding: 'utf8',
});
// The languages of fenced code blocks are not loaded: Markdown names dozens.
process.stderr.write(run.stderr.replaceAll(/^grammar not found for .*\n/gm, ''));
process.stdout.write(run.stdout);
process.exit(run.status === 0 ? 0 : 1);
