import { URI, Utils } from 'vscode-uri';
import type { DismissedMark } from '../config/types.js';
import type { FileAccess } from '../files/access.js';
import { type DismissedEntry, dismissedPath, type ReadDismissed, readDismissed, withDismissed } from './file.js';

/** The marks that were dismissed for good, folder by folder. */
export interface DismissedStore {
  /** What was dismissed in a draft, as the file in a folder says. */
  of(folder: string, draft: string): Promise<readonly DismissedMark[]>;
  /** Writes one more down. Rejects with a message for people. */
  add(folder: string, entry: DismissedEntry): Promise<void>;
  /** Files have changed: they are read again when next asked for. */
  forget(): void;
}

/** Larger files are not read, in bytes. */
const LARGEST = 64 << 20;

const NOTHING: ReadDismissed = { entries: [], unreadable: [] };

/**
 * @param report Told of each file that was read what of it cannot be read, nothing included.
 */
export function createDismissedStore(files: FileAccess, report: (uri: string, problems: ReadDismissed['unreadable']) => void): DismissedStore {
  let known = new Map<string, Promise<ReadonlyMap<string, readonly DismissedMark[]>>>();

  async function load(uri: string): Promise<ReadonlyMap<string, readonly DismissedMark[]>> {
    const { entries, unreadable } = (await files.exists(uri)) ? await read(uri) : NOTHING;
    report(uri, unreadable);
    const byDraft = new Map<string, DismissedMark[]>();
    for (const { draft, reason: _, ...mark } of entries) {
      const marks = byDraft.get(draft);
      if (marks) marks.push(mark);
      else byDraft.set(draft, [mark]);
    }
    return byDraft;
  }

  async function read(uri: string): Promise<ReadDismissed> {
    try {
      const bytes = await files.read(uri, LARGEST);
      if (bytes === 'too large') return { entries: [], unreadable: [{ line: 1, message: 'This file is larger than 64 MB and is not read.' }] };
      return readDismissed(new TextDecoder().decode(bytes));
    } catch (error) {
      return { entries: [], unreadable: [{ line: 1, message: `This file cannot be read: ${error instanceof Error ? error.message : String(error)}` }] };
    }
  }

  return {
    async of(folder, draft) {
      const uri = dismissedUri(folder);
      const drafts = known.get(uri) ?? load(uri);
      known.set(uri, drafts);
      return (await drafts).get(draft) ?? [];
    },
    async add(folder, entry) {
      if (!files.update) throw new Error('Files cannot be written here.');
      const uri = dismissedUri(folder);
      await files.update(uri, LARGEST, bytes => new TextEncoder().encode(withDismissed(bytes ? new TextDecoder().decode(bytes) : '', entry)));
      known.delete(uri);
    },
    forget() {
      known = new Map();
    },
  };
}

/** Where the dismissed marks of a folder are written down. */
export function dismissedUri(folder: string): string {
  return Utils.joinPath(URI.parse(folder), ...dismissedPath.split('/')).toString();
}
