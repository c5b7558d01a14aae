import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { URI } from 'vscode-uri';
import { type DismissedEntry, dismissedPath, readDismissed, withDismissed } from '../../../server/src/dismissed/file.js';
import { createDismissedStore, dismissedUri } from '../../../server/src/dismissed/store.js';
import { nodeFiles } from '../../../server/src/files/access.node.js';
import { updateFile } from '../../../server/src/files/update.node.js';
import { memoryFiles } from '../../support/memoryFiles.js';
import { folderWith } from '../../support/product.js';

const word = fc.oneof(fc.constantFrom('slammed', 'TK', 'regime', ''), fc.string({ maxLength: 6 }));
const entry: fc.Arbitrary<DismissedEntry> = fc
  .record(
    {
      draft: fc.constantFrom('a.md', 'b/c.draft', 'é.md'),
      rule: fc.constantFrom('placeholder', 'loaded-language'),
      words: word,
      before: word,
      after: word,
      nth: fc.integer({ min: 1, max: 9 }),
      reason: word,
    },
    { requiredKeys: ['draft', 'rule', 'words', 'before', 'after', 'nth'] },
  )
  .map(raw => raw as DismissedEntry);

const fileOf = (entries: readonly DismissedEntry[], text = '') => entries.reduce(withDismissed, text);
const keys = (entries: readonly DismissedEntry[]) => [...new Set(entries.map(each => JSON.stringify(each, Object.keys(each).sort())))].sort();
const lines = (text: string) => text.split('\n').filter(Boolean);

describe('the file of dismissed marks', () => {
  it('holds what was put in, one line each, in order, whatever the order in which it came', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.func(fc.integer()), (entries, order) => {
        const text = fileOf(entries);
        const { entries: read, unreadable } = readDismissed(text);
        assert.deepEqual(unreadable, []);
        assert.deepEqual(keys(read), keys(entries));
        assert.deepEqual(
          lines(text),
          [...lines(text)].sort((a, b) => (a < b ? -1 : 1)),
        );
        assert.equal(fileOf([...entries].sort((a, b) => order(a) - order(b))), text);
        assert.ok(text === '' || text.endsWith('\n'));
      }),
    );
  });

  it('merges by lines: what one side and the other added is all there, and any mix of their lines can be read', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), fc.array(entry, { maxLength: 6 }), fc.array(entry, { maxLength: 6 }), (before, ours, theirs) => {
        const base = fileOf(before);
        const merged = [...new Set([...lines(fileOf(ours, base)), ...lines(fileOf(theirs, base))])]
          .sort((a, b) => (a < b ? -1 : 1))
          .map(line => `${line}\n`)
          .join('');
        assert.deepEqual(keys(readDismissed(merged).entries), keys([...before, ...ours, ...theirs]));
        // Where nothing is out of place, adding leaves every other line as it is.
        assert.equal(fileOf([...before, ...ours, ...theirs]), merged);
      }),
    );
  });

  it('keeps lines that it cannot read, and says which they are', () => {
    const text =
      '<<<<<<< ours\n{"draft":"a.md","rule":"r","words":"x"}\n=======\nnonsense\n{"draft":3}\n[]\n{"draft":"a","rule":"r","words":"x","nth":0}\n>>>>>>> theirs\n';
    const { entries, unreadable } = readDismissed(text);
    assert.deepEqual(entries, [{ draft: 'a.md', rule: 'r', words: 'x', before: '', after: '', nth: 1 }]);
    assert.deepEqual(
      unreadable.map(({ line }) => line),
      [1, 3, 4, 5, 6, 7, 8],
    );
    assert.match(unreadable[0]?.message ?? '', /merge that was not finished/);
    const after = withDismissed(text, { draft: 'b.md', rule: 'r', words: 'y', before: '', after: '', nth: 1 });
    for (const line of lines(text)) assert.ok(lines(after).includes(line), line);
    assert.equal(lines(after).length, lines(text).length + 1);
    assert.deepEqual(lines(after).slice(0, 2), ['<<<<<<< ours', '=======']);
  });

  it('is read whatever is in it, and loses no line when one is added', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ maxLength: 20 }),
            entry.map(each => JSON.stringify(each)),
          ),
          { maxLength: 8 },
        ),
        entry,
        (parts, added) => {
          const text = parts.join('\n');
          const after = withDismissed(text, added);
          for (const line of text.split(/\r\n|\n|\r/).filter(each => each.trim() !== '' && !each.startsWith('\uFEFF')))
            assert.ok(after.split('\n').includes(line), line);
          assert.ok(keys(readDismissed(after).entries).includes(keys([added])[0] ?? ''));
        },
      ),
    );
  });

  it('is merged by git where two branches have added to it', function () {
    this.timeout(20_000);
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
    const at = (draft: string, words: string): DismissedEntry => ({ draft, rule: 'placeholder', words, before: 'a', after: 'b', nth: 1 });
    const base = fileOf([at('b.md', 'one'), at('m.md', 'two'), at('x.md', 'three')]);
    const { folder, remove } = folderWith({ 'dismissed.jsonl': base });
    try {
      const git = (...words: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false', ...words], { cwd: folder, stdio: 'pipe' });
      git('init', '-q', '-b', 'ours');
      git('add', '.');
      git('commit', '-qm', 'base');
      git('checkout', '-qb', 'theirs');
      writeFileSync(path.join(folder, 'dismissed.jsonl'), fileOf([at('y.md', 'theirs')], base));
      git('commit', '-qam', 'theirs');
      git('checkout', '-q', 'ours');
      writeFileSync(path.join(folder, 'dismissed.jsonl'), fileOf([at('a.md', 'ours'), at('k.md', 'ours')], base));
      git('commit', '-qam', 'ours');
      git('merge', '-q', '--no-edit', 'theirs');
      const { entries, unreadable } = readDismissed(readFileSync(path.join(folder, 'dismissed.jsonl'), 'utf8'));
      assert.deepEqual(unreadable, []);
      assert.deepEqual(
        entries.map(({ draft }) => draft),
        ['a.md', 'b.md', 'k.md', 'm.md', 'x.md', 'y.md'],
      );
    } finally {
      remove();
    }
  });
});

describe('the store of dismissed marks', () => {
  const folder = 'file:///work';
  const one: DismissedEntry = { draft: 'a.md', rule: 'placeholder', words: 'tk', before: 'cost', after: '', nth: 1, reason: 'the band’s name' };

  it('gives a draft its own, and what was written down a moment ago', async () => {
    const files = new Map<string, string>();
    const reported: unknown[] = [];
    const store = createDismissedStore(memoryFiles(files), (_, problems) => reported.push(problems));
    assert.deepEqual(await store.of(folder, 'a.md'), []);
    await store.add(folder, one);
    const { draft: _, reason: __, ...mark } = one;
    assert.deepEqual(await store.of(folder, 'a.md'), [mark]);
    assert.deepEqual(await store.of(folder, 'b.md'), []);
    assert.deepEqual(reported, [[], []]);
  });

  it('sees what others have written once it is told, and loses none of it', async () => {
    const files = new Map<string, string>();
    const store = createDismissedStore(memoryFiles(files), () => {});
    await store.of(folder, 'a.md');
    files.set(dismissedUri(folder), withDismissed('', { ...one, draft: 'b.md' }));
    await store.add(folder, one);
    assert.equal((await store.of(folder, 'b.md')).length, 1);
    assert.equal((await store.of(folder, 'a.md')).length, 1);
  });

  it('says where it cannot write', async () => {
    const { update: _, ...readOnly } = memoryFiles(new Map());
    await assert.rejects(createDismissedStore(readOnly, () => {}).add(folder, one), /cannot be written/);
  });
});

describe('updating a file', function () {
  this.timeout(20_000);
  const append = (line: string) => (bytes: Uint8Array | undefined) => new TextEncoder().encode(`${bytes ? new TextDecoder().decode(bytes) : ''}${line}\n`);

  it('loses nothing where many do it at once, and leaves nothing else behind', async () => {
    const { folder, remove } = folderWith({});
    const file = path.join(folder, dismissedPath);
    await Promise.all(Array.from({ length: 20 }, (_, i) => updateFile(file, 1 << 20, append(`line ${i}`))));
    assert.deepEqual(lines(readFileSync(file, 'utf8')).sort(), Array.from({ length: 20 }, (_, i) => `line ${i}`).sort());
    assert.deepEqual(readdirSync(path.dirname(file)), ['dismissed.jsonl']);
    remove();
  });

  it('asks again where somebody has written meanwhile', async () => {
    const { folder, remove } = folderWith({ a: 'one\n' });
    const file = path.join(folder, 'a');
    let asked = 0;
    await updateFile(file, 1 << 20, bytes => {
      if (asked++ === 0) writeFileSync(file, 'one\ntheirs\n');
      return append('ours')(bytes);
    });
    assert.equal(asked, 2);
    assert.equal(readFileSync(file, 'utf8'), 'one\ntheirs\nours\n');
    remove();
  });

  it('takes over the lock of a program that has died', async () => {
    const { folder, remove } = folderWith({ 'a.lock': 'dead' });
    const { utimesSync } = await import('node:fs');
    utimesSync(path.join(folder, 'a.lock'), new Date(0), new Date(0));
    await updateFile(path.join(folder, 'a'), 1 << 20, append('ours'));
    assert.deepEqual(readdirSync(folder), ['a']);
    remove();
  });

  it('leaves the file alone where making its new contents fails', async () => {
    const { folder, remove } = folderWith({ a: 'one\n' });
    const failing = () => {
      throw new Error('no');
    };
    await assert.rejects(updateFile(path.join(folder, 'a'), 1 << 20, failing), /no/);
    assert.deepEqual(readdirSync(folder), ['a']);
    assert.equal(readFileSync(path.join(folder, 'a'), 'utf8'), 'one\n');
    remove();
  });

  it('is part of the access to files on disk, by URI', async () => {
    const { folder, remove } = folderWith({});
    await nodeFiles.update?.(URI.file(path.join(folder, 'x/a')).toString(), 1 << 20, append('ours'));
    assert.equal(readFileSync(path.join(folder, 'x/a'), 'utf8'), 'ours\n');
    await assert.rejects(async () => nodeFiles.update?.('vscode-vfs://x/a', 1, append('')), /disk/);
    remove();
  });
});
