import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openDraft, set, until } from './editor.js';

async function type(words: string): Promise<void> {
  for (const text of words) {
    await vscode.commands.executeCommand('type', { text });
    // The editor asks for formatting after each character, and leaves off when the next one comes first.
    await new Promise(resolve => setTimeout(resolve, 400));
  }
}

describe('Writing a draft', () => {
  afterEach(async () => {
    await set('typographicQuotes', undefined);
    await closeAll();
  });

  it('offers the sources of the draft behind “said”', async () => {
    const text = 'Mayor Ilse Brandt said on Monday that the ferry would stop.\n\n“It is over,” said ';
    const document = await openDraft(text);
    const offered = async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(text.length),
        ' ',
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await until(
      async () => (await offered()).includes('Brandt'),
      () => 'the mayor should be offered',
    );
    assert.ok((await offered()).includes('Ilse Brandt'));
  });

  it('has snippets for attributions', async () => {
    const text = 'quote';
    const document = await openDraft(text);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(text.length),
    );
    assert.ok(list.items.some(({ kind }) => kind === vscode.CompletionItemKind.Snippet));
  });

  it('makes quotation marks typographic where that is set, opening and closing', async () => {
    await set('typographicQuotes', true);
    const document = await openDraft('');
    await type('"No," she said');
    assert.equal(document.getText(), '“No,” she said');
  });

  it('leaves quotation marks alone where it is not', async () => {
    const document = await openDraft('');
    await type('"No," s');
    assert.equal(document.getText(), '"No," s');
  });
});
