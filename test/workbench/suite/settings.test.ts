import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openFile, set, untilMarked, untilMarks } from './editor.js';

describe('Settings', () => {
  afterEach(async () => {
    await set('rules', undefined);
    await closeAll();
  });

  it('turn a rule off and on again at once', async () => {
    const document = await openFile('story.md', 'The minister slammed the plan. TK\n');
    await untilMarked(document, 'loaded-language', ['slammed']);
    await set('rules', { 'loaded-language': 'off' });
    await untilMarked(document, 'loaded-language', []);
    await untilMarked(document, 'placeholder', ['TK']);
    await set('rules', undefined);
    await untilMarked(document, 'loaded-language', ['slammed']);
  });

  it('change the severity of a rule at once', async () => {
    const document = await openFile('story.md', 'The minister slammed the plan.\n');
    await untilMarked(document, 'loaded-language', ['slammed']);
    await set('rules', { 'loaded-language': 'error' });
    const severe = await untilMarks(document, 'the mark should become an error', marks =>
      marks.some(mark => mark.severity === vscode.DiagnosticSeverity.Error),
    );
    assert.deepEqual(
      severe.map(mark => mark.words),
      ['slammed'],
    );
  });

  it('have a default and a description for every rule that the extension has', () => {
    const manifest = vscode.extensions.getExtension('on-the-record.on-the-record')?.packageJSON;
    const rules = manifest.contributes.configuration.properties['onTheRecord.rules'].properties;
    for (const rule of ['unattributed-claim', 'anonymous-source', 'loaded-language', 'placeholder']) {
      assert.ok(rules[rule].default && rules[rule].description, rule);
    }
  });
});
