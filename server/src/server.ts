import {
  type ClientCapabilities,
  CodeActionRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Range,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analyser } from './analysis.js';
import type { FileAccess } from './files/access.js';
import { ruleNames } from './rules/names.js';
import type { Rule } from './rules/types.js';
import type { SecondReading } from './second/index.js';
import {
  type ClientFeatures,
  codeActionKinds,
  createLanguageService,
  type DocumentStatus,
  type DraftDocument,
  documentOfAction,
  type LanguageService,
} from './service.js';
import { createWorkspaceCheck, normal, type WorkspaceCheck, type WorkspaceCheckResult } from './workspace/check.js';
import { createDrafts, type Drafts, type Ignored } from './workspace/drafts.js';
import { createSecondReadings, type SecondStatus } from './workspace/secondReading.js';
import { createSettings } from './workspace/settings.js';

/** What the server needs from where it runs. */
export interface ServerEnvironment {
  readonly version: string;
  readonly createAnalyser: () => Analyser;
  readonly rules: readonly Rule[];
  readonly files: FileAccess;
  /** The second reading, which the analysers were made with; ended when the client leaves. */
  readonly second?: SecondReading;
  /** Address of a rule's page, with `{rule}` for its id, for clients that give none of their own. */
  readonly rulePages?: string;
}

/**
 * What a client can tell the server at the start, all of it optional (`initializationOptions`). Any editor may use any of it.
 */
export interface InitializationOptions {
  /** `vscode` for the project's own client: it shows a diagnostic's message above the hover itself, and is told the status of its documents. */
  readonly client?: string;
  /** True to be told the status of documents: see `statusMethod`. */
  readonly status?: boolean;
  /** Address of a rule's page, with `{rule}` for its id; by default the page that comes with the server, as a `file:` URI. */
  readonly rulePages?: string;
  /** Commands of the client that code actions may name. Known: `onTheRecord.turnRuleOff`, called with the rule's id and the document's URI. */
  readonly commands?: readonly string[];
  /** The section `onTheRecord` of the settings, for clients that cannot be asked for them (`workspace/configuration`). */
  readonly settings?: unknown;
}

/**
 * Notification to a client that asked for it, after the server has looked at an open document: `StatusParams`.
 */
export const statusMethod = 'onTheRecord/status';

/**
 * read        it was checked; `counts` holds its marks by kind, `second` says what the second reading is about
 * ignored     it is not checked; `message` says why, such as by which setting
 * unreadable  it cannot be checked: binary, over 5 MB; `message` says which
 */
export type StatusParams = { readonly uri: string } & (
  | (DocumentStatus & { readonly second?: SecondStatus })
  | { readonly state: 'ignored'; readonly message: string }
);

/** Notification from a client: somebody looks at these ranges of an open document, which the second reading takes first (`VisibleParams`). */
export const visibleMethod = 'onTheRecord/visible';

export interface VisibleParams {
  readonly uri: string;
  readonly ranges: readonly Range[];
}

/** Reads every draft of the workspace and shows its marks; answers with `WorkspaceCheckResult`. The client's command of the same purpose calls it. */
export const checkWorkspaceCommand = 'onTheRecord.server.checkWorkspace';

/** The command of the client that turns a rule off. */
const turnRuleOffCommand = 'onTheRecord.turnRuleOff';

/** Rest after the last keystroke before marks are sent to a client that cannot ask for them, in milliseconds. */
const PUBLISH_DELAY = 50;

/** Rest after the second reading has spoken of a document before the client is told, in milliseconds: others may be about to follow. */
const REFRESH_DELAY = 20;

const FILES_TO_WATCH = '**/*.{draft,story,md,markdown,txt,html,htm}';

/** Serves the language service over a connection, which it starts to listen to. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  connection.onInitialize(params => {
    const session = createSession(connection, environment, params);
    session.listen();
    return session.result;
  });
  connection.listen();
}

interface Session {
  readonly result: InitializeResult;
  listen(): void;
}

/** One client, from `initialize` to `exit`. */
function createSession(connection: Connection, environment: ServerEnvironment, params: InitializeParams): Session {
  const { capabilities } = params;
  const options = readOptions(params.initializationOptions);
  const client = clientFeatures(capabilities, options);
  const pulls = capabilities.textDocument?.diagnostic !== undefined;
  const asksForSettings = capabilities.workspace?.configuration === true;
  const tellsStatus = options.status === true || options.client === 'vscode';
  const rulePages = options.rulePages ?? environment.rulePages;

  let pushedSettings = options.settings;
  const documents = new TextDocuments(TextDocument);
  const open = new Map<string, TextDocument>();
  const justOpened = new WeakSet<TextDocument>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const service: LanguageService = createLanguageService({
    createAnalyser: environment.createAnalyser,
    rules: environment.rules,
    client,
    rulePage: rule => rulePages?.replaceAll('{rule}', rule),
    scores: uri => environment.second?.scores(uri),
  });
  const second = environment.second && createSecondReadings(environment.second, service.analyse);
  const settings = createSettings(
    async scopeUri => (asksForSettings ? connection.workspace.getConfiguration({ scopeUri, section: 'onTheRecord' }) : pushedSettings),
    ruleNames(environment.rules),
    problem => connection.console.warn(`Settings: ${problem}`),
  );
  const drafts: Drafts = createDrafts(settings, environment.files);
  drafts.folders = (params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri].filter(uri => uri !== null && uri !== undefined)).map(normal);
  const check: WorkspaceCheck = createWorkspaceCheck({
    drafts,
    files: environment.files,
    service,
    readAgain: async draft => second?.complete(draft),
    forget,
    openDocument: uri => open.get(normal(uri)),
    publish: (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] }),
    pause,
    log: message => connection.console.warn(message),
  });
  let stopCheck: () => void = () => {};
  let watchesFiles = false;
  let refresh: ReturnType<typeof setTimeout> | undefined;

  return {
    result: { serverInfo: { name: 'On the Record', version: environment.version }, capabilities: serverCapabilities() },
    listen() {
      documents.listen(connection);
      listenToDocuments();
      listenToSettings();
      listenToSecondReading();
      answerRequests();
    },
  };

  function serverCapabilities(): InitializeResult['capabilities'] {
    return {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      documentSymbolProvider: { label: 'On the Record' },
      codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: client.resolveEdits },
      executeCommandProvider: { commands: [checkWorkspaceCommand], workDoneProgress: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(pulls ? { diagnosticProvider: { identifier: 'on-the-record', interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    };
  }

  function listenToDocuments(): void {
    documents.onDidOpen(({ document }) => {
      open.set(normal(document.uri), document);
      check.opened(document.uri);
      justOpened.add(document);
    });
    // Comes right after the opening, too.
    documents.onDidChangeContent(({ document }) => {
      if (!pulls) publishSoon(document, justOpened.delete(document) ? 0 : PUBLISH_DELAY);
    });
    documents.onDidClose(({ document }) => {
      open.delete(normal(document.uri));
      clearTimeout(timers.get(document.uri));
      timers.delete(document.uri);
      forget(document.uri);
      if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
      void guard(`after closing ${document.uri}`, undefined, () => check.changed(document.uri));
    });
    connection.onDidChangeWatchedFiles(({ changes }) =>
      guard('after a change of files', undefined, async () => {
        for (const { uri } of changes) await check.changed(uri);
      }),
    );
  }

  function listenToSettings(): void {
    connection.onInitialized(() => {
      if (capabilities.workspace?.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => normal(uri)));
          drafts.folders = [...drafts.folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => normal(uri))];
          return guard('after a change of workspace folders', undefined, lookAgain);
        });
      }
      if (!capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) return;
      void guard('registering for changes of settings', undefined, () =>
        connection.client.register(DidChangeConfigurationNotification.type, { section: 'onTheRecord' }),
      );
    });
    connection.onDidChangeConfiguration(change => {
      if (isObject(change.settings) && change.settings.onTheRecord !== undefined) pushedSettings = change.settings.onTheRecord;
      return guard('after a change of settings', undefined, lookAgain);
    });
  }

  function listenToSecondReading(): void {
    connection.onNotification(visibleMethod, ({ uri, ranges }: VisibleParams) => second?.visible(uri, ranges));
    connection.onShutdown(() => environment.second?.end());
    let shown = false;
    environment.second?.listen({
      spoken(uri, changed) {
        shown ||= changed;
        if (!documents.get(uri)) return;
        if (changed) showSoon(uri);
        else void guard(`telling the status of ${uri}`, undefined, () => look(uri));
      },
      unavailable(reason) {
        connection.console.warn(`There is no second reading: ${reason}`);
        if (shown) void guard('after the end of the second reading', undefined, show);
        else for (const { uri } of documents.all()) void guard(`telling the status of ${uri}`, undefined, () => look(uri));
      },
    });
  }

  /** The marks of a document have changed although nobody typed in it. */
  function showSoon(uri: string): void {
    const document = documents.get(uri);
    if (!pulls) {
      if (document) publishSoon(document, REFRESH_DELAY);
    } else {
      clearTimeout(refresh);
      refresh = setTimeout(() => void guard('showing what the second reading has found', undefined, show), REFRESH_DELAY);
    }
  }

  /** Has the marks of all open documents shown as they are now. */
  async function show(): Promise<void> {
    if (!pulls) for (const document of documents.all()) publishSoon(document, 0);
    else if (capabilities.workspace?.diagnostics?.refreshSupport) await connection.languages.diagnostics.refresh();
  }

  /** Settings or folders have changed: what was said of documents no longer holds. */
  async function lookAgain(): Promise<void> {
    drafts.forget();
    await show();
    await check.refresh();
  }

  function forget(uri: string): void {
    service.forget(uri);
    second?.forget(uri);
  }

  function answerRequests(): void {
    if (pulls) {
      connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
        await pause();
        throwIfCancelled(token);
        const nothing = { resultId: 'none', items: [] };
        const { resultId, items } = await guard(`checking ${textDocument.uri}`, nothing, async () => (await look(textDocument.uri))?.diagnostics ?? nothing);
        throwIfCancelled(token);
        return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...items] };
      });
    }
    connection.onHover(({ textDocument, position }, token) =>
      ask(`a hover in ${textDocument.uri}`, textDocument.uri, token, null, draft => service.hover(draft, position) ?? null),
    );
    connection.onDocumentSymbol(({ textDocument }, token) =>
      ask(`the outline of ${textDocument.uri}`, textDocument.uri, token, [], draft => service.documentSymbols(draft)),
    );
    connection.onRequest(CodeActionRequest.type, ({ textDocument, range, context }, token) =>
      ask(`code actions in ${textDocument.uri}`, textDocument.uri, token, [], draft =>
        service.codeActions(draft, range, { diagnostics: context.diagnostics, ...(context.only ? { only: context.only } : {}) }),
      ),
    );
    connection.onCodeActionResolve((action, token) => {
      const uri = documentOfAction(action);
      return uri === undefined
        ? action
        : ask(`the code action “${action.title}” in ${uri}`, uri, token, action, draft => service.resolveCodeAction(draft, action));
    });
    connection.onExecuteCommand(async ({ command }, token, given) => {
      if (command !== checkWorkspaceCommand) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command “${command}”.`);
      return checkWorkspace(WorkDoneProgressReporter.isNullInstance(given) ? undefined : given, token);
    });
  }

  /** The answer to a request about a document that is read; `otherwise` where it is not, or something goes wrong. */
  function ask<T>(what: string, uri: string, token: Cancellation, otherwise: T, answer: (draft: DraftDocument) => T): Promise<T> {
    return guard(what, otherwise, async () => {
      const draft = await classify(uri);
      throwIfCancelled(token);
      return draft && !('ignored' in draft) ? answer(draft) : otherwise;
    });
  }

  /** Undefined where the document has been closed. */
  async function classify(uri: string): Promise<DraftDocument | Ignored | undefined> {
    const document = documents.get(uri);
    const draft = document && (await drafts.classify(document));
    return documents.get(uri) === document ? draft : undefined;
  }

  /** Reads a document and tells the client its status. */
  async function look(uri: string): Promise<{ readonly version: number; readonly diagnostics: ReturnType<LanguageService['diagnostics']> } | undefined> {
    const draft = await classify(uri);
    if (!draft) return undefined;
    if ('ignored' in draft) {
      forget(uri);
      tell({ uri, state: 'ignored', message: draft.ignored });
      return undefined;
    }
    // The first reading answers at once, with what the second one has said before; the rest comes when it is there.
    second?.look(draft);
    const diagnostics = service.diagnostics(draft);
    tell({ uri, ...service.status(draft), ...(second ? { second: second.status(draft) } : {}) });
    return { version: draft.document.version, diagnostics };
  }

  function tell(status: StatusParams): void {
    if (tellsStatus) void connection.sendNotification(statusMethod, status);
  }

  function publishSoon({ uri }: TextDocument, delay: number): void {
    clearTimeout(timers.get(uri));
    const publish = async () => {
      timers.delete(uri);
      const seen = await look(uri);
      // Meanwhile it may have been closed, or typed in again: then newer marks are on their way.
      const document = documents.get(uri);
      if (!document || timers.has(uri)) return;
      await connection.sendDiagnostics({ uri, version: seen?.version ?? document.version, diagnostics: [...(seen?.diagnostics.items ?? [])] });
    };
    timers.set(
      uri,
      setTimeout(() => void guard(`checking ${uri}`, undefined, publish), delay),
    );
  }

  /** One check at a time: a new one ends the one that runs. */
  async function checkWorkspace(given: WorkDoneProgressReporter | undefined, token: Cancellation): Promise<WorkspaceCheckResult> {
    stopCheck();
    let stopped = false;
    stopCheck = () => {
      stopped = true;
    };
    watchFiles();
    const created = given ? undefined : await connection.window.createWorkDoneProgress();
    const progress = given ?? created;
    progress?.begin('Checking the workspace', 0, undefined, true);
    try {
      return await check.run({
        report: (done, total) =>
          progress?.report(total === 0 ? 100 : Math.floor((done / total) * 100), `${done} of ${total} ${total === 1 ? 'draft' : 'drafts'}`),
        cancelled: () => {
          throwIfCancelled(token);
          return stopped || created?.token.isCancellationRequested === true;
        },
      });
    } finally {
      progress?.done();
    }
  }

  /** From the first check on, marks of files that are not open are kept in step with the files. */
  function watchFiles(): void {
    if (watchesFiles || !capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    watchesFiles = true;
    void guard('registering for changes of files', undefined, () =>
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: FILES_TO_WATCH }] }),
    );
  }

  /** What goes wrong is written to the client's log, with what was being done; the client gets the harmless answer. */
  async function guard<T>(what: string, otherwise: T, work: () => Promise<T> | T): Promise<T>;
  async function guard(what: string, otherwise: undefined, work: () => unknown): Promise<undefined>;
  async function guard(what: string, otherwise: unknown, work: () => unknown): Promise<unknown> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      connection.console.error(`Something went wrong (${what}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return otherwise;
    }
  }
}

interface Cancellation {
  readonly isCancellationRequested: boolean;
}

function throwIfCancelled(token: Cancellation): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'No longer wanted.');
}

/** Lets messages that have arrived be handled first: a newer version, a cancellation. */
function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}

function clientFeatures(capabilities: ClientCapabilities, options: InitializationOptions): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  const documentChanges = workspace?.workspaceEdit?.documentChanges === true;
  const diagnostics = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  const codeAction = textDocument?.codeAction;
  return {
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    messagesInHover: options.client === 'vscode',
    documentChanges,
    snippetEdits: documentChanges && workspace?.workspaceEdit?.snippetEditSupport === true,
    resolveEdits: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeDescriptions: diagnostics?.codeDescriptionSupport === true || textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    ...(options.commands?.includes(turnRuleOffCommand) ? { turnRuleOffCommand } : {}),
  };
}

function readOptions(raw: unknown): InitializationOptions {
  if (!isObject(raw)) return {};
  return {
    ...(typeof raw.client === 'string' ? { client: raw.client } : {}),
    ...(typeof raw.rulePages === 'string' ? { rulePages: raw.rulePages } : {}),
    ...(Array.isArray(raw.commands) ? { commands: raw.commands.filter(command => typeof command === 'string') } : {}),
    status: raw.status === true,
    settings: raw.settings,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
