import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { type SilenceMenu, type SilenceRequest, silenceCommand } from './protocol.js';
import type { Server } from './server.js';

/** Asks how a mark is to be silenced, and why, and has the server do it. An empty reason is none. */
export async function dismissWithReason(server: Server, menu: unknown): Promise<void> {
  const { client } = server;
  if (!client || !isMenu(menu)) return;
  const items = menu.ways.map(({ how, title }) => ({ label: title, how }));
  const way = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: 'How far is it to reach?' });
  if (!way) return;
  const reason = await vscode.window.showInputBox({
    title: way.label,
    prompt: 'Why? The reason is written down beside it.',
    placeHolder: 'cleared with the desk',
  });
  if (reason === undefined) return;
  const request: SilenceRequest = { uri: menu.uri, mark: menu.mark, how: way.how, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  try {
    await client.sendRequest(ExecuteCommandRequest.type, { command: silenceCommand, arguments: [request] });
  } catch (error) {
    void vscode.window.showErrorMessage(`On the Record: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isMenu(menu: unknown): menu is SilenceMenu {
  return typeof menu === 'object' && menu !== null && 'ways' in menu && Array.isArray(menu.ways) && 'mark' in menu && 'uri' in menu;
}
