import * as vscode from 'vscode';
import { type VisibleParams, visibleMethod } from './protocol.js';
import { drafts, type Server } from './server.js';

/** Rest after scrolling before the server is told, in milliseconds. */
const DELAY = 100;

/** Tells the server which part of a draft is on the screen, so that it is read there first. */
export function tellVisibleRanges(server: Server): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: Server['client'];
  const tell = () => {
    const { client } = server;
    const editor = vscode.window.activeTextEditor;
    if (!client || !editor || vscode.languages.match(drafts, editor.document) === 0) return;
    told = client;
    const params: VisibleParams = {
      uri: client.code2ProtocolConverter.asUri(editor.document.uri),
      ranges: editor.visibleRanges.map(range => client.code2ProtocolConverter.asRange(range)),
    };
    void client.sendNotification(visibleMethod, params);
  };
  const tellSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, DELAY);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorVisibleRanges(tellSoon),
    vscode.window.onDidChangeActiveTextEditor(tellSoon),
    server.onDidChange(() => {
      if (server.client !== told) tellSoon();
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
