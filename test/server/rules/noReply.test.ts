import assert from 'node:assert/strict';
import { noReply } from '../../../server/src/rules/noReply.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(noReply);

describe('no-reply', () => {
  const marked: readonly string[] = [
    `
      Robert Hale was accused of moving club money to his own account.
      ^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      The club accused Robert Hale of moving money to his own account.
               ^^^^^^^^^^^^^^^^^^^
    `,
    `
      Two members sued Halden Ferries Group on Monday over the broken engine.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      The treasurer, Robert Hale, allegedly sold the boat twice.
                     ^^^^^^^^^^^
      The buyer had paid in cash.
    `.replace('^^^^^^^^^^^\n', '^^^^^^^^^^^^^^^^^^^^^^\n'),
    `
      # Boat sold twice
      Robert Hale faces charges over the sale of a boat.
      ^^^^^^^^^^^^^^^^^^^^^^^^^
      Hale was charged with fraud on Friday.
    `,
    `
      A lawsuit against Halden Ferries Group says nothing of the engine.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      The letter alleges that Susan Moss knew of the leak.
                 ^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      Robert Hale and Susan Moss run the club. Members have accused Moss of keeping two sets of books.
                                                            ^^^^^^^^^^^^
    `,
  ];
  for (const draft of marked) it(`marks the accusation: ${draft.trim().split('\n')[0]}`, () => expectMarks(find, draft));

  const accusation = 'The club accused Robert Hale of moving money to his own account.';
  const alone: readonly (readonly [title: string, text: string])[] = [
    ['an accused who speaks', `${accusation} Hale said that he had borrowed it.`],
    ['an accused who denies', `${accusation} He denies it.`],
    ['an accused who does not answer', `${accusation} Hale did not respond to two letters.`],
    ['an accused who declines to comment', `${accusation} He declined to comment.`],
    ['an accused who could not be reached', `${accusation} Hale could not be reached on Monday.`],
    ['an accused who was asked', `${accusation} A request for comment was left at his office.`],
    ['an accused whose lawyer speaks', `${accusation} “The money has been paid back,” his lawyer said.`],
    ['a plea', `${accusation} He pleaded not guilty.`],
    ['a verdict', `${accusation} He was convicted in the spring.`],
    ['a company whose spokeswoman speaks', 'Two members sued Halden Ferries Group on Monday. A spokeswoman for the company said the engine was new.'],
    ['groups and countries', 'The minister accused France of breaking the treaty, and the unions accused the government of neglect.'],
    ['somebody accused in a quotation', '“They accused Robert Hale of theft,” Susan Moss said.'],
    ['somebody else of the name', 'The club accused Robert Hale’s brother of moving money.'],
    ['no accusation', 'The club thanked Robert Hale for keeping its books. It charged Susan Moss a fee.'],
    ['a column', `${accusation} I do not believe it, and you should not. I have known my neighbor all my life.`],
  ];
  for (const [title, text] of alone) it(`leaves ${title} alone`, () => expectNoMarks(find, text));

  it('marks each accused once', () => {
    const text = `${accusation} Members also accused Susan Moss of silence. Hale was accused of more.`;
    assert.deepEqual(
      find(text).map(({ start, end }) => text.slice(start, end)),
      ['accused Robert Hale', 'accused Susan Moss'],
    );
  });

  it('offers a note that the rule for placeholders will not let pass', () => {
    const [fix] = fixesOf(noReply, accusation, 'accused Robert Hale');
    assert.equal(fix?.result, `${accusation} [reply from Robert Hale TK]`);
  });
});
