import assert from 'node:assert/strict';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import { createHouseStyles } from '../../../server/src/house/files.js';
import { rules } from '../../../server/src/rules/index.js';
import { memoryFiles, uriIn } from '../../support/memoryFiles.js';

const root = 'file:///work';

/** A workspace with these files, and what is wrong in them by their paths. */
function workspace(contents: Record<string, string>, { trusted = true, open = {} }: { trusted?: boolean; open?: Record<string, string> } = {}) {
  const files = new Map(Object.entries(contents).map(([path, text]) => [uriIn(root, path), text]));
  const opened = new Map(Object.entries(open).map(([path, text]) => [uriIn(root, path), text]));
  const wrong = new Map<string, string[]>();
  const styles = createHouseStyles({
    files: memoryFiles(files),
    rules,
    trusted,
    openText: uri => opened.get(uri),
    report: (uri, text, problems) =>
      wrong.set(
        uri.slice(root.length + 1),
        problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`),
      ),
  });
  return {
    config: (path: string, base = defaultConfig) => styles.configOf(base, uriIn(root, path), root),
    /** Writes a file, or takes it away. */
    write(path: string, text: string | undefined) {
      if (text === undefined) files.delete(uriIn(root, path));
      else files.set(uriIn(root, path), text);
      styles.forget();
    },
    problems: () => Object.fromEntries([...wrong].filter(([, problems]) => problems.length > 0)),
    styles,
  };
}

describe('the house style of a draft', () => {
  it('is the nearest one above it, within the workspace', async () => {
    const { config } = workspace({
      '.ontherecord.yaml': 'strictness: strict\n',
      'opinion/.ontherecord.yaml': 'strictness: relaxed\n',
      '../.ontherecord.yaml': 'rules: { placeholder: off }\n',
    });
    assert.equal((await config('a.md')).strictness, 'strict');
    assert.equal((await config('news/2024/a.md')).strictness, 'strict');
    assert.equal((await config('opinion/x/a.md')).strictness, 'relaxed');
    const { config: bare } = workspace({ '../.ontherecord.yaml': 'strictness: strict\n' });
    assert.equal(await bare('a.md'), defaultConfig);
  });

  it('goes before the editor’s settings, its overrides before it, and a later one before an earlier one', async () => {
    const { config } = workspace({
      '.ontherecord.yaml': [
        'rules: { placeholder: hint, loaded: off }',
        'overrides:',
        '  - { files: "opinion/**", rules: { placeholder: warning, loaded-language: hint } }',
        '  - { files: ["**/letters/*.MD"], rules: { placeholder: error } }',
      ].join('\n'),
    });
    const base = { ...defaultConfig, rules: { placeholder: 'off', 'anonymous-source': 'error' } } as const;
    const severities = async (path: string) => (await config(path, base)).rules;
    const shared = { 'anonymous-source': 'error', 'house-style': 'off' };
    assert.deepEqual(await severities('a.md'), { ...shared, placeholder: 'hint', 'loaded-language': 'off' });
    assert.deepEqual(await severities('opinion/a.md'), { ...shared, placeholder: 'warning', 'loaded-language': 'hint' });
    assert.equal((await severities('opinion/letters/a.md')).placeholder, 'error');
  });

  it('starts from what it extends', async () => {
    const { config, problems } = workspace({
      '.ontherecord.yaml': 'extends: [style/a.yaml, style/b.yaml]\nallow: [own]\nterms: { hike: rise }\n',
      'style/a.yaml': 'extends: ../c.yaml\nstrictness: strict\nallow: [a]\nterms: { Hike: raise, slum: settlement }\n',
      'style/b.yaml': 'extends: ../c.yaml\nstrictness: relaxed\nrules: { placeholder: { options: { words: [B] } } }\n',
      'c.yaml': 'anonymity: { reason: optional }\nstrictness: desk\noverrides: [{ files: news/**, allow: [news] }]\n',
    });
    const { style, strictness } = await config('news/a.md');
    assert.deepEqual(problems(), {});
    assert.equal(strictness, 'relaxed');
    assert.deepEqual(style.allow, ['a', 'own', 'news']);
    assert.deepEqual(style.terms, [
      { term: 'hike', preferred: ['rise'] },
      { term: 'slum', preferred: ['settlement'] },
    ]);
    assert.deepEqual(style.anonymity, { reason: 'optional', namedOutlet: 'unidentified' });
    assert.deepEqual(style.options, { placeholder: { words: ['B'] } });
  });

  it('names what it extends and cannot be found, and what leads back to itself', async () => {
    const missing = workspace({ '.ontherecord.yaml': 'extends: nowhere.yaml\n' });
    await missing.config('a.md');
    assert.deepEqual(missing.problems(), { '.ontherecord.yaml': ['nowhere.yaml: “nowhere.yaml” cannot be read: There is no such file or folder.'] });
    const circle = workspace({ '.ontherecord.yaml': 'extends: a.yaml\nstrictness: strict\n', 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: a.yaml\n' });
    assert.equal((await circle.config('a.md')).strictness, 'strict');
    assert.deepEqual(circle.problems(), { 'b.yaml': ['a.yaml: This leads back to where it began: a.yaml → b.yaml → a.yaml.'] });
  });

  it('reaches outside of the workspace only where that is trusted', async () => {
    const files = { '.ontherecord.yaml': 'extends: ../desk.yaml\nallow: [a]\n', '../desk.yaml': 'strictness: strict\n' };
    assert.equal((await workspace(files).config('a.md')).strictness, 'strict');
    const untrusted = workspace(files, { trusted: false });
    assert.equal(await untrusted.config('a.md').then(({ strictness }) => strictness), 'desk');
    assert.match(untrusted.problems()['.ontherecord.yaml']?.[0] ?? '', /outside of the workspace, which is not trusted/);
    const within = workspace({ '.ontherecord.yaml': 'extends: style/desk.yaml\n', 'style/desk.yaml': 'strictness: strict\n' }, { trusted: false });
    assert.equal((await within.config('a.md')).strictness, 'strict');
  });

  it('holds as it was last good where it is broken now, and is as good as none where it never was', async () => {
    const { config, write, problems } = workspace({ '.ontherecord.yaml': 'allow: [' });
    assert.deepEqual((await config('a.md')).style, defaultConfig.style);
    assert.equal(Object.keys(problems()).length, 1);
    write('.ontherecord.yaml', 'extends: base.yaml\nallow: [good]\n');
    write('base.yaml', 'strictness: strict\n');
    const good = await config('a.md');
    assert.deepEqual(problems(), {});
    assert.deepEqual(good.style.allow, ['good']);
    for (const [path, broken] of [
      ['.ontherecord.yaml', 'allow: [good\n'],
      ['.ontherecord.yaml', 'allow: [good]\nstrictnes: desk\n'],
      ['.ontherecord.yaml', 'extends: nowhere.yaml\n'],
      ['base.yaml', 'strictness: 3\n'],
      ['base.yaml', undefined],
    ] as const) {
      write(path, broken);
      assert.equal(await config('a.md'), good, broken);
      assert.notDeepEqual(problems(), {});
      write('.ontherecord.yaml', 'extends: base.yaml\nallow: [good]\n');
      write('base.yaml', 'strictness: strict\n');
      await config('a.md');
    }
    write('.ontherecord.yaml', undefined);
    assert.equal(await config('a.md'), defaultConfig);
    write('.ontherecord.yaml', 'allow: [');
    assert.deepEqual((await config('a.md')).style, defaultConfig.style);
  });

  it('is what the editor has open, before what is on disk, and nothing where that is gone', async () => {
    const files = { '.ontherecord.yaml': 'strictness: strict\n', 'base.yaml': 'strictness: strict\n' };
    const open = {
      '.ontherecord.yaml': 'extends: base.yaml\nallow: [a]\n',
      'gone/.ontherecord.yaml': 'strictness: strict\n',
      'base.yaml': 'strictness: relaxed\n',
    };
    const { config } = workspace(files, { open });
    for (const path of ['a.md', 'gone/a.md']) {
      const { strictness, style } = await config(path);
      assert.deepEqual([strictness, style.allow], ['relaxed', ['a']]);
    }
  });

  it('is the same object for as long as it says the same', async () => {
    const { config, write } = workspace({ '.ontherecord.yaml': 'allow: [a]\n' });
    const first = await config('a.md');
    assert.equal(await config('b.md'), first);
    write('.ontherecord.yaml', '# changed\nallow: [a]\n');
    assert.equal(await config('a.md'), first);
    write('.ontherecord.yaml', 'allow: [a]\nstrictness: strict\n');
    const second = await config('a.md');
    assert.notEqual(second, first);
    assert.equal(second.style, first.style);
  });
});
