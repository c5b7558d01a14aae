import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, markedWords, openDraft, openFile, set, untilMarked, untilMarks } from './editor.js';

const text = 'The price is TK.\n';

describe('Files', () => {
  afterEach(async () => {
    await set('files.include', undefined);
    await set('files.exclude', undefined);
    await closeAll();
  });

  for (const name of ['story.draft', 'story.story', 'story.md', 'story.markdown', 'story.txt', 'a folder/with [signs] & 100%.md']) {
    it(`named like ${name} are read`, async () => {
      await untilMarked(await openFile(name, text), 'placeholder', ['TK']);
    });
  }

  for (const name of ['README.md', 'CHANGELOG.md', 'node_modules/package/notes.md', 'page.html', 'code.ts']) {
    it(`named like ${name} are left alone`, async () => {
      const silent = await openFile(name, text);
      await untilMarked(await openFile('story.md', text), 'placeholder', ['TK']);
      assert.deepEqual(markedWords(silent), []);
    });
  }

  it('of an untitled document are read where it is a draft, and not where it is anything else', async () => {
    const note = await vscode.workspace.openTextDocument({ language: 'plaintext', content: text });
    await vscode.window.showTextDocument(note);
    await untilMarked(await openDraft(text), 'placeholder', ['TK']);
    assert.deepEqual(markedWords(note), []);
  });

  it('are read or not as the settings say, from the moment they say so', async () => {
    const readme = await openFile('README.md', text);
    await set('files.exclude', []);
    await untilMarked(readme, 'placeholder', ['TK']);
    await set('files.exclude', ['**/README*']);
    await untilMarked(readme, 'placeholder', []);
    const page = await openFile('page.html', '<p>The price is TK.</p>\n');
    await set('files.include', ['**/*.html']);
    await untilMarked(page, 'placeholder', ['TK']);
  });

  it('over 5 MB are not read, and no message pops up', async function () {
    this.timeout(60_000);
    const large = await openFile('large.md', text.repeat(Math.ceil((5.1 * 1024 * 1024) / text.length)));
    const small = await openFile('story.md', text);
    await untilMarked(small, 'placeholder', ['TK']);
    await untilMarks(large, 'a large document should have no marks', all => all.length === 0);
  });

  it('with the language “draft” are those that end in .draft and .story', async () => {
    assert.equal((await openFile('story.draft', text)).languageId, 'draft');
    assert.equal((await openFile('story.story', text)).languageId, 'draft');
  });

  it('with front matter are read below it', async () => {
    const document = await openFile('story.draft', '---\nheadline: A price\nbyline: A. Writer\n---\nThe price is TK.\n');
    const marks = await untilMarks(document, 'the body should be marked', all => all.some(mark => mark.range.start.line === 4));
    assert.ok(marks.every(mark => document.getText(mark.range) === mark.words));
  });
});
