import assert from 'node:assert/strict';
import type { Block, Draft } from '../../../server/src/draft/types.js';
import { toOriginal, toViewOffset } from '../../../server/src/draft/view.js';

/** What holds of every block of every draft. */
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

/** Each word of a view is the same word of the text. */
export function checkWords(draft: Draft): void {
  for (const block of draft.blocks) {
    for (const match of block.view.text.matchAll(/\S+/g)) {
      const span = toOriginal(block, { start: match.index, end: match.index + match[0].length });
      const words = draft.text.slice(span.start, span.end);
      if (words.length === match[0].length) assert.equal(words, match[0]);
      assert.equal(toViewOffset(block, span.start), match.index);
    }
  }
}

/** What holds of every draft. */
export function checkDraft(draft: Draft): void {
  for (const block of draft.blocks) checkBlock(draft.text, block);
  for (let index = 1; index < draft.blocks.length; index++) assert.ok(draft.blocks[index]!.span.start >= draft.blocks[index - 1]!.span.start, 'blocks ascend');
  for (const { span, scope } of draft.directives) {
    assert.ok(draft.text.startsWith('<!--', span.start));
    assert.ok(scope.start <= scope.end && scope.end <= draft.text.length);
  }
  for (const { span } of draft.frontMatter?.fields.values() ?? []) assert.ok(span.start < span.end);
}
