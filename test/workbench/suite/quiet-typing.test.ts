import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, markedWords, openDraft, openFile, rangeOf, set, until, untilMarked } from './editor.js';

/** Types as a person would, letter by letter; calls back after each. */
async function type(words: string, after: () => void = () => {}): Promise<void> {
  for (const text of words) {
    await vscode.commands.executeCommand('type', { text });
    after();
  }
}

function moveTo(position: vscode.Position): void {
  vscode.window.activeTextEditor!.selection = new vscode.Selection(position, position);
}

const loaded = (document: vscode.TextDocument, words: readonly string[]) => untilMarked(document, 'loaded-language', words);

describe('While somebody writes', () => {
  afterEach(async () => {
    await set('run', undefined);
    await vscode.workspace.getConfiguration('files').update('autoSave', undefined, vscode.ConfigurationTarget.Workspace);
    await closeAll();
  });

  it('the sentence that is being written gets its marks when the caret leaves it', async () => {
    const document = await openDraft('The mayor blasted the council. \n\nIt rained.\n');
    await loaded(document, ['blasted']);
    moveTo(new vscode.Position(0, document.lineAt(0).text.length));
    await type('He slammed it');
    await until(
      () => document.getText().includes('slammed it'),
      () => 'the words should be in the draft',
    );
    moveTo(rangeOf(document, 'rained').start);
    await loaded(document, ['blasted', 'slammed']);
  });

  it('the sentence that is being written gets its marks after a rest', async () => {
    const document = await openDraft('The mayor blasted the council. ');
    await loaded(document, ['blasted']);
    moveTo(new vscode.Position(0, document.lineAt(0).text.length));
    const seen: string[] = [];
    await type('He slammed it and', () => seen.push(...markedWords(document, 'loaded-language')));
    assert.deepEqual([...new Set(seen)], ['blasted']);
    await loaded(document, ['blasted', 'slammed']);
  });

  it('nothing new is marked before the draft is saved, where that is set', async () => {
    await set('run', 'onSave');
    // In a browser VS Code saves by itself.
    await vscode.workspace.getConfiguration('files').update('autoSave', 'off', vscode.ConfigurationTarget.Workspace);
    const document = await openFile('saved.draft', 'The mayor blasted the council.\n\n');
    await loaded(document, ['blasted']);
    moveTo(new vscode.Position(2, 0));
    await type('He slammed it. It rained. ');
    moveTo(new vscode.Position(0, 0));
    await new Promise(resolve => setTimeout(resolve, 2000));
    assert.deepEqual(markedWords(document, 'loaded-language'), ['blasted']);
    await document.save();
    await loaded(document, ['blasted', 'slammed']);
  });

  it('nothing is marked before the draft is checked by hand, where that is set', async () => {
    await set('run', 'manual');
    const document = await openDraft('The mayor blasted the council.');
    await new Promise(resolve => setTimeout(resolve, 2000));
    assert.deepEqual(markedWords(document), []);
    await vscode.commands.executeCommand('onTheRecord.checkDraft');
    await loaded(document, ['blasted']);
  });
});
