import assert from 'node:assert/strict';
import { beyondTheSource } from '../../../server/src/rules/beyondTheSource.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(beyondTheSource);

describe('beyond-the-source', () => {
  const marked: readonly string[] = [
    `
    Ana Ruiz revealed that the mayor had taken bribes from the port.
             ^^^^^^^^ accusation`,
    `
    The senator pointed out that her rival had lied to the committee.
                ^^^^^^^^^^^ accusation`,
    `
    Mark Lewis confirmed that the board had misled its members for years.
               ^^^^^^^^^ accusation`,
    `
    The senator has revealed that the agency violated the law.
                    ^^^^^^^^ accusation`,
    `
    The treasurer admitted that he had misled the board about the losses.
                  ^^^^^^^^ admission`,
    `
    The mayor acknowledged that her office had concealed the report.
              ^^^^^^^^^^^^ admission`,
    `
    Mark Lewis confirmed that the bridge was unsafe, saying it “may have been an error in the drawings.”
               ^^^^^^^^^ certainty`,
  ];
  for (const draft of marked) it(`marks ${draft.trim().split('\n')[0]}`, () => expectMarks(find, draft));

  const left: Readonly<Record<string, string>> = {
    'a plain verb': 'Ana Ruiz said that the mayor had taken bribes from the port.',
    'what is no wrong': 'Ana Ruiz revealed that the ferry will run on Sundays from May.',
    'a court’s finding': 'The court confirmed that the mayor had taken bribes from the port.',
    'what police confirm': 'Police confirmed that the boats had been stolen.',
    'an audit': 'The audit revealed that the treasurer had concealed the losses.',
    'a plea in court': 'He admitted in court that he had stolen the boats.',
    'a confession in the source’s own words': 'The treasurer admitted that he had “misled the board for two long years.”',
    'a negation': 'Ana Ruiz did not confirm that the mayor had taken bribes.',
    'a refusal': 'Ana Ruiz refused to confirm that the mayor had lied.',
    'a hedged allegation': 'Ana Ruiz revealed that the mayor may have taken bribes.',
    'words in a quotation': '“She admitted that she had lied to us,” Ana Ruiz said.',
    'a headline': '# Senator reveals that mayor took bribes',
    'a patient': 'She was admitted to the hospital after the assault.',
  };
  for (const [what, draft] of Object.entries(left)) it(`leaves alone ${what}`, () => expectNoMarks(find, draft));

  it('offers “said” where that alone mends it', () => {
    assert.equal(
      fixesOf(beyondTheSource, 'Ana Ruiz revealed that the mayor had taken bribes.', 'revealed')[0]?.result,
      'Ana Ruiz said that the mayor had taken bribes.',
    );
    assert.deepEqual(fixesOf(beyondTheSource, 'The senator has revealed that the agency violated the law.', 'revealed'), []);
  });
});
