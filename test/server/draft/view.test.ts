import assert from 'node:assert/strict';
import type { Block } from '../../../server/src/draft/types.js';
import { toOriginal, toViewOffset } from '../../../server/src/draft/view.js';
import { originalOf, read } from './outline.js';

function only(text: string): Block {
  const { blocks } = read(text, 'markdown');
  assert.equal(blocks.length, 1);
  return blocks[0]!;
}

/** The draft with `|` where an insertion before the given words would go. */
function insertedBefore(text: string, words: string): string {
  const block = only(text);
  const offset = words === '' ? block.view.text.length : block.view.text.indexOf(words);
  const { start, end } = toOriginal(block, { start: offset, end: offset });
  assert.equal(start, end);
  return `${text.slice(0, start)}|${text.slice(start)}`;
}

describe('the view of a block', () => {
  it('gives words back without the markup around them, with the markup between them', () => {
    const draft = read('Above.\n\nThe **old bridge** of [Port Hale](x) closed.', 'markdown');
    assert.equal(originalOf(draft, 'old bridge'), 'old bridge');
    assert.equal(originalOf(draft, 'bridge of Port'), 'bridge** of [Port');
    assert.equal(originalOf(draft, 'Port Hale closed'), 'Port Hale](x) closed');
  });

  it('puts insertions outside of links and emphasis', () => {
    assert.equal(insertedBefore('The **old** bridge', ' bridge'), 'The **old**| bridge');
    assert.equal(insertedBefore('The **old** bridge', 'old'), 'The |**old** bridge');
    assert.equal(insertedBefore('See [it](x).', '.'), 'See [it](x)|.');
    assert.equal(insertedBefore('The bridge closed.[^1]', ''), 'The bridge closed.|[^1]');
    assert.equal(insertedBefore('> Words', 'Words'), '> |Words');
  });

  it('knows the place of a character in the view, and none for markup', () => {
    const text = 'A [link](https://example.org) &amp; so';
    const block = only(text);
    assert.equal(block.view.text, 'A link & so');
    assert.equal(toViewOffset(block, text.indexOf('ink')), 3);
    assert.equal(toViewOffset(block, text.indexOf('example')), undefined);
    assert.equal(toViewOffset(block, text.indexOf('amp;')), 7);
    assert.equal(toViewOffset(block, text.length), block.view.text.length);
    assert.equal(toViewOffset(block, text.length + 1), undefined);
  });

  it('bears offsets outside of it', () => {
    const block = only('Words');
    assert.deepEqual(toOriginal(block, { start: -3, end: 99 }), { start: 0, end: 5 });
    assert.deepEqual(toOriginal(block, { start: 99, end: 99 }), { start: 5, end: 5 });
    assert.deepEqual(toOriginal({ ...block, view: { text: '', segments: [], annotations: [] } }, { start: 0, end: 1 }), { start: 0, end: 0 });
  });
});
