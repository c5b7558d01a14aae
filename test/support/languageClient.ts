import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { server, start } from './product.js';

/** What VS Code can do, as far as the server looks at it. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  window: { workDoneProgress: true },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: { codeDescriptionSupport: true, versionSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
    },
  },
};

export interface ClientSetup {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly options?: unknown;
  /** Answers to questions for the section `onTheRecord`, by the path of the scope. */
  readonly settings?: (scope: string | undefined) => unknown;
  readonly script?: string;
  readonly words?: readonly string[];
}

/** Messages of one kind that have come, and a way to wait for one. */
export class Inbox<T> {
  readonly all: T[] = [];
  readonly #waiting: { wants: (message: T) => boolean; take: (message: T) => void }[] = [];

  add(message: T): void {
    this.all.push(message);
    for (const waiter of this.#waiting.splice(0)) {
      if (waiter.wants(message)) waiter.take(message);
      else this.#waiting.push(waiter);
    }
  }

  /** The next message, from now on, that is wanted. */
  next(wants: (message: T) => boolean = () => true): Promise<T> {
    return new Promise(take => this.#waiting.push({ wants, take }));
  }
}

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

/** An editor's side of a conversation with the server in a process of its own. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly published = new Inbox<Published>();
  readonly statuses = new Inbox<{ uri: string; state: string; message?: string; counts?: Record<string, number>; waitsFor?: string }>();
  readonly logged = new Inbox<{ type: number; message: string }>();
  readonly refreshes = new Inbox<null>();
  readonly registered = new Inbox<string>();
  readonly asked: (string | undefined)[] = [];
  readonly exited: Promise<number | null>;
  settings: (scope: string | undefined) => unknown;
  result!: InitializeResult;
  readonly #documents = new Map<string, TextDocument>();

  private constructor({ settings = () => null, script = server, words = ['--stdio'] }: ClientSetup) {
    this.settings = settings;
    const process = start(script, words);
    this.exited = once(process, 'exit').then(([code]) => code);
    process.stderr.resume();
    this.connection = createProtocolConnection(new StreamMessageReader(process.stdout), new StreamMessageWriter(process.stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: Published) => this.published.add(params));
    this.connection.onNotification('onTheRecord/status', params => this.statuses.add(params));
    this.connection.onNotification('window/logMessage', params => this.logged.add(params));
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes.add(null);
      return null;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string; section: string }[] }) =>
      items.map(({ scopeUri, section }) => {
        assert.equal(section, 'onTheRecord');
        this.asked.push(scopeUri);
        return this.settings(scopeUri && URI.parse(scopeUri).path);
      }),
    );
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      for (const { method } of registrations) this.registered.add(method);
      return null;
    });
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.listen();
  }

  static async start(setup: ClientSetup = {}): Promise<LanguageClient> {
    const client = new LanguageClient(setup);
    const { capabilities = fullCapabilities, folders = [], options } = setup;
    client.result = await client.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map(folder => ({ uri: URI.file(folder).toString(), name: folder })),
      ...(options === undefined ? {} : { initializationOptions: options }),
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  /** Opens a document; `name` is a path or a URI. */
  async open(name: string, text: string, languageId = 'markdown'): Promise<string> {
    const uri = /^[\w-]+:/.test(name) ? name : URI.file(name).toString();
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    assert.ok(document, `${uri} is open`);
    return document;
  }

  /** Replaces words by others, as an incremental change. */
  async replace(uri: string, words: string, by: string): Promise<void> {
    const document = this.document(uri);
    const range = this.range(uri, words);
    const version = document.version + 1;
    TextDocument.update(document, [{ range, text: by }], version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: by }] });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  range(uri: string, words: string) {
    const document = this.document(uri);
    const start = document.getText().indexOf(words);
    assert.ok(start >= 0, `“${words}” is in ${uri}`);
    return { start: document.positionAt(start), end: document.positionAt(start + words.length) };
  }

  async pull(uri: string, previousResultId?: string): Promise<{ kind: string; resultId?: string; items?: Diagnostic[] }> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
  }

  /** The words that the pulled diagnostics mark, with their rules. */
  async marks(uri: string): Promise<string[]> {
    const { items = [] } = await this.pull(uri);
    return items.map(({ code, range }) => `${code}: ${this.document(uri).getText(range)}`);
  }

  async codeActions(uri: string, words: string, only?: string[]): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: this.range(uri, words),
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }
}
