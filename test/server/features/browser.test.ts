import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

describe('the language service and the server', function () {
  this.timeout(20_000);

  it('bundle for a browser: they need neither Node nor an editor', async () => {
    const { testBundle } = await import(pathToFileURL(path.resolve('esbuild.mjs')).href);
    const { plugins, mainFields } = testBundle as esbuild.BuildOptions;
    const { errors, warnings } = await esbuild.build({
      entryPoints: ['server/src/service.ts', 'server/src/server.ts'],
      outdir: 'nowhere',
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'esm',
      logLevel: 'silent',
      ...(plugins ? { plugins } : {}),
      ...(mainFields ? { mainFields } : {}),
    });
    assert.deepEqual([...errors, ...warnings], []);
  });
});
