import * as vscode from 'vscode';
import { type CaretsParams, caretsMethod } from './protocol.js';
import { drafts, type Server } from './server.js';

/** Rest after a caret has moved before the server is told, in milliseconds: while a key is held it moves on. */
const DELAY = 50;

/** Tells the server where the carets are, so that new marks wait until the sentence that is being written is left. */
export function tellCarets(server: Server): vscode.Disposable {
  const timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  const tell = (document: vscode.TextDocument) => {
    timers.delete(document);
    const { client } = server;
    if (!client || document.isClosed || vscode.languages.match(drafts, document) === 0) return;
    const editor = vscode.window.activeTextEditor;
    const selections = editor?.document === document ? editor.selections : [];
    const params: CaretsParams = {
      uri: client.code2ProtocolConverter.asUri(document.uri),
      version: document.version,
      positions: selections.map(({ active }) => client.code2ProtocolConverter.asPosition(active)),
    };
    void client.sendNotification(caretsMethod, params);
  };
  const tellSoon = (document: vscode.TextDocument) => {
    clearTimeout(timers.get(document));
    timers.set(
      document,
      setTimeout(() => tell(document), DELAY),
    );
  };
  let active = vscode.window.activeTextEditor?.document;
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) tellSoon(textEditor.document);
    }),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      if (active && active !== editor?.document) tellSoon(active);
      active = editor?.document;
    }),
    new vscode.Disposable(() => timers.forEach(clearTimeout)),
  );
}
