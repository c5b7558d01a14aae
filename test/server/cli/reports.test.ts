import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Reading } from '../../../server/src/reading.js';
import { readingJson } from '../../../server/src/reports/json.js';
import { linesOf } from '../../../server/src/reports/lines.js';
import { draftText, summaryText } from '../../../server/src/reports/text.js';
import { cellsOf } from '../../../server/src/reports/width.js';

const plain = { colours: false, width: 60 };

/** The frame of a mark over `words` in `text`, without its head. */
function frame(text: string, words: string, style = plain): string[] {
  const start = text.indexOf(words);
  assert.ok(start >= 0);
  const lines = linesOf(text);
  const { line, column } = lines.positionOf(start);
  const finding = { rule: 'r', kind: 'other', severity: 'warning', start, end: start + words.length, line, column, text: words, message: 'M.' } as const;
  const [head, ...rest] = draftText('d.md', text, lines, [finding], style).trimEnd().split('\n');
  assert.equal(head, `d.md:${line}:${column} warning: M. [r]`);
  return rest;
}

/** Columns of a terminal that a text takes, by the tables of East Asian width for the characters of these tests. */
const columns = (text: string) =>
  [...text].reduce((sum, character) => sum + (/\p{Mn}/u.test(character) ? 0 : /[\u3041-\u30ff\u4e00-\u9fff😀]/u.test(character) ? 2 : 1), 0);

describe('a code frame', () => {
  it('has carets under the words', () => {
    assert.deepEqual(frame('One two three.', 'two'), [' 1 │ One two three.', '   │     ^^^']);
  });

  it('lines carets up under wide and combining characters', () => {
    for (const before of ['東京の', 'naïve e\u0301 ', '😀 ', 'ｱ ']) {
      const [words = '', carets = ''] = frame(`${before}bridge fell.`, 'bridge');
      assert.equal(carets.indexOf('^'), columns(words.slice(0, words.indexOf('bridge'))), before);
    }
    assert.equal(frame('The 東京 bridge', '東京')[1], '   │     ^^^^');
  });

  it('shows a window of a long line round the words, with ellipses where something is left out', () => {
    const text = `${'before '.repeat(100)}marked words${' after'.repeat(100)}`;
    const [words = '', carets = ''] = frame(text, 'marked words');
    assert.ok(words.length <= 60, words);
    assert.match(words, /│ ….*before marked words after.*…$/);
    assert.equal(carets.indexOf('^'), words.indexOf('marked words'));
  });

  it('folds words that are wider than the terminal, underlined row by row', () => {
    const marked = Array.from({ length: 12 }, (_, index) => `number${index}`).join(' ');
    const rows = frame(`Start. ${marked} End.`, marked);
    const words = rows.filter((_, index) => index % 2 === 0);
    assert.ok(words.length > 1 && words.every(row => row.length <= 60));
    for (const [index, row] of words.entries()) {
      const carets = rows[index * 2 + 1] ?? '';
      assert.equal(row.slice(carets.indexOf('^')).replace('…', ''), row.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1).trimEnd());
    }
  });

  it('shows each line of words that go over a line break', () => {
    assert.deepEqual(frame('One two\nthree four.', 'two\nthree'), [' 1 │ One two', '   │     ^^^', ' 2 │ three four.', '   │ ^^^^^']);
  });

  it('lets no control character of the draft reach the terminal', () => {
    const shown = frame('A \u001b[31mred\u001b[0m word\u202e.', 'red').join('\n');
    assert.ok(!shown.includes('\u001b') && !shown.includes('\u202e'));
  });

  it('is coloured only when asked for', () => {
    assert.ok(!frame('One two.', 'two').join('').includes('\u001b'));
    const lines = linesOf('x');
    const finding = { rule: 'r', kind: 'other', severity: 'error', start: 0, end: 1, line: 1, column: 1, text: 'x', message: 'M.' } as const;
    assert.ok(draftText('d', 'x', lines, [finding], { colours: true, width: 60 }).includes('\u001b[31m'));
  });
});

describe('the summary', () => {
  it('and the findings call a severity what the settings call it', () => {
    for (const severity of ['error', 'warning', 'information', 'hint'] as const) {
      const finding = { rule: 'r', kind: 'other', severity, start: 0, end: 1, line: 1, column: 1, text: 'x', message: 'M.' } as const;
      assert.ok(draftText('d', 'x', linesOf('x'), [finding], plain).startsWith(`d:1:1 ${severity}: M.`));
      assert.equal(summaryText(1, 1, { error: 0, warning: 0, information: 0, hint: 0, [severity]: 1 }, plain), `1 ${severity} in 1 draft.\n`);
    }
  });

  it('counts by severity and drafts, in words for people', () => {
    const counts = { error: 1, warning: 2, information: 1, hint: 0 };
    assert.equal(summaryText(3, 2, counts, plain), '1 error, 2 warnings, 1 information in 2 of 3 drafts.\n');
    assert.equal(summaryText(1, 0, { error: 0, warning: 0, information: 0, hint: 0 }, plain), 'No marks in 1 draft.\n');
  });
});

describe('lines and columns', () => {
  it('are those of editors, from 1, for every line end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀', ' '), { maxLength: 40 }), fc.nat(80), (parts, offset) => {
        const text = parts.join('');
        const place = Math.min(offset, text.length);
        // The protocol's own library puts an offset within CRLF before it.
        fc.pre(!(text[place - 1] === '\r' && text[place] === '\n'));
        const { line, character } = TextDocument.create('f:x', 'x', 0, text).positionAt(place);
        assert.deepEqual(linesOf(text).positionOf(place), { line: line + 1, column: character + 1 });
      }),
    );
  });

  it('give the words of a line without its end', () => {
    const text = 'a\r\nbc\rd\n';
    const lines = linesOf(text);
    const words = Array.from({ length: lines.count }, (_, index) => lines.spanOf(index + 1)).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(words, ['a', 'bc', 'd', '']);
  });
});

describe('the cells of a line', function () {
  // The segmenter of Node 20 takes its time.
  this.timeout(20_000);

  it('cover the text without a gap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        let end = 0;
        for (const cell of cellsOf(text, 0)) {
          assert.equal(cell.start, end);
          end = cell.end;
        }
        assert.equal(end, text.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the JSON of a reading', () => {
  const text = 'Ann Lee said it rained. It was cold. Nobody came, she said.';
  const span = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const block = {
    kind: 'paragraph' as const,
    span: { start: 0, end: text.length },
    view: { text, segments: [{ view: 0, original: 0, length: text.length, originalLength: text.length }], annotations: [] },
  };
  const attribution = { kind: 'indirect', cueKind: 'speech', identification: 'named', speaker: 0, carried: false } as const;
  const reading = {
    draft: { text, language: 'plaintext', blocks: [block], directives: [] },
    sources: [{ name: 'Ann Lee', kind: 'person', identification: 'named', mentions: [] }],
    blocks: [
      {
        index: 0,
        block,
        english: { text, sentences: ['Ann Lee said it rained.', 'It was cold.', 'Nobody came, she said.'].map(words => ({ ...span(words), tokens: [] })) },
        quotations: [],
        attributions: [
          { ...attribution, source: span('Ann Lee'), cue: span('said'), content: [span('it rained')], span: span('Ann Lee said it rained') },
          { ...attribution, content: [span('Nobody came')], span: span('Nobody came') },
        ],
        claims: [
          { ...span('It was cold'), sentence: 1, reason: 'event', cue: span('cold'), score: 0.123456, support: 'none' },
          { ...span('It was'), sentence: 1, reason: 'event', cue: span('was'), score: 0.1, support: 'none' },
        ],
      },
    ],
  } as unknown as Reading;

  it('has each sentence with whether it is attributed and its strongest claim', () => {
    assert.deepEqual(readingJson(reading).sentences, [
      { start: 0, end: 23, attributed: true, claim: 0 },
      { start: 24, end: 36, attributed: false, claim: 0.1235 },
      { start: 37, end: 59, attributed: true, claim: 0 },
    ]);
  });

  it('has each attribution with its parts and the name of its speaker', () => {
    assert.deepEqual(readingJson(reading).attributions, [
      {
        source: { start: 0, end: 7, text: 'Ann Lee' },
        cue: { start: 8, end: 12, text: 'said' },
        content: [{ start: 13, end: 22, text: 'it rained' }],
        kind: 'indirect',
        speaker: 'Ann Lee',
      },
      { source: null, cue: null, content: [{ start: 37, end: 48, text: 'Nobody came' }], kind: 'indirect', speaker: 'Ann Lee' },
    ]);
  });
});
