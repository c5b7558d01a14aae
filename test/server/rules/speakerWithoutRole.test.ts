import { speakerWithoutRole } from '../../../server/src/rules/speakerWithoutRole.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { marksOf } from '../../support/rules.js';

const find = marksOf(speakerWithoutRole);

describe('speaker-without-role', () => {
  const marked: readonly string[] = [
    `
      The ferry will stop in the autumn, Robert Hale said on Monday.
                                         ^^^^^^^^^^^
    `,
    `
      “The engine has failed twice,” said Susan Moss.
                                          ^^^^^^^^^^
    `,
    `
      # Boats sold
      According to Robert Hale, the boats have been sold to a yard on the coast.
                   ^^^^^^^^^^^
      “They are good boats,” Hale said.
    `,
    `
      # Ferry to stop
      Robert Hale told reporters that the ferry would stop in the autumn.
      ^^^^^^^^^^^
      The boats were built in the town. They carry nine cars each.
    `,
    `
      Robert Hale likes the ferry. The boats were built in the town.
      ^^^^^^^^^^^
      Nobody knows how long they will last, Hale said.
    `,
    `
      The mayor, Anna Ruiz, said the ferry would stop. Nobody had asked for that, Susan Moss said.
                                                                                  ^^^^^^^^^^
    `,
    `
      Mr. Robert Hale said that the ferry had never been so full.
          ^^^^^^^^^^^
    `,
  ];
  for (const draft of marked) it(`marks a name with nothing beside it: ${draft.trim().split('\n')[0]}`, () => expectMarks(find, draft));

  const alone: readonly (readonly [title: string, text: string])[] = [
    ['a position before the name', 'The ferry will stop in the autumn, harbor master Robert Hale said.'],
    ['a title', 'Sen. Susan Moss said the ferry would stop in the autumn.'],
    ['a position behind the name', 'Robert Hale, the harbor master, said the ferry would stop.'],
    ['an age', '“The engine has failed twice,” said Susan Moss, 34.'],
    ['a clause about the person', 'Robert Hale, who lives by the quay, said the ferry had never been so full.'],
    ['a relation', 'His sister, Susan Moss, said the ferry had never been so full.'],
    ['a party and state', 'Susan Moss (D-Maine) said the ferry would stop in the autumn.'],
    ['a body behind the name', 'Robert Hale of the harbor board said the ferry would stop.'],
    ['an outlet before the name', 'The Courier’s Robert Hale said the ferry would stop in the autumn.'],
    ['a description in the next sentence', '“The engine has failed twice,” said Susan Moss. She is a teacher at the school by the quay.'],
    [
      'a description in the next paragraph',
      '“The engine has failed twice,” said Susan Moss.\nMoss, a teacher at the school by the quay, takes the boat every day.',
    ],
    ['a description in the headline', '# Harbor master Robert Hale: ferry will stop\nRobert Hale said on Monday that the ferry had failed.'],
    ['a role that a title before two names gives', 'Sens. Susan Moss and Robert Hale said the ferry would stop.'],
    ['somebody known to all', 'Angela Merkel said that the ferry had been a joy.'],
    ['somebody who is not quoted', 'Robert Hale takes the ferry every day. The boats were built in the town.'],
    ['a body', 'Halden Ferries Group said the ferry would stop in the autumn.'],
    ['a surname or a pronoun alone', 'Hale said the ferry would stop. He said that it had failed twice.'],
    ['a column', 'Robert Hale said I was wrong about the ferry. I told my wife, and I think that I am right: my boat is my home.'],
  ];
  for (const [title, text] of alone) it(`leaves ${title} alone`, () => expectNoMarks(find, text));
});
