import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { modelFiles } from '../../server/src/second/model.js';
import { commandLine } from './product.js';

const tiny = path.resolve('test/support/second');
const runtime = path.resolve('node_modules/onnxruntime-web/dist', modelFiles.runtime);

/** A folder with the tiny model, changed as a test wants it; `undefined` leaves a file out. */
export function modelFolder(changes: Readonly<Record<string, ((bytes: Uint8Array) => Uint8Array | string) | undefined>> = {}): {
  folder: string;
  remove: () => void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'on-the-record-model-'));
  putModel(folder, changes);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function putModel(folder: string, changes: Parameters<typeof modelFolder>[0] = {}): void {
  for (const name of [modelFiles.manifest, modelFiles.vocabulary, modelFiles.model]) {
    const change = changes[name];
    if (name in changes && !change) continue;
    const bytes = readFileSync(path.join(tiny, name));
    writeFileSync(path.join(folder, name), change ? change(bytes) : bytes);
  }
  if (!existsSync(path.join(folder, modelFiles.runtime))) copyFileSync(runtime, path.join(folder, modelFiles.runtime));
}

/** The built product with the tiny model in place of the one that is shipped. */
export function productWithModel(changes: Parameters<typeof modelFolder>[0] = {}): { commandLine: string; server: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'on-the-record-product-'));
  const dist = path.join(folder, 'dist');
  const built = path.dirname(commandLine);
  mkdirSync(path.join(dist, 'models'), { recursive: true });
  // Copies: through a link Node would find the folder that is linked to.
  for (const name of ['cli.js', 'server.js', 'second.js']) copyFileSync(path.join(built, name), path.join(dist, name));
  for (const name of ['tagger.bin', 'attribution.bin']) copyFileSync(path.join(built, 'models', name), path.join(dist, 'models', name));
  copyFileSync('package.json', path.join(folder, 'package.json'));
  putModel(path.join(dist, 'models'), changes);
  return { commandLine: path.join(dist, 'cli.js'), server: path.join(dist, 'server.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The words with the pieces that the trainers' tokenizer cuts them into. */
export const triedPieces: readonly (readonly [string, readonly number[]])[] = JSON.parse(readFileSync(path.join(tiny, 'pieces.json'), 'utf8'));

export const tinyVocabulary: readonly string[] = readFileSync(path.join(tiny, modelFiles.vocabulary), 'utf8').trimEnd().split('\n');
