import * as vscode from 'vscode';

/** Opens the shipped sample draft as an untitled document, in which anything can be tried. */
export async function openSample({ extensionUri }: vscode.Extension<unknown>): Promise<void> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'media', 'sample.draft'));
  const document = await vscode.workspace.openTextDocument({ language: 'draft', content: new TextDecoder().decode(bytes) });
  await vscode.window.showTextDocument(document);
}
