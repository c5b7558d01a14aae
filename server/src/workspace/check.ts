import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { FileAccess } from '../files/access.js';
import { languageOfPath } from '../files/languages.js';
import { decode, LARGEST } from '../files/text.js';
import { walk } from '../files/walk.js';
import type { DraftDocument, LanguageService } from '../service.js';
import type { Drafts } from './drafts.js';

/** What a check of the workspace found. */
export interface WorkspaceCheckResult {
  /** Drafts that were read. */
  readonly drafts: number;
  /** Marks in them. */
  readonly findings: number;
}

/** How a check says how far it is, and learns that nobody wants it any more. */
export interface CheckProgress {
  report(done: number, total: number): void;
  readonly cancelled: () => boolean;
}

/** Reads the drafts of the workspace that are not open and shows their marks; those of open documents are shown by other ways and only counted. */
export interface WorkspaceCheck {
  /** Ends early, with what was found so far, when cancelled. */
  run(progress: CheckProgress): Promise<WorkspaceCheckResult>;
  /** The document was opened: its marks are shown by other ways from now on. */
  opened(uri: string): void;
  /** The file was closed, changed or removed. Nothing happens where the workspace was not checked. */
  changed(uri: string): Promise<void>;
  /** Reads again what was read before, after a change of settings. */
  refresh(): Promise<void>;
}

export interface WorkspaceCheckDependencies {
  readonly drafts: Drafts;
  readonly files: FileAccess;
  readonly service: LanguageService;
  /** Waits for the second reading of a draft. */
  readonly readAgain: (draft: DraftDocument) => Promise<void>;
  /** Drops what is known of a document. */
  readonly forget: (uri: string) => void;
  readonly openDocument: (uri: string) => TextDocument | undefined;
  readonly publish: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** Lets other work go first. */
  readonly pause: () => Promise<void>;
  readonly log: (message: string) => void;
}

export function createWorkspaceCheck({
  drafts,
  files,
  service,
  readAgain,
  forget,
  openDocument,
  publish,
  pause,
  log,
}: WorkspaceCheckDependencies): WorkspaceCheck {
  /** Files whose marks are shown. */
  const shown = new Set<string>();
  let hasRun = false;

  async function find(cancelled: () => boolean): Promise<string[]> {
    const found = new Set<string>();
    for (const folder of drafts.folders) {
      const { filter } = await drafts.folder(folder);
      for await (const { uri } of walk(folder, filter, files, cancelled)) if (drafts.folderOf(uri) === folder) found.add(uri);
    }
    return [...found];
  }

  /** The marks of a draft; undefined where it is none or cannot be read. */
  async function read(uri: string): Promise<readonly Diagnostic[] | undefined> {
    const document = openDocument(uri) ?? (await load(uri));
    if (!document) return undefined;
    const draft = await drafts.classify(document);
    if ('ignored' in draft || service.status(draft).state === 'unreadable') return undefined;
    await readAgain(draft);
    return service.diagnostics(draft).items;
  }

  async function load(uri: string): Promise<TextDocument | undefined> {
    try {
      const bytes = await files.read(uri, LARGEST);
      const decoded = bytes === 'too large' ? undefined : decode(bytes);
      if (!decoded || !('text' in decoded)) return undefined;
      // Editors take the byte order mark away; ranges have to fit what they will show.
      return TextDocument.create(uri, languageOfPath(URI.parse(uri).path), 0, decoded.text.replace(/^\uFEFF/u, ''));
    } catch (error) {
      log(`${uri} could not be read: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  function show(uri: string, diagnostics: readonly Diagnostic[]): void {
    if (openDocument(uri)) return;
    forget(uri);
    if (diagnostics.length === 0) {
      withdraw(uri);
    } else {
      shown.add(uri);
      publish(uri, diagnostics);
    }
  }

  function withdraw(uri: string): void {
    if (shown.delete(uri)) publish(uri, []);
  }

  async function run({ report, cancelled }: CheckProgress): Promise<WorkspaceCheckResult> {
    hasRun = true;
    const found = await find(cancelled);
    const before = new Set(shown);
    let readDrafts = 0;
    let findings = 0;
    for (const [index, uri] of found.entries()) {
      if (cancelled()) break;
      report(index, found.length);
      await pause();
      const diagnostics = await read(uri);
      show(uri, diagnostics ?? []);
      before.delete(uri);
      if (diagnostics) readDrafts++;
      findings += diagnostics?.length ?? 0;
    }
    if (!cancelled()) {
      before.forEach(withdraw);
      report(found.length, found.length);
    }
    return { drafts: readDrafts, findings };
  }

  return {
    run,
    opened(uri) {
      withdraw(normal(uri));
    },
    async changed(uri) {
      const file = normal(uri);
      if (!hasRun || openDocument(file)) return;
      const folder = drafts.folderOf(file);
      if (folder === undefined) return;
      show(file, (await read(file)) ?? []);
    },
    async refresh() {
      if (hasRun) await run({ report: () => {}, cancelled: () => false });
    },
  };
}

/** A URI as `vscode-uri` writes it: clients escape differently. */
export function normal(uri: string): string {
  return URI.parse(uri).toString();
}
