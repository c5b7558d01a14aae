import * as vscode from 'vscode';
import { type DocumentSelector, LanguageClient, type LanguageClientOptions, type ServerOptions, State, TransportKind } from 'vscode-languageclient/node';
import { type DocumentStatus, type InitializationOptions, statusMethod } from './protocol.js';
import { rulePages } from './rules.js';
import type { ServerState } from './status-text.js';

const languages = ['draft', 'markdown', 'plaintext', 'html'];

/** Documents that can be a draft; which of them are read, the server decides by the settings. */
export const drafts = [
  ...languages.flatMap(language => ['file', 'vscode-remote', 'vscode-vfs'].map(scheme => ({ language, scheme }))),
  { language: 'draft', scheme: 'untitled' },
] satisfies DocumentSelector & vscode.DocumentSelector;

/** The newsroom's house style, which the server checks, completes and explains. */
const houseStyles = ['file', 'vscode-remote', 'vscode-vfs'].map(scheme => ({ scheme, pattern: '**/.ontherecord.yaml' }));

/** The language server of this window: one process, which can be started again. */
export class Server implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #commands: readonly string[];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #documents = new Map<string, DocumentStatus>();
  readonly output: vscode.LogOutputChannel;
  #client: LanguageClient | undefined;
  #state: ServerState = 'starting';
  #failure: string | undefined;
  #turn: Promise<void> = Promise.resolve();
  readonly #closed = vscode.workspace.onDidCloseTextDocument(document => this.#documents.delete(this.#key(document)));

  /** @param commands Commands of the extension that the server's code actions may name. */
  constructor(context: vscode.ExtensionContext, commands: readonly string[]) {
    this.#context = context;
    this.#commands = commands;
    this.output = vscode.window.createOutputChannel('On the Record', { log: true });
  }

  /** Fires when the state of the server or what it knows of a document has changed. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Why the server could not be started, where it could not. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** The client while the server runs. */
  get client(): LanguageClient | undefined {
    return this.#client?.isRunning() ? this.#client : undefined;
  }

  /** What the server last said of a document; undefined while it has not looked at it. */
  documentStatus(document: vscode.TextDocument): DocumentStatus | undefined {
    return this.#documents.get(this.#key(document));
  }

  /** Starts the server, ending first the one that runs. Resolves when it is ready or has failed, which `state` then says; never rejects. */
  restart(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      await this.#end();
      await this.#start();
    });
    return this.#turn;
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#end());
    await this.#turn;
  }

  dispose(): void {
    this.#closed.dispose();
    this.#changed.dispose();
    this.output.dispose();
  }

  async #start(): Promise<void> {
    const client = new LanguageClient('onTheRecord', 'On the Record', this.#serverOptions(), this.#clientOptions());
    this.#client = client;
    this.#failure = undefined;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#become(stateOf(newState));
    });
    client.onNotification(statusMethod, (status: DocumentStatus) => {
      this.#documents.set(status.uri, status);
      this.#changed.fire();
    });
    try {
      await client.start();
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      this.output.error(`The server could not be started: ${this.#failure}`);
      this.#become('failed');
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#documents.clear();
    if (!client?.needsStop()) return;
    try {
      // One that is still starting, as after a crash, can only be ended once it runs.
      await client.start();
      await client.dispose();
    } catch (error) {
      this.output.warn(`The server did not end cleanly: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #key(document: vscode.TextDocument): string {
    return this.#client?.code2ProtocolConverter.asUri(document.uri) ?? document.uri.toString();
  }

  #become(state: ServerState): void {
    if (state !== 'ready') this.#documents.clear();
    this.#state = state;
    this.#changed.fire();
  }

  #serverOptions(): ServerOptions {
    const module = this.#context.asAbsolutePath('dist/server.js');
    return {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    };
  }

  #clientOptions(): LanguageClientOptions {
    const initializationOptions: InitializationOptions = {
      client: 'vscode',
      rulePages: rulePages(this.#context.extension),
      commands: this.#commands,
      trusted: vscode.workspace.isTrusted,
    };
    return {
      documentSelector: [...drafts, ...houseStyles],
      initializationOptions,
      outputChannel: this.output,
      diagnosticCollectionName: 'onTheRecord',
      diagnosticPullOptions: { onChange: true },
    };
  }
}

function stateOf(state: State): ServerState {
  switch (state) {
    case State.Starting:
      return 'starting';
    case State.Running:
      return 'ready';
    case State.StartFailed:
      return 'failed';
    case State.Stopped:
      return 'stopped';
  }
}
