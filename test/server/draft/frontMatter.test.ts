import assert from 'node:assert/strict';
import { expectBlocks, originalOf, read } from './outline.js';

const DRAFT = String.raw`---
headline: "Mayor: \"No choice\""   # working title
dek: 'It''s over'
byline: Jane Doe # desk
summary: >-
  The council voted
  on Monday.
tags: [a, b]
people:
  - name: Ann
Slug: library-closes
---
# The council votes

It voted.`;

describe('front matter', () => {
  it('gives headline, standfirst and byline', () => {
    expectBlocks(
      'draft',
      DRAFT,
      `
      headline: Mayor: "No choice"
      standfirst: It's over
      byline: Jane Doe
      standfirst: The council voted on Monday.
      headline 1: The council votes
      paragraph: It voted.
      `,
    );
  });

  it('has fields by lower-case name, with the place of their values', () => {
    const { frontMatter, text } = read(DRAFT, 'draft');
    assert.ok(frontMatter);
    assert.equal(text.slice(frontMatter.span.start, frontMatter.span.end), DRAFT.slice(0, DRAFT.indexOf('\n# ')));
    assert.deepEqual(
      [...frontMatter.fields].map(([name, { value, span }]) => [name, value, text.slice(span.start, span.end)]),
      [
        ['headline', 'Mayor: "No choice"', String.raw`Mayor: \"No choice\"`],
        ['dek', "It's over", "It''s over"],
        ['byline', 'Jane Doe', 'Jane Doe'],
        ['summary', 'The council voted on Monday.', 'The council voted\n  on Monday.'],
        ['slug', 'library-closes', 'library-closes'],
      ],
    );
  });

  it('knows what the words of a headline are in the draft', () => {
    const draft = read(`\uFEFF${DRAFT.replaceAll('\n', '\r\n')}`, 'draft');
    assert.equal(originalOf(draft, '"No choice"'), String.raw`\"No choice\"`);
    assert.equal(originalOf(draft, "It's"), "It''s");
    assert.equal(originalOf(draft, 'voted on'), 'voted\r\n  on');
  });

  it('is none if it is not closed, does not start the draft or has no field', () => {
    for (const text of ['---\nheadline: A\n\nWords.', 'Words.\n---\nheadline: A\n---\n', '---\nOnly words here\n---\nMore.']) {
      assert.equal(read(text, 'draft').frontMatter, undefined, text);
    }
  });

  it('is closed by three full stops too', () => {
    expectBlocks('markdown', '---\ntitle: A bridge\n...\nWords.', 'headline: A bridge\nparagraph: Words.');
  });
});
