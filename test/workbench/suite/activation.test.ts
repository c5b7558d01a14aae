import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension', () => {
  it('becomes active when a draft is opened', async () => {
    const extension = vscode.extensions.getExtension('on-the-record.on-the-record');
    assert.ok(extension, 'is installed');
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
