import { URI, Utils } from 'vscode-uri';
import { codeProjectFiles, docsOwners, type FileFilter } from '../config/files.js';
import type { FileAccess } from './access.js';

/** A draft that was found. */
export interface FoundFile {
  readonly uri: string;
  /** Relative to the folder where the walk began, with forward slashes. */
  readonly path: string;
}

/**
 * The drafts below a folder, as the filter has them, folder by folder in order of their names, without the `docs` of code projects.
 * Folders that cannot be read are passed over. Ends when `cancelled` says so.
 */
export async function* walk(root: string, filter: FileFilter, files: FileAccess, cancelled: () => boolean = () => false): AsyncGenerator<FoundFile> {
  const documentation = createDocumentationTest(root, filter, files);
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined && !cancelled(); folder = folders.pop()) {
    const entries = (await files.list(join(root, folder))) ?? [];
    const below: string[] = [];
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') {
        if (!filter.prunes(path)) below.push(path);
      } else if (filter.refusal(path) === undefined && !(await documentation(path))) {
        if (cancelled()) return;
        yield { uri: join(root, path), path };
      }
    }
    folders.push(...below.reverse());
  }
}

/** Tells whether a file, by its path below `root`, is the documentation of software. Looks at each folder once. */
export function createDocumentationTest(root: string, filter: FileFilter, files: FileAccess): (path: string) => Promise<boolean> {
  const holdsCode = new Map<string, Promise<boolean>>();
  return async path => {
    if (filter.wantsDocs) return false;
    for (const folder of docsOwners(path)) {
      let known = holdsCode.get(folder);
      if (!known) {
        known = holdsCodeProject(join(root, folder), files);
        holdsCode.set(folder, known);
      }
      if (await known) return true;
    }
    return false;
  };
}

async function holdsCodeProject(folder: string, files: FileAccess): Promise<boolean> {
  for (const name of codeProjectFiles) if (await files.exists(join(folder, name))) return true;
  return false;
}

function join(root: string, path: string): string {
  return path === '' ? root : Utils.joinPath(URI.parse(root), ...path.split('/')).toString();
}
