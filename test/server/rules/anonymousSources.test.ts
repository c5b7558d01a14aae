import assert from 'node:assert/strict';
import { agentlessAttribution } from '../../../server/src/rules/agentlessAttribution.js';
import { anonymousLead } from '../../../server/src/rules/anonymousLead.js';
import { anonymousOpinion } from '../../../server/src/rules/anonymousOpinion.js';
import { declinedAndAnonymous } from '../../../server/src/rules/declinedAndAnonymous.js';
import { describedSource } from '../../../server/src/rules/describedSource.js';
import { rules } from '../../../server/src/rules/index.js';
import { pluralSources } from '../../../server/src/rules/pluralSources.js';
import { roteAnonymityReason } from '../../../server/src/rules/roteAnonymityReason.js';
import { secondHandSource } from '../../../server/src/rules/secondHandSource.js';
import type { Rule } from '../../../server/src/rules/types.js';
import { vagueSource } from '../../../server/src/rules/vagueSource.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

/** A lead that names its source; what stands behind it is no lead. */
const LEAD = 'Ana Ruiz said the branch would vote.\n';

/** Drafts without a lead of their own get `LEAD` before them. */
interface Cases {
  readonly marked: string;
  readonly left: readonly string[];
}

const IN_THE_BODY: readonly (readonly [Rule, Cases])[] = [
  [
    vagueSource,
    {
      marked: `
        Critics say the plan will fail.
        ^^^^^^^^^^^ vague
        Sources said the talks had ended.
        ^^^^^^^^^^^^ vague
        The talks had ended, sources said.
                             ^^^^^^^^^^^^ vague
        Some say the plan was never serious.
        ^^^^^^^^ vague
        Experts warned that the bridge could fall.
        ^^^^^^^^^^^^^^ vague
        The deal is close, according to people familiar with the matter.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vague
        Moss added that analysts say the price will fall.
                        ^^^^^^^^^^^^ vague
      `,
      left: [
        'Protesters chanted and waved flags.',
        'Lawmakers voted to end the session.',
        'The researchers said the sample was small.',
        'Ana Ruiz, a critic of the plan, said it would fail.',
        '“Critics say it will fail, and they are wrong,” Ana Ruiz said.',
        '# Sources: talks have ended, officials say',
        'Protesters criticized the plan.',
      ],
    },
  ],
  [
    describedSource,
    {
      marked: `
        A senior official said the talks had ended.
        ^^^^^^^^^^^^^^^^^^^^^^ described
        A White House aide said the vote was off.
        ^^^^^^^^^^^^^^^^^^^^^^^ described
        The vote was off, two diplomats said.
                          ^^^^^^^^^^^^^^^^^^ described
        “We never met him,” said a former aide.
                            ^^^^^^^^^^^^^^^^^^ described
        U.S. officials said the ship had left.
        ^^^^^^^^^^^^^^^^^^^ described
        According to a government official, the bill is dead.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ described
      `,
      left: [
        'Dmitry Peskov, the Kremlin spokesman, said the visit was routine.',
        'Police said two men were arrested.',
        'Prosecutors said the trial would start in May.',
        'A spokesman for the ministry said the talks went well.',
        'The company said in a statement that it would appeal.',
        'The Finance Ministry said borrowing would fall.',
        'According to the port authority, nobody was hurt.',
      ],
    },
  ],
  [
    agentlessAttribution,
    {
      marked: `
        The envoy reportedly met the minister twice.
                  ^^^^^^^^^^ agentless
        The driver allegedly fled on foot.
                   ^^^^^^^^^ agentless
        The envoy is believed to have left the country.
                  ^^^^^^^^^^^^^^ agentless
        It is understood that the envoy has left.
        ^^^^^^^^^^^^^^^^^^^^^ agentless
        She is widely seen as the favorite.
            ^^^^^^^^^^^^^^^^^ agentless
        He is considered the front-runner.
           ^^^^^^^^^^^^^ agentless
        The firm is said to owe a million.
                 ^^^^^^^^^^ agentless
      `,
      left: [
        'The committee is expected to meet on Monday.',
        'The ship is scheduled to arrive at noon.',
        'She is seen by the board as the favorite.',
        'The tower is called the Needle.',
        'The student alleged years of neglect.',
        'The plan should be considered with care.',
        'He was charged with theft on Monday.',
      ],
    },
  ],
];

describe('the rules for sources whom the reader cannot identify', () => {
  for (const [rule, { marked, left }] of IN_THE_BODY)
    describe(rule.id, () => {
      const find = marksOf(rule);
      it('marks its cases', () => expectMarks(find, `${LEAD}${marked.replace(/^\n/, '').replace(/^ {8}/gm, '')}`));
      for (const draft of left) it(`leaves alone: ${draft}`, () => expectNoMarks(find, LEAD + draft));
    });

  const DRAFTS: readonly (readonly [Rule, { readonly marked: readonly string[]; readonly left: readonly string[] }])[] = [
    [
      secondHandSource,
      {
        marked: [
          `${LEAD}According to Sky News sources, he holds no title.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secondhand`,
          `${LEAD}CNN sources said the talks had ended.
           ^^^^^^^^^^^^^^^^ secondhand`,
          `${LEAD}The talks had ended, BBC sources said.
                                ^^^^^^^^^^^^^^^^ secondhand`,
          `${LEAD}According to Reuters sources, the envoy has left.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secondhand`,
          `${LEAD}CNN reported that officials say the bridge is unsafe.
                             ^^^^^^^^^^^^^ secondhand`,
          `${LEAD}The New York Times reported that critics say the mayor will resign.
                                            ^^^^^^^^^^^ secondhand`,
        ],
        left: [
          'CNN reported that the mayor had resigned.',
          'The New York Times said in a statement that it stood by its story.',
          'Ana Ruiz told CNN that the branch would vote.',
          'According to the Herald, the vote is on Monday.',
          'Sources said the talks had ended.',
          'Reuters reported that Ana Ruiz had left.',
        ],
      },
    ],
    [
      anonymousOpinion,
      {
        marked: [
          `${LEAD}Critics slammed Ruiz for the delay.
           ^^^^^^^^^^^^^^^ vague`,
          `${LEAD}Some officials have accused him of hiding the report.
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
          `${LEAD}A former aide said he was a liar.
           ^^^^^^^^^^^^^^^^^^ described`,
          `${LEAD}Two officials said she was incompetent.
           ^^^^^^^^^^^^^^^^^^ described`,
          `${LEAD}A senior official said Ruiz was lazy and corrupt.
           ^^^^^^^^^^^^^^^^^^^^^^ described`,
          `${LEAD}Sources said he was a bully.
           ^^^^^^^^^^^^ vague`,
        ],
        left: [
          'Critics say the plan will fail.',
          'Ben Moss called him a liar.',
          'A former aide said he had left the country.',
          'Two officials said the bridge was weak.',
          'Critics praised Ruiz for the report.',
          'The council accused him of hiding the report.',
        ],
      },
    ],
    [
      anonymousLead,
      {
        marked: [
          `Sources said the talks had ended.
           ^^^^^^^^^^^^ vague`,
          `A senior official said the talks had ended.
           ^^^^^^^^^^^^^^^^^^^^^^ described`,
          `The deal is close, according to people familiar with the matter.
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vague`,
          `The vote was off, two diplomats said.
                             ^^^^^^^^^^^^^^^^^^ described`,
          `# The bridge
           Experts warned that the bridge could fall.
           ^^^^^^^^^^^^^^ vague`,
          `A White House aide said the vote was off.
           ^^^^^^^^^^^^^^^^^^^^^^^ described`,
        ],
        left: [
          `${LEAD}Sources said the talks had ended.`,
          'Ana Ruiz said the talks had ended. Sources said they would go on.',
          'The envoy reportedly left.',
          'Police said two men were arrested.',
          'The council met on Monday. It will meet again.',
          'The Finance Ministry said borrowing would fall, and officials said no more.',
        ],
      },
    ],
    [
      pluralSources,
      {
        marked: [
          `${LEAD}Sources said the talks had ended.
           ^^^^^^^^^^^^
           “It is over,” the source said.`,
          `${LEAD}The talks had ended, sources said.
                                ^^^^^^^^^^^^
           The source said no date was set.`,
          `${LEAD}According to sources, the talks had ended.
           ^^^^^^^^^^^^^^^^^^^^
           The source said no date was set.`,
          `${LEAD}“It is over,” a source said.
           Sources say no date is set.
           ^^^^^^^^^^^`,
          `${LEAD}Sources told the committee that the talks had ended.
           ^^^^^^^^^^^^
           The source said no date was set.`,
          `${LEAD}Sources warned that the talks could fail.
           ^^^^^^^^^^^^^^
           “It is over,” said the source.`,
        ],
        left: [
          'Sources said the talks had ended.',
          'Sources said the talks had ended.\nOne of the sources said no date was set.',
          'Sources said the talks had ended.\nThe source said no date was set. A second source said so, too.',
          'Two sources said the talks had ended.\nThe source said no date was set.',
          'A source said the talks had ended.\nThe source said no date was set.',
          'The river has two sources.\nThe source said no date was set.',
        ],
      },
    ],
    [
      roteAnonymityReason,
      {
        marked: [
          `${LEAD}An official who was not authorized to speak publicly said the talks had ended.
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rote`,
          `${LEAD}A senior official said the talks had ended, on condition of anonymity because he was not authorised to speak to the media.
                                                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rote`,
          `${LEAD}The talks had ended, said an aide who was not allowed to discuss the matter.
                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rote`,
          `${LEAD}Two diplomats, who spoke on condition of anonymity, said the talks had ended.
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ none`,
          `${LEAD}“It is over,” said an official who asked not to be named.
                                              ^^^^^^^^^^^^^^^^^^^^^ none`,
          `${LEAD}An aide who declined to be identified said the talks had ended.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^ none`,
        ],
        left: [
          'A nurse, who spoke on condition of anonymity because she feared for her job, said the ward was full.',
          'Two diplomats spoke on condition of anonymity to describe private talks, and said they had ended.',
          'An aide who asked not to be named for fear of reprisals said the talks had ended.',
          'Ana Ruiz was not authorized to speak for the branch.',
          'The board was not allowed to discuss the sale.',
          '“He asked not to be named,” Ana Ruiz said.',
        ],
      },
    ],
    [
      declinedAndAnonymous,
      {
        marked: [
          `${LEAD}A Pentagon official said the ship had left.
           The Pentagon declined to comment.
                        ^^^^^^^^^^^^^^^^^^^ declined`,
          `${LEAD}The Treasury declined to comment.
                        ^^^^^^^^^^^^^^^^^^^
           A senior Treasury official said the tax would rise.`,
          `${LEAD}“It is over,” said a former Kremlin aide.
           A Kremlin spokesman declined to comment.
                               ^^^^^^^^^^^^^^^^^^^`,
          `${LEAD}Two Norlund executives said the plant would close. Norlund refused to comment.
                                                                      ^^^^^^^^^^^^^^^^^^`,
          `${LEAD}According to a Pentagon official, the ship has left.
           The Pentagon declined to discuss the ship.
                        ^^^^^^^^^^^^^^^^^^^`,
          `${LEAD}A Kremlin aide said the visit was off.
           The Kremlin declined to elaborate.
                       ^^^^^^^^^^^^^^^^^^^^^`,
        ],
        left: [
          'The Pentagon declined to comment.',
          'Ana Ruiz said the ship had left.\nThe Pentagon declined to comment.',
          'A Kremlin aide said the visit was off.\nThe Pentagon declined to comment.',
          'A Pentagon official said the ship had left.\nThe Pentagon declined the offer.',
          'A Pentagon official said the ship had left.\nThe Pentagon will comment on Monday.',
          'A Pentagon official said the ship had left.\n“The Pentagon declined to comment,” Ana Ruiz said.',
        ],
      },
    ],
  ];
  for (const [rule, { marked, left }] of DRAFTS)
    describe(rule.id, () => {
      const find = marksOf(rule);
      for (const [i, draft] of marked.entries()) it(`marks case ${i + 1}`, () => expectMarks(find, draft.replace(/^ {11}/gm, '')));
      for (const draft of left)
        it(`leaves alone: ${draft.replace(/\n/g, ' / ')}`, () => expectNoMarks(find, rule === anonymousLead || draft.startsWith(LEAD) ? draft : LEAD + draft));
    });

  it('never mark the same words twice', () => {
    const draft = `Sources said he was a liar. A Pentagon official who was not authorized to speak publicly said the ship had left, CNN sources said.
The source said no more. Critics reportedly slammed Ruiz. Two officials, who spoke on condition of anonymity, called her unfit.
According to Sky News sources, experts say he is widely seen as a bully. The Pentagon declined to comment.`;
    const marks = rules.filter(({ kind }) => kind === 'anonymous-source').flatMap(rule => marksOf(rule)(draft));
    marks.sort((a, b) => a.start - b.start);
    assert.ok(marks.length > 6);
    for (const [i, mark] of marks.entries()) assert.ok(mark.end <= (marks[i + 1]?.start ?? Number.POSITIVE_INFINITY), `“${draft.slice(mark.start, mark.end)}”`);
  });
});

describe('the fixes of a source whom the reader cannot identify', () => {
  const ruleFor = (line: string, words: string): Rule => {
    const rule = rules.find(each => each.kind === 'anonymous-source' && marksOf(each)(line).some(({ start, end }) => line.slice(start, end) === words));
    if (!rule) throw new Error(`“${words}” is not marked in “${line}”`);
    return rule;
  };
  const result = (line: string, words: string, title: string): string | undefined =>
    fixesOf(ruleFor(line, words), line, words).find(fix => fix.title === title)?.result;
  const name = (line: string, words: string): string | undefined => result(line, words, 'Name the source');

  it('put a name before a description', () => {
    assert.equal(name('A senior official said the talks had ended.', 'A senior official said'), '[name], a senior official, said the talks had ended.');
    assert.equal(name('“We left,” said a former aide.', 'said a former aide'), '“We left,” said [name], a former aide.');
  });
  it('put a name and a role in the place of nobody', () => {
    assert.equal(name('Critics say the plan will fail.', 'Critics say'), '[name], [role], says the plan will fail.');
  });
  it('take “reportedly” out and name the source at the end', () => {
    assert.equal(name('The envoy reportedly met the minister twice.', 'reportedly'), 'The envoy met the minister twice, according to [source].');
    assert.equal(name('Reportedly, the envoy has left.', 'Reportedly'), 'The envoy has left, according to [source].');
  });
  it('add the reason for anonymity', () => {
    const title = 'Add the reason for anonymity';
    assert.equal(
      result('A senior official said the talks had ended.', 'A senior official said', title),
      'A senior official, who spoke on condition of anonymity because [reason], said the talks had ended.',
    );
    assert.equal(
      result('“We left,” said a former aide.', 'said a former aide', title),
      '“We left,” said a former aide, who spoke on condition of anonymity because [reason].',
    );
  });
  it('keep the stops of abbreviations and of quotations', () => {
    assert.equal(
      name('The envoy reportedly left the U.S. Nobody saw him go.', 'reportedly'),
      'The envoy left the U.S., according to [source]. Nobody saw him go.',
    );
    assert.equal(
      name('The deal reportedly cost “four million.” The man left.', 'reportedly'),
      'The deal cost “four million,” according to [source]. The man left.',
    );
  });
  it('take commas out with the word, and leave the clause after a semicolon alone', () => {
    assert.equal(name('It was, reportedly, the end.', 'reportedly'), 'It was the end, according to [source].');
    assert.equal(name('She was reportedly ill; he was not.', 'reportedly'), 'She was ill, according to [source]; he was not.');
  });
  it('keep “allegedly”, which is all that stands between the sentence and a charge', () => {
    assert.equal(name('The driver allegedly fled on foot.', 'allegedly'), 'The driver allegedly fled on foot, according to [source].');
  });
  it('turn “it is understood that” into the statement with its source', () => {
    assert.equal(name('It is understood that the envoy has left.', 'It is understood that'), 'The envoy has left, according to [source].');
  });
  it('put a verb in the plural into the singular', () => {
    assert.equal(name('Experts say the bridge is safe.', 'Experts say'), '[name], [role], says the bridge is safe.');
  });
  it('give several officials’ place to one who is named', () => {
    assert.equal(name('Two officials said the talks had ended.', 'Two officials said'), '[name], [role], said the talks had ended.');
  });
  it('do not explain another desk’s source, nor explain twice', () => {
    const titles = (line: string, words: string): string[] => fixesOf(ruleFor(line, words), line, words).map(fix => fix.title);
    assert.deepEqual(titles(`${LEAD.trim()} According to Sky News sources, he holds no title.`, 'According to Sky News sources'), ['Name the source']);
    assert.deepEqual(titles('A senior official, who spoke on condition of anonymity, said the talks had ended.', 'A senior official'), ['Name the source']);
  });
  it('give the reason in the place of a formula, or behind the clause that has none', () => {
    assert.equal(
      result('An official who was not authorized to speak publicly said the talks had ended.', 'not authorized to speak publicly', 'Give the reason'),
      'An official who was [reason] said the talks had ended.',
    );
    assert.equal(
      result('Two diplomats, who spoke on condition of anonymity, said the talks had ended.', 'spoke on condition of anonymity', 'Give the reason'),
      'Two diplomats, who spoke on condition of anonymity because [reason], said the talks had ended.',
    );
  });
});

describe('a hedge on what is hedged already', () => {
  it('is no unnamed source', () => {
    const reports = (line: string): number => marksOf(agentlessAttribution)(LEAD + line).length;
    assert.equal(reports('Police claimed that the clerk allegedly sold the files.'), 0);
    assert.equal(reports('The clerk allegedly sold the files.'), 1);
  });
});

describe('a described source with its reason', () => {
  it('is information, and a warning where the reason is a formula', () => {
    const subs = (line: string): (string | undefined)[] => marksOf(describedSource)(LEAD + line).map(({ sub }) => sub);
    assert.deepEqual(subs('A nurse, who spoke on condition of anonymity because she feared for her job, said the ward was full.'), ['reasoned']);
    assert.deepEqual(subs('A nurse, who spoke on condition of anonymity, said the ward was full.'), ['described']);
    assert.deepEqual(subs('A nurse who was not authorized to speak publicly said the ward was full.'), ['described']);
  });
});
