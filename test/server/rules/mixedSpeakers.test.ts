import assert from 'node:assert/strict';
import { mixedSpeakers } from '../../../server/src/rules/mixedSpeakers.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(mixedSpeakers);

describe('mixed-speakers', () => {
  const marked: readonly string[] = [
    `
      “The ferry has to stop,” Anna Ruiz, the mayor, said. “It has never been so full as it is now,” Robert Hale said.
                                                                                                     ^^^^^^^^^^^^^^^^
    `,
    `
      “The ferry has to stop,” said Anna Ruiz. “It has never been so full as it is now,” said Robert Hale.
                                                                                         ^^^^^^^^^^^^^^^^
    `,
    `
      The mayor, Anna Ruiz, said: “The ferry has to stop.” “It has never been so full as it is now,” Robert Hale said.
                                                                                                     ^^^^^^^^^^^^^^^^
    `,
    `
      "The engine has failed twice," said Susan Moss. "Nobody told us that it was so old," said Robert Hale. "We told everybody who asked us," said Anna Ruiz.
                                                                                           ^^^^^^^^^^^^^^^^
                                                                                                                                               ^^^^^^^^^^^^^^
    `,
    `
      “The ferry has to stop,” Anna Ruiz said. “We were never asked, and we would have said no,” said the harbor master, Robert Hale.
                                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      Anna Ruiz told the council, “The ferry has to stop now.” “Then the school has to stop as well,” replied Susan Moss.
                                                                                                      ^^^^^^^^^^^^^^^^^^
    `,
  ];
  for (const draft of marked) it(`marks the second speaker: ${draft.trim().split('\n')[0]}`, () => expectMarks(find, draft));

  const alone: readonly (readonly [title: string, text: string])[] = [
    ['one speaker who goes on', '“The ferry has to stop,” Anna Ruiz said. “It has never paid for itself,” she said.'],
    ['one speaker by two names', '“The ferry has to stop,” Anna Ruiz said. “It has never paid for itself,” Ruiz said.'],
    ['a second speaker who is named before', '“The ferry has to stop,” Anna Ruiz said. Robert Hale said, “It has never been so full.”'],
    [
      'a sentence that tells of the change',
      '“The ferry has to stop,” Anna Ruiz said. The harbor master disagrees. “It has never been so full,” Robert Hale said.',
    ],
    ['speakers in paragraphs of their own', '“The ferry has to stop,” Anna Ruiz said.\n“It has never been so full as it is now,” Robert Hale said.'],
    ['a second speaker whom the first cue names', '“The ferry has to stop,” Anna Ruiz told Robert Hale. “It has never been so full as it is now,” Hale said.'],
    ['words of the writer before the quotation', '“The ferry has to stop,” Anna Ruiz said. But “it has never been so full,” Robert Hale said.'],
    [
      'a title or a fragment before a quotation',
      'Anna Ruiz spoke of a “pivot” in the talks with the yard. “It has never been so full as it is now,” Robert Hale said.',
    ],
    ['a document of the first speaker', '“The ferry has to stop,” Anna Ruiz wrote. “It has never been so full as it is now,” the memo said.'],
    ['fragments', 'Anna Ruiz called the ferry “a burden.” Robert Hale called it “a joy.”'],
    ['a quotation that goes on behind its speaker', '“The ferry has to stop,” Anna Ruiz said. “It has never paid for itself, and it never will.”'],
  ];
  for (const [title, text] of alone) it(`leaves ${title} alone`, () => expectNoMarks(find, text));

  it('offers a paragraph of its own, and changes no word', () => {
    const line = '“The ferry has to stop,” Anna Ruiz, the mayor, said. “It has never been so full as it is now,” Robert Hale said.';
    const [fix] = fixesOf(mixedSpeakers, line, 'Robert Hale said');
    assert.equal(fix?.title, 'Begin a paragraph for the second speaker');
    assert.equal(fix?.result, '“The ferry has to stop,” Anna Ruiz, the mayor, said.\n\n“It has never been so full as it is now,” Robert Hale said.');
  });
});
