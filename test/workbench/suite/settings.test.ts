import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openFile, set, untilMarked, untilMarks } from './editor.js';

const text = 'The price is TK.\n';

describe('Settings', () => {
  afterEach(async () => {
    await set('rules', undefined);
    await closeAll();
  });

  it('turn a rule off and on again at once', async () => {
    const document = await openFile('story.md', text);
    await untilMarked(document, 'placeholder', ['TK']);
    await set('rules', { placeholder: 'off' });
    await untilMarked(document, 'placeholder', []);
    await set('rules', undefined);
    await untilMarked(document, 'placeholder', ['TK']);
  });

  it('change the severity of a rule at once', async () => {
    const document = await openFile('story.md', text);
    await untilMarked(document, 'placeholder', ['TK']);
    await set('rules', { placeholder: 'hint' });
    await untilMarks(document, 'the mark should become a hint', all =>
      all.some(mark => mark.words === 'TK' && mark.severity === vscode.DiagnosticSeverity.Hint),
    );
  });

  it('have a default and a description for every rule that the extension has', () => {
    const manifest = vscode.extensions.getExtension('on-the-record.on-the-record')?.packageJSON;
    const rules = manifest.contributes.configuration.properties['onTheRecord.rules'].properties;
    for (const rule of ['unattributed-claim', 'vague-source', 'described-source', 'loaded-language', 'placeholder']) {
      assert.ok(rules[rule].default && rules[rule].description, rule);
    }
  });
});
