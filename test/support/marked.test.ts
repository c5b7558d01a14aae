import assert from 'node:assert/strict';
import { expectMarks, parseMarked } from './marked.js';

describe('marked drafts', () => {
  it('give the text without the carets, and the words above them', () => {
    const { text, marks } = parseMarked(`
      First line.
      ^^^^^ a-rule number
      Second line, third word.
      ^^^^^^       ^^^^^ verb
                         ^^^^
    `);
    assert.equal(text, 'First line.\nSecond line, third word.');
    assert.deepEqual(
      marks.map(mark => [text.slice(mark.start, mark.end), mark.label]),
      [
        ['First', 'a-rule number'],
        ['Second', ''],
        ['third', 'verb'],
        ['word', ''],
      ],
    );
  });

  it('keep an empty line between paragraphs', () => {
    assert.equal(parseMarked('One.\n\nTwo.').text, 'One.\n\nTwo.');
  });

  it('accept findings at the drawn places whose rule or sub fits the label', () => {
    expectMarks(
      () => [{ start: 4, end: 8, rule: 'loaded-language', sub: 'verb' }],
      `
        The vote.
            ^^^^ verb
      `,
    );
  });

  it('refuse a finding more, a finding less, another place and another label', () => {
    const drawn = 'The vote.\n    ^^^^ verb';
    for (const found of [
      [],
      [{ start: 4, end: 7, sub: 'verb' }],
      [{ start: 4, end: 8, sub: 'label' }],
      [
        { start: 0, end: 3 },
        { start: 4, end: 8, sub: 'verb' },
      ],
    ]) {
      assert.throws(() => expectMarks(() => found, drawn), assert.AssertionError);
    }
  });
});
