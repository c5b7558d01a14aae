import { type Analyser, type Analysis, createAnalyserFactory } from '../../server/src/analysis.js';
import { defaultConfig } from '../../server/src/config/defaults.js';
import type { Config } from '../../server/src/config/types.js';
import type { DraftLanguage } from '../../server/src/draft/types.js';
import { testEnglish, testWeights } from './english.js';

let factory: (() => Analyser) | undefined;

/** A fresh analyser with the product's own weights and word lists; the engine behind it is built once for each test run. */
export function testAnalyser(): Analyser {
  factory ??= createAnalyserFactory(testEnglish(), testWeights());
  return factory();
}

/** The analysis of a text with default settings. */
export function analyse(text: string, language: DraftLanguage = 'markdown', config: Config = defaultConfig): Analysis {
  return testAnalyser().analyse(text, language, config);
}
