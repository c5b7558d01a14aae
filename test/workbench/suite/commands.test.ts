import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openDraft, replace, until, untilMarked, untilMarks, writeFile } from './editor.js';

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`onTheRecord.${command}`, ...args);

describe('The extension', () => {
  afterEach(closeAll);

  it('becomes active when a draft is opened', async () => {
    await openDraft('The council met on Monday.\n');
    const extension = vscode.extensions.getExtension('on-the-record.on-the-record');
    assert.ok(extension, 'it is installed');
    await until(
      () => extension.isActive,
      () => 'it should become active by itself',
    );
  });

  it('contributes the commands that it registers', async () => {
    const registered = await vscode.commands.getCommands(true);
    const contributed: { command: string }[] = vscode.extensions.getExtension('on-the-record.on-the-record')?.packageJSON.contributes.commands;
    for (const { command } of contributed) assert.ok(registered.includes(command), command);
  });

  it('restarts its server, which then reads the open drafts again', async () => {
    const document = await openDraft('The price is TK.\n');
    await untilMarked(document, 'placeholder', ['TK']);
    await run('restartServer');
    await untilMarked(document, 'placeholder', ['TK']);
    await replace(document, 'TK', 'known');
    await untilMarked(document, 'placeholder', []);
  });

  it('goes to the next and the previous mark, round the end of the draft', async () => {
    const document = await openDraft('The price is TK.\n\nThe date is TK.\n');
    const marks = await untilMarks(document, 'two lines should be marked', all => new Set(all.map(mark => mark.range.start.line)).size >= 2);
    const end = document.positionAt(document.getText().length);
    vscode.window.activeTextEditor!.selection = new vscode.Selection(end, end);
    const at = () => vscode.window.activeTextEditor!.selection.active;
    const places = [...marks, marks[0]!].map(mark => mark.range.start);
    for (const place of places) {
      await run('nextMark');
      assert.ok(at().isEqual(place), `the cursor is at ${at().line}:${at().character}, the mark at ${place.line}:${place.character}`);
    }
    await run('previousMark');
    assert.ok(at().isEqual(marks.at(-1)!.range.start));
  });

  it('opens a sample draft, and goes from open claim to open claim in it, round the end', async () => {
    await run('openSample');
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.languageId, 'draft');
    assert.ok(editor.document.isUntitled);
    const marks = await untilMarks(editor.document, 'claims should be marked', all => all.filter(mark => mark.rule === 'unattributed-claim').length > 1);
    const claims = marks.filter(mark => mark.rule === 'unattributed-claim').map(mark => mark.range.start);
    const reached: vscode.Position[] = [];
    for (let step = 0; step <= claims.length; step++) {
      await run('nextOpenClaim');
      reached.push(editor.selection.active);
    }
    const places = (positions: readonly vscode.Position[]) => positions.map(({ line, character }) => `${line}:${character}`);
    assert.deepEqual(places(reached), places([...claims, claims[0]!]));
    await run('previousOpenClaim');
    assert.deepEqual(places([editor.selection.active]), places(claims.slice(-1)));
  });

  it('stays where it is in a draft without open claims', async () => {
    await openDraft('The council met on Monday.\n');
    await run('nextOpenClaim');
    assert.ok(vscode.window.activeTextEditor!.selection.active.isEqual(new vscode.Position(0, 0)));
  });

  it('opens the page of every rule inside the editor', async () => {
    for (const rule of ['unattributed-claim', 'vague-source', 'described-source', 'loaded-language', 'placeholder']) {
      await run('openRule', rule);
      await until(
        () => vscode.window.tabGroups.all.some(group => group.tabs.some(tab => tab.label.includes(`${rule}.md`))),
        () => `the page of ${rule} should be open`,
      );
    }
  });

  it('checks the drafts of the workspace that are not open', async () => {
    const draft = await writeFile('elsewhere/never opened.md', 'The price is TK.\n');
    const readme = await writeFile('elsewhere/README.md', 'The price is TK.\n');
    await run('checkWorkspace');
    await until(
      () => vscode.languages.getDiagnostics(draft).some(({ source }) => source === 'on the record'),
      () => 'a draft that was never opened should be marked',
    );
    assert.deepEqual(vscode.languages.getDiagnostics(readme), []);
  });
});
