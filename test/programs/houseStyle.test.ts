import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientCapabilities, CompletionItem, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { editsOf } from '../support/edits.js';
import { type ClientSetup, fullCapabilities, LanguageClient } from '../support/languageClient.js';
import { buildProduct, folderWith, runCommand } from '../support/product.js';

const text = 'The mayor slammed the plan.\n\nThe bridge cost TK last year.\n';
const quiet = { 'unattributed-claim': 'off', 'anonymous-source': 'off' };

describe('the house style in an editor', function () {
  this.timeout(30_000);
  before(buildProduct);

  let client: LanguageClient;
  let folder = '';
  let remove = () => {};

  /** What the client did with the edits that the server asked it to make: written to disk, as an editor that saves does. */
  const edited: WorkspaceEdit[] = [];

  async function begin(files: Record<string, string> = {}, setup: ClientSetup = {}): Promise<void> {
    const made = folderWith(files);
    folder = made.folder;
    remove = made.remove;
    edited.length = 0;
    const workspace = { ...fullCapabilities.workspace, applyEdit: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } };
    const capabilities: ClientCapabilities = { ...fullCapabilities, workspace };
    client = await LanguageClient.start({ folders: [folder], settings: () => ({ rules: quiet, secondReading: 'off' }), capabilities, ...setup });
    client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      edited.push(edit);
      for (const change of edit.documentChanges ?? []) {
        if (!('edits' in change)) continue;
        const file = URI.parse(change.textDocument.uri).fsPath;
        const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
        const document = TextDocument.create(change.textDocument.uri, 'yaml', 1, before);
        writeFileSync(file, TextDocument.applyEdits(document, editsOf({ documentChanges: [change] }, change.textDocument.uri) as never));
      }
      return { applied: true };
    });
  }

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    remove();
  });

  const at = (name: string) => path.join(folder, name);
  const uriOf = (name: string) => URI.file(at(name)).toString();
  const open = (name = 'a.md') => client.open(at(name), text);

  /** Writes a file and tells the server, as an editor's watcher does; resolves when marks are to be asked for anew. */
  async function write(name: string, contents: string | undefined): Promise<void> {
    if (contents === undefined) rmSync(at(name));
    else writeFileSync(at(name), contents);
    const refreshed = client.refreshes.next();
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: contents === undefined ? 3 : 2 }] });
    await refreshed;
  }

  const silence = async (uri: string, words: string, title: string, reason?: string) => {
    const action = (await client.codeActions(uri, words)).find(each => each.title === title);
    assert.ok(action?.command, title);
    const { command, arguments: [argument] = [] } = action.command;
    return client.connection.sendRequest('workspace/executeCommand', { command, arguments: [{ ...argument, ...(reason === undefined ? {} : { reason }) }] });
  };

  it('holds for the drafts below it, before the settings', async () => {
    await begin({ '.ontherecord.yaml': 'allow: [slam]\nrules: { placeholder: hint }\n' });
    const { items = [] } = await client.pull(await open());
    assert.deepEqual(
      items.map(({ code, severity }) => [code, severity]),
      [['placeholder', 4]],
    );
    assert.deepEqual(await client.marks(await client.open('untitled:Untitled-1', text, 'draft')), ['placeholder: TK']);
  });

  it('takes effect at once when its file is written, changed, broken and removed', async () => {
    await begin();
    const uri = await open();
    assert.equal((await client.marks(uri)).length, 2);
    await write('.ontherecord.yaml', 'allow: [slam]\n');
    assert.deepEqual(await client.marks(uri), ['placeholder: TK']);
    const problem = client.published.next(({ uri: of }) => of === uriOf('.ontherecord.yaml'));
    await write('.ontherecord.yaml', 'allow: [slam]\nrules: { placholder: off }\n');
    assert.deepEqual(await client.marks(uri), ['placeholder: TK']);
    const { diagnostics } = await problem;
    assert.deepEqual(
      diagnostics.map(({ range, message, severity }) => [range.start, message, severity]),
      [[{ line: 1, character: 9 }, 'There is no rule “placholder”. Did you mean “placeholder”?', 1]],
    );
    const withdrawn = client.published.next(({ uri: of }) => of === uriOf('.ontherecord.yaml'));
    await write('.ontherecord.yaml', undefined);
    assert.deepEqual((await withdrawn).diagnostics, []);
    assert.equal((await client.marks(uri)).length, 2);
  });

  it('is checked as it is typed, and what is good of it holds before it is saved', async () => {
    await begin({ '.ontherecord.yaml': 'allow: [slam]\n' });
    const draft = await open();
    const refreshed = client.refreshes.next();
    const house = await client.open(at('.ontherecord.yaml'), 'allow: [slam]\n', 'yaml');
    await refreshed;
    const again = client.refreshes.next();
    const shown = client.published.next(({ uri }) => uri === house);
    await client.replace(house, '[slam]', 'slam');
    await again;
    assert.match(String((await shown).diagnostics[0]?.message), /must be a list/);
    assert.deepEqual(await client.marks(draft), ['placeholder: TK']);
    const mended = client.refreshes.next();
    const clear = client.published.next(({ uri }) => uri === house);
    await client.replace(house, 'slam', '[]');
    await mended;
    assert.deepEqual((await clear).diagnostics, []);
    assert.equal((await client.marks(draft)).length, 2);
    assert.deepEqual((await client.pull(house)).items, []);
  });

  it('is gone with its file, even where the editor still holds it open, and a later one begins anew', async () => {
    await begin({ '.ontherecord.yaml': 'allow: [slam]\n' });
    const draft = await open();
    const opened = client.refreshes.next();
    await client.open(at('.ontherecord.yaml'), 'allow: [slam]\n', 'yaml');
    await opened;
    assert.equal((await client.marks(draft)).length, 1);
    await write('.ontherecord.yaml', undefined);
    assert.equal((await client.marks(draft)).length, 2);
    const changed = client.refreshes.next();
    await client.replace(uriOf('.ontherecord.yaml'), '[slam]', 'slam');
    await changed;
    assert.equal((await client.marks(draft)).length, 2);
    await write('.ontherecord.yaml', 'allow: slam');
    assert.equal((await client.marks(draft)).length, 2);
  });

  it('is completed and explained', async () => {
    await begin();
    const house = await client.open(at('.ontherecord.yaml'), 'rules:\n  placeholder: off\n', 'yaml');
    const textDocument = { uri: house };
    const items: CompletionItem[] = await client.connection.sendRequest('textDocument/completion', { textDocument, position: { line: 1, character: 15 } });
    assert.deepEqual(
      items.map(({ label }) => label),
      ['error', 'warning', 'information', 'hint', 'off'],
    );
    const hover: Hover | null = await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 1, character: 4 } });
    assert.match(JSON.stringify(hover?.contents), /placeholder left in the copy/);
    const draft = await open();
    assert.deepEqual(await client.connection.sendRequest('textDocument/completion', { textDocument: { uri: draft }, position: { line: 0, character: 4 } }), []);
  });

  it('extends nothing outside of a workspace that is not trusted', async () => {
    const outside = folderWith({ 'desk.yaml': 'allow: [slam]\n' });
    const contents = { '.ontherecord.yaml': `extends: ${outside.folder}/desk.yaml\n` };
    await begin(contents, { options: { trusted: false } });
    const problem = client.published.next();
    assert.equal((await client.marks(await open())).length, 2);
    assert.match(String((await problem).diagnostics[0]?.message), /not trusted/);
    await client.stop();
    remove();
    await begin(contents);
    assert.equal((await client.marks(await open())).length, 1);
    outside.remove();
  });

  it('gets words from a quick fix, with the reason, and keeps the rest', async () => {
    await begin({ '.ontherecord.yaml': '# Agreed in May.\nallow:\n  - regime # a name\nstrictness: desk\n' });
    const uri = await open();
    await silence(uri, 'slammed', 'Never mark “slam” (house style)', 'our word');
    assert.equal(readFileSync(at('.ontherecord.yaml'), 'utf8'), '# Agreed in May.\nallow:\n  - regime # a name\n  - slam # our word\nstrictness: desk\n');
    await write('.ontherecord.yaml', readFileSync(at('.ontherecord.yaml'), 'utf8'));
    assert.deepEqual(await client.marks(uri), ['placeholder: TK']);
  });

  it('is made by a quick fix where there is none', async () => {
    await begin();
    const uri = await open();
    await silence(uri, 'TK', 'Turn “placeholder” off in the house style');
    assert.equal(edited[0]?.documentChanges?.length, 2);
    assert.equal(readFileSync(at('.ontherecord.yaml'), 'utf8'), 'rules:\n  placeholder: off\n');
  });

  it('is written by the server for an editor that takes no changes', async () => {
    const { applyEdit: _, ...workspace } = fullCapabilities.workspace ?? {};
    await begin({}, { capabilities: { ...fullCapabilities, workspace } });
    const uri = await open();
    await silence(uri, 'TK', 'Turn “placeholder” off in the house style', 'for now');
    assert.equal(readFileSync(at('.ontherecord.yaml'), 'utf8'), 'rules:\n  placeholder: off # for now\n');
    assert.deepEqual(await client.marks(uri), ['loaded-language: slammed']);
  });

  it('says why it could not be changed', async () => {
    await begin({ '.ontherecord.yaml': 'allow: [\n' });
    await assert.rejects(silence(await open(), 'slammed', 'Never mark “slam” (house style)'), /changed by hand/);
  });

  describe('dismissing one mark', () => {
    const file = '.ontherecord/dismissed.jsonl';
    const twice = `${text}\nThe quay cost TK.\n`;

    it('writes it down, and silences it alone', async () => {
      await begin();
      const uri = await client.open(at('news/a.md'), twice);
      await silence(uri, 'TK last', 'Dismiss this mark only', 'the band’s name');
      assert.deepEqual(JSON.parse(readFileSync(at(file), 'utf8')), {
        draft: 'news/a.md',
        words: 'tk',
        before: 'the bridge cost',
        after: 'last year',
        rule: 'placeholder',
        nth: 1,
        reason: 'the band’s name',
      });
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
      await client.replace(uri, 'The mayor', 'On Friday the mayor');
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed', 'placeholder: TK']);
    });

    it('follows the file, and names lines that it cannot read', async () => {
      await begin({ [file]: '' });
      const uri = await client.open(at('a.md'), text);
      assert.equal((await client.marks(uri)).length, 2);
      const problem = client.published.next(({ uri: of }) => of === uriOf(file));
      await write(file, '<<<<<<< ours\n{"draft":"a.md","rule":"placeholder","words":"tk","before":"the bridge cost","after":"last year"}\n');
      assert.deepEqual(await client.marks(uri), ['loaded-language: slammed']);
      const { diagnostics } = await problem;
      assert.deepEqual(
        diagnostics.map(({ range }) => range.start.line),
        [0],
      );
      await silence(uri, 'slammed', 'Dismiss this mark only');
      assert.deepEqual(await client.marks(uri), []);
      assert.match(readFileSync(at(file), 'utf8'), /^<<<<<<< ours\n\{.*\}\n\{.*\}\n$/);
    });

    it('is refused for a mark that is gone, and for words that are none of ours', async () => {
      await begin();
      const uri = await open();
      const mark = { rule: 'placeholder', sub: 'to-come', start: 0, end: 2 };
      const ask = (argument: unknown) =>
        client.connection.sendRequest('workspace/executeCommand', { command: 'onTheRecord.server.silence', arguments: [argument] });
      await assert.rejects(ask({ uri, mark, how: 'mark' }), /no longer there/);
      for (const argument of [undefined, {}, { uri, mark, how: 'loudly' }, { uri, mark: { rule: 'x' }, how: 'mark' }])
        await assert.rejects(ask(argument), /wants an object/);
    });
  });
});

describe('the house style on the command line', function () {
  this.timeout(30_000);
  before(buildProduct);

  const fast = ['--fast', '--rule', 'unattributed-claim=off', '--rule', 'anonymous-source=off'];
  const { folder, remove } = folderWith({
    '.ontherecord.yaml': 'allow: [slam]\n',
    'outside.md': text,
    'repository/.git/HEAD': '',
    'repository/a.md': text,
    'repository/news/.ontherecord.yaml':
      'extends: ../base.yaml\nrules: { placeholder: warning }\noverrides: [{ files: "old/**", rules: { placeholder: off } }]\n',
    'repository/base.yaml': 'allow: [slam]\n',
    'repository/news/a.md': text,
    'repository/news/old/a.md': text,
    'repository/news/.ontherecord/dismissed.jsonl':
      '{"draft":"d.md","rule":"placeholder","words":"tk","before":"the bridge cost","after":"last year"}\nnonsense\n',
    'repository/.ontherecord/dismissed.jsonl': '{"draft":"news/d.md","rule":"loaded-language","words":"slammed","before":"the mayor","after":"the plan the"}\n',
    'repository/news/d.md': text,
    'broken/.git/HEAD': '',
    'broken/.ontherecord.yaml': 'rules:\n  placeholder: loud\n',
    'broken/a.md': text,
  });
  after(remove);

  const check = (words: readonly string[], input?: string, cwd = folder) => {
    const { out, err, code } = runCommand(['check', '--format', 'json', ...fast, ...words], { cwd, ...(input === undefined ? {} : { input }) });
    const findings: { rule: string; severity: string }[] = JSON.parse(out).drafts.flatMap((draft: { findings: unknown[] }) => draft.findings);
    return { marks: findings.map(({ rule, severity }) => `${rule} ${severity}`), err, code };
  };

  it('is the nearest one above the draft, up to the root of the repository', () => {
    assert.deepEqual(check(['outside.md']).marks, ['placeholder error']);
    assert.deepEqual(check(['repository/a.md']).marks, ['loaded-language information', 'placeholder error']);
    assert.deepEqual(check(['repository/news/a.md']).marks, ['placeholder warning']);
    assert.deepEqual(check(['repository/news/old/a.md']).marks, []);
    assert.deepEqual(check(['-'], text, path.join(folder, 'repository/news')).marks, ['placeholder warning']);
  });

  it('gives way to --rule, and can be left alone', () => {
    assert.deepEqual(check(['--rule', 'placeholder=hint', 'repository/news/old/a.md']).marks, ['placeholder hint']);
    assert.deepEqual(check(['--no-house-style', 'repository/news/a.md']).marks, ['loaded-language information', 'placeholder error']);
  });

  it('knows marks that were dismissed, and names lines that it cannot read', () => {
    const { marks, err } = check(['repository/news/d.md']);
    assert.deepEqual(marks, []);
    assert.match(err, /repository\/news\/\.ontherecord\/dismissed\.jsonl:2: This line is not read: it is not JSON\./);
  });

  it('is named with line and column where it is broken, does not silence anything then, and exits with 2', () => {
    const { marks, err, code } = check(['broken/a.md']);
    assert.deepEqual(marks, ['loaded-language information', 'placeholder error']);
    assert.match(err, /broken\/\.ontherecord\.yaml:2:16: “placeholder” can be error, warning, information, hint or off, not “loud”\./);
    assert.equal(code, 2);
  });

  it('is asked for the words of standard input, line by line', () => {
    const { out } = runCommand(['check', '--stdin-jsonl', ...fast], {
      cwd: path.join(folder, 'repository/news'),
      input: `${JSON.stringify({ id: 1, text })}\n`,
    });
    assert.deepEqual(
      JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule),
      ['placeholder'],
    );
  });
});
