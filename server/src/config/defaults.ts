import type { Config } from './types.js';

/** Settings of a draft where nobody has set anything. The manifest's defaults are the same; a test holds them in step. */
export const defaultConfig: Config = {
  rules: {},
  secondReading: 'on',
  run: 'onType',
  typographicQuotes: false,
  files: {
    include: ['**/*.{draft,story,md,markdown,txt}'],
    exclude: ['**/README{,.*}', '**/CHANGELOG{,.*}', '**/LICENSE{,.*}', '**/CONTRIBUTING{,.*}', '**/CODE_OF_CONDUCT{,.*}', '**/node_modules/**', '**/.git/**'],
  },
};
