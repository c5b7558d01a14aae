import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyserFactory } from '../../../server/src/analysis.js';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { createEnglish } from '../../../server/src/english/index.js';
import { rules } from '../../../server/src/rules/index.js';
import { createLanguageService, plainClient } from '../../../server/src/service.js';
import { applied } from '../../support/edits.js';

/** Settings under which only placeholders are marked. */
const config = { ...defaultConfig, rules: Object.fromEntries(rules.filter(({ id }) => id !== 'placeholder').map(({ id }) => [id, 'off' as const])) };

describe('dismissing a mark of a real draft', () => {
  const createAnalyser = createAnalyserFactory(createEnglish({}));
  const service = createLanguageService({ createAnalyser, rules, client: plainClient, rulePage: () => undefined });
  let count = 0;

  const marks = (text: string, language: DraftLanguage) => {
    const document = TextDocument.create(`file:///${count++}`, language, 1, text);
    const draft = { document, language, config };
    return { draft, items: service.diagnostics(draft).items, words: service.diagnostics(draft).items.map(({ range }) => document.getText(range)) };
  };

  const layouts: Record<string, { language?: DraftLanguage; text: string }> = {
    'a paragraph': { text: 'The bridge cost TK1.\n\nThe quay cost TK.\n' },
    'the first line of a paragraph': { text: 'The bridge cost TK,\nwhich is a lot.\n' },
    'a later line of a paragraph': { text: 'The bridge cost a lot,\nnamely TK, of which\nhalf is paid.\n' },
    'a list': { text: '- One thing.\n- The bridge cost TK.\n- Another.\n' },
    'a numbered list': { text: '1. One thing.\n2. The bridge cost TK.\n' },
    'a list below a list': { text: '- One thing.\n  - The bridge cost TK.\n' },
    'a block quotation': { text: 'He wrote:\n\n> The bridge cost TK.\n' },
    'a heading': { text: '# News\n\n## The TK bridge\n\nText.\n' },
    'a table': { text: 'Costs:\n\n| what | cost |\n| --- | --- |\n| bridge | TK |\n| quay | little |\n\nAfter.\n' },
    'the first line of a file': { text: 'The bridge cost TK.' },
    'a file of another system': { text: 'One.\r\n\r\nThe bridge cost TK.\r\n' },
    'the front matter': { language: 'draft', text: '---\nheadline: The TK bridge\n---\n\nText.\n' },
    'the body below front matter': { language: 'draft', text: '---\nheadline: The bridge\n---\nThe bridge cost TK.\n' },
    'plain text': { language: 'plaintext', text: 'One.\n\nThe bridge cost TK.\n' },
    'a later line of plain text': { language: 'plaintext', text: 'The bridge cost a lot,\nnamely TK, of which\nhalf is paid.\n' },
    HTML: { language: 'html', text: '<h1>News</h1>\n<p>The bridge cost TK.</p>\n' },
    'a later line of HTML': { language: 'html', text: '<p>The bridge cost a lot,\nnamely TK, of which\nhalf is paid.</p>\n' },
  };

  for (const [name, { text, language = 'markdown' }] of Object.entries(layouts)) {
    it(`silences the mark in ${name}, and reads the rest as before`, () => {
      const { draft, items } = marks(text, language);
      const mark = items.at(-1);
      assert.ok(mark, 'something is marked');
      const action = service.codeActions(draft, mark.range, { diagnostics: [] }).find(({ title }) => title.startsWith('Dismiss'));
      const after = applied(action, draft.document);
      assert.equal(marks(after, language).items.length, items.length - 1, after);
      const words = (of: string) =>
        createAnalyser()
          .analyse(of, language, config)
          .reading.blocks.map(({ block }) => [block.kind, block.view.text]);
      assert.deepEqual(words(after), words(text), after);
    });
  }

  it('names how far it reaches', () => {
    const title = (text: string, language: DraftLanguage = 'markdown') => {
      const { draft, items } = marks(text, language);
      const mark = items.at(-1);
      assert.ok(mark, 'something is marked');
      return service
        .codeActions(draft, mark.range, { diagnostics: [] })
        .map(action => action.title)
        .find(words => words.startsWith('Dismiss'));
    };
    assert.equal(title('The bridge cost TK.\n\nThe quay cost TK.\n'), 'Dismiss here');
    assert.equal(title('The bridge cost TK, the quay TK and the pier TK.\n'), 'Dismiss here (and 2 other marks of this rule in the paragraph)');
    assert.equal(title('The bridge cost TK, the quay TK,\nof which half is paid.\n'), 'Dismiss here (and 1 other mark of this rule in the line)');
    assert.equal(title('The bridge cost TK,\nthe quay TK.\n'), 'Dismiss here');
    assert.equal(title('| what | cost |\n| --- | --- |\n| bridge | TK |\n| quay | TK |\n'), 'Dismiss here (and 1 other mark of this rule in the table)');
    assert.equal(title('The pier cost TK:\n\n| what | cost |\n| --- | --- |\n| quay | TK |\n'), 'Dismiss here');
    assert.equal(title('---\nheadline: The TK bridge\n---\n\nText.\n', 'draft'), 'Dismiss in the whole draft');
  });

  it('is offered once for all the marks that it silences', () => {
    const { draft } = marks('The bridge cost TK, the quay TK.\n\nThe pier cost TK.\n', 'markdown');
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const titles = service.codeActions(draft, range, { diagnostics: [] }).map(({ title }) => title);
    assert.deepEqual(
      titles.filter(title => title.startsWith('Dismiss')),
      ['Dismiss here (and 1 other mark of this rule in the paragraph)', 'Dismiss here', 'Dismiss in the whole draft'],
    );
  });
});
