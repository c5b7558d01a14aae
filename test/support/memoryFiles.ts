import { URI, Utils } from 'vscode-uri';
import type { FileAccess } from '../../server/src/files/access.js';

/** Files by their URI, in memory. */
export function memoryFiles(files: Map<string, string>): FileAccess {
  return {
    async list(folder) {
      const start = `${folder}/`;
      const names = new Set([...files.keys()].filter(uri => uri.startsWith(start)).map(uri => uri.slice(start.length)));
      return [...names].filter(name => !name.includes('/')).map(name => ({ name, kind: 'file' as const }));
    },
    async exists(uri) {
      return files.has(uri);
    },
    async read(uri) {
      const text = files.get(uri);
      if (text === undefined) throw new Error('There is no such file or folder.');
      return new TextEncoder().encode(text);
    },
    async update(uri, _limit, change) {
      const text = files.get(uri);
      files.set(uri, new TextDecoder().decode(change(text === undefined ? undefined : new TextEncoder().encode(text))));
    },
  };
}

/** The URI of a file in a folder. */
export function uriIn(folder: string, path: string): string {
  return Utils.joinPath(URI.parse(folder), ...path.split('/')).toString();
}
