import {
  type ClientCapabilities,
  CodeActionRequest,
  CodeLensRefreshRequest,
  CompletionRequest,
  type Connection,
  CreateFile,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Position,
  type Range,
  ResourceOperationKind,
  ResponseError,
  type TextDocumentEdit,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
  TextDocuments,
  WorkDoneProgressReporter,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { Analyser } from './analysis.js';
import { completeHouseStyle, houseStyleDiagnostics, hoverHouseStyle } from './features/houseStyleFile.js';
import type { FileAccess } from './files/access.js';
import { houseStyleName } from './house/files.js';
import type { FileProblem } from './house/read.js';
import { ruleNames } from './rules/names.js';
import type { Rule } from './rules/types.js';
import type { SecondReading } from './second/index.js';
import {
  type ClientFeatures,
  codeActionKinds,
  completionTriggers,
  createLanguageService,
  type DocumentStatus,
  type DraftDocument,
  documentOfAction,
  type LanguageService,
  quoteTriggers,
  type SilenceRequest,
  semanticTokensLegend,
  silenceCommand,
} from './service.js';
import { createWorkspaceCheck, normal, type WorkspaceCheck, type WorkspaceCheckResult } from './workspace/check.js';
import { createDrafts, type Drafts, type Ignored } from './workspace/drafts.js';
import { createHouseRules, type HouseRules, type HouseStyleChange } from './workspace/houseRules.js';
import { createQuietMarks, type WaitsFor } from './workspace/quiet.js';
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
  /**
   * Commands of the client that code actions and lenses may name. Known: `onTheRecord.turnRuleOff`, called with the rule's id and the document's URI; `onTheRecord.dismissWithReason`,
   * called with a `SilenceMenu`, which has one of its ways done by the server's command `onTheRecord.server.silence`; `onTheRecord.showClaims` and `onTheRecord.showSources`, called with
   * the document's URI.
   */
  readonly commands?: readonly string[];
  /** False where the user does not trust the workspace: then its house style can extend no file outside of it. */
  readonly trusted?: boolean;
  /** The section `onTheRecord` of the settings, for clients that cannot be asked for them (`workspace/configuration`). */
  readonly settings?: unknown;
}

/**
 * Notification to a client that asked for it, after the server has looked at an open document: `StatusParams`.
 */
export const statusMethod = 'onTheRecord/status';

/**
 * read        it was checked; `counts` holds the marks that are shown by kind, `second` says what the second reading is about, `waitsFor` what new marks wait for by the setting `run`
 * ignored     it is not checked; `message` says why, such as by which setting
 * unreadable  it cannot be checked: binary, over 5 MB; `message` says which
 */
export type StatusParams = { readonly uri: string } & (
  | (DocumentStatus & { readonly second?: SecondStatus; readonly waitsFor?: WaitsFor })
  | { readonly state: 'ignored'; readonly message: string }
);

/** Notification from a client: somebody looks at these ranges of an open document, which the second reading takes first (`VisibleParams`). */
export const visibleMethod = 'onTheRecord/visible';

export interface VisibleParams {
  readonly uri: string;
  readonly ranges: readonly Range[];
}

/** Notification from a client: where the carets of an open document are, so that new marks can wait until its sentence is left (`CaretsParams`). Without it they wait for a rest. */
export const caretsMethod = 'onTheRecord/carets';

export interface CaretsParams {
  readonly uri: string;
  /** Of the document that the positions are in. */
  readonly version: number;
  /** Empty where nobody writes in the document any more. */
  readonly positions: readonly Position[];
}

/**
 * Request for what an open draft claims and who says so (`DraftParams`): `DraftFacts`, or null where the document is not read. It holds for the version that it names;
 * `statusMethod` tells when there may be something new.
 */
export const draftMethod = 'onTheRecord/draft';

export interface DraftParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** Shows all marks of an open document, its URI being the argument, whatever the setting `run` says. */
export const checkDraftCommand = 'onTheRecord.server.checkDraft';

/** Reads every draft of the workspace and shows its marks; answers with `WorkspaceCheckResult`. The client's command of the same purpose calls it. */
export const checkWorkspaceCommand = 'onTheRecord.server.checkWorkspace';

/** The command of the client that turns a rule off. */
const turnRuleOffCommand = 'onTheRecord.turnRuleOff';

/** The command of the client that asks how to silence a mark, and why. */
const reasonCommand = 'onTheRecord.dismissWithReason';
/** The commands of the client that list what a draft claims and on whom it rests. */
const showClaimsCommand = 'onTheRecord.showClaims';
const showSourcesCommand = 'onTheRecord.showSources';

/** Rest after the last keystroke before marks are sent to a client that cannot ask for them, in milliseconds. */
const PUBLISH_DELAY = 50;

/** Rest after the last keystroke in a house style before drafts are checked by it, in milliseconds. */
const HOUSE_DELAY = 200;

/** Larger house styles are not written, in bytes. */
const LARGEST_HOUSE_STYLE = 1 << 20;

/** Rest after the second reading has spoken of a document before the client is told, in milliseconds: others may be about to follow. */
const REFRESH_DELAY = 20;

/** Files that say how drafts are checked. What a house style extends can have any name; a folder that is taken away may be all that a client tells of. */
const HOUSE_FILES_TO_WATCH = ['**/*.{yaml,yml}', '**/.ontherecord', '**/.ontherecord/dismissed.jsonl'];

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
  const registersCompletion = capabilities.textDocument?.completion?.dynamicRegistration === true;
  const isMarkdown = capabilities.textDocument?.hover?.contentFormat?.includes('markdown') === true;
  const rulePages = options.rulePages ?? environment.rulePages;

  let pushedSettings = options.settings;
  const canShowLater = !pulls || capabilities.workspace?.diagnostics?.refreshSupport === true;
  const quiet = createQuietMarks({
    changed: showSoon,
    later(work, milliseconds) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const documents = new TextDocuments({
    create: TextDocument.create,
    update(document: TextDocument, changes, version) {
      quiet.editing(document, changes);
      return TextDocument.update(document, changes, version);
    },
  });
  const open = new Map<string, TextDocument>();
  const justOpened = new WeakSet<TextDocument>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const service: LanguageService = createLanguageService({
    createAnalyser: environment.createAnalyser,
    rules: environment.rules,
    client,
    rulePage: rule => rulePages?.replaceAll('{rule}', rule),
    scores: uri => environment.second?.scores(uri),
    shown: quiet.shown,
  });
  const second = environment.second && createSecondReadings(environment.second, service.analyse);
  const settings = createSettings(
    async scopeUri => (asksForSettings ? connection.workspace.getConfiguration({ scopeUri, section: 'onTheRecord' }) : pushedSettings),
    ruleNames(environment.rules),
    problem => connection.console.warn(`Settings: ${problem}`),
  );
  const fileProblems = new Map<string, string>();
  const house: HouseRules = createHouseRules({
    files: environment.files,
    rules: environment.rules,
    trusted: options.trusted !== false,
    openText: uri => open.get(uri)?.getText(),
    report: showFileProblems,
  });
  const drafts: Drafts = createDrafts(settings, environment.files, house);
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
  let houseTimer: ReturnType<typeof setTimeout> | undefined;

  return {
    result: { serverInfo: { name: 'On the Record', version: environment.version }, capabilities: serverCapabilities() },
    listen() {
      documents.listen(connection);
      listenToDocuments();
      listenToSettings();
      listenToHouse();
      listenToSecondReading();
      answerRequests();
    },
  };

  function serverCapabilities(): InitializeResult['capabilities'] {
    return {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...completionTriggers] },
      documentOnTypeFormattingProvider: { firstTriggerCharacter: quoteTriggers[0], moreTriggerCharacter: quoteTriggers.slice(1) },
      documentSymbolProvider: { label: 'On the Record' },
      documentHighlightProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      renameProvider: capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
      codeLensProvider: {},
      inlayHintProvider: true,
      semanticTokensProvider: { legend: semanticTokensLegend, full: true },
      codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: client.resolveEdits },
      executeCommandProvider: { commands: [checkWorkspaceCommand, checkDraftCommand, silenceCommand], workDoneProgress: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(pulls ? { diagnosticProvider: { identifier: 'on-the-record', interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    };
  }

  function listenToDocuments(): void {
    documents.onDidOpen(({ document }) => {
      open.set(normal(document.uri), document);
      check.opened(document.uri);
      // What would wait has to be shown later without being asked for.
      if (canShowLater) quiet.opened(document.uri);
      justOpened.add(document);
    });
    // Comes right after the opening, too.
    documents.onDidChangeContent(({ document }) => {
      if (house.concerns(normal(document.uri))) houseChangedSoon(justOpened.delete(document) ? 0 : HOUSE_DELAY);
      else if (!pulls) publishSoon(document, justOpened.delete(document) ? 0 : PUBLISH_DELAY);
    });
    documents.onDidClose(({ document }) => {
      open.delete(normal(document.uri));
      clearTimeout(timers.get(document.uri));
      timers.delete(document.uri);
      forget(document.uri);
      quiet.forget(document.uri);
      if (house.concerns(normal(document.uri))) return houseChangedSoon(0);
      if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
      void guard(`after closing ${document.uri}`, undefined, () => check.changed(document.uri));
    });
    documents.onDidSave(({ document }) => {
      quiet.released(document.uri, 'save');
      showSoon(document.uri);
    });
    connection.onNotification(caretsMethod, ({ uri, version, positions }: CaretsParams) => {
      const document = documents.get(uri);
      if (document) quiet.carets(document, version, positions);
    });
    connection.onDidChangeWatchedFiles(({ changes }) =>
      guard('after a change of files', undefined, async () => {
        const ofHouse = changes.filter(({ uri }) => house.concerns(normal(uri)));
        if (ofHouse.length > 0) {
          for (const { uri, type } of ofHouse) if (type === FileChangeType.Deleted) showFileProblems(normal(uri), '', []);
          houseChangedSoon(0);
        }
        for (const { uri } of changes) if (!ofHouse.some(each => each.uri === uri) && !/\.ya?ml$/u.test(uri)) await check.changed(uri);
      }),
    );
  }

  /** House style and dismissed marks: files that say how drafts are checked. */
  function listenToHouse(): void {
    connection.onCompletion(({ textDocument, position }, token) => {
      const document = documents.get(textDocument.uri);
      if (document && isHouseStyle(document.uri)) return completeHouseStyle(document, position, house.schema, isMarkdown);
      return ask(`completion in ${textDocument.uri}`, textDocument.uri, token, [], draft => service.completion(draft, position));
    });
  }

  function registerHouse(): void {
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void guard('registering for changes of the house style', undefined, () =>
        connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: HOUSE_FILES_TO_WATCH.map(globPattern => ({ globPattern })) }),
      );
    if (registersCompletion)
      void guard('registering for completion in the house style', undefined, () =>
        connection.client.register(CompletionRequest.type, { documentSelector: [{ pattern: `**/${houseStyleName}` }], triggerCharacters: [' ', ':'] }),
      );
  }

  /** The house style or the dismissed marks have changed, or are being typed in. */
  function houseChangedSoon(delay: number): void {
    clearTimeout(houseTimer);
    houseTimer = setTimeout(() => {
      void guard('after a change of the house style', undefined, async () => {
        await houseChanged();
        // The rest of the workspace waits until the file is saved.
        if (delay === 0) await check.refresh();
      });
    }, delay);
  }

  async function houseChanged(): Promise<void> {
    house.forget();
    for (const { uri } of documents.all()) if (isHouseStyle(uri)) await house.check(normal(uri), drafts.folderOf(normal(uri)) ?? folderAround(uri));
    await show();
  }

  /** Shows what is wrong in a file of this kind, open or not. */
  function showFileProblems(uri: string, text: string, problems: readonly FileProblem[]): void {
    const document = open.get(uri) ?? TextDocument.create(uri, 'yaml', 0, text);
    const diagnostics = houseStyleDiagnostics(document, problems);
    const json = JSON.stringify(diagnostics);
    if ((fileProblems.get(uri) ?? '[]') === json) return;
    fileProblems.set(uri, json);
    void connection.sendDiagnostics({ uri: documents.get(uri)?.uri ?? uri, diagnostics });
    for (const { message, range } of diagnostics) connection.console.warn(`${uri}:${range.start.line + 1}:${range.start.character + 1}: ${message}`);
  }

  async function silence({ uri, mark, how, reason }: SilenceRequest): Promise<void> {
    const draft = await classify(uri);
    const parts = draft && !('ignored' in draft) ? service.silencing(draft, mark) : undefined;
    if (!parts || !draft || 'ignored' in draft) throw failure('The mark is no longer there.');
    const why = reason?.trim() || undefined;
    if (how === 'here' || how === 'draft') return applyEdit('Dismiss', parts.edit(how, why));
    const folder = drafts.folderOf(normal(uri));
    if (folder === undefined) throw failure('The draft lies in no folder that is open, so that this cannot be written down.');
    try {
      if (how === 'mark') {
        const dismissed = parts.dismissed();
        if (!dismissed) throw new Error('This mark cannot be dismissed by itself.');
        await house.dismiss(normal(uri), folder, dismissed, why);
        return await houseChanged();
      }
      const term = how === 'allow' ? parts.term() : undefined;
      if (how === 'allow' && term === undefined) throw new Error('These words cannot be allowed by themselves.');
      const facts = why === undefined ? {} : { reason: why };
      const change = await house.change(
        normal(uri),
        folder,
        term === undefined ? { change: 'off', rule: mark.rule, ...facts } : { change: 'allow', term, ...facts },
      );
      await changeHouseStyle(change);
    } catch (error) {
      throw error instanceof ResponseError ? error : failure(error instanceof Error ? error.message : String(error));
    }
  }

  /** By the editor, so that it can be undone, where the editor can; else on disk. */
  async function changeHouseStyle({ uri, isNew, text, edit }: HouseStyleChange): Promise<void> {
    const { workspace } = capabilities;
    const creates = workspace?.workspaceEdit?.resourceOperations?.includes(ResourceOperationKind.Create) === true;
    const document = TextDocument.create(uri, 'yaml', 0, text);
    const changes = [{ range: { start: document.positionAt(edit.start), end: document.positionAt(edit.end) }, newText: edit.text }];
    if (workspace?.applyEdit && (!isNew || (creates && client.documentChanges))) {
      const named = documents.get(uri)?.uri ?? uri;
      const textEdit: TextDocumentEdit = { textDocument: { uri: named, version: open.get(uri)?.version ?? null }, edits: changes };
      const create = isNew ? [CreateFile.create(named, { ignoreIfExists: true })] : [];
      return applyEdit('House style', client.documentChanges ? { documentChanges: [...create, textEdit] } : { changes: { [named]: changes } });
    }
    if (!environment.files.update) throw failure('Files cannot be written here.');
    await environment.files.update(uri, LARGEST_HOUSE_STYLE, bytes => {
      if (bytes && new TextDecoder().decode(bytes) !== text) throw new Error('The house style has just been changed by somebody else; try again.');
      return new TextEncoder().encode(TextDocument.applyEdits(document, changes));
    });
    await houseChanged();
  }

  async function applyEdit(label: string, edit: WorkspaceEdit): Promise<void> {
    if (!capabilities.workspace?.applyEdit) throw failure('The editor cannot be given changes.');
    const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
    if (!applied) throw failure(`The editor did not take the change${failureReason ? `: ${failureReason}` : ''}.`);
  }

  function listenToSettings(): void {
    connection.onInitialized(() => {
      registerHouse();
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

  /** Has the marks of all open documents, and what is shown beside them, shown as they are now. */
  async function show(): Promise<void> {
    await showFeatures();
    if (!pulls) for (const document of documents.all()) publishSoon(document, 0);
    else if (capabilities.workspace?.diagnostics?.refreshSupport) await connection.languages.diagnostics.refresh();
  }

  /** Has what is shown beside the marks asked for again. */
  async function showFeatures(): Promise<void> {
    if (capabilities.workspace?.codeLens?.refreshSupport) await connection.sendRequest(CodeLensRefreshRequest.type);
    if (capabilities.workspace?.inlayHint?.refreshSupport) await connection.languages.inlayHint.refresh();
    if (capabilities.workspace?.semanticTokens?.refreshSupport) await connection.languages.semanticTokens.refresh();
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
    connection.onHover(({ textDocument, position }, token) => {
      const document = documents.get(textDocument.uri);
      if (document && isHouseStyle(document.uri)) return hoverHouseStyle(document, position, house.schema, isMarkdown) ?? null;
      return ask(`a hover in ${textDocument.uri}`, textDocument.uri, token, null, draft => service.hover(draft, position) ?? null);
    });
    connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }, token) =>
      ask(`formatting while typing in ${textDocument.uri}`, textDocument.uri, token, [], draft => service.onTypeFormatting(draft, position, ch)),
    );
    connection.onDocumentSymbol(({ textDocument }, token) =>
      ask(`the outline of ${textDocument.uri}`, textDocument.uri, token, [], draft => service.documentSymbols(draft)),
    );
    connection.onDocumentHighlight(({ textDocument, position }, token) =>
      ask(`the mentions of a source in ${textDocument.uri}`, textDocument.uri, token, [], draft => service.documentHighlights(draft, position)),
    );
    connection.onDefinition(({ textDocument, position }, token) =>
      ask(`the first mention of a source in ${textDocument.uri}`, textDocument.uri, token, [], draft => service.definition(draft, position)),
    );
    connection.onReferences(({ textDocument, position, context }, token) =>
      ask(`the mentions of a source in ${textDocument.uri}`, textDocument.uri, token, [], draft =>
        service.references(draft, position, context.includeDeclaration),
      ),
    );
    connection.onFoldingRanges(({ textDocument }, token) =>
      ask(`the sections of ${textDocument.uri}`, textDocument.uri, token, [], draft => service.foldingRanges(draft)),
    );
    connection.onSelectionRanges(({ textDocument, positions }, token) =>
      ask(`what surrounds a place in ${textDocument.uri}`, textDocument.uri, token, null, draft => service.selectionRanges(draft, positions)),
    );
    connection.onPrepareRename(({ textDocument, position }, token) =>
      ask(`the name of a source in ${textDocument.uri}`, textDocument.uri, token, null, draft => orFail(service.prepareRename(draft, position))),
    );
    connection.onRenameRequest(({ textDocument, position, newName }, token) =>
      ask(`renaming a source in ${textDocument.uri}`, textDocument.uri, token, null, draft => orFail(service.rename(draft, position, newName))),
    );
    connection.onCodeLens(({ textDocument }, token) =>
      ask(`the counts above ${textDocument.uri}`, textDocument.uri, token, [], draft => service.codeLenses(draft)),
    );
    connection.languages.inlayHint.on(({ textDocument, range }, token) =>
      ask(`the speakers in ${textDocument.uri}`, textDocument.uri, token, [], draft => service.inlayHints(draft, range)),
    );
    connection.languages.semanticTokens.on(({ textDocument }, token) =>
      ask(`the colours of ${textDocument.uri}`, textDocument.uri, token, { data: [] }, draft => service.semanticTokens(draft)),
    );
    connection.onRequest(draftMethod, async ({ textDocument }: DraftParams, token: Cancellation) => {
      await pause();
      throwIfCancelled(token);
      return ask(`the claims and sources of ${textDocument.uri}`, textDocument.uri, token, null, draft => service.facts(draft) ?? null);
    });
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
    connection.onExecuteCommand(async ({ command, arguments: [argument] = [] }, token, given) => {
      if (command === checkDraftCommand) return checkDraft(argument);
      if (command === silenceCommand) {
        if (!isSilenceRequest(argument)) throw failure(`“${command}” wants an object with uri, mark and how.`);
        await silence(argument);
        return null;
      }
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
    if (isHouseStyle(uri)) {
      tell({ uri, state: 'ignored', message: 'This is the house style, by which drafts are checked.' });
      return undefined;
    }
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
    const waitsFor = quiet.waitsFor(uri);
    tell({ uri, ...service.status(draft), ...(second ? { second: second.status(draft) } : {}), ...(waitsFor ? { waitsFor } : {}) });
    return { version: draft.document.version, diagnostics };
  }

  function tell(status: StatusParams): void {
    if (tellsStatus) void connection.sendNotification(statusMethod, status);
  }

  function publishSoon({ uri }: TextDocument, delay: number): void {
    // What is wrong in it is shown whenever it is read.
    if (isHouseStyle(uri)) return;
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

  /** Reads the document and has all of its marks shown. */
  async function checkDraft(uri: unknown): Promise<null> {
    if (typeof uri !== 'string' || !documents.get(uri)) throw new ResponseError(LSPErrorCodes.RequestFailed, 'The document to be checked is not open.');
    quiet.released(uri, 'command');
    await look(uri);
    showSoon(uri);
    return null;
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

/** A request that failed, with its reason for people. */
function failure(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function isHouseStyle(uri: string): boolean {
  return normal(uri).endsWith(`/${houseStyleName}`);
}

function folderAround(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

function isSilenceRequest(raw: unknown): raw is SilenceRequest {
  if (!isObject(raw) || typeof raw.uri !== 'string' || !isObject(raw.mark)) return false;
  const { rule, sub, start, end } = raw.mark;
  const isMark = typeof rule === 'string' && typeof sub === 'string' && typeof start === 'number' && typeof end === 'number';
  return isMark && ['mark', 'here', 'draft', 'allow', 'off'].includes(String(raw.how)) && (raw.reason === undefined || typeof raw.reason === 'string');
}

interface Cancellation {
  readonly isCancellationRequested: boolean;
}

function throwIfCancelled(token: Cancellation): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'No longer wanted.');
}

/** What is wrong is shown by the client, as it stands. */
function orFail<T extends object>(answer: T | { readonly problem: string } | undefined): T | null {
  if (!answer) return null;
  if ('problem' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.problem);
  return answer;
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
    definitionLinks: textDocument?.definition?.linkSupport === true,
    codeDescriptions: diagnostics?.codeDescriptionSupport === true || textDocument?.publishDiagnostics?.codeDescriptionSupport === true,
    relatedInformation: diagnostics?.relatedInformation === true || textDocument?.publishDiagnostics?.relatedInformation === true,
    ...(options.commands?.includes(turnRuleOffCommand) ? { turnRuleOffCommand } : {}),
    ...(options.commands?.includes(reasonCommand) ? { reasonCommand } : {}),
    ...(options.commands?.includes(showClaimsCommand) ? { showClaimsCommand } : {}),
    ...(options.commands?.includes(showSourcesCommand) ? { showSourcesCommand } : {}),
  };
}

function readOptions(raw: unknown): InitializationOptions {
  if (!isObject(raw)) return {};
  return {
    ...(typeof raw.client === 'string' ? { client: raw.client } : {}),
    ...(typeof raw.rulePages === 'string' ? { rulePages: raw.rulePages } : {}),
    ...(Array.isArray(raw.commands) ? { commands: raw.commands.filter(command => typeof command === 'string') } : {}),
    status: raw.status === true,
    trusted: raw.trusted !== false,
    settings: raw.settings,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
