import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyserFactory } from '../../../server/src/analysis.js';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { Config } from '../../../server/src/config/types.js';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { createEnglish } from '../../../server/src/english/index.js';
import type { Silencing } from '../../../server/src/features/types.js';
import { rules } from '../../../server/src/rules/index.js';
import { createLanguageService, plainClient } from '../../../server/src/service.js';
import { applied } from '../../support/edits.js';

const config: Config = {
  ...defaultConfig,
  rules: Object.fromEntries(rules.filter(({ id }) => id !== 'placeholder' && id !== 'loaded-language').map(({ id }) => [id, 'off' as const])),
};

describe('the ways to silence a mark', () => {
  const createAnalyser = createAnalyserFactory(createEnglish({}));
  const client = { ...plainClient, turnRuleOffCommand: 'turn.off', reasonCommand: 'ask.why' };
  const service = createLanguageService({ createAnalyser, rules, client, rulePage: () => undefined });
  const everywhere: Silencing = { mark: true, house: true };
  let count = 0;

  function open(text: string, silencing?: Silencing, language: DraftLanguage = 'markdown', own = config) {
    const document = TextDocument.create(`file:///${count++}`, language, 1, text);
    const draft = { document, language, config: own, ...(silencing ? { silencing } : {}) };
    const { items } = service.diagnostics(draft);
    const actions = (index: number) => {
      const item = items[index];
      assert.ok(item, 'something is marked');
      return service.codeActions(draft, item.range, { diagnostics: [] });
    };
    return { draft, document, items, actions, titles: (index: number) => actions(index).map(({ title }) => title) };
  }

  const marked = (text: string, language: DraftLanguage = 'markdown') => {
    const { document, items } = open(text, undefined, language);
    return items.map(({ range }) => document.getText(range));
  };

  it('are offered from the narrowest to the widest', () => {
    const { titles } = open('It cost TK.\n', everywhere);
    assert.deepEqual(titles(0), [
      'Dismiss this mark only',
      'Dismiss here',
      'Dismiss in the whole draft',
      'Turn “placeholder” off in the house style',
      'Turn the rule “placeholder” off',
      'Dismiss with a reason…',
    ]);
  });

  it('are those that the place has', () => {
    assert.deepEqual(open('It cost TK.\n').titles(0), [
      'Dismiss here',
      'Dismiss in the whole draft',
      'Turn the rule “placeholder” off',
      'Dismiss with a reason…',
    ]);
    const head = open('---\nheadline: The TK bridge\n---\n\nText.\n', undefined, 'draft');
    assert.deepEqual(head.titles(0), ['Dismiss in the whole draft', 'Turn the rule “placeholder” off', 'Dismiss with a reason…']);
  });

  it('allow a word in its dictionary form, and no sentence', () => {
    assert.ok(open('The mayor slammed it.\n', everywhere).titles(0).includes('Never mark “slam” (house style)'));
    assert.ok(open('Regimes fell.\n', everywhere).titles(0).includes('Never mark “regime” (house style)'));
    assert.ok(
      !open('Then [insert the mayor’s long reply here].\n', everywhere)
        .titles(0)
        .some(title => title.startsWith('Never mark')),
    );
  });

  it('name the mark to whoever does what is no edit of the draft', () => {
    const { actions, draft } = open('It cost TK.\n', everywhere);
    const mark = { rule: 'placeholder', sub: 'to-come', start: 8, end: 10 };
    const commands = actions(0).flatMap(({ command }) => (command ? [command] : []));
    assert.deepEqual(
      commands.map(({ command, arguments: [argument] = [] }) => [command, argument]),
      [
        ...(['mark', 'off'] as const).map(how => ['onTheRecord.server.silence', { uri: draft.document.uri, mark, how }]),
        ['turn.off', 'placeholder'],
        [
          'ask.why',
          {
            uri: draft.document.uri,
            mark,
            ways: [
              { how: 'mark', title: 'Dismiss this mark only' },
              { how: 'here', title: 'Dismiss here' },
              { how: 'draft', title: 'Dismiss in the whole draft' },
              { how: 'off', title: 'Turn “placeholder” off in the house style' },
            ],
          },
        ],
      ],
    );
    const parts = service.silencing(draft, mark);
    assert.deepEqual(parts?.dismissed(), { rule: 'placeholder', words: 'tk', before: 'it cost', after: '', nth: 1 });
    assert.equal(parts?.term(), undefined);
    assert.equal(service.silencing(draft, { ...mark, start: 0 }), undefined);
  });

  const layouts: Record<string, { language?: DraftLanguage; text: string; after: string }> = {
    'a draft': { text: 'It cost TK.\n\nOr TK.\n', after: '<!-- on-the-record-disable-file placeholder -->\nIt cost TK.\n\nOr TK.\n' },
    'a draft with a headline': { text: '# TK\n\nOr TK.\n', after: '<!-- on-the-record-disable-file placeholder -->\n# TK\n\nOr TK.\n' },
    'a draft with front matter': {
      language: 'draft',
      text: '---\nheadline: The TK bridge\n---\n\nOr TK.\n',
      after: '---\nheadline: The TK bridge\n---\n<!-- on-the-record-disable-file placeholder -->\n\nOr TK.\n',
    },
    'a draft with a byte order mark': { text: '\uFEFFIt cost TK.', after: '\uFEFF<!-- on-the-record-disable-file placeholder -->\nIt cost TK.' },
    'a draft of another system': { text: 'It cost TK.\r\n', after: '<!-- on-the-record-disable-file placeholder -->\r\nIt cost TK.\r\n' },
    'plain text': { language: 'plaintext', text: 'It cost TK.\n', after: '<!-- on-the-record-disable-file placeholder -->\nIt cost TK.\n' },
    HTML: { language: 'html', text: '<p>It cost TK.</p>\n', after: '<!-- on-the-record-disable-file placeholder -->\n<p>It cost TK.</p>\n' },
    'a draft that has such a comment': {
      text: '<!-- on-the-record-disable-file house-style -- ours -->\nIt cost TK.\n',
      after: '<!-- on-the-record-disable-file house-style placeholder -- ours -->\nIt cost TK.\n',
    },
  };
  for (const [name, { text, language = 'markdown', after }] of Object.entries(layouts)) {
    it(`silence a rule in the whole of ${name}`, () => {
      const { actions, document } = open(text, undefined, language);
      const result = applied(
        actions(0).find(({ title }) => title === 'Dismiss in the whole draft'),
        document,
      );
      assert.equal(result, after);
      assert.deepEqual(marked(result, language), []);
    });
  }

  it('write the reason into the comment, whatever is in it', () => {
    const { draft } = open('It cost TK.\n');
    const mark = { rule: 'placeholder', sub: 'to-come', start: 8, end: 10 };
    const with_ = (how: 'here' | 'draft', reason: string) => {
      const edit = service.silencing(draft, mark)?.edit(how, reason);
      return applied({ title: '', ...(edit ? { edit } : {}) }, draft.document);
    };
    assert.equal(with_('here', 'the band’s name'), '<!-- on-the-record-disable-next-line placeholder -- the band’s name -->\nIt cost TK.\n');
    assert.equal(with_('draft', 'ours'), '<!-- on-the-record-disable-file placeholder -- ours -->\nIt cost TK.\n');
    for (const reason of ['a --> b', 'a\nb', '-- on-the-record-enable', '--->', ' ']) assert.deepEqual(marked(with_('here', reason)), [], reason);
  });

  it('keep the reasons of two rules apart', () => {
    const text = '<!-- on-the-record-disable-next-line house-style -- ours -->\nIt cost TK.\n';
    const { draft } = open(text);
    const start = text.indexOf('TK');
    const edit = service.silencing(draft, { rule: 'placeholder', sub: 'to-come', start, end: start + 2 })?.edit('here', 'the band');
    const result = applied({ title: '', ...(edit ? { edit } : {}) }, draft.document);
    assert.ok(result.includes('house-style -- ours') && result.includes('placeholder -- the band'), result);
    assert.deepEqual(marked(result), []);
  });
});
