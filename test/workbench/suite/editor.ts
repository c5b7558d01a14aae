import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Diagnostics of the extension carry this source. */
const source = 'on the record';

/** A mark as the tests compare it. */
export interface Mark {
  readonly rule: string;
  readonly words: string;
  readonly severity: vscode.DiagnosticSeverity;
  readonly message: string;
  readonly page: string;
  readonly range: vscode.Range;
}

/** The folder that is open: a copy of the sample drafts which the tests may write to. */
export function workspaceFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a file into the workspace. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const file = workspaceFile(name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file;
}

/** Shows a file of the workspace, written anew where there is a text for it. */
export async function openFile(name: string, text?: string): Promise<vscode.TextDocument> {
  const file = text === undefined ? workspaceFile(name) : await writeFile(name, text);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** An untitled draft with this text, shown. */
export async function openDraft(text: string): Promise<vscode.TextDocument> {
  let document = await vscode.workspace.openTextDocument({ language: 'draft', content: text });
  // A document that was just closed may still hold its name: then VS Code hands out that one, with its old words.
  for (let tries = 0; document.getText() !== text && tries < 5; tries++) {
    await vscode.window.showTextDocument(document);
    await closeAll();
    document = await vscode.workspace.openTextDocument({ language: 'draft', content: text });
  }
  await vscode.window.showTextDocument(document);
  return document;
}

/** Closes everything and forgets what was not saved. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some(group => group.tabs.length > 0)) {
    if (vscode.window.activeTextEditor?.document.isDirty) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    else await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  }
  // The next untitled document takes the name of this one.
  await until(
    () => vscode.workspace.textDocuments.every(document => !document.isUntitled),
    () => 'untitled documents should be gone when their tabs are closed',
  );
}

export function marksOf(document: vscode.TextDocument): Mark[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(diagnostic => diagnostic.source === source)
    .map(({ code, message, range, severity }) => {
      assert.ok(typeof code === 'object', 'the code links to a page');
      return { rule: String(code.value), page: code.target.toString(true), words: document.getText(range), severity, message, range };
    })
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The marked words, in the order of the text. */
export function markedWords(document: vscode.TextDocument, rule?: string): string[] {
  return marksOf(document)
    .filter(mark => rule === undefined || mark.rule === rule)
    .map(mark => mark.words);
}

/** Waits for what the marks of a document must become; fails with the marks that there are. */
export async function untilMarks(
  document: vscode.TextDocument,
  what: string,
  holds: (marks: readonly Mark[]) => boolean,
  milliseconds?: number,
): Promise<readonly Mark[]> {
  await until(
    () => holds(marksOf(document)),
    () =>
      `${what}; marked are ${JSON.stringify(marksOf(document).map(({ rule, words }) => `${rule}: ${words}`))} in ${JSON.stringify(document.getText().slice(0, 300))}`,
    milliseconds,
  );
  return marksOf(document);
}

/** Waits until exactly these words are marked by a rule. */
export function untilMarked(document: vscode.TextDocument, rule: string, words: readonly string[], milliseconds?: number): Promise<readonly Mark[]> {
  const marked = () => JSON.stringify(markedWords(document, rule)) === JSON.stringify(words);
  return untilMarks(document, `${rule} should mark ${JSON.stringify(words)}`, marked, milliseconds);
}

/** Waits for something that the editor does in its own time. */
export async function until(holds: () => boolean | Promise<boolean>, failure: () => string, milliseconds = 8_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(failure());
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** The range of the first occurrence of some words. */
export function rangeOf(document: vscode.TextDocument, words: string): vscode.Range {
  const start = document.getText().indexOf(words);
  assert.ok(start >= 0, `“${words}” is in the text`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
}

/** Replaces the first occurrence of some words as a person would who types. */
export async function replace(document: vscode.TextDocument, words: string, by: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, words), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The text of the hover over some words. */
export async function hoverOver(document: vscode.TextDocument, words: string): Promise<string> {
  const position = rangeOf(document, words).start.translate(0, 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(hover => hover.contents.map(part => (typeof part === 'string' ? part : part.value))).join('\n');
}

/** The quick fixes at some words, with their edits. */
export async function quickFixes(document: vscode.TextDocument, words: string): Promise<vscode.CodeAction[]> {
  const range = rangeOf(document, words);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    100,
  );
}

/** Applies the quick fix at some words whose title matches, as the light bulb does. */
export async function applyQuickFix(document: vscode.TextDocument, words: string, title: RegExp): Promise<void> {
  const fixes = await quickFixes(document, words);
  const fix = fixes.find(action => title.test(action.title));
  assert.ok(fix, `there is a fix like ${title} for “${words}”; offered are ${JSON.stringify(fixes.map(action => action.title))}`);
  await apply(fix);
}

export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), 'the edit is applied');
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Sets a setting of the extension in the workspace; undefined takes it back. */
export async function set(setting: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('onTheRecord').update(setting, value, vscode.ConfigurationTarget.Workspace);
}
