import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ProgressType } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { applied, editsOf } from '../support/edits.js';
import { type ClientSetup, fullCapabilities, LanguageClient } from '../support/languageClient.js';
import { buildProduct, commandLine, folderWith } from '../support/product.js';

const draftText = 'The mayor slammed the plan.\n\nThe bridge cost TK last year.\n';

/** Only the two rules whose marks in these texts nobody will argue about, read once; what else is set. */
function quietly(rules: Record<string, string> = {}, more: object = {}): unknown {
  return { rules: { 'unattributed-claim': 'off', 'anonymous-source': 'off', ...rules }, secondReading: 'off', ...more };
}

describe('the language server', function () {
  this.timeout(20_000);
  before(buildProduct);

  let client: LanguageClient;
  let remove: () => void = () => {};
  let folder = '';

  /** Starts the server on a folder with these files. */
  async function begin(files: Record<string, string | Uint8Array> = { 'a.md': draftText }, setup: ClientSetup = {}): Promise<void> {
    const made = folderWith(files);
    folder = made.folder;
    remove = made.remove;
    client = await LanguageClient.start({ folders: [folder], settings: () => quietly(), ...setup });
  }

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    remove();
  });

  const fileUri = (name: string) => URI.file(path.join(folder, name)).toString();

  it('says what it can do', async () => {
    await begin();
    const { capabilities, serverInfo } = client.result;
    assert.equal(serverInfo?.name, 'On the Record');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
    assert.ok(capabilities.hoverProvider && capabilities.documentSymbolProvider && capabilities.diagnosticProvider);
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ['quickfix', 'source.fixAll.onTheRecord'], resolveProvider: true });
    assert.deepEqual(capabilities.executeCommandProvider?.commands, [
      'onTheRecord.server.checkWorkspace',
      'onTheRecord.server.checkDraft',
      'onTheRecord.server.silence',
    ]);
  });

  it('serves the same over the command line', async () => {
    await begin({ 'a.md': draftText }, { script: commandLine, words: ['lsp', '--stdio'] });
    const uri = await client.open(path.join(folder, 'a.md'), draftText);
    assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
  });

  describe('for a client that asks for diagnostics', () => {
    it('marks the words, and follows the edits', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      await client.replace(uri, 'slammed', 'criticized');
      assert.deepEqual(await client.marks(uri), ['placeholder: TK']);
      await client.replace(uri, 'TK', '$4 million, the council said,');
      assert.deepEqual(await client.marks(uri), []);
      assert.deepEqual(client.published.all, []);
    });

    it('says when nothing has changed, and only then', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      const first = await client.pull(uri);
      assert.equal(first.kind, 'full');
      assert.deepEqual(await client.pull(uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
      await client.replace(uri, 'slammed', 'blessed');
      assert.equal((await client.pull(uri, first.resultId)).kind, 'full');
    });

    it('names itself, the rule, and its page in each', async () => {
      await begin({ 'a.md': draftText }, { options: { rulePages: 'page:{rule}' } });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      const { items = [] } = await client.pull(uri);
      assert.deepEqual(
        items.map(({ source, code, codeDescription, severity }) => ({ source, code, href: codeDescription?.href, severity })),
        [
          { source: 'on the record', code: 'loaded-language', href: 'page:loaded-language', severity: 3 },
          { source: 'on the record', code: 'placeholder', href: 'page:placeholder', severity: 1 },
        ],
      );
    });

    it('names the shipped page where the client has none of its own', async () => {
      await begin();
      const { items = [] } = await client.pull(await client.open(path.join(folder, 'a.md'), draftText));
      assert.match(items[0]?.codeDescription?.href ?? '', /^file:\/\/\/.*\/docs\/rules\/loaded-language\.md$/);
    });

    it('has them asked for again when the settings change', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.equal((await client.marks(uri)).length, 2);
      client.settings = () => quietly({ placeholder: 'off', 'loaded-language': 'warning' });
      const refreshed = client.refreshes.next();
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await refreshed;
      const { items = [] } = await client.pull(uri);
      assert.deepEqual(
        items.map(({ code, severity }) => [code, severity]),
        [['loaded-language', 2]],
      );
    });

    it('waits with new marks in the sentence that is typed in, and has them asked for when nobody types', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      const refreshed = client.refreshes.next();
      await client.replace(uri, 'the plan', 'it and blasted the plan');
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      await refreshed;
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'loaded-language: blasted', 'placeholder: TK']);
    });

    it('has them asked for when the caret leaves the sentence', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      await client.marks(uri);
      await client.replace(uri, 'the plan', 'it and blasted the plan');
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      const refreshed = client.refreshes.next();
      const { version } = client.document(uri);
      await client.connection.sendNotification('onTheRecord/carets', { uri, version, positions: [{ line: 2, character: 4 }] });
      await refreshed;
      assert.equal((await client.marks(uri)).length, 3);
    });

    it('waits for nothing where it could not have them asked for later', async () => {
      await begin({ 'a.md': draftText }, { capabilities: { ...fullCapabilities, workspace: { ...fullCapabilities.workspace, diagnostics: {} } } });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      await client.marks(uri);
      await client.replace(uri, 'the plan', 'it and blasted the plan');
      assert.equal((await client.marks(uri)).length, 3);
    });

    it('checks when the document is saved, where that is set', async () => {
      await begin({ 'a.md': draftText }, { settings: () => quietly({}, { run: 'onSave' }), options: { status: true } });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.equal((await client.marks(uri)).length, 2);
      const waiting = client.statuses.next();
      await client.replace(uri, 'bridge', 'bridge that he blasted');
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      assert.equal((await waiting).waitsFor, 'save');
      const refreshed = client.refreshes.next();
      await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
      await refreshed;
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'loaded-language: blasted', 'placeholder: TK']);
    });

    it('checks by command alone, where that is set', async () => {
      await begin({ 'a.md': draftText }, { settings: () => quietly({}, { run: 'manual' }) });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.deepEqual(await client.marks(uri), []);
      const refreshed = client.refreshes.next();
      await client.connection.sendRequest('workspace/executeCommand', { command: 'onTheRecord.server.checkDraft', arguments: [uri] });
      await refreshed;
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      await assert.rejects(
        client.connection.sendRequest('workspace/executeCommand', { command: 'onTheRecord.server.checkDraft', arguments: ['file:///x.md'] }),
        /not open/,
      );
    });

    it('stops a request that is no longer wanted', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      const { CancellationTokenSource } = await import('vscode-languageserver/node');
      const cancellation = new CancellationTokenSource();
      const answer = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, cancellation.token);
      cancellation.cancel();
      await assert.rejects(answer, { code: -32800 });
    });
  });

  describe('for a client that cannot ask', () => {
    const { diagnostic: _, ...textDocument } = fullCapabilities.textDocument ?? {};
    const capabilities = { ...fullCapabilities, textDocument };
    const codes = (published: { diagnostics: { code?: unknown }[] }) => published.diagnostics.map(({ code }) => code);

    it('publishes the marks of each version, and none once the document is closed', async () => {
      await begin({ 'a.md': draftText }, { capabilities });
      assert.equal(client.result.capabilities.diagnosticProvider, undefined);
      const first = client.published.next();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.deepEqual(codes(await first), ['loaded-language', 'placeholder']);
      const second = client.published.next(({ version }) => version === 2);
      await client.replace(uri, 'slammed', 'blessed');
      assert.deepEqual(codes(await second), ['placeholder']);
      const last = client.published.next();
      await client.close(uri);
      assert.deepEqual(codes(await last), []);
    });

    it('takes settings that are sent along with their change', async () => {
      await begin({ 'a.md': draftText }, { capabilities: { ...capabilities, workspace: {} }, options: { settings: quietly({ placeholder: 'off' }) } });
      const first = client.published.next();
      await client.open(path.join(folder, 'a.md'), draftText);
      assert.deepEqual(codes(await first), ['loaded-language']);
      const second = client.published.next();
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { onTheRecord: quietly({ 'loaded-language': 'off' }) } });
      assert.deepEqual(codes(await second), ['placeholder']);
    });
  });

  describe('reads', () => {
    it('what is included and not excluded, and is silent elsewhere', async () => {
      await begin({ 'package.json': '{}' }, { options: { status: true } });
      for (const [name, language] of [
        ['README.md', 'markdown'],
        ['docs/guide.md', 'markdown'],
        ['page.html', 'html'],
        ['a.ts', 'typescript'],
        ['node_modules/x/notes.md', 'markdown'],
      ] as const) {
        const status = client.statuses.next();
        const uri = await client.open(path.join(folder, name), draftText, language);
        assert.deepEqual(await client.marks(uri), [], name);
        assert.equal((await status).state, 'ignored', name);
      }
      assert.equal((await client.marks(await client.open(path.join(folder, 'stories/a.txt'), draftText, 'plaintext'))).length, 2);
    });

    it('HTML where it is added', async () => {
      await begin({}, { settings: () => quietly({}, { files: { include: ['**/*.html'] } }) });
      assert.equal((await client.marks(await client.open(path.join(folder, 'a.html'), '<p>The mayor slammed the plan.</p>', 'html'))).length, 1);
      assert.equal((await client.marks(await client.open(path.join(folder, 'a.md'), draftText))).length, 0);
    });

    it('untitled drafts, and no other untitled documents', async () => {
      await begin();
      assert.equal((await client.marks(await client.open('untitled:Untitled-1', draftText, 'draft'))).length, 2);
      assert.equal((await client.marks(await client.open('untitled:Untitled-2', draftText, 'markdown'))).length, 0);
    });

    it('files of a remote workspace, and nothing from other places', async () => {
      await begin();
      assert.equal((await client.marks(await client.open('vscode-vfs://github/a/b.md', draftText))).length, 2);
      assert.equal((await client.marks(await client.open('git:/a/b.md', draftText))).length, 0);
      assert.equal((await client.marks(await client.open('output:a.md', draftText))).length, 0);
    });

    it('each folder of the workspace by its own settings', async () => {
      const other = folderWith({});
      await begin({}, {});
      await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: URI.file(other.folder).toString(), name: 'other' }], removed: [] },
      });
      client.settings = scope => quietly(scope === other.folder ? { placeholder: 'off' } : {});
      assert.equal((await client.marks(await client.open(path.join(folder, 'a.md'), draftText))).length, 2);
      assert.equal((await client.marks(await client.open(path.join(other.folder, 'a.md'), draftText))).length, 1);
      other.remove();
    });

    it('no document with binary data or over 5 MB, and says so in its status alone', async () => {
      await begin({}, { options: { client: 'vscode' } });
      for (const text of ['\u0000\u0001\u0002', 'word '.repeat(1_100_000)]) {
        const status = client.statuses.next();
        const uri = await client.open(path.join(folder, `${text.length}.txt`), text, 'plaintext');
        assert.deepEqual(await client.marks(uri), []);
        const { state, message } = await status;
        assert.equal(state, 'unreadable');
        assert.match(message ?? '', /binary|5 MB/);
      }
      assert.deepEqual(client.logged.all, []);
    });

    it('on with the defaults when the settings are wrong, and names each thing once in the log', async () => {
      await begin({}, { settings: () => quietly({ placeholder: 'loud' }, { files: 7 }) });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.equal((await client.marks(uri)).length, 2);
      const other = await client.open('untitled:x', draftText, 'draft');
      await client.marks(other);
      assert.equal(client.logged.all.filter(({ message }) => message.includes('loud')).length, 1);
    });
  });

  it('tells its client the counts of a draft after each look', async () => {
    await begin({}, { options: { client: 'vscode' } });
    const status = client.statuses.next();
    const uri = await client.open(path.join(folder, 'a.md'), draftText);
    await client.pull(uri);
    assert.deepEqual(await status, { uri, state: 'read', counts: { 'unattributed-claim': 0, 'anonymous-source': 0, loaded: 1, other: 1 } });
  });

  it('shows the reason in a hover, over the words of the mark', async () => {
    await begin();
    const uri = await client.open(path.join(folder, 'a.md'), draftText);
    const hover: { contents: { kind: string; value: string }; range: unknown } = await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: client.range(uri, 'lammed').start,
    });
    assert.equal(hover.contents.kind, 'markdown');
    assert.match(hover.contents.value, /Newsrooms/);
    assert.deepEqual(hover.range, client.range(uri, 'slammed'));
    assert.equal(await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: client.range(uri, 'The bridge').start }), null);
  });

  it('gives the outline as a tree', async () => {
    await begin();
    const uri = await client.open(path.join(folder, 'a.md'), '# Bridge closed\n\nText.\n\n## Background\n\nText.\n');
    const symbols: { name: string; children: { name: string }[] }[] = await client.connection.sendRequest('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map(child => child.name)]),
      [['Bridge closed', ['Background']]],
    );
  });

  describe('quick fixes', () => {
    it('get their edits when they are chosen', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      const actions = await client.codeActions(uri, 'slammed');
      const replacement = actions.find(({ title }) => title.includes('criticized'));
      assert.ok(replacement && replacement.edit === undefined && replacement.data !== undefined);
      const resolved: typeof replacement = await client.connection.sendRequest('codeAction/resolve', replacement);
      assert.equal(applied(resolved, client.document(uri)), draftText.replace('slammed', 'criticized'));
    });

    it('have their edits at once for a client that cannot ask for them', async () => {
      const capabilities = { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, codeAction: {} } };
      await begin({}, { capabilities });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      const dismissal = (await client.codeActions(uri, 'slammed')).find(({ title }) => title === 'Dismiss here');
      assert.equal(applied(dismissal, client.document(uri)), `<!-- on-the-record-disable-next-line loaded-language -->\n${draftText}`);
    });

    it('have tab stops where the client has them, else brackets', async () => {
      const text = 'According to sources, the bridge was never safe.';
      for (const snippetEditSupport of [true, false]) {
        await begin(
          {},
          {
            settings: () => null,
            capabilities: { ...fullCapabilities, workspace: { ...fullCapabilities.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport } } },
          },
        );
        const uri = await client.open(path.join(folder, 'a.md'), text);
        const action = (await client.codeActions(uri, 'sources')).find(({ title }) => title === 'Name the source');
        assert.ok(action, 'there is an action to name the source');
        const { edit } = await client.connection.sendRequest<typeof action>('codeAction/resolve', action);
        const [change] = editsOf(edit ?? {}, uri);
        assert.equal(change && 'snippet' in change, snippetEditSupport);
        if (change && 'newText' in change) assert.match(change.newText, /\[.+\]/);
        if (snippetEditSupport) {
          await client.stop();
          remove();
        }
      }
    });

    it('really dismiss the mark', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      for (const words of ['slammed', 'TK']) {
        const dismissal = (await client.codeActions(uri, words)).find(({ title }) => title === 'Dismiss here');
        const { edit } = await client.connection.sendRequest<{ edit: NonNullable<NonNullable<typeof dismissal>['edit']> }>('codeAction/resolve', dismissal);
        const [change] = editsOf(edit, uri);
        assert.ok(change && 'newText' in change);
        const line = client.document(uri).getText().split('\n')[change.range.start.line] ?? '';
        await client.replace(uri, line, change.newText + line);
      }
      assert.deepEqual(await client.marks(uri), []);
    });

    it('offer to turn the rule off where the client has the command', async () => {
      await begin({}, { options: { commands: ['onTheRecord.turnRuleOff'] } });
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      const action = (await client.codeActions(uri, 'TK')).find(({ title }) => title.startsWith('Turn the rule'));
      assert.deepEqual(action?.command, { title: 'Turn the rule “placeholder” off', command: 'onTheRecord.turnRuleOff', arguments: ['placeholder', uri] });
    });

    it('are not offered away from marks, or for other kinds', async () => {
      await begin();
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      assert.deepEqual(await client.codeActions(uri, 'The bridge'), []);
      assert.deepEqual(await client.codeActions(uri, 'slammed', ['refactor']), []);
    });
  });

  describe('a check of the whole workspace', () => {
    const files = {
      'a.md': draftText,
      'b/c.draft': 'Nothing to see.\n',
      'b/d.txt': 'It cost TK.\n',
      'README.md': draftText,
      'e.txt': new Uint8Array([0, 1, 2]),
    };
    const command = 'onTheRecord.server.checkWorkspace';
    const run = (more = {}): Promise<unknown> => client.connection.sendRequest('workspace/executeCommand', { command, ...more });

    it('shows the marks of files that are not open, and counts all', async () => {
      await begin(files);
      assert.deepEqual(await run(), { drafts: 3, findings: 3 });
      assert.deepEqual(client.published.all.map(({ uri, diagnostics }) => [uri, diagnostics.length]).sort(), [
        [fileUri('a.md'), 2],
        [fileUri('b/d.txt'), 1],
      ]);
    });

    it('says how far it is', async () => {
      await begin(files);
      const messages: string[] = [];
      const ended = new Promise<void>(done => {
        client.connection.onProgress(new ProgressType<{ kind: string; message?: string }>(), 'the-token', ({ kind, message }) => {
          if (message) messages.push(message);
          if (kind === 'end') done();
        });
      });
      await run({ workDoneToken: 'the-token' });
      await ended;
      assert.deepEqual(messages, ['0 of 4 drafts', '1 of 4 drafts', '2 of 4 drafts', '3 of 4 drafts', '4 of 4 drafts']);
    });

    it('leaves the marks of open documents to the other way', async () => {
      await begin(files);
      const uri = await client.open(path.join(folder, 'a.md'), 'It cost TK, TK and TK.');
      assert.deepEqual(await run(), { drafts: 3, findings: 4 });
      assert.ok(!client.published.all.some(published => published.uri === uri));
    });

    it('takes its marks back when the file is opened, and shows them again when it is closed', async () => {
      await begin(files);
      await run();
      const withdrawn = client.published.next(({ uri, diagnostics }) => uri === fileUri('a.md') && diagnostics.length === 0);
      const uri = await client.open(path.join(folder, 'a.md'), draftText);
      await withdrawn;
      const back = client.published.next(published => published.uri === uri && published.diagnostics.length === 2);
      await client.close(uri);
      await back;
    });

    it('follows changes of the files from then on', async () => {
      await begin(files);
      const watching = client.registered.next(method => method === 'workspace/didChangeWatchedFiles');
      await run();
      await watching;
      const fewer = client.published.next(({ uri, diagnostics }) => uri === fileUri('a.md') && diagnostics.length === 1);
      writeFileSync(path.join(folder, 'a.md'), 'It cost TK.');
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: fileUri('a.md'), type: 2 }] });
      await fewer;
      const gone = client.published.next(({ uri, diagnostics }) => uri === fileUri('b/d.txt') && diagnostics.length === 0);
      rmSync(path.join(folder, 'b/d.txt'));
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: fileUri('b/d.txt'), type: 3 }] });
      await gone;
    });

    it('follows the settings', async () => {
      await begin(files);
      await run();
      const gone = client.published.next(({ uri, diagnostics }) => uri === fileUri('b/d.txt') && diagnostics.length === 0);
      client.settings = () => quietly({ placeholder: 'off' });
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await gone;
    });

    it('ends when it is cancelled', async () => {
      await begin(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.md`, draftText])));
      const { CancellationTokenSource } = await import('vscode-languageserver/node');
      const cancellation = new CancellationTokenSource();
      const begun = client.published.next();
      const answer = client.connection.sendRequest('workspace/executeCommand', { command }, cancellation.token);
      await begun;
      cancellation.cancel();
      await assert.rejects(answer, { code: -32800 });
      assert.ok(client.published.all.length < 200);
    });

    it('knows no other commands', async () => {
      await begin();
      await assert.rejects(client.connection.sendRequest('workspace/executeCommand', { command: 'format.disk' }), /format\.disk/);
    });
  });

  it('tells what a draft claims and who says so, for the version that it names', async () => {
    await begin({ 'a.md': draftText, 'README.md': draftText });
    const uri = await client.open(path.join(folder, 'a.md'), 'Critics say the plan is old.\n');
    const ask = (of: string) =>
      client.connection.sendRequest<{ version: number; claims: { words: string }[]; sources: { name: string }[] } | null>('onTheRecord/draft', {
        textDocument: { uri: of },
      });
    await client.replace(uri, 'plan', 'boat');
    const facts = await ask(uri);
    assert.equal(facts?.version, 2);
    assert.deepEqual(
      facts.claims.map(({ words }) => words),
      ['the boat is old'],
    );
    assert.deepEqual(
      facts.sources.map(({ name }) => name),
      ['Critics'],
    );
    assert.equal(await ask(await client.open(path.join(folder, 'README.md'), draftText)), null);
    assert.equal(await ask(fileUri('not-open.md')), null);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const cancellation = new CancellationTokenSource();
    const answer = client.connection.sendRequest('onTheRecord/draft', { textDocument: { uri } }, cancellation.token);
    cancellation.cancel();
    await assert.rejects(answer, { code: -32800 });
  });

  it('answers questions about documents that are not open with nothing', async () => {
    await begin();
    const textDocument = { uri: fileUri('not-open.md') };
    assert.deepEqual((await client.pull(textDocument.uri)).items, []);
    assert.equal(await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 3, character: 9 } }), null);
    assert.deepEqual(await client.connection.sendRequest('textDocument/documentSymbol', { textDocument }), []);
  });

  it('survives positions outside of the text', async () => {
    await begin();
    const uri = await client.open(path.join(folder, 'a.md'), draftText);
    const far = { line: 99_999, character: 99_999 };
    assert.equal(await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: far }), null);
    assert.deepEqual(
      await client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: { start: far, end: far }, context: { diagnostics: [] } }),
      [],
    );
  });
});

describe('the end of the language server', function () {
  this.timeout(20_000);
  before(buildProduct);

  it('is a failure when the client exits without saying goodbye', async () => {
    const client = await LanguageClient.start();
    await client.connection.sendNotification('exit');
    assert.equal(await client.exited, 1);
    client.connection.dispose();
  });

  it('comes with the end of its input', async () => {
    const client = await LanguageClient.start();
    client.connection.end();
    assert.equal(await client.exited, 1);
    client.connection.dispose();
  });
});
