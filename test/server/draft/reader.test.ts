import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDraftReader } from '../../../server/src/draft/index.js';
import type { Block, Draft, DraftLanguage } from '../../../server/src/draft/types.js';
import { toOriginal, toViewOffset } from '../../../server/src/draft/view.js';
import { read } from './outline.js';

const LANGUAGES: readonly DraftLanguage[] = ['draft', 'markdown', 'plaintext', 'html'];

const ARTICLE = `---
headline: Library to close
dek: "The council\\u2019s vote"
---
# Library to close

By Jane Doe

PORT HALE (Courier) — The council **voted** on Monday to close the [old library](https://example.org/library), the mayor said.[^1]
“We have no money left,” Ms. Ortega told *The Courier* &amp; others.

<!-- on-the-record-disable-next-line loaded-language -- the mayor's word -->
The “so-called plan” cost $40 million [@budget, p. 4], see [minutes].

- Nine voted for it
- Four against,
  one of them twice

> “I was there,”
> she said.

| Ward | Votes |
|------|------:|
| East | 12    |

\`\`\`
code
\`\`\`

<p>Some <b>HTML</b> &mdash; too.</p>

The last members of the council left after nine hours of talks behind closed doors and without a word to the crowd.
Nobody knows what comes next for the nine people who work there, and the mayor would not say when she was asked.

[minutes]: https://example.org/minutes
[^1]: In an interview.
`;

/** Pieces that change how what follows is read. */
const PIECES = [
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  ' ',
  '    ',
  '#',
  '# ',
  '>',
  '> ',
  '- ',
  '1. ',
  '*',
  '**',
  '_',
  '`',
  '```',
  '```\n',
  '~~~\n',
  '[',
  ']',
  '](',
  '[^1]: ',
  '[minutes]: x',
  '|',
  '---',
  '---\n',
  '===\n',
].concat([
  '<!--',
  '-->',
  '<!-- x -->',
  '<p>',
  '</p>',
  '<div>',
  '<pre>',
  '</pre>',
  '<',
  '>',
  '"',
  '&amp;',
  '&',
  '\\',
  'By Ann Lee\n',
  'word. ',
  '\uFEFF',
  '\u2028',
  '\u0000',
  '\uD83D',
  '🙂',
  '~~',
  '![',
  'headline: ',
]);

const soup = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('The council met', 'said “no”')), { maxLength: 40 })
  .map(parts => parts.join(''));

const language = fc.constantFrom(...LANGUAGES);

function checkBlock(text: string, { span, view }: Block): void {
  assert.ok(span.start >= 0 && span.end <= text.length && span.start <= span.end);
  let viewOffset = 0;
  let original = 0;
  for (const segment of view.segments) {
    assert.equal(segment.view, viewOffset, 'segments are gapless in the view');
    assert.ok(segment.original >= original, 'segments ascend in the draft');
    assert.ok(segment.length > 0 && segment.originalLength > 0);
    viewOffset += segment.length;
    original = segment.original + segment.originalLength;
    if (segment.length === segment.originalLength) {
      const start = span.start + segment.original;
      assert.equal(view.text.slice(segment.view, viewOffset), text.slice(start, start + segment.length).replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' '));
    }
  }
  assert.equal(viewOffset, view.text.length);
  assert.ok(original <= span.end - span.start, 'the words lie in the block');
  assert.equal(view.text, view.text.trim());
  assert.doesNotMatch(view.text, /[\n\r\u2028\u2029]/);
  for (const { start, end } of view.annotations) assert.ok(start >= 0 && start <= end && end <= view.text.length);
}

function checkWords(draft: Draft): void {
  for (const block of draft.blocks) {
    for (const match of block.view.text.matchAll(/\S+/g)) {
      const span = toOriginal(block, { start: match.index, end: match.index + match[0].length });
      const words = draft.text.slice(span.start, span.end);
      if (words.length === match[0].length) assert.equal(words, match[0]);
      assert.equal(toViewOffset(block, span.start), match.index);
    }
  }
}

function checkDraft(draft: Draft): void {
  for (const block of draft.blocks) checkBlock(draft.text, block);
  for (let index = 1; index < draft.blocks.length; index++) assert.ok(draft.blocks[index]!.span.start >= draft.blocks[index - 1]!.span.start, 'blocks ascend');
  for (const { span, scope } of draft.directives) {
    assert.ok(draft.text.startsWith('<!--', span.start));
    assert.ok(scope.start <= scope.end && scope.end <= draft.text.length);
  }
  for (const { span } of draft.frontMatter?.fields.values() ?? []) assert.ok(span.start < span.end);
}

describe('a draft reader', function () {
  this.timeout(120_000);

  it('maps every word of any text to itself', () => {
    fc.assert(
      fc.property(soup, language, (text, id) => {
        const draft = read(text, id);
        checkDraft(draft);
        checkWords(draft);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), language, (text, id) => checkDraft(read(text, id))),
      { numRuns: 500 },
    );
  });

  for (const ending of ['\n', '\r\n']) {
    it(`reads after edits what a fresh reader reads, lines ended by ${JSON.stringify(ending)}`, () => {
      const edit = fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.constantFrom(0, 0, 1, 3, 40, 400),
        insert: fc.oneof(fc.constantFrom(...PIECES), fc.constant('')),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), language, (edits, id) => {
          const reader = createDraftReader();
          let text = ARTICLE.replaceAll('\n', ending);
          reader.read(text, id);
          for (const { at, cut, insert } of edits) {
            const start = Math.round(at * text.length);
            text = text.slice(0, start) + insert + text.slice(start + cut);
            const draft = reader.read(text, id);
            assert.deepEqual(draft, read(text, id));
            checkDraft(draft);
          }
        }),
        { numRuns: 150 },
      );
    });
  }

  it('hands out the same view for a block that only moved', () => {
    for (const id of LANGUAGES) {
      const reader = createDraftReader();
      const before = new Set(reader.read(ARTICLE, id).blocks.map(({ view }) => view));
      const after = reader.read(ARTICLE.replace('voted', 'has voted'), id).blocks;
      assert.equal(after.filter(({ view }) => !before.has(view)).length, 1, id);
    }
  });

  it('reads a link anew when its definition changes elsewhere', () => {
    const reader = createDraftReader();
    reader.read('See [a].\n\nOther.\n\n[a]: x', 'markdown');
    const { blocks } = reader.read('See [a].\n\nOther.\n\n[a]: y', 'markdown');
    assert.equal(blocks[0]?.view.annotations[0]?.target, 'y');
    assert.equal(reader.read('See [a].\n\nOther.', 'markdown').blocks[0]?.view.text, 'See [a].');
  });

  it('reads heaps of markup that would keep a parser busy for hours', () => {
    const size = 50_000;
    for (const unit of [
      'a',
      '[',
      '*',
      '>',
      '<!--',
      '`',
      '&',
      '<',
      '"',
      '|',
      '- ',
      '> ',
      '![',
      '](',
      'www.a.b ',
      'a_ *',
      '<a "',
      '<div>',
      '</p>',
      '<nav>',
      '`a``',
      'x\n',
      '\n> ',
      '[a',
      'http://a)',
      "'",
    ]) {
      for (const id of LANGUAGES) {
        checkDraft(read(unit.repeat(size / unit.length), id));
        checkDraft(read(`---\nheadline: "${unit.repeat(size / unit.length)}`, id));
      }
    }
  });
});
