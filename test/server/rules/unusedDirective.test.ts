import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyserFactory } from '../../../server/src/analysis.js';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { Config } from '../../../server/src/config/types.js';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { createEnglish } from '../../../server/src/english/index.js';
import { rules } from '../../../server/src/rules/index.js';
import { createLanguageService, plainClient } from '../../../server/src/service.js';
import { applied } from '../../support/edits.js';

const quiet = rules.filter(({ id }) => !['placeholder', 'unused-directive', 'loaded-language'].includes(id)).map(({ id }) => [id, 'off' as const]);
const config: Config = { ...defaultConfig, rules: Object.fromEntries(quiet) };

describe('unused-directive', () => {
  const createAnalyser = createAnalyserFactory(createEnglish({}));
  const service = createLanguageService({ createAnalyser, rules, client: plainClient, rulePage: () => undefined });
  let count = 0;

  function draftOf(text: string, { language = 'markdown', rules: set = {} }: { language?: DraftLanguage; rules?: Config['rules'] } = {}) {
    const document = TextDocument.create(`file:///${count++}`, language, 1, text);
    return { document, language, config: { ...config, rules: { ...config.rules, ...set } } };
  }

  /** What is marked: the words with the message. */
  function unused(text: string, options?: Parameters<typeof draftOf>[1]): string[] {
    const draft = draftOf(text, options);
    return service
      .diagnostics(draft)
      .items.filter(({ code }) => code === 'unused-directive')
      .map(({ range, message }) => `${draft.document.getText(range)} ${message}`);
  }

  /** The text after the quick fixes of all that is marked, one after the other. */
  function cleaned(text: string, options?: Parameters<typeof draftOf>[1]): string {
    for (let result = text, rounds = 0; ; rounds++) {
      assert.ok(rounds < 10, result);
      const draft = draftOf(result, options);
      const item = service.diagnostics(draft).items.find(({ code }) => code === 'unused-directive');
      if (!item) return result;
      const action = service.codeActions(draft, item.range, { diagnostics: [] }).find(({ title }) => title.startsWith('Remove'));
      assert.ok(action?.isPreferred);
      result = applied(action, draft.document);
    }
  }

  it('marks a comment over nothing', () => {
    const comment = '<!-- on-the-record-disable-next-line placeholder -- why -->';
    assert.deepEqual(unused(`${comment}\nThe bridge is old.\n`), [`${comment} This silences nothing: placeholder marks nothing there.`]);
    assert.deepEqual(unused('<!-- on-the-record-disable-file -->\nThe bridge is old.'), [
      '<!-- on-the-record-disable-file --> This silences nothing: no rule marks anything there.',
    ]);
    assert.deepEqual(unused('<!-- on-the-record-disable placeholder, loaded-language -->\nOld.\n<!-- on-the-record-enable -->\nTK'), [
      '<!-- on-the-record-disable placeholder, loaded-language --> This silences nothing: placeholder and loaded-language mark nothing there.',
    ]);
  });

  it('leaves alone what silences something', () => {
    for (const text of [
      '<!-- on-the-record-disable-next-line placeholder -->\nIt cost TK.\n',
      '<!-- on-the-record-disable-next-line -->\nIt cost TK.\n',
      '<!-- on-the-record-disable-file placeholder -->\nOne.\n\nIt cost TK.\n',
      '<!-- on-the-record-disable placeholder loaded-language -->\nTK\n\n<!-- on-the-record-enable placeholder -->\nShe slammed it.\n',
    ])
      assert.deepEqual(unused(text), [], text);
  });

  it('marks of several rules those that are in vain, and rules that do not exist', () => {
    const text = '<!-- on-the-record-disable-next-line loaded-language placeholder plaseholder -->\nIt cost TK.\n';
    assert.deepEqual(unused(text), [
      'loaded-language This silences nothing: loaded-language marks nothing there.',
      'plaseholder There is no rule “plaseholder”.',
    ]);
    assert.deepEqual(unused('<!-- on-the-record-disable-file nonsense -->\n'), ['nonsense There is no rule “nonsense”.']);
  });

  it('leaves alone what is for a rule that is off, and is itself turned off', () => {
    const text = '<!-- on-the-record-disable-next-line placeholder -->\nThe bridge is old.\n';
    assert.deepEqual(unused(text, { rules: { placeholder: 'off' } }), []);
    assert.deepEqual(unused(text, { rules: { 'unused-directive': 'off' } }), []);
  });

  it('is silenced by its name alone', () => {
    const line = '<!-- on-the-record-disable-next-line placeholder -->\nThe bridge is old.\n';
    assert.deepEqual(unused(`<!-- on-the-record-disable-file unused-directive -->\n\n${line}`), []);
    assert.equal(unused(`<!-- on-the-record-disable-file -->\n\n${line}`).length, 2);
    assert.deepEqual(unused('<!-- on-the-record-disable-file unused-directive -->\nText.\n'), [
      '<!-- on-the-record-disable-file unused-directive --> This silences nothing: unused-directive marks nothing there.',
    ]);
  });

  it('does not count marks that strictness or a dismissal hides as nothing', () => {
    const text = '<!-- on-the-record-disable-next-line placeholder -->\nIt cost TK.\n';
    const dismissed = [{ rule: 'placeholder', words: 'tk', before: 'it cost', after: '', nth: 1 }];
    const draft = { ...draftOf(text), config: { ...config, dismissed } };
    assert.deepEqual(service.diagnostics(draft).items, []);
  });

  it('is taken out with its line, with the space before it, or with its comma', () => {
    const cases: [string, string][] = [
      ['One.\n\n<!-- on-the-record-disable-next-line placeholder -- why -->\nTwo.\n', 'One.\n\nTwo.\n'],
      ['One.\r\n\r\n  <!-- on-the-record-disable-next-line placeholder -->\r\n  Two.\r\n', 'One.\r\n\r\n  Two.\r\n'],
      ['One, <!-- on-the-record-disable-next-line placeholder -->\ntwo.\n', 'One,\ntwo.\n'],
      ['> <!-- on-the-record-disable-next-line placeholder -->\n> One.\n', '> One.\n'],
      [
        '<!-- on-the-record-disable-next-line loaded-language placeholder -- why -->\nTK\n',
        '<!-- on-the-record-disable-next-line placeholder -- why -->\nTK\n',
      ],
      ['<!-- on-the-record-disable-next-line placeholder, loaded-language -->\nTK\n', '<!-- on-the-record-disable-next-line placeholder -->\nTK\n'],
      ['<!-- on-the-record-disable-next-line loaded-language, placeholder, nothing -->\nTK\n', '<!-- on-the-record-disable-next-line placeholder -->\nTK\n'],
    ];
    for (const [before, after] of cases) assert.equal(cleaned(before), after);
  });

  it('has a hover that says so, and is not offered to be dismissed', () => {
    const draft = draftOf('<!-- on-the-record-disable-next-line placeholder -->\nOld.\n');
    const hover = service.hover(draft, { line: 0, character: 10 });
    assert.match(JSON.stringify(hover), /Remove this directive/);
    const titles = service
      .codeActions(draft, { start: { line: 0, character: 5 }, end: { line: 0, character: 5 } }, { diagnostics: [] })
      .map(({ title }) => title);
    assert.deepEqual(titles, ['Remove this directive']);
  });

  describe('in the front matter', () => {
    const draft = (field: string, body = 'It cost TK.\n') => `---\nheadline: News\n${field}\nslug: x\n---\n\n${body}`;
    const options = { language: 'draft' } as const;
    const marked = (text: string) => service.diagnostics(draftOf(text, options)).items.map(({ code }) => code);

    it('silences rules in the whole draft, however it is written', () => {
      for (const field of [
        'on-the-record: { disable: [placeholder] }',
        'on-the-record: { disable: placeholder }',
        'on-the-record:\n  disable: [placeholder]',
        'on-the-record:\n  disable:\n    - placeholder',
        'on-the-record:\n  # the desk knows\n  disable: ["placeholder"] # all of it',
      ])
        assert.deepEqual(marked(draft(field)), [], field);
    });

    it('silences nothing where it is written otherwise', () => {
      for (const field of [
        'on-the-record: [placeholder]',
        'on-the-record: { disable: [',
        'on-the-record:',
        'on-the-record: { disable: 3 }',
        'on-the-recordx: { disable: [placeholder] }',
      ])
        assert.deepEqual(marked(draft(field)), ['placeholder'], field);
    });

    it('is marked where it is in vain, and taken out', () => {
      assert.deepEqual(unused(draft('on-the-record: { disable: [placeholder] }', 'Old.\n'), options), [
        'on-the-record: { disable: [placeholder] } This silences nothing: placeholder marks nothing there.',
      ]);
      assert.equal(cleaned(draft('on-the-record: { disable: [placeholder] }', 'Old.\n'), options), '---\nheadline: News\nslug: x\n---\n\nOld.\n');
      assert.equal(cleaned(draft('on-the-record: { disable: [loaded-language, placeholder] }'), options), draft('on-the-record: { disable: [placeholder] }'));
      assert.equal(cleaned(draft('on-the-record: { disable: [placeholder, "nothing"] }'), options), draft('on-the-record: { disable: [placeholder] }'));
      const list = (...names: string[]) => draft(`on-the-record:\n  disable:\n${names.map(name => `    - ${name}`).join('\n')}`);
      assert.equal(cleaned(list('loaded-language', 'placeholder', 'nothing'), options), list('placeholder'));
    });
  });
});
