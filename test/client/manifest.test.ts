import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { semanticTokensLegend } from '../../server/src/features/semanticTokens.js';
import { generatedFiles } from '../../server/src/house/generated.js';
import { rules } from '../../server/src/rules/index.js';
import { analyse } from '../support/analysis.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { properties } = manifest.contributes.configuration;

describe('the manifest', () => {
  let listing: Promise<string[]> | undefined;

  /** The files that the package holds; looked up once, since that goes through all folders. */
  function shipped(): Promise<string[]> {
    listing ??= import('@vscode/vsce').then(({ listFiles, PackageManager }) => listFiles({ cwd: process.cwd(), packageManager: PackageManager.None }));
    return listing;
  }

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
    assert.ok((await shipped()).includes('schemas/ontherecord.schema.json'));
  }).timeout(60_000);

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
    assert.equal(properties['onTheRecord.typographicQuotes'].default, defaultConfig.typographicQuotes);
  });

  it('is shipped with a page for every rule', () => {
    for (const { id } of rules) assert.ok(existsSync(`docs/rules/${id}.md`), `docs/rules/${id}.md`);
  });

  it('is shipped with the pages and pictures that the readme links to', async () => {
    const files = await shipped();
    const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const linked = links.filter(target => !/^(?:#|[a-z]+:)/.test(target));
    assert.ok(linked.length > 5);
    assert.deepEqual(
      linked.filter(file => !files.includes(file)),
      [],
    );
  }).timeout(60_000);

  it('draws its pictures in colours that are seen on light and on dark, with words for those who do not see them', () => {
    for (const { steps } of manifest.contributes.walkthroughs) {
      for (const { media } of steps as { media: { svg: string; altText: string } }[]) {
        assert.match(media.altText, /\w+ \w+/);
        const colours = [...readFileSync(media.svg, 'utf8').matchAll(/"#([0-9a-f]{6})"/gu)].map(([, colour = '']) => colour);
        assert.ok(colours.length > 0);
        for (const colour of colours) {
          const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
          const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          assert.ok(luma > 80 && luma < 175, `#${colour} in ${media.svg}`);
        }
      }
    }
  });

  it('names only files that are there', () => {
    const { languages, grammars } = manifest.contributes;
    const files = [
      manifest.icon,
      ...languages.map((each: { configuration: string }) => each.configuration),
      ...grammars.map((each: { path: string }) => each.path),
      ...manifest.contributes.snippets.map((each: { path: string }) => each.path),
      ...manifest.contributes.viewsContainers.activitybar.map((each: { icon: string }) => each.icon),
      ...manifest.contributes.walkthroughs.flatMap(({ steps }: { steps: { media: { svg: string } }[] }) => steps.map(({ media }) => media.svg)),
    ];
    for (const file of files) assert.ok(existsSync(file), file);
  });

  it('leads from views and walkthrough only to commands that there are', () => {
    const { commands, views, viewsWelcome, walkthroughs } = manifest.contributes;
    const known = new Set([
      ...commands.map(({ command }: { command: string }) => command),
      ...views.onTheRecord.map(({ id }: { id: string }) => `${id}.focus`),
      'workbench.action.openSettings',
    ]);
    const texts: string[] = [
      ...viewsWelcome.map(({ contents }: { contents: string }) => contents),
      ...walkthroughs.flatMap(({ steps }: { steps: { description: string }[] }) => steps.map(({ description }) => description)),
    ];
    const links = texts.flatMap(text => [...text.matchAll(/\(command:([\w.]+)/gu)].map(([, command = '']) => command));
    assert.ok(links.length > 5);
    assert.deepEqual(
      links.filter(command => !known.has(command)),
      [],
    );
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

describe('the snippets', () => {
  const snippets: Record<string, { prefix: string[]; body: string; description: string }> = JSON.parse(readFileSync('snippets/draft.json', 'utf8'));

  it('are attributed as soon as their places are filled in, and ask for nothing but what is to be filled in', () => {
    for (const [name, { body, description }] of Object.entries(snippets)) {
      assert.match(description, /\S/, name);
      assert.ok(!/["']/.test(body), `${name} has typographic quotation marks`);
      assert.match(body, /\$0$/, name);
    }
  });

  it('write quotations that the reader understands', () => {
    const filled = (name: string) =>
      (snippets[name]?.body ?? '')
        .replaceAll('${1:Name}', 'Ana Ruiz')
        .replaceAll('${2:Name}', 'Ana Ruiz')
        .replace(/\$\{\d:(.*?)\}|\$0/gu, '$1');
    for (const name of [
      'Quotation, then speaker',
      'Quotation, then speaker with role',
      'Speaker, then quotation',
      'Quotation split round its speaker',
      'Reported speech',
      'Said in a statement',
      'Told a reporter',
    ]) {
      const { reading } = analyse(filled(name), 'draft');
      assert.ok(
        reading.sources.some(source => source.name === 'Ana Ruiz'),
        `${name}: ${filled(name)}`,
      );
    }
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
