import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver-types';
import { type HoverContext, hover } from '../../../server/src/features/hover.js';
import { rules } from '../../../server/src/rules/index.js';
import { plainClient } from '../../../server/src/service.js';
import { expectRanges, readMarked } from '../../support/features.js';

const context: HoverContext = { client: plainClient, rules, rulePage: () => undefined };

function markupOf(shown: Hover | undefined): string {
  assert.ok(shown && typeof shown.contents === 'object' && 'value' in shown.contents, 'there is a hover');
  return shown.contents.value;
}

/** What is shown over the cursor; the carets tell for which words. */
function shown(marked: string): string {
  const draft = readMarked(marked);
  const found = hover(draft.read, draft.cursor, context);
  const value = markupOf(found);
  assert.ok(found?.range);
  expectRanges(draft, [{ range: found.range }]);
  return value;
}

describe('the hover over a source', () => {
  it('is a card: who it is, how often it is mentioned, how often it speaks and how much of that is quoted', () => {
    const value = shown(`
      Mayor Ann Lee said the pier was “old and rotten”. It was closed, L$0ee said.
                                                                       ^^^
    `);
    assert.equal(
      value,
      [
        'Ann Lee, Mayor',
        'A person, named. Mentioned 2 times.',
        'Speaks 2 times in this draft, 33% of the words quoted:',
        '- the pier was “old and rotten”\n- It was closed',
      ].join('\n\n'),
    );
  });

  it('comes before that of the quotation in which the source stands', () => {
    const value = shown(`
      Tom Fry said nothing. “Tom F$0ry knows more,” Ann Lee said.
                             ^^^^^^^
    `);
    assert.match(value, /^Tom Fry\n\nA person, named/);
  });
});

describe('the hover over a quotation', () => {
  it('names its speaker', () => {
    const value = shown(`
      Mayor Ann Lee was late. “It is old and r$0otten,” she said.
                              ^^^^^^^^^^^^^^^^^^^^^^^
    `);
    assert.equal(value, 'Words of Ann Lee (named).');
  });

  it('is none over the title of a work', () => {
    const draft = readMarked('The film “The Old P$0ier” opened on Monday.');
    assert.equal(hover(draft.read, draft.cursor, context), undefined);
  });
});

describe('the hover over a claim', () => {
  it('says to whom it is attributed', () => {
    const value = shown(`
      Mayor Ann Lee said the pier was c$0losed on Monday.
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `);
    assert.equal(value, 'Attributed to Ann Lee, Mayor (named).');
  });

  it('says that it is cited', () => {
    const value = shown(`
      The port handled 1.4 m$0illion containers last year [@port].
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `);
    assert.equal(value, 'A citation stands by this claim.');
  });

  it('says that its mark is dismissed', () => {
    const value = shown(`
      <!-- on-the-record-disable-next-line unattributed-claim -->
      The operator clearly wants to break the u$0nion before the summer season, and the row could spread to the ferry docks next week.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `);
    assert.equal(value, 'Nothing carries this claim; its mark is dismissed.');
  });

  it('gives way to that of its mark', () => {
    const draft = readMarked(
      'The operator clearly wants to break the u$0nion before the summer season, and the row could spread to the ferry docks next week.',
    );
    assert.match(markupOf(hover(draft.read, draft.cursor, context)), /Newsrooms/);
  });

  it('is none where nothing is claimed', () => {
    const draft = readMarked('The ferry le$0ft at noon.');
    assert.equal(hover(draft.read, draft.cursor, context), undefined);
  });
});
