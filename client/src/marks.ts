import * as vscode from 'vscode';
import { type Direction, markFrom } from './navigation.js';

/** `source` of all diagnostics of the server. */
const source = 'on the record';

/** Moves the cursor to the next or previous mark in the active editor and shows its hover. */
export async function goToMark(direction: Direction): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const marks = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(diagnostic => diagnostic.source === source)
    .map(({ range }) => range);
  const mark = markFrom(marks, editor.selection.active, direction);
  if (!mark) {
    vscode.window.setStatusBarMessage('On the Record: no marks in this document', 5000);
    return;
  }
  editor.selection = new vscode.Selection(mark.start, mark.start);
  editor.revealRange(mark, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
}
