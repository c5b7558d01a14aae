import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { packagedExtension } from '../../../scripts/lib/package.mjs';
import { createCleanup } from '../../../scripts/lib/processes.mjs';
import { startWorkbench } from '../../../scripts/lib/workbench.mjs';

describe('The package', () => {
  const cleanup = createCleanup();
  after(() => cleanup.run());

  let folder;
  let files;
  before(async () => {
    const { profile } = await startWorkbench(cleanup, { vsix: packagedExtension });
    const extensions = path.join(profile, 'extensions');
    const [name] = (await readdir(extensions)).filter(each => each.startsWith('on-the-record.on-the-record-'));
    folder = path.join(extensions, name);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    files = entries.filter(entry => entry.isFile()).map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  });

  it('is smaller than 6 MB', async () => {
    const { size } = await stat(packagedExtension);
    assert.ok(size < 6 * 1024 * 1024, `${size} bytes`);
  });

  it('holds neither sources nor tests nor source maps nor packages', () => {
    const wrong = files.filter(file => /\.(ts|mts|map|yaml|yml|tsbuildinfo|vsix)$|(^|\/)(test|out|scripts|node_modules|client|server|\.\w+)\//.test(file));
    assert.deepEqual(wrong, []);
  });

  it('holds all that the manifest names', async () => {
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const { languages, grammars, configuration } = manifest.contributes;
    const rules = Object.keys(configuration.properties['onTheRecord.rules'].properties);
    const named = [
      ...[manifest.main, manifest.icon, manifest.bin['on-the-record'], 'dist/server.js'],
      ...languages.map(language => language.configuration),
      ...grammars.map(grammar => grammar.path),
      ...rules.map(rule => `docs/rules/${rule}.md`),
    ].map(file => path.posix.normalize(file));
    assert.deepEqual(
      named.filter(file => !files.includes(file)),
      [],
    );
  });

  it('holds the licence, the readme and the changelog', () => {
    for (const name of ['license', 'readme', 'changelog'])
      assert.ok(
        files.some(file => file.toLowerCase().startsWith(name)),
        name,
      );
  });
});
