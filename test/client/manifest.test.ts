import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { semanticTokensLegend } from '../../server/src/features/semanticTokens.js';
import { generatedFiles } from '../../server/src/house/generated.js';
import { rules } from '../../server/src/rules/index.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { properties } = manifest.contributes.configuration;

describe('the manifest', () => {
  it('has a setting for every rule and for nothing else, with the severity that the rule has by itself', () => {
    const settings: Record<string, { default: string; description: string }> = properties['onTheRecord.rules'].properties;
    assert.deepEqual(
      Object.entries(settings).map(([id, setting]) => [id, setting.default]),
      rules.map(rule => [rule.id, rule.defaultSeverity]),
    );
    for (const [id, { description }] of Object.entries(settings)) assert.match(description, /^\S.*\.$/, id);
  });

  it('has a strictness with the values and the default of the server', () => {
    assert.deepEqual(properties['onTheRecord.strictness'].enum, ['relaxed', 'desk', 'strict']);
    assert.equal(properties['onTheRecord.strictness'].default, defaultConfig.strictness);
  });

  it('and all else that follows the rules is in step with them (npm run generate)', () => {
    for (const [file, generate] of Object.entries(generatedFiles)) {
      const before = readFileSync(file, 'utf8');
      assert.equal(generate(rules, before), before, file);
    }
  });

  it('hands the schema of the house style to editors of YAML, and ships it', async () => {
    const { yamlValidation } = manifest.contributes;
    assert.deepEqual(yamlValidation, [{ fileMatch: '.ontherecord.yaml', url: './schemas/ontherecord.schema.json' }]);
    const { listFiles, PackageManager } = await import('@vscode/vsce');
    assert.ok((await listFiles({ cwd: process.cwd(), packageManager: PackageManager.None })).includes('schemas/ontherecord.schema.json'));
  }).timeout(20_000);

  it('has the files that the server reads by itself', () => {
    assert.deepEqual(properties['onTheRecord.files.include'].default, defaultConfig.files.include);
    assert.deepEqual(properties['onTheRecord.files.exclude'].default, defaultConfig.files.exclude);
  });

  it('has the features of the editor on and off as the server has them', () => {
    const settings = Object.keys(defaultConfig.features).map(name => [name, properties[`onTheRecord.${name}`]?.default]);
    assert.deepEqual(Object.fromEntries(settings), defaultConfig.features);
  });

  it('has the names of the semantic tokens that the server gives', () => {
    const { semanticTokenTypes: types, semanticTokenModifiers: modifiers, semanticTokenScopes } = manifest.contributes;
    const ids = (list: { id: string }[]) => list.map(({ id }) => id);
    assert.deepEqual({ tokenTypes: ids(types), tokenModifiers: ids(modifiers) }, semanticTokensLegend);
    for (const selector of Object.keys(semanticTokenScopes[0].scopes)) {
      const [type = '', ...rest] = selector.split('.');
      assert.ok(ids(types).includes(type) && rest.every(modifier => ids(modifiers).includes(modifier)), selector);
    }
  });

  it('checks drafts when the server would by itself', () => {
    assert.equal(properties['onTheRecord.run'].default, defaultConfig.run);
  });

  it('is shipped with a page for every rule', () => {
    for (const { id } of rules) assert.ok(existsSync(`docs/rules/${id}.md`), `docs/rules/${id}.md`);
  });

  it('is shipped with the pages and pictures that the readme links to', async () => {
    const { listFiles, PackageManager } = await import('@vscode/vsce');
    const shipped = await listFiles({ cwd: process.cwd(), packageManager: PackageManager.None });
    const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const files = links.filter(target => !/^(?:#|[a-z]+:)/.test(target));
    assert.ok(files.length > 5);
    assert.deepEqual(
      files.filter(file => !shipped.includes(file)),
      [],
    );
  }).timeout(20_000);

  it('names only files that are there', () => {
    const { languages, grammars } = manifest.contributes;
    const files = [
      manifest.icon,
      ...languages.map((each: { configuration: string }) => each.configuration),
      ...grammars.map((each: { path: string }) => each.path),
    ];
    for (const file of files) assert.ok(existsSync(file), file);
  });

  it('binds the keys for going from mark to mark apart from those of the editor', () => {
    const taken = ['f8', 'shift+f8', 'alt+f8', 'shift+alt+f8'];
    for (const { key, mac } of manifest.contributes.keybindings) assert.ok(!taken.includes(key) && !taken.includes(mac), key);
  });

  it('starts the extension for its languages and house styles alone', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:draft',
      'onLanguage:markdown',
      'onLanguage:plaintext',
      'onLanguage:html',
      'workspaceContains:**/.ontherecord.yaml',
    ]);
  });
});

describe('a word of a draft, as a double click selects it,', () => {
  const { pattern, flags } = JSON.parse(readFileSync('language-configuration.json', 'utf8')).wordPattern;
  const words = (text: string) => text.match(new RegExp(pattern, `${flags}g`));

  it('keeps apostrophes and hyphens between its letters', () => {
    assert.deepEqual(words("O’Hara’s well-known “co-author” didn't — ever."), ['O’Hara’s', 'well-known', 'co-author', "didn't", 'ever']);
  });

  it('may have any letters, marks and digits', () => {
    assert.deepEqual(words('Erdoğan, Zażółć, İzmir, Müller, 東京 in 2025'), ['Erdoğan', 'Zażółć', 'İzmir', 'Müller', '東京', 'in', '2025']);
  });

  it('leaves out quotation marks, brackets and emphasis', () => {
    assert.deepEqual(words("‘the boys’ *said* [TK] _now_, 'tis"), ['the', 'boys', 'said', 'TK', 'now', 'tis']);
  });
});
