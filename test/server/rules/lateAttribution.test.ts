import assert from 'node:assert/strict';
import { lateAttribution } from '../../../server/src/rules/lateAttribution.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf, relatedWordsOf } from '../../support/rules.js';

const find = marksOf(lateAttribution);

const LONG =
  'We have looked at every way to keep the boats going. None of them is cheap enough for a town of this size, and the council has other work to pay for';

describe('late-attribution', () => {
  it('marks the speaker behind a long quotation of more than one sentence', () => {
    expectMarks(
      find,
      `
      “We have looked at every way to keep the boats going. None of them is cheap enough for a town of this size, and the council has other work to pay for,” Ana Ruiz said.
                                                                                                                                                              ^^^^^^^^^^^^^
    `,
    );
    expectMarks(
      find,
      `
      “The engine has failed twice. It failed in the storm, with forty people and a bus on board, and it failed at the quay. Nobody has told us what is wrong with it,” said Tom Weir, the harbor master.
                                                                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    );
    expectMarks(
      find,
      `
      "It was dark and the rain came in from the sea. I saw the lights of the boat, then I did not see them any more, and I rang the bell as loud as I could," the lighthouse keeper, Rosa Alvarez, said.
                                                                                                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    );
  });

  it('marks a speaker who is not the last one', () => {
    expectMarks(
      find,
      `
      The boats could run for ten more years, Tom Weir said.
      “We have looked at every way to keep the boats going. None of them is cheap enough for a town of this size, and the council has other work to pay for,” Ana Ruiz said.
                                                                                                                                                              ^^^^^^^^^^^^^
    `,
    );
  });

  it('marks a speaker whom the draft named, but not just now', () => {
    expectMarks(
      find,
      `
      Ana Ruiz is the mayor. The town lies on the river. It has two boats.
      “We have looked at every way to keep the boats going. None of them is cheap enough for a town of this size, and the council has other work to pay for,” Ruiz said.
                                                                                                                                                              ^^^^^^^^^
    `,
    );
  });

  it('marks a body and a document', () => {
    expectMarks(
      find,
      `
      “Passengers were not told of the danger. The crew had no list of those on board, and the boat went out in a wind in which no boat of its kind should sail,” said Halden Ferries Group.
                                                                                                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    );
  });

  const alone: readonly (readonly [title: string, text: string])[] = [
    [
      'a speaker named after the first sentence',
      '“We have looked at every way to keep the boats going,” Ana Ruiz said. “None of them is cheap enough for a town of this size.”',
    ],
    ['a speaker named before', `Ana Ruiz said: “${LONG}.”`],
    [
      'one long sentence',
      '“We have looked at every way to keep the boats going and none of them is cheap enough for a town of this size, which has other work to pay for,” Ana Ruiz said.',
    ],
    ['a short quotation', '“No. Never again,” Ana Ruiz said.'],
    ['the one who has just spoken', `Ana Ruiz, the mayor, said the ferry would stop.\n“${LONG},” Ruiz said.`],
    ['one whom the sentence before names', `The town has two boats. The decision was taken by Ana Ruiz.\n“${LONG},” Ruiz said.`],
    ['one whom a colon announces', `The mayor did not mince her words:\n“${LONG},” Ana Ruiz said.`],
    ['a pronoun', `“${LONG},” she said.`],
    ['words for somebody known', `“${LONG},” the mayor said.`],
    ['the signature of an epigraph', `“${LONG}.” — Ana Ruiz`],
    ['a block quotation', `> “${LONG},” Ana Ruiz said.`],
  ];
  for (const [title, text] of alone) it(`leaves ${title} alone`, () => expectNoMarks(find, text));

  it('lists the quotation', () => {
    assert.deepEqual(relatedWordsOf(lateAttribution)(`“${LONG},” Ana Ruiz said.`), [`“${LONG},”`]);
  });

  it('offers to name the speaker after the first sentence, and keeps every word of the quotation', () => {
    const [fix] = fixesOf(lateAttribution, `“${LONG},” Ana Ruiz said.`, 'Ana Ruiz said');
    assert.equal(fix?.title, 'Name the speaker after the first sentence');
    assert.equal(
      fix?.result,
      '“We have looked at every way to keep the boats going,” Ana Ruiz said. “None of them is cheap enough for a town of this size, and the council has other work to pay for.”',
    );
  });

  it('offers nothing where the sentence goes on behind the speaker, or the first one asks', () => {
    assert.deepEqual(fixesOf(lateAttribution, `“${LONG},” Ana Ruiz said on Monday.`, 'Ana Ruiz said'), []);
    const asking = LONG.replace('going.', 'going?');
    assert.deepEqual(fixesOf(lateAttribution, `“${asking},” Ana Ruiz said.`, 'Ana Ruiz said'), []);
  });
});
