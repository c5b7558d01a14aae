import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyQuickFix, closeAll, hoverOver, openFile, until, untilMarked, workspaceFile, writeFile } from './editor.js';

const text = 'The mayor slammed the plan.\n\nThe price is TK.\n';
const house = '.ontherecord.yaml';

async function remove(name: string): Promise<void> {
  await vscode.workspace.fs.delete(workspaceFile(name), { recursive: true, useTrash: false }).then(undefined, () => {});
}

async function textOf(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(name)));
}

describe('The house style', () => {
  afterEach(async () => {
    await closeAll();
    await remove(house);
    await remove('.ontherecord');
  });

  it('takes effect in an open draft when its file is written, changed and removed', async () => {
    const document = await openFile('story.md', text);
    await untilMarked(document, 'loaded-language', ['slammed']);
    await writeFile(house, 'allow: [slam]\n');
    await untilMarked(document, 'loaded-language', []);
    await writeFile(house, 'allow: []\n');
    await untilMarked(document, 'loaded-language', ['slammed']);
    await writeFile(house, 'rules: { loaded-language: off }\n');
    await untilMarked(document, 'loaded-language', []);
    await remove(house);
    await untilMarked(document, 'loaded-language', ['slammed']);
  });

  it('is checked, completed and explained in the editor', async () => {
    const document = await openFile(house, 'rules:\n  placholder: off\n  placeholder: off\n');
    const problems = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    await until(
      () => problems().length === 1,
      () => `one problem should be shown, not ${JSON.stringify(problems())}`,
    );
    assert.match(problems()[0] ?? '', /There is no rule “placholder”\. Did you mean “placeholder”\?/);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(2, 15));
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const severity of ['error', 'hint', 'off']) assert.ok(labels.includes(severity), labels.join());
    assert.match(await hoverOver(document, 'placeholder'), /placeholder left in the copy/);
  });

  it('gets words from a quick fix, and they are no longer marked', async () => {
    const document = await openFile('story.md', text);
    await untilMarked(document, 'loaded-language', ['slammed']);
    await applyQuickFix(document, 'slammed', /^Never mark “slam”/);
    const written = await vscode.workspace.openTextDocument(workspaceFile(house));
    assert.equal(written.getText(), 'allow:\n  - slam\n');
    await untilMarked(document, 'loaded-language', []);
    await written.save();
    await untilMarked(document, 'loaded-language', []);
  });
});

describe('One mark that is dismissed', () => {
  afterEach(async () => {
    await closeAll();
    await remove('.ontherecord');
  });

  it('stays so while the text changes elsewhere, and is written down beside the drafts', async () => {
    const document = await openFile('story.md', text);
    await untilMarked(document, 'placeholder', ['TK']);
    await applyQuickFix(document, 'TK', /^Dismiss this mark only/);
    await untilMarked(document, 'placeholder', []);
    assert.match(await textOf('.ontherecord/dismissed.jsonl'), /^\{"draft":"story\.md","words":"tk","before":"the price is".*\}\n$/);
    await remove('.ontherecord');
    await untilMarked(document, 'placeholder', ['TK']);
  });
});
