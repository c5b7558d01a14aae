import assert from 'node:assert/strict';
import { accusedOfAllegedly } from '../../../server/src/rules/accusedOfAllegedly.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(accusedOfAllegedly);

describe('accused-of-allegedly', () => {
  it('marks a hedge on what somebody is accused of', () => {
    expectMarks(
      find,
      `
      The treasurer is accused of allegedly moving club money to his own account.
                       ^^^^^^^^^^^^^^^^^^^^ accused
      A man was arrested on suspicion of allegedly setting fire to the barn.
                            ^^^^^^^^^^^^^^^^^^^^^^ accused
      Two clerks were charged with allegedly selling the files.
                      ^^^^^^^^^^^^^^^^^^^^^^ accused
      He faces accusations of alleged fraud over the tender.
               ^^^^^^^^^^^^^^^^^^^^^^ accused
      The club was allegedly accused of fixing two matches.
                   ^^^^^^^^^^^^^^^^^ accused
    `,
    );
  });

  it('marks a hedge on what a court has decided', () => {
    expectMarks(
      find,
      `
      The driver was convicted of allegedly forging his log.
                     ^^^^^^^^^^^^^^^^^^^^^^ settled
      Rosa Alvarez pleaded guilty to allegedly bribing two inspectors.
                           ^^^^^^^^^^^^^^^^^^^ settled
    `,
    );
  });

  it('marks two hedges in one clause', () => {
    expectMarks(
      find,
      `
      The alleged suspect was seen near the quay.
          ^^^^^^^^^^^^^^^ doubled
      The alleged theft allegedly happened at noon.
          ^^^^^^^^^^^^^^^^^^^^^^^ doubled
    `,
    );
  });

  it('marks a hedge on what a named source alleges', () => {
    expectMarks(
      find,
      `
      Prosecutors allege that Tom Weir allegedly sold the boat twice.
                                       ^^^^^^^^^ sourced
      Police said he allegedly broke two windows.
                     ^^^^^^^^^ sourced
    `,
    );
  });

  it('leaves a hedge alone that is the only one', () => {
    for (const line of [
      'He allegedly took the money while the office was closed.',
      'The alleged victim gave evidence on Monday.',
      'The treasurer is accused of moving club money to his own account.',
      'She was sued for libel after the alleged leak.',
      'The manager was arrested for allegedly striking a guest.',
      'He allegedly accused his neighbour of poisoning the dog.',
    ])
      expectNoMarks(find, line);
  });

  it('leaves a hedge in another clause alone', () => {
    for (const line of [
      'He was charged with perjury, and his brother allegedly helped him.',
      'Police said a man who allegedly broke two windows had come forward.',
      'The judge said the plot Weir allegedly hatched was dangerous.',
      'The alleged thief ran off, and the alleged lookout was caught.',
      'The report accused the council of neglect after the roof allegedly leaked for years.',
    ])
      expectNoMarks(find, line);
  });

  it('leaves quotations alone', () => {
    expectNoMarks(find, '“He is accused of allegedly moving club money,” Ana Ruiz said.');
  });

  describe('the fix', () => {
    const fixed = (line: string, words: string): (string | boolean | undefined)[] => {
      const [fix] = fixesOf(accusedOfAllegedly, line, words);
      return [fix?.title, fix?.result, fix?.safe];
    };

    it('takes the word out', () => {
      assert.deepEqual(fixed('Two clerks are accused of allegedly selling the files.', 'accused of allegedly'), [
        'Take out “allegedly”',
        'Two clerks are accused of selling the files.',
        true,
      ]);
    });

    it('keeps the adjective of two hedges', () => {
      assert.equal(fixed('The alleged theft allegedly happened at noon.', 'alleged theft allegedly')[1], 'The alleged theft happened at noon.');
    });

    it('sets the article right, and the capital', () => {
      assert.equal(fixed('Police held an alleged suspect.', 'alleged suspect')[1], 'Police held a suspect.');
      assert.equal(fixed('Alleged suspects fled.', 'Alleged suspects')[1], 'Suspects fled.');
    });

    it('is not safe where it makes an accusation certain', () => {
      assert.equal(fixed('The club was allegedly accused of fixing two matches.', 'allegedly accused')[2], false);
    });
  });
});
