import * as vscode from 'vscode';
import { type ClaimGrouping, claimTree, type FactNode, type FactRange, openClaims, sourceTree } from './fact-check-tree.js';
import { type DraftFacts, type DraftParams, draftMethod } from './protocol.js';
import { drafts, type Server } from './server.js';

/** Rest after the server has said something of the draft before the views ask for it, in milliseconds. */
const DELAY = 150;

const groupingKey = 'onTheRecord.claimGrouping';

/** What the views can show; the manifest's `viewsWelcome` has a text for each but `read`. */
type ViewState = 'none' | 'reading' | 'unread' | 'down' | 'read';

/** The draft that was active last, and what it claims and who says so. */
export class FactCheck implements vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  #document: vscode.TextDocument | undefined;
  #facts: DraftFacts | undefined;
  #state: ViewState = 'none';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cancellation: vscode.CancellationTokenSource | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions.push(
      server.onDidChange(() => this.#lookSoon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#follow()),
      vscode.workspace.onDidCloseTextDocument(document => {
        if (document === this.#document) this.#follow();
      }),
    );
    this.#become('none');
    this.#follow();
  }

  /** Fires when the draft, or what is known of it, has changed. */
  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** What is known of the draft; of an older version while it is typed in. */
  get facts(): DraftFacts | undefined {
    return this.#facts;
  }

  get document(): vscode.TextDocument | undefined {
    return this.#document;
  }

  /** What is known of this version of the draft, asked for now; undefined where it is not read. */
  async ask(): Promise<DraftFacts | undefined> {
    await this.#look();
    return this.#facts;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#cancellation?.cancel();
    for (const each of this.#subscriptions) each.dispose();
  }

  /** The views stay with a draft while something that is no text has the focus. */
  #follow(): void {
    const active = vscode.window.activeTextEditor?.document;
    if (!active && this.#document && !this.#document.isClosed && vscode.window.visibleTextEditors.some(({ document }) => document === this.#document)) return;
    const document = active && vscode.languages.match(drafts, active) > 0 ? active : undefined;
    if (document === this.#document) return;
    this.#document = document;
    this.#facts = undefined;
    this.#become(document ? 'reading' : 'none');
    void this.#look();
  }

  #lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), DELAY);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    this.#cancellation?.cancel();
    const { client, state } = this.#server;
    const document = this.#document;
    if (!document) return;
    if (!client) {
      this.#facts = undefined;
      this.#become(state === 'starting' || state === 'ready' ? 'reading' : 'down');
      return;
    }
    const cancellation = new vscode.CancellationTokenSource();
    this.#cancellation = cancellation;
    const params: DraftParams = { textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document) };
    try {
      const facts = await client.sendRequest<DraftFacts | null>(draftMethod, params, cancellation.token);
      if (cancellation.token.isCancellationRequested || document !== this.#document) return;
      this.#facts = facts ?? undefined;
      this.#become(facts ? 'read' : 'unread');
    } catch (error) {
      // The server leaves off when a newer version is on its way, and says so; then comes another notification.
      if (!cancellation.token.isCancellationRequested) this.#server.output.debug(`The views could not be filled: ${String(error)}`);
    } finally {
      cancellation.dispose();
      if (this.#cancellation === cancellation) this.#cancellation = undefined;
    }
  }

  #become(state: ViewState): void {
    if (state !== this.#state || state === 'none') void vscode.commands.executeCommand('setContext', 'onTheRecord.factCheck', state);
    this.#state = state;
    this.#changed.fire();
  }
}

/** The views of the fact-check container: the claims of the draft, and its sources. */
export function createFactCheckViews(factCheck: FactCheck, memory: vscode.Memento): vscode.Disposable {
  let grouping: ClaimGrouping = memory.get<ClaimGrouping>(groupingKey) === 'paragraph' ? 'paragraph' : 'carrier';
  const claims = new FactTree(() => (factCheck.facts ? claimTree(factCheck.facts, grouping) : []));
  const sources = new FactTree(() => (factCheck.facts ? sourceTree(factCheck.facts) : []));
  const claimView = vscode.window.createTreeView('onTheRecord.claims', { treeDataProvider: claims, showCollapseAll: true });
  const sourceView = vscode.window.createTreeView('onTheRecord.sources', { treeDataProvider: sources, showCollapseAll: true });

  const update = () => {
    claims.refresh();
    sources.refresh();
    const open = factCheck.facts ? openClaims(factCheck.facts).length : 0;
    claimView.badge = open === 0 ? undefined : { value: open, tooltip: `${open} ${open === 1 ? 'claim' : 'claims'} without a source` };
  };
  const group = async (by: ClaimGrouping) => {
    grouping = by;
    void vscode.commands.executeCommand('setContext', groupingKey, grouping);
    claims.refresh();
    await memory.update(groupingKey, grouping);
  };
  void vscode.commands.executeCommand('setContext', groupingKey, grouping);
  update();
  return vscode.Disposable.from(
    claimView,
    sourceView,
    claims,
    sources,
    factCheck.onDidChange(update),
    vscode.commands.registerCommand('onTheRecord.groupClaimsByParagraph', () => group('paragraph')),
    vscode.commands.registerCommand('onTheRecord.groupClaimsByCarrier', () => group('carrier')),
    vscode.commands.registerCommand('onTheRecord.revealFact', (range: FactRange) => reveal(factCheck.document, range)),
  );
}

/** Shows a range of the draft and selects it. */
async function reveal(document: vscode.TextDocument | undefined, { start, end }: FactRange): Promise<void> {
  if (!document || document.isClosed) return;
  const range = document.validateRange(new vscode.Range(start.line, start.character, end.line, end.character));
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, { ...(shown?.viewColumn && { viewColumn: shown.viewColumn }), selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

class FactTree implements vscode.TreeDataProvider<FactNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #shown = '';

  constructor(private readonly roots: () => readonly FactNode[]) {}

  /** Draws the tree anew where it is another one than before. */
  refresh(): void {
    const shown = JSON.stringify(this.roots());
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed.fire();
  }

  getChildren(node?: FactNode): FactNode[] {
    return [...(node ? node.children : this.roots())];
  }

  getTreeItem(node: FactNode): vscode.TreeItem {
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const isGroup = node.range === undefined;
    const item = new vscode.TreeItem(node.label, node.children.length === 0 ? None : isGroup ? Expanded : Collapsed);
    item.id = node.id;
    item.description = node.description ?? '';
    item.tooltip = node.tooltip ?? node.label;
    item.accessibilityInformation = { label: node.accessibleLabel };
    if (node.icon) item.iconPath = new vscode.ThemeIcon(node.icon, node.colour === undefined ? undefined : new vscode.ThemeColor(node.colour));
    if (node.range) item.command = { command: 'onTheRecord.revealFact', title: 'Show in the Draft', arguments: [node.range] };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
