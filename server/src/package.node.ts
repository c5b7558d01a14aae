import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the package: the bundles lie in its `dist`. */
export const packageFolder = path.resolve(__dirname, '..');

/** The version of the package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
