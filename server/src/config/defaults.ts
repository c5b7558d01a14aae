import type { Config, HouseStyle } from './types.js';

/** A newsroom that has agreed on nothing. */
export const noHouseStyle: HouseStyle = {
  options: {},
  terms: [],
  allow: [],
  identified: [],
  anonymity: { reason: 'required', namedOutlet: 'unidentified' },
};

/** Settings of a draft where nobody has set anything. The manifest's defaults are the same; a test holds them in step. */
export const defaultConfig: Config = {
  rules: {},
  strictness: 'desk',
  secondReading: 'on',
  features: { codeLens: true, inlayHints: false, semanticTokens: false },
  run: 'onType',
  files: {
    include: ['**/*.{draft,story,md,markdown,txt}'],
    exclude: ['**/README{,.*}', '**/CHANGELOG{,.*}', '**/LICENSE{,.*}', '**/CONTRIBUTING{,.*}', '**/CODE_OF_CONDUCT{,.*}', '**/node_modules/**', '**/.git/**'],
  },
  style: noHouseStyle,
  dismissed: [],
};
