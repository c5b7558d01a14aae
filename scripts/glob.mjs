import { readdirSync } from 'node:fs';

/** Files below `folder` whose path matches `pattern`, sorted; paths are relative to the working folder, with forward slashes. */
export function globSync(folder, pattern) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map(entry => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .filter(file => pattern.test(file))
    .sort();
}
