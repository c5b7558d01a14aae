import * as vscode from 'vscode';
import type { FactCheck } from './fact-check.js';
import { openClaims } from './fact-check-tree.js';
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
  await goTo(editor, marks, direction, 'no marks in this document');
}

/** The same for the claims of the draft that have no source. */
export async function goToOpenClaim(factCheck: FactCheck, direction: Direction): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const facts = await factCheck.ask(editor.document);
  const claims = facts ? openClaims(facts) : [];
  const ranges = claims.map(({ range: { start, end } }) => new vscode.Range(start.line, start.character, end.line, end.character));
  await goTo(editor, ranges, direction, facts ? 'no claim in this draft is marked as wanting a source' : 'this document is not read');
}

async function goTo(editor: vscode.TextEditor, marks: readonly vscode.Range[], direction: Direction, nothing: string): Promise<void> {
  const mark = markFrom(marks, editor.selection.active, direction);
  if (!mark) {
    vscode.window.setStatusBarMessage(`On the Record: ${nothing}`, 5000);
    return;
  }
  editor.selection = new vscode.Selection(mark.start, mark.start);
  editor.revealRange(mark, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('editor.action.showHover', { focus: 'noAutoFocus' });
}
