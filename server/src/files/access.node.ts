import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import type { FileAccess, FolderEntry } from './access.js';
import { updateFile } from './update.node.js';

/** Files on disk. Other URIs than `file:` have nothing behind them. */
export const nodeFiles: FileAccess = {
  async list(folder) {
    const place = onDisk(folder);
    if (place === undefined) return undefined;
    try {
      const found = await readdir(place, { withFileTypes: true });
      const entries = await Promise.all(
        found.map(async (entry): Promise<FolderEntry | undefined> => {
          if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
          if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path.join(place, entry.name))))) return { name: entry.name, kind: 'file' };
          return undefined;
        }),
      );
      return entries.filter(entry => entry !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return undefined;
    }
  },
  async exists(uri) {
    const place = onDisk(uri);
    return place !== undefined && (await isFile(place));
  },
  async read(uri, limit) {
    const place = onDisk(uri);
    if (place === undefined) throw new Error('It is not on this computer’s disk.');
    return readBytes(place, limit);
  },
  async update(uri, limit, change) {
    const place = onDisk(uri);
    if (place === undefined) throw new Error('It is not on this computer’s disk.');
    try {
      await updateFile(place, limit, change);
    } catch (error) {
      throw new Error(reasonOf(error));
    }
  },
};

/** Bytes of a file on disk, but not more than `limit`. Rejects with a message for people. */
export async function readBytes(place: string, limit: number): Promise<Uint8Array | 'too large'> {
  try {
    const file = await open(place);
    try {
      const facts = await file.stat();
      if (facts.isDirectory()) throw new Error('It is a folder.');
      if (facts.size > limit) return 'too large';
      // A device or a pipe has no size, and may have no end.
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of file.createReadStream({ end: limit, autoClose: false, highWaterMark: 1 << 20 })) {
        length += chunk.length;
        chunks.push(chunk);
      }
      return length > limit ? 'too large' : Buffer.concat(chunks, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Error(reasonOf(error));
  }
}

/** Why a file could not be opened or read, in words for people. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'There is no such file or folder.';
    case 'EACCES':
    case 'EPERM':
      return 'It may not be read or written (no permission).';
    case 'ELOOP':
      return 'It is a link that leads to itself.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

async function isFile(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isFile();
  } catch {
    return false;
  }
}

function onDisk(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}
