import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDraftReader } from '../../../server/src/draft/index.js';
import { languages } from '../../support/texts.js';
import { checkDraft, checkWords } from './checks.js';
import { read } from './outline.js';

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

const language = fc.constantFrom(...languages);

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
    for (const id of languages) {
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
});
