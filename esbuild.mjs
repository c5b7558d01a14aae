#!/usr/bin/env node
/**
 * Builds dist/: client, server, command line, models.
 *
 *   node esbuild.mjs [--production] [--watch]
 */
import { existsSync } from 'node:fs';
import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { parse as parseYaml } from 'yaml';

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Word lists and messages are written as YAML and compiled into the bundles, so that none of them is parsed at run time. */
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

/** ONNX Runtime can load its parts as modules from an address. That one place is made to throw; if a new version has it elsewhere, the build says so. */
const closed = {
  name: 'closed',
  setup(build) {
    build.onLoad({ filter: /[\\/]onnxruntime-web[\\/]dist[\\/].*\.mjs$/ }, async ({ path: file }) => {
      const code = await readFile(file, 'utf8');
      const parts = code.split('import(/*webpackIgnore:true*/ /*@vite-ignore*/');
      if (parts.length !== 2 || /\bimport\((?!")/.test(parts.join('')))
        return { errors: [{ text: `${path.basename(file)} loads modules in a way that is not known` }] };
      return { contents: parts.join('Promise.reject(') };
    });
  },
};

/**
 * How the worker of the second reading is bundled. ONNX Runtime can get its parts over the network; they are handed to it, and whatever could fetch anything is taken
 * out of the bundle: nothing in it reaches beyond the worker. One thread is all that is used, so that it starts no workers either.
 */
const worker = {
  plugins: [...common.plugins, closed],
  define: {
    fetch: 'undefined',
    XMLHttpRequest: 'undefined',
    importScripts: 'undefined',
    Worker: 'undefined',
    'import.meta.url': '"file:///on-the-record"',
  },
};

/** The bundles of the product. */
export const product = [
  { ...common, entryPoints: { client: 'client/src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...common, entryPoints: { server: 'server/src/main.node.ts' }, outdir: 'dist' },
  { ...common, entryPoints: { cli: 'server/src/cli.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  { ...common, ...worker, entryPoints: { second: 'server/src/second/worker.node.ts' }, outdir: 'dist' },
  {
    ...common,
    ...worker,
    entryPoints: { 'second.browser': 'server/src/second/worker.browser.ts' },
    outdir: 'dist',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    // A worker may have no address that others can be told relative to. Nothing is loaded from here, either.
    define: { ...worker.define, 'import.meta.url': '"https://on-the-record.invalid/"' },
    // The runtime can also run in Node, which it then asks for its modules.
    external: ['module', 'node:*'],
  },
];

/** The WebAssembly of ONNX Runtime: without threads of its own making, without a graphics card. */
export const runtime = path.join(root, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');

/** How the tests outside VS Code are bundled; `scripts/test-mocha.mjs` names the entry points. */
export const testBundle = { ...common, sourcemap: 'inline', minify: false, outdir: 'out/test', outbase: 'test', packages: 'external' };

async function build() {
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  await cp(path.join(root, 'server/models'), path.join(root, 'dist/models'), { recursive: true, filter: file => !/(\.md|\.gitkeep|claims\.json)$/.test(file) });
  if (existsSync(path.join(root, 'server/models/second.onnx'))) await cp(runtime, path.join(root, 'dist/models', path.basename(runtime)));
  if (watch) {
    for (const options of product) await (await esbuild.context(options)).watch();
    console.log('watching for changes; Ctrl+C ends');
  } else {
    await Promise.all(product.map(options => esbuild.build(options)));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
