import assert from 'node:assert/strict';
import { typographicQuotes } from '../../../server/src/features/typographicQuotes.js';

/** What becomes of a text with the caret at `|`, just behind the character that was typed. */
function typed(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const changes = typographicQuotes(text, offset, text[offset - 1] ?? '');
  return [...changes].reverse().reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

describe('a quotation mark that is typed', () => {
  it('opens at the start of a line, behind a blank, a bracket or a dash', () => {
    assert.equal(typed('"|'), '“');
    assert.equal(typed('She said: "|'), 'She said: “');
    assert.equal(typed('First.\n"|'), 'First.\n“');
    assert.equal(typed('("|'), '(“');
    assert.equal(typed('He—"|'), 'He—“');
  });

  it('takes away the mark with which the editor has closed it', () => {
    assert.equal(typed('She said: "|"'), 'She said: “');
    assert.equal(typed('“Yes,"|"'), '“Yes,”');
  });

  it('closes behind a word or a stop', () => {
    assert.equal(typed('“Yes"|'), '“Yes”');
    assert.equal(typed('“Yes,"| she said'), '“Yes,” she said');
  });

  it('is an apostrophe within and behind a word, and opens before one', () => {
    assert.equal(typed("the dockers'|"), 'the dockers’');
    assert.equal(typed("don'|t"), 'don’t');
    assert.equal(typed("called '|"), 'called ‘');
  });

  it('is left alone where it is not what was typed', () => {
    assert.equal(typed('a|b'), 'ab');
    assert.deepEqual(typographicQuotes('ab', 1, '"'), []);
  });
});
