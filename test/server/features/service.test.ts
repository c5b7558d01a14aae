import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, DocumentSymbol, Hover, MarkupContent } from 'vscode-languageserver-types';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { Config } from '../../../server/src/config/types.js';
import type { ClientFeatures } from '../../../server/src/features/types.js';
import type { Rule } from '../../../server/src/rules/types.js';
import { createLanguageService, type DraftDocument, plainClient } from '../../../server/src/service.js';
import { applied } from '../../support/edits.js';
import { type FakeDraft, fakeAnalysers, wordRule } from '../../support/fakeAnalysis.js';

const uri = 'file:///drafts/quay.md';
const able: ClientFeatures = {
  markdown: true,
  messagesInHover: false,
  documentChanges: true,
  snippetEdits: true,
  resolveEdits: false,
  hierarchicalSymbols: true,
  definitionLinks: true,
  codeDescriptions: true,
  relatedInformation: true,
  turnRuleOffCommand: 'turn.off',
};

const plum = wordRule('plum-rule', 'plum', {
  fixes: mark => [
    { title: 'Replace with “pear”', edits: [{ start: mark.start, end: mark.end, text: 'pear' }], safe: true, preferred: true },
    { title: 'Attribute', edits: [{ start: mark.end, end: mark.end, text: ' [source], who said', snippet: ' ${1|Ann,Bob|}, who said' }] },
  ],
});
const fig = wordRule('fig-rule', 'fig', { kind: 'anonymous-source', defaultSeverity: 'error' });

function set(
  text: string,
  {
    client = able,
    rules = [plum, fig],
    fake = {},
    config = defaultConfig,
  }: { client?: ClientFeatures; rules?: Rule[]; fake?: FakeDraft; config?: Config } = {},
) {
  const analysers = fakeAnalysers(rules, fake);
  const service = createLanguageService({ createAnalyser: analysers.createAnalyser, rules, client, rulePage: rule => `page:${rule}` });
  const document = TextDocument.create(uri, 'markdown', 1, text);
  const draft: DraftDocument = { document, language: 'markdown', config };
  const range = (word: string) => {
    const start = text.indexOf(word);
    assert.ok(start >= 0, `“${word}” is in the text`);
    return { start: document.positionAt(start), end: document.positionAt(start + word.length) };
  };
  const actions = (word: string, only?: string[]) => service.codeActions(draft, range(word), { diagnostics: [], ...(only ? { only } : {}) });
  const action = (word: string, title: string): CodeAction => {
    const found = actions(word).find(candidate => candidate.title === title);
    assert.ok(found, `“${title}” is among ${actions(word).map(candidate => candidate.title)}`);
    return found;
  };
  return { service, document, draft, range, actions, action, texts: analysers.texts };
}

describe('diagnostics', () => {
  it('carry rule, page, severity, source and the range of the words', () => {
    const { service, draft } = set('A line.\nAnd a fig here.');
    const { items } = service.diagnostics(draft);
    assert.deepEqual(items, [
      {
        range: { start: { line: 1, character: 6 }, end: { line: 1, character: 9 } },
        severity: 1,
        code: 'fig-rule',
        codeDescription: { href: 'page:fig-rule' },
        source: 'on the record',
        message: '“fig” stands here.',
        data: { kind: 'anonymous-source', sub: 'word' },
      },
    ]);
  });

  it('name no page to a client that cannot show it', () => {
    const { service, draft } = set('a fig', { client: plainClient });
    assert.equal(service.diagnostics(draft).items[0]?.codeDescription, undefined);
  });

  it('have the same result id for as long as they are the same, and another when they move', () => {
    const { service, document, draft } = set('a fig and more');
    const first = service.diagnostics(draft).resultId;
    TextDocument.update(document, [{ range: { start: document.positionAt(14), end: document.positionAt(14) }, text: ' words' }], 2);
    assert.equal(service.diagnostics(draft).resultId, first);
    TextDocument.update(document, [{ range: { start: document.positionAt(0), end: document.positionAt(0) }, text: 'x' }], 3);
    assert.notEqual(service.diagnostics(draft).resultId, first);
  });
});

describe('a document', () => {
  it('is read once for all questions about one version and its settings', () => {
    const { service, draft, range, texts } = set('a fig');
    service.diagnostics(draft);
    service.hover(draft, range('fig').start);
    service.status(draft);
    assert.equal(texts.length, 1);
    service.diagnostics({ ...draft, config: { ...defaultConfig, rules: { 'fig-rule': 'off' } } });
    assert.equal(texts.length, 2);
  });

  it('is read again after it was forgotten', () => {
    const { service, draft, texts } = set('a fig');
    service.diagnostics(draft);
    service.forget(uri);
    service.diagnostics(draft);
    assert.equal(texts.length, 2);
  });

  it('has a status with the counts of its marks by kind', () => {
    const { service, draft } = set('a fig, a plum, a plum');
    assert.deepEqual(service.status(draft), { state: 'read', counts: { 'unattributed-claim': 0, 'anonymous-source': 1, loaded: 2, other: 0 } });
  });

  it('with binary data is not read, and its status says so', () => {
    const { service, draft, texts } = set('a fig\u0000\u0001');
    assert.deepEqual(service.diagnostics(draft).items, []);
    assert.equal(service.hover(draft, { line: 0, character: 3 }), undefined);
    const status = service.status(draft);
    assert.equal(status.state, 'unreadable');
    assert.match('message' in status ? status.message : '', /binary/);
    assert.equal(texts.length, 0);
  });

  it('over 5 MB is not read, and its status says so', () => {
    const { service, draft, texts } = set('fig '.repeat(1_400_000));
    const status = service.status(draft);
    assert.match('message' in status ? status.message : '', /5 MB/);
    assert.equal(texts.length, 0);
  });
});

describe('a hover', () => {
  const value = (hover: Hover | undefined) => (hover && 'value' in (hover.contents as MarkupContent) ? (hover.contents as MarkupContent).value : '');

  it('over a mark says what, why, what newsrooms ask for and what can be done, over the words of the mark', () => {
    const { service, draft, range } = set('It was a plum, they said.');
    const hover = service.hover(draft, range('lum').start);
    assert.deepEqual(hover?.range, range('plum'));
    for (const part of ['“plum” stands here.', 'Because plum is a word.', 'avoid plum.', 'Replace with “pear”', 'Dismiss here', '(page:plum-rule)']) {
      assert.ok(value(hover).includes(part), `${part} in ${value(hover)}`);
    }
  });

  it('names at most four things that can be done, dismissing among them, and says where there are more', () => {
    const done = (count: number, client = able) => {
      const titles = ['One', 'Two', 'Three', 'Four'].slice(0, count);
      const rule = wordRule('r', 'plum', { fixes: () => titles.map(title => ({ title, edits: [] })) });
      const { service, draft, range } = set('a plum', { rules: [rule], client });
      return /Quick fixes:\*? (.*?)(?: · \[r\]| \(r\))/.exec(value(service.hover(draft, range('plum').start)))?.[1];
    };
    assert.equal(done(0), 'Dismiss here · Turn the rule off');
    assert.equal(done(2), 'One · Two · Dismiss here · Turn the rule off');
    assert.equal(done(3), 'One · Two · Three · Dismiss here · …');
    assert.equal(done(4), 'One · Two · Three · Dismiss here · …');
    assert.equal(done(3, plainClient), 'One · Two · Three · Dismiss here');
  });

  it('says of dismissing how far it reaches', () => {
    const { service, draft, range } = set('a plum, a plum');
    assert.ok(value(service.hover(draft, range('plum').start)).includes('Dismiss here (and 1 other mark of this rule in the paragraph)'));
  });

  it('leaves the message out where the editor shows it above', () => {
    const { service, draft, range } = set('a plum', { client: { ...able, messagesInHover: true } });
    assert.ok(!value(service.hover(draft, range('plum').start)).includes('stands here'));
  });

  it('is plain text for a client without Markdown', () => {
    const { service, draft, range } = set('a plum', { client: plainClient });
    const hover = service.hover(draft, range('plum').start);
    assert.ok(hover);
    assert.equal((hover.contents as MarkupContent).kind, 'plaintext');
    assert.doesNotMatch(value(hover), /\*\*|\]\(/);
  });

  it('shows words of the draft and does not obey them', () => {
    const trap = wordRule('trap', 'x<b>', { check: () => [{ start: 0, end: 4, sub: 's', message: '“[x](command:y)<b>” *!*', why: 'w' }] });
    const { service, draft } = set('x<b>', { rules: [trap] });
    const shown = value(service.hover(draft, { line: 0, character: 1 }));
    assert.doesNotMatch(shown, /\[x\]\(command/);
    assert.doesNotMatch(shown, /<b>/);
  });

  it('says nothing where there is nothing to say', () => {
    const { service, draft } = set('a plum and a word');
    assert.equal(service.hover(draft, { line: 0, character: 14 }), undefined);
  });

  it('over a source says who it is and what it says in the draft', () => {
    const text = 'Ann Lee, the mayor, said the bridge was closed. Lee said it would open on Monday.';
    const mention = (words: string, from = 0) => ({ block: 0, start: text.indexOf(words, from), end: text.indexOf(words, from) + words.length });
    const content = (words: string) => [mention(words)];
    const { service, draft, range } = set(text, {
      fake: {
        sources: [{ name: 'Ann Lee', kind: 'person', identification: 'named', role: 'the mayor', mentions: [mention('Ann Lee'), mention('Lee', 20)] }],
        blockReading: () => ({
          attributions: ['the bridge was closed', 'it would open on Monday'].map(words => ({
            kind: 'indirect',
            cueKind: 'speech',
            content: content(words),
            span: mention(words),
            identification: 'named',
            speaker: 0,
            carried: false,
          })),
        }),
      },
    });
    const hover = service.hover(draft, range('Lee said').start);
    assert.deepEqual(hover?.range?.start.character, 48);
    for (const part of ['Ann Lee', 'the mayor', 'person', 'named', '2 times', 'the bridge was closed', 'it would open on Monday'])
      assert.ok(value(hover).includes(part), part);
  });
});

describe('code actions', () => {
  it('offer the fixes of the rule, then dismissing the mark and turning off the rule', () => {
    const { actions } = set('a plum');
    assert.deepEqual(
      actions('plum').map(({ title }) => title),
      ['Replace with “pear”', 'Attribute', 'Dismiss here', 'Dismiss in the whole draft', 'Turn the rule “plum-rule” off'],
    );
  });

  it('offer nothing away from marks', () => {
    const { actions } = set('a plum and a word');
    assert.deepEqual(actions('word'), []);
  });

  it('change the words of the mark and no others', () => {
    const { action, document } = set('One plum, two.');
    assert.equal(applied(action('plum', 'Replace with “pear”'), document), 'One pear, two.');
    assert.equal(action('plum', 'Replace with “pear”').isPreferred, true);
    assert.equal(action('plum', 'Replace with “pear”').diagnostics?.[0]?.code, 'plum-rule');
  });

  it('have tab stops where the client has them', () => {
    const { action, document } = set('One plum.');
    assert.equal(applied(action('plum', 'Attribute'), document), 'One plum ${1|Ann,Bob|}, who said.');
    assert.deepEqual(action('plum', 'Attribute').edit?.documentChanges?.[0], {
      textDocument: { uri, version: 1 },
      edits: [{ range: { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } }, snippet: { kind: 'snippet', value: ' ${1|Ann,Bob|}, who said' } }],
    });
  });

  it('have bracketed placeholders where the client has no tab stops', () => {
    const { action, document } = set('One plum.', { client: { ...able, snippetEdits: false } });
    assert.equal(applied(action('plum', 'Attribute'), document), 'One plum [source], who said.');
  });

  it('are plain changes for the simplest client', () => {
    const { action, document } = set('One plum.', { client: plainClient });
    assert.equal(applied(action('plum', 'Attribute'), document), 'One plum [source], who said.');
    assert.equal(action('plum', 'Attribute').edit?.documentChanges, undefined);
  });

  it('offer to turn a rule off only where the client has the command, with the rule and the document', () => {
    const { actions, action } = set('One plum.');
    assert.deepEqual(action('plum', 'Turn the rule “plum-rule” off').command?.arguments, ['plum-rule', uri]);
    const without = set('One plum.', { client: plainClient });
    assert.equal(actions('plum').length, without.actions('plum').length + 1);
  });

  it('come without their edits for a client that asks for them later, and get the same ones then', () => {
    const early = set('One plum.');
    const late = set('One plum.', { client: { ...able, resolveEdits: true } });
    for (const action of late.actions('plum')) {
      if (action.command) continue;
      assert.equal(action.edit, undefined);
      const resolved = late.service.resolveCodeAction(late.draft, JSON.parse(JSON.stringify(action)));
      assert.deepEqual(resolved.edit, early.action('plum', action.title).edit);
    }
  });

  it('stay without an edit when the mark is gone before they are chosen', () => {
    const { action, service, draft, document } = set('One plum.', { client: { ...able, resolveEdits: true } });
    const offered = action('plum', 'Replace with “pear”');
    TextDocument.update(document, [{ text: 'None at all.' }], 2);
    assert.equal(service.resolveCodeAction(draft, offered).edit, undefined);
  });

  it('are filtered by the kinds that are asked for', () => {
    const { actions } = set('a plum');
    assert.equal(actions('plum', ['refactor']).length, 0);
    assert.ok(actions('plum', ['quickfix']).every(({ kind }) => kind === 'quickfix'));
    for (const only of ['source', 'source.fixAll', 'source.fixAll.onTheRecord'])
      assert.deepEqual(
        actions('plum', [only]).map(({ kind }) => kind),
        ['source.fixAll.onTheRecord'],
      );
  });

  it('fix everything that is safe in the whole document, and nothing else', () => {
    const { actions, document } = set('a plum, a fig\na plum');
    assert.equal(applied(actions('fig', ['source.fixAll'])[0], document), 'a pear, a fig\na pear');
  });

  it('are not offered for fixing everything where nothing is safe to fix', () => {
    const { actions } = set('a fig');
    for (const only of ['source', 'source.fixAll', 'source.fixAll.onTheRecord']) assert.deepEqual(actions('fig', [only]), []);
  });

  it('never change the same words twice when fixing everything', () => {
    const plums = wordRule('two-plums', 'plum plum', {
      fixes: mark => [{ title: 'One', edits: [{ start: mark.start, end: mark.end, text: 'plum' }], safe: true }],
    });
    const { actions, document } = set('plum plum plum', { rules: [plums, plum] });
    assert.equal(applied(actions('plum', ['source.fixAll'])[0], document), 'plum pear');
  });

  it('tell rules apart when there are marks of several', () => {
    const { actions } = set('a plumfig');
    const titles = actions('plumfig').map(({ title }) => title);
    assert.ok(titles.includes('Dismiss here: plum-rule') && titles.includes('Dismiss here: fig-rule'));
  });

  it('write into HTML as HTML', () => {
    const rule = wordRule('r', 'x', { fixes: mark => [{ title: 'f', edits: [{ start: mark.start, end: mark.end, text: 'AT&T <b>' }] }] });
    const { service, draft, range, document } = set('a x', { rules: [rule] });
    const [action] = service.codeActions({ ...draft, language: 'html' }, range('x'), { diagnostics: [] });
    assert.equal(applied(action, document), 'a AT&amp;T &lt;b>');
  });

  it('keep the front matter readable as YAML', () => {
    const rule = wordRule('r', 'x', { fixes: mark => [{ title: 'f', edits: [{ start: mark.start, end: mark.end, text: 'what Lee calls "x" isn\'t' }] }] });
    const { action, document } = set('title: "a x"', { rules: [rule], fake: { frontMatter: { span: { start: 0, end: 12 }, fields: new Map() } } });
    assert.equal(applied(action('x', 'f'), document), 'title: "a what Lee calls “x” isn’t"');
  });
});

describe('dismissing a mark', () => {
  const dismissed = (text: string, fake: FakeDraft = {}) => {
    const { action, document } = set(text, { fake });
    return applied(action('plum', fake.frontMatter ? 'Dismiss in the whole draft' : 'Dismiss here'), document);
  };

  it('puts a comment on a line of its own before the mark’s line', () => {
    assert.equal(dismissed('First.\n\nA plum.'), 'First.\n\n<!-- on-the-record-disable-next-line plum-rule -->\nA plum.');
  });

  it('keeps the indentation and the marks of a block quotation', () => {
    assert.equal(dismissed('  A plum.'), '  <!-- on-the-record-disable-next-line plum-rule -->\n  A plum.');
    assert.equal(dismissed('> > A plum.'), '> > <!-- on-the-record-disable-next-line plum-rule -->\n> > A plum.');
  });

  it('stands before a list item and not within it', () => {
    assert.equal(dismissed('- One.\n- A plum.'), '- One.\n<!-- on-the-record-disable-next-line plum-rule -->\n- A plum.');
  });

  it('keeps the line breaks of the document', () => {
    assert.equal(dismissed('One.\r\n\r\nA plum.'), 'One.\r\n\r\n<!-- on-the-record-disable-next-line plum-rule -->\r\nA plum.');
  });

  it('adds the rule to a comment that stands there, before its reason', () => {
    assert.equal(
      dismissed('<!-- on-the-record-disable-next-line fig-rule -- agreed -->\nA plum.'),
      '<!-- on-the-record-disable-next-line fig-rule plum-rule -- agreed -->\nA plum.',
    );
    assert.equal(dismissed('<!-- on-the-record-disable-next-line a-b c -->\nA plum.'), '<!-- on-the-record-disable-next-line a-b c plum-rule -->\nA plum.');
  });

  it('does not cut a paragraph of several lines in two', () => {
    const text = 'A line of words  \nand a plum in it.';
    const whole = (_: string, index: number) =>
      index === 1
        ? {
            span: { start: 0, end: text.length },
            view: { text: text.slice(18), segments: [{ view: 0, original: 18, length: 17, originalLength: 17 }], annotations: [] },
          }
        : {};
    assert.equal(dismissed(text, { block: whole }), 'A line of words <!-- on-the-record-disable-next-line plum-rule -->  \nand a plum in it.');
  });

  it('of a headline in the front matter holds for the file, behind the front matter', () => {
    const frontMatter = { span: { start: 0, end: 21 }, fields: new Map() };
    assert.equal(
      dismissed('---\nhead: A plum\n---\n\nText.', { frontMatter }),
      '---\nhead: A plum\n---\n<!-- on-the-record-disable-file plum-rule -->\n\nText.',
    );
    assert.equal(
      dismissed('---\nhead: A plum\n---', { frontMatter: { ...frontMatter, span: { start: 0, end: 20 } } }),
      '---\nhead: A plum\n---\n<!-- on-the-record-disable-file plum-rule -->\n',
    );
  });

  it('in a table stands round the table', () => {
    const text = 'Before.\n\n| a | b |\n| - | - |\n| c | a plum |\n| d | e |\n\nAfter.';
    const cell = (line: string) => (line.startsWith('|') ? { kind: 'tableCell' as const } : {});
    assert.equal(
      dismissed(text, { block: cell }),
      'Before.\n\n<!-- on-the-record-disable plum-rule -->\n| a | b |\n| - | - |\n| c | a plum |\n| d | e |\n\n<!-- on-the-record-enable plum-rule -->\n\nAfter.',
    );
  });
});

describe('the outline', () => {
  const headings = (line: string) => {
    const match = /^(#+) (.*)$/.exec(line);
    if (!match) return {};
    const level = match[1]!.length;
    const words = match[2]!;
    return {
      kind: level === 1 ? ('headline' as const) : ('heading' as const),
      level,
      view: { text: words, segments: [{ view: 0, original: level + 1, length: words.length, originalLength: words.length }], annotations: [] },
    };
  };
  const text = '# Head\nText.\n## One\nText.\n### Deep\nText.\n## Two\nText.';
  const names = (symbols: readonly DocumentSymbol[]): unknown[] => symbols.map(({ name, children }) => (children?.length ? [name, names(children)] : name));

  it('has the headline, and the headings below it by their levels', () => {
    const { service, draft } = set(text, { fake: { block: headings } });
    assert.deepEqual(names(service.documentSymbols(draft) as DocumentSymbol[]), [['Head', [['One', ['Deep']], 'Two']]]);
  });

  it('has sections that reach to the next heading of their level', () => {
    const { service, draft } = set(text, { fake: { block: headings } });
    const [head] = service.documentSymbols(draft) as DocumentSymbol[];
    const one = head?.children?.[0];
    assert.deepEqual(one?.range, { start: { line: 2, character: 0 }, end: { line: 6, character: 0 } });
    assert.deepEqual(one?.selectionRange, { start: { line: 2, character: 3 }, end: { line: 2, character: 6 } });
    assert.deepEqual(head?.range.end, { line: 7, character: 5 });
  });

  it('is a list for a client that has no trees', () => {
    const { service, draft } = set(text, { fake: { block: headings }, client: plainClient });
    assert.deepEqual(
      service.documentSymbols(draft).map(symbol => [symbol.name, 'containerName' in symbol ? symbol.containerName : undefined]),
      [
        ['Head', undefined],
        ['One', 'Head'],
        ['Deep', 'One'],
        ['Two', 'Head'],
      ],
    );
  });
});
