import assert from 'node:assert/strict';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import { createFileFilter } from '../../../server/src/config/files.js';
import type { FileAccess, FolderEntry } from '../../../server/src/files/access.js';
import { languageOfDocument, languageOfPath } from '../../../server/src/files/languages.js';
import { decode, unreadable } from '../../../server/src/files/text.js';
import { walk } from '../../../server/src/files/walk.js';

const root = 'file:///w';

/** Files in memory, by their paths below `root`. */
function memory(paths: readonly string[]): FileAccess & { listed: string[] } {
  const uris = paths.map(path => `${root}/${path}`);
  const listed: string[] = [];
  return {
    listed,
    async list(folder) {
      listed.push(folder);
      const entries = new Map<string, FolderEntry>();
      for (const uri of uris) {
        if (!uri.startsWith(`${folder}/`)) continue;
        const [name = '', ...rest] = uri.slice(folder.length + 1).split('/');
        entries.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' });
      }
      return entries.size > 0 ? [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) : undefined;
    },
    async exists(uri) {
      return uris.includes(uri);
    },
    async read() {
      return new Uint8Array();
    },
  };
}

async function found(paths: readonly string[], include = defaultConfig.files.include): Promise<string[]> {
  const drafts: string[] = [];
  for await (const { path } of walk(root, createFileFilter({ ...defaultConfig.files, include }), memory(paths))) drafts.push(path);
  return drafts;
}

describe('a walk through a folder', () => {
  it('finds the drafts, folder by folder', async () => {
    assert.deepEqual(await found(['b.md', 'a.draft', 'x/c.txt', 'x/y/d.story', 'README.md', 'e.html']), ['a.draft', 'b.md', 'x/c.txt', 'x/y/d.story']);
  });

  it('does not open folders that are excluded', async () => {
    const files = memory(['a.md', 'node_modules/b/c.md', '.git/d.md']);
    for await (const _ of walk(root, createFileFilter(defaultConfig.files), files));
    assert.deepEqual(files.listed, [root]);
  });

  it('leaves out the docs of code projects, wherever they are in the workspace', async () => {
    assert.deepEqual(await found(['package.json', 'docs/a.md', 'stories/b.md', 'stories/docs/c.md']), ['stories/b.md']);
    assert.deepEqual(await found(['lib/go.mod', 'lib/docs/a.md', 'docs/b.md']), ['docs/b.md']);
  });

  it('reads a newsroom’s folder of that name', async () => {
    assert.deepEqual(await found(['docs/a.md', 'docs/leaks/b.txt']), ['docs/a.md', 'docs/leaks/b.txt']);
  });

  it('reads the docs of a code project where a pattern names them', async () => {
    assert.deepEqual(await found(['package.json', 'docs/a.md'], ['docs/**/*.md']), ['docs/a.md']);
  });

  it('ends when it is cancelled', async () => {
    const drafts: string[] = [];
    for await (const { path } of walk(root, createFileFilter(defaultConfig.files), memory(['a.md', 'b.md', 'c.md']), () => drafts.length >= 2))
      drafts.push(path);
    assert.deepEqual(drafts, ['a.md', 'b.md']);
  });
});

describe('the language', () => {
  it('of a file is told by its name', () => {
    assert.deepEqual(['a.draft', 'a.STORY', 'a.md', 'a.markdown', 'a.html', 'a.htm', 'a.txt', 'a', 'x.md/a'].map(languageOfPath), [
      ...['draft', 'draft', 'markdown', 'markdown', 'html', 'html', 'plaintext', 'plaintext', 'plaintext'],
    ]);
  });

  it('of a document is told by its editor, and by its name where the editor does not know drafts', () => {
    assert.equal(languageOfDocument('markdown', '/a.txt'), 'markdown');
    assert.equal(languageOfDocument('plaintext', '/a.draft'), 'draft');
    assert.equal(languageOfDocument('text', '/a.txt'), 'plaintext');
    assert.equal(languageOfDocument('typescript', '/a.ts'), undefined);
  });
});

describe('the bytes of a file', () => {
  const text = (bytes: Uint8Array) => {
    const decoded = decode(bytes);
    return 'text' in decoded ? decoded.text : decoded.reason;
  };

  it('are read as UTF-8, UTF-16 with its mark, else Windows-1252', () => {
    assert.equal(text(Buffer.from('“é”', 'utf8')), '“é”');
    assert.equal(text(Buffer.from('\uFEFFhé', 'utf16le')), 'hé');
    assert.equal(text(Uint8Array.of(0x93, 0x68, 0xe9, 0x94)), '“hé”');
  });

  it('keep the byte order mark of UTF-8, so that offsets agree with other readers', () => {
    assert.equal(text(Buffer.from('\uFEFFx', 'utf8')), '\uFEFFx');
  });

  it('are told from binary data', () => {
    assert.equal(text(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1)), 'binary');
    assert.equal(text(new Uint8Array(6_000_000).fill(65)), 'too large');
    assert.equal(unreadable('\uFFFD\u0001\u0002\uFFFDabc')?.reason, 'binary');
    assert.equal(unreadable('A draft with one odd \uFFFD character in a long enough line of words.'), undefined);
    assert.equal(unreadable(''), undefined);
  });
});
