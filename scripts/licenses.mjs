#!/usr/bin/env node
/**
 * Writes dist/THIRD_PARTY_LICENSES.txt: the licence of every package that the bundles really hold.
 *
 *   node scripts/licenses.mjs
 *
 * Fails where a bundled package has no licence text. Of packages that come without their own file it stands in scripts/licenses/<package>.txt.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { product } from '../esbuild.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Folders of the packages that the bundles take code from, relative to the project. */
async function bundledPackages() {
  const folders = new Set();
  for (const options of product) {
    const { metafile } = await esbuild.build({ ...options, write: false, metafile: true, sourcemap: false });
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders];
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
  const own = (await readdir(path.join(root, folder))).find(entry => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  const added = path.join('scripts/licenses', `${name.replace('/', '__')}.txt`);
  const file = own ? path.join(folder, own) : existsSync(path.join(root, added)) ? added : undefined;
  if (file === undefined)
    throw new Error(`${folder}: ${name} ${version} (${license}) is bundled, but has no licence file; add its text to the package or leave the package out`);
  const text = (await readFile(path.join(root, file), 'utf8')).replaceAll('\r\n', '\n').trim();
  return { title: `${name} ${version} (${license})`, text };
}

const notices = (await Promise.all((await bundledPackages()).map(notice))).sort((a, b) => (a.title < b.title ? -1 : 1));
const line = '-'.repeat(100);
const contents = [
  'On the Record contains code of these packages:',
  notices.map(({ title }) => `  ${title}`).join('\n'),
  ...notices.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}`),
].join('\n\n');
await mkdir(path.join(root, 'dist'), { recursive: true });
await writeFile(path.join(root, 'dist/THIRD_PARTY_LICENSES.txt'), `${contents}\n`);
