import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { createFileFilter, type FileFilter } from '../config/files.js';
import type { Config } from '../config/types.js';
import type { DraftDocument, Silencing } from '../features/types.js';
import type { FileAccess } from '../files/access.js';
import { languageOfDocument } from '../files/languages.js';
import { createDocumentationTest } from '../files/walk.js';
import type { HouseRules } from './houseRules.js';
import type { Settings } from './settings.js';

/** Where documents are read from. Of untitled ones only drafts. */
const SCHEMES = new Set(['file', 'vscode-remote', 'vscode-vfs']);

/** A document that is not read, and why, in words for people. */
export interface Ignored {
  readonly ignored: string;
}

/** Tells which documents and files are drafts, by the settings of where they lie. */
export interface Drafts {
  folders: readonly string[];
  /** The document with its language and settings, or why it is not read. */
  classify(document: TextDocument): Promise<DraftDocument | Ignored>;
  /** The settings of a workspace folder and what they let through. */
  folder(folder: string): Promise<{ readonly config: Config; readonly filter: FileFilter }>;
  /** The folder of the workspace that holds a file, the innermost one; undefined outside of all. */
  folderOf(uri: string): string | undefined;
  /** Settings or files may have changed. */
  forget(): void;
}

/** @param house What the workspace's own files say of each draft. */
export function createDrafts(settings: Settings, files: FileAccess, house: HouseRules): Drafts {
  const silencing: Silencing = { mark: files.update !== undefined, house: true };
  let filters = new WeakMap<Config, FileFilter>();
  let documentation = new Map<string, (path: string) => Promise<boolean>>();

  const filterOf = (config: Config): FileFilter => {
    const filter = filters.get(config) ?? createFileFilter(config.files);
    filters.set(config, filter);
    return filter;
  };

  const isDocumentation = async (root: string, path: string, filter: FileFilter): Promise<boolean> => {
    const test = documentation.get(root) ?? createDocumentationTest(root, filter, files);
    documentation.set(root, test);
    return test(path);
  };

  return {
    folders: [],
    async classify(document) {
      const uri = URI.parse(document.uri);
      const language = languageOfDocument(document.languageId, uri.path);
      if (!language) return { ignored: `Documents in the language “${document.languageId}” are not read.` };
      if (uri.scheme === 'untitled') {
        if (language !== 'draft') return { ignored: 'Of untitled documents only those in the language “Draft article” are read.' };
        const folder = this.folders[0];
        const config = await settings.of(folder ?? document.uri);
        // It has no path by which its marks could be known again.
        return { document, language, config: folder === undefined ? config : await house.configOf(config, house.within(folder), folder) };
      }
      if (!SCHEMES.has(uri.scheme)) return { ignored: `Documents from “${uri.scheme}:” are not read.` };
      const folder = this.folderOf(document.uri);
      const config = await settings.of(folder ?? document.uri);
      const filter = filterOf(config);
      const { root, path } = folder === undefined ? outside(uri) : { root: folder, path: below(folder, uri) };
      const refusal = folder === undefined ? filter.refusalOutside(uri.path.slice(1)) : filter.refusal(path);
      if (refusal) return { ignored: refusalText(refusal) };
      if (await isDocumentation(root, path, filter))
        return { ignored: 'The folder docs of a code project is not read. A pattern of onTheRecord.files.include that names docs/ changes that.' };
      if (folder === undefined) return { document, language, config };
      return { document, language, config: await house.configOf(config, document.uri, folder), silencing };
    },
    async folder(folder) {
      const config = await settings.of(folder);
      return { config, filter: filterOf(config) };
    },
    folderOf(uri) {
      const target = URI.parse(uri);
      let best: string | undefined;
      for (const folder of this.folders) if (holds(URI.parse(folder), target) && folder.length > (best?.length ?? 0)) best = folder;
      return best;
    },
    forget() {
      settings.forget();
      house.forget();
      filters = new WeakMap();
      documentation = new Map();
    },
  };
}

function refusalText(refusal: 'files.include' | 'files.exclude'): string {
  return refusal === 'files.include' ? 'No pattern of onTheRecord.files.include names this file.' : 'A pattern of onTheRecord.files.exclude names this file.';
}

function holds(folder: URI, file: URI): boolean {
  return folder.scheme === file.scheme && folder.authority === file.authority && file.path.startsWith(withSlash(folder.path));
}

function below(folder: string, file: URI): string {
  return file.path.slice(withSlash(URI.parse(folder).path).length);
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** For a file outside of the workspace: nothing above the folder that holds `docs` is looked at. */
function outside(uri: URI): { root: string; path: string } {
  const match = /^(.*?)\/(docs\/.*)$/iu.exec(uri.path);
  const root = match?.[1] ?? '';
  return { root: uri.with({ path: root || '/' }).toString(), path: match?.[2] ?? '' };
}
