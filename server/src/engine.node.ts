import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Analyser, createAnalyserFactory } from './analysis.js';
import { createEnglish } from './english/index.js';

/** The folder of the package: the bundles lie in its `dist`. */
export const packageFolder = path.resolve(__dirname, '..');

/** Makes analysers from the weights that are shipped beside the bundles. Takes a moment: build one for each process. Throws where weights are damaged. */
export function loadEngine(): () => Analyser {
  const tagger = readIfThere(path.join(__dirname, 'models', 'tagger.bin'));
  return createAnalyserFactory(createEnglish(tagger ? { tagger } : {}));
}

/** The version of the package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
