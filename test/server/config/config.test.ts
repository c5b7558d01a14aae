import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import { createFileFilter, docsOwners } from '../../../server/src/config/files.js';
import { readConfig } from '../../../server/src/config/read.js';

const ruleIds = ['loaded-language', 'placeholder'];

describe('the settings', () => {
  it('have the defaults of the manifest', () => {
    const { properties } = JSON.parse(readFileSync('package.json', 'utf8')).contributes.configuration;
    assert.deepEqual(properties['onTheRecord.files.include'].default, defaultConfig.files.include);
    assert.deepEqual(properties['onTheRecord.files.exclude'].default, defaultConfig.files.exclude);
    assert.deepEqual(properties['onTheRecord.rules'].default, defaultConfig.rules);
  });

  it('are the defaults where nothing is set', () => {
    for (const raw of [undefined, null, {}, { rules: null, files: null }, { trace: { server: 'verbose' } }])
      assert.deepEqual(readConfig(raw, ruleIds), { config: defaultConfig, problems: [] });
  });

  it('are taken from what an editor answers, and from a settings file with dotted names', () => {
    const expected = { ...defaultConfig, rules: { placeholder: 'off' }, files: { include: ['**/*.html'], exclude: defaultConfig.files.exclude } };
    assert.deepEqual(readConfig({ rules: { placeholder: 'off' }, files: { include: ['**/*.html'] } }, ruleIds).config, expected);
    const dotted = readConfig({ 'editor.tabSize': 2, 'onTheRecord.rules': { placeholder: 'off' }, 'onTheRecord.files.include': ['**/*.html'] }, ruleIds);
    assert.deepEqual(dotted, { config: expected, problems: [] });
  });

  it('name what is wrong and keep the rest', () => {
    const { config, problems } = readConfig(
      { rules: { placeholder: 'loud', 'no-such-rule': 'off', 'loaded-language': 'hint' }, files: { include: 'x', exclude: [3, '**/a/**'] }, more: 1 },
      ruleIds,
    );
    assert.deepEqual(config, {
      ...defaultConfig,
      rules: { 'loaded-language': 'hint' },
      secondReading: 'on',
      features: defaultConfig.features,
      run: 'onType',
      files: { include: defaultConfig.files.include, exclude: ['**/a/**'] },
    });
    assert.equal(problems.length, 5);
    for (const part of ['loud', 'no-such-rule', 'files.include', '3', 'more'])
      assert.ok(
        problems.some(problem => problem.includes(part)),
        part,
      );
  });

  it('say how strict to be', () => {
    assert.equal(readConfig({ strictness: 'relaxed' }, ruleIds).config.strictness, 'relaxed');
    assert.equal(readConfig({ 'onTheRecord.strictness': 'strict' }, ruleIds).config.strictness, 'strict');
    const { config, problems } = readConfig({ strictness: 'harsh' }, ruleIds);
    assert.equal(config.strictness, 'desk');
    assert.deepEqual(problems, ['The setting strictness can be relaxed, desk, strict, not “harsh”.']);
  });

  it('turn the second reading on and off', () => {
    assert.equal(readConfig({ secondReading: 'off' }, ruleIds).config.secondReading, 'off');
    assert.equal(readConfig({ 'onTheRecord.secondReading': 'off' }, ruleIds).config.secondReading, 'off');
    const { config, problems } = readConfig({ secondReading: false }, ruleIds);
    assert.equal(config.secondReading, 'on');
    assert.deepEqual(problems, ['The setting secondReading can be on or off, not false.']);
  });

  it('turn features of the editor on and off', () => {
    assert.deepEqual(readConfig({ semanticTokens: true, codeLens: false }, ruleIds), {
      config: { ...defaultConfig, features: { codeLens: false, inlayHints: false, semanticTokens: true } },
      problems: [],
    });
    assert.deepEqual(readConfig({ 'onTheRecord.inlayHints': 'on' }, ruleIds), {
      config: defaultConfig,
      problems: ['The setting inlayHints can be true or false, not “on”.'],
    });
  });

  it('say when drafts are checked', () => {
    assert.equal(readConfig({ run: 'onSave' }, ruleIds).config.run, 'onSave');
    assert.deepEqual(readConfig({ run: 'never' }, ruleIds).problems, ['The setting run can be onType, onSave or manual, not “never”.']);
  });

  it('survive anything', () => {
    for (const raw of [1, 'x', [], true, { rules: [] }, { files: 3 }, { files: { include: {} } }]) {
      assert.deepEqual(readConfig(raw, ruleIds).config, defaultConfig);
      assert.equal(readConfig(raw, ruleIds).problems.length, 1);
    }
  });
});

describe('the file filter', () => {
  const filter = createFileFilter(defaultConfig.files);
  const reads = (path: string) => filter.refusal(path) === undefined;

  it('reads drafts and texts in any folder and letter case', () => {
    for (const path of ['a.draft', 'x/y/b.story', 'c.md', 'D.MD', 'e.markdown', 'f.txt', 'readme-of-a-scandal.md', 'contributing editor.txt'])
      assert.ok(reads(path), path);
  });

  it('leaves alone what is not a draft', () => {
    const paths = [
      'README.md',
      'x/readme.txt',
      'README',
      'LICENSE.md',
      'Changelog.md',
      'code_of_conduct.md',
      'CONTRIBUTING.md',
      'node_modules/a/b.md',
      'x/node_modules/b.md',
      '.git/x.md',
      '.github/a.md',
      'a.html',
      'a.ts',
    ];
    for (const path of paths) assert.ok(!reads(path), path);
  });

  it('says which setting keeps a file out', () => {
    assert.equal(filter.refusal('a.html'), 'files.include');
    assert.equal(filter.refusal('README.md'), 'files.exclude');
  });

  it('reads HTML where it is added, and hidden folders where they are named', () => {
    const wider = createFileFilter({ include: ['**/*.html', '.drafts/**'], exclude: [] });
    assert.equal(wider.refusal('a/b.html'), undefined);
    assert.equal(wider.refusal('.drafts/a.md'), undefined);
    assert.equal(wider.prunes('.drafts'), false);
  });

  it('reads a file outside of any folder even where its folders are hidden', () => {
    assert.equal(filter.refusalOutside('home/ann/.notes/a.md'), undefined);
    assert.equal(filter.refusalOutside('home/ann/README.md'), 'files.exclude');
  });

  it('does not look into folders that hold nothing to read', () => {
    assert.ok(filter.prunes('x/node_modules') && filter.prunes('.git') && filter.prunes('x/.cache'));
    assert.ok(!filter.prunes('README-drafts') && !filter.prunes('drafts'));
  });

  it('ignores patterns that are none', () => {
    assert.equal(createFileFilter({ include: ['', '**/*.md'], exclude: [''] }).refusal('a.md'), undefined);
  });
});

describe('a folder named docs', () => {
  it('belongs to the folders above it, nearest first', () => {
    assert.deepEqual(docsOwners('a/b/docs/c/d.md'), ['a/b', 'a', '']);
    assert.deepEqual(docsOwners('Docs/d.md'), ['']);
    assert.deepEqual(docsOwners('a/docs.md'), []);
  });
});
