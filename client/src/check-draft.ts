import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { checkDraftCommand } from './protocol.js';
import type { Server } from './server.js';

/** Has all marks of the active draft shown now, whatever the setting `run` says. */
export async function checkDraft(server: Server): Promise<void> {
  const { client } = server;
  const document = vscode.window.activeTextEditor?.document;
  if (!client || !document) {
    vscode.window.setStatusBarMessage(`On the Record: ${client ? 'no draft is open' : 'the server is not running'}`, 5000);
    return;
  }
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  await client.sendRequest(ExecuteCommandRequest.type, { command: checkDraftCommand, arguments: [uri] });
  const status = server.documentStatus(document);
  if (status && status.state !== 'read') vscode.window.setStatusBarMessage(`On the Record: ${status.message}`, 5000);
}
