import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { closeAll, openDraft, untilMarked } from './editor.js';

/**
 * Runs every bundled test file beside this one; VS Code calls it in the extension host, on the desktop or in the web workbench.
 * `ON_THE_RECORD_PROJECT` is the project's folder, `MOCHA_GREP` runs only the tests whose name matches.
 *
 * @throws when a test fails, which VS Code turns into exit code 1
 */
export async function run(): Promise<void> {
  const { ON_THE_RECORD_PROJECT: project, MOCHA_GREP: grep } = process.env;
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 30_000,
    ...(project && { reporter: path.join(project, 'scripts/lib/reporter.cjs') }),
    ...(grep && { grep }),
  });
  // Without a reading of anything, every test would wait in vain.
  mocha.rootHooks({
    async beforeAll() {
      await untilMarked(await openDraft('To come: TK\n'), 'placeholder', ['TK'], 20_000);
      await closeAll();
    },
  });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>(resolve => void mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the editor tests failed`);
}
