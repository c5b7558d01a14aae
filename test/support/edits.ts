import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';

/** The text after an action's edit; tab stops are written as the snippet has them. */
export function applied(action: CodeAction | undefined, document: TextDocument): string {
  assert.ok(action?.edit, `the action “${action?.title}” has no edit`);
  const edits = editsOf(action.edit, document.uri).map(edit => ('snippet' in edit ? { range: edit.range, newText: edit.snippet.value } : edit));
  return TextDocument.applyEdits(document, edits);
}

export function editsOf(edit: WorkspaceEdit, uri: string): (TextEdit | SnippetTextEdit)[] {
  const inChanges = edit.documentChanges?.flatMap(change => ('edits' in change && change.textDocument.uri === uri ? change.edits : []));
  return inChanges ?? edit.changes?.[uri] ?? [];
}
