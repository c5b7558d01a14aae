#!/usr/bin/env node
/**
 * Builds dist/: client, server, command line, models.
 *
 *   node esbuild.mjs [--production] [--watch]
 */
import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { parse as parseYaml } from 'yaml';

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Word lists and messages are written as YAML and compiled into the bundles, so that nothing parses YAML at run time. */
const yaml = {
  name: 'yaml',
  setup(build) {
    build.onLoad({ filter: /\.ya?ml$/ }, async ({ path: file }) => {
      try {
        return { contents: JSON.stringify(parseYaml(await readFile(file, 'utf8'))), loader: 'json' };
      } catch (error) {
        return { errors: [{ text: `${path.relative(root, file)}: ${error.message}` }] };
      }
    });
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Left to itself the build turns every /\p{…}/u into a constructor call, and compiles it anew each time it is reached.
  supported: { 'regexp-unicode-property-escapes': true },
  format: 'cjs',
  sourcemap: production ? false : 'linked',
  minify: production,
  plugins: [yaml],
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

/** The bundles of the product. */
export const product = [
  { ...common, entryPoints: { client: 'client/src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...common, entryPoints: { server: 'server/src/main.node.ts' }, outdir: 'dist' },
  { ...common, entryPoints: { cli: 'server/src/cli.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
];

/** How the tests outside VS Code are bundled; `scripts/test-mocha.mjs` names the entry points. */
export const testBundle = { ...common, sourcemap: 'inline', minify: false, outdir: 'out/test', outbase: 'test', packages: 'external' };

async function build() {
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  await cp(path.join(root, 'server/models'), path.join(root, 'dist/models'), { recursive: true, filter: file => !/\.(md|json|gitkeep)$/.test(file) });
  if (watch) {
    for (const options of product) await (await esbuild.context(options)).watch();
    console.log('watching for changes; Ctrl+C ends');
  } else {
    await Promise.all(product.map(options => esbuild.build(options)));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
