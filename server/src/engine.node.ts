import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Analyser, createAnalyserFactory } from './analysis.js';
import { createEnglish } from './english/index.js';
import type { SecondReading } from './second/index.js';

/** Makes analysers from the weights that are shipped beside the bundles. Takes a moment: build one for each process. Throws where weights are damaged. */
export function loadEngine(second?: SecondReading): () => Analyser {
  const tagger = readIfThere(path.join(__dirname, 'models', 'tagger.bin'));
  const attributionWeights = readIfThere(path.join(__dirname, 'models', 'attribution.bin'));
  return createAnalyserFactory(createEnglish(tagger ? { tagger } : {}), {
    ...(attributionWeights ? { attributionWeights } : {}),
    ...(second ? { createSecond: second.createDocument } : {}),
  });
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
