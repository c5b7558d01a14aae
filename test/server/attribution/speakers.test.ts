import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Source } from '../../../server/src/attribution/types.js';
import { draftFile, judge, readTable } from '../../speakers/table.js';
import { analyse } from '../../support/analysis.js';

/** For each attribution of the text its speaker as the reading has it; “-” where there is none. */
function speakers(text: string): string[] {
  const { reading } = analyse(text);
  return reading.blocks.flatMap(block => block.attributions.map(a => (a.speaker === undefined ? '-' : (reading.sources[a.speaker]?.name ?? '-'))));
}

const prose = fc
  .array(
    fc.constantFrom(
      ...['Ana Ruiz', 'Mr. Tan', 'Tan', 'she', 'he', 'who', 'the senator', 'The ministry', 'Kremlin', 'a report', 'Sen.', 'FWA', '(FWA)', 'their lawyer'],
      ...[
        'said',
        'told reporters',
        'according to',
        'that',
        'the vote was fair',
        ',',
        '.',
        '“',
        '”',
        '"',
        '’s',
        '-',
        ' of ',
        '\n\n',
        ' ',
        ' ',
        ' ',
        '\u2028',
        '😀',
      ],
    ),
    { maxLength: 50 },
  )
  .map(parts => parts.join(' '));

describe('speakers', () => {
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['a pronoun goes back to the last person', 'Ana Ruiz said the vote was fair. She said it would be close.', ['Ana Ruiz', 'Ana Ruiz']],
    ['a surname goes back to the full name', 'Ana Ruiz said the vote was fair. It would be close, Ruiz said.', ['Ana Ruiz', 'Ana Ruiz']],
    ['a title is no part of a name', 'Water Minister Tomas Reyl said the dam was full.', ['Tomas Reyl']],
    ['a body keeps its full name', 'The Office for Budget Responsibility said growth would slow.', ['Office for Budget Responsibility']],
    ['a role goes back to the one who has it', 'Mayor Ana Ruiz said the vote was fair. The mayor said it would be close.', ['Ana Ruiz', 'Ana Ruiz']],
    ['the writer is no source', 'I said the vote was fair.', ['-']],
    ['a pronoun with nobody before it makes no source', 'He said the vote was fair.', ['-']],
    ['a quotation that goes on keeps its speaker', '“The vote was fair,” Ana Ruiz said. “It was close.”', ['Ana Ruiz', 'Ana Ruiz']],
    ['a pronoun goes back to the woman', 'Ana Ruiz met Mark Tan on Monday. She said the vote was fair.', ['Ana Ruiz']],
    [
      'two people of one surname stay two',
      'Hillary Clinton said the vote was fair. Bill Clinton said it was not. Mrs. Clinton said more would come. Mr. Clinton said he was tired.',
      ['Hillary Clinton', 'Bill Clinton', 'Hillary Clinton', 'Bill Clinton'],
    ],
    [
      'a bare surname means the one whom the draft tells of',
      'Rudi Holt and his wife Lena Holt run the inn. Lena Holt said the roof leaks. Holt said it was old.',
      ['Lena Holt', 'Lena Holt'],
    ],
    ['a full name behind a short headline is the same', '# Ruiz wins\n\nAna Ruiz won the vote. Ruiz said it was fair.', ['Ana Ruiz']],
    ['a title is a role', 'Sen. Ana Ruiz was there. The senator said the vote was fair.', ['Ana Ruiz']],
    ['an epithet goes back to the person', 'Mark Tan sold the tower. The billionaire said it was too old.', ['Mark Tan']],
    ['a company goes back to its name', 'The oil giant Norsk Mobil lost money. The company said it would sell its fields.', ['Norsk Mobil']],
    ['a body goes back to its name', 'The Ministry of Defence closed the port. The ministry said it knew nothing.', ['Ministry of Defence']],
    ['a body goes by its initials', 'The Federal Water Agency opened a case. FWA said it knew nothing.', ['Federal Water Agency']],
    ['a newspaper goes by its last word', 'The Harbour Times bought a boat. The Times said it was real.', ['Harbour Times']],
    ['a document is told of before it speaks', 'The bank sent a written statement. The statement said nobody was hurt.', ['a written statement']],
    ['“it” goes back to a body', 'The Ministry of Defence closed the port of Ana Ruiz. It said it knew nothing.', ['Ministry of Defence']],
    ['“who” goes back to the words before', 'It was a question for Ana Ruiz, who said the vote was fair.', ['Ana Ruiz']],
    ['lawyers of two people stay two', 'Mr. Tan’s lawyer said he was ill. Ms. Ruiz’s lawyer said she was well.', ['Mr. Tan’s lawyer', 'Ms. Ruiz’s lawyer']],
    ['a hyphen is part of a name', 'Billie Stone-Davis said the vote was fair. Stone-Davis said it was close.', ['Billie Stone-Davis', 'Billie Stone-Davis']],
    [
      'a name stands behind all that is said of its bearer',
      'Former Secretary of State and presidential frontrunner Ana Ruiz said the vote was fair. Ruiz said it was close.',
      ['Ana Ruiz', 'Ana Ruiz'],
    ],
    ['an office and its department stand before its holder', 'Minister of Education Stefania Galli said the vote was fair.', ['Stefania Galli']],
    ['a client is not the lawyer', 'A lawyer for Ana Ruiz said the vote was fair.', ['A lawyer for Ana Ruiz']],
    ['a description of him is not “he”', 'Mark Tan left the port. A strong defender of the port, he said it was fair.', ['Mark Tan']],
    ['a headline’s capitals are no name', '# Ruiz Joins Tan and Holt With Plans to Close Port\n\nAna Ruiz said the vote was fair.', ['Ana Ruiz']],
    ['a party and state in brackets are no part of a name', 'Sen. Mark Tan (D-Nev.) said the vote was fair. Tan said it was close.', ['Mark Tan', 'Mark Tan']],
    ['two people stay two', 'Ana Ruiz said the vote was fair. Lo Tan said it was not.', ['Ana Ruiz', 'Lo Tan']],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(speakers(text), expected));

  const source = (text: string, name: string): Source | undefined => analyse(text).reading.sources.find(found => found.name === name);

  it('keeps every mention, the first one first', () => {
    const text = 'A letter reached Mayor Ana Ruiz on Monday. Ruiz was ill. She said the vote was fair, and the mayor said it was close.';
    const { reading } = analyse(text);
    const [ruiz] = reading.sources;
    assert.deepEqual(
      ruiz?.mentions.map(({ start, end }) => text.slice(start, end)),
      ['Mayor Ana Ruiz', 'Ruiz', 'She', 'the mayor'],
    );
  });

  it('takes a place for whoever governs there', () => {
    for (const name of ['Kremlin', 'White House', 'Downing Street', 'Moscow']) {
      const place = name === 'Kremlin' || name === 'White House' ? `The ${name}` : name;
      assert.equal(source(`${place} said the talks were over.`, name)?.kind, 'organisation', name);
    }
  });

  it('tells kind, role, whether there is a name, and why there is none', () => {
    const { sources } = analyse(
      'Ana Ruiz, a spokeswoman for the port, said it was closed.\n\nA senior official, who spoke on condition of anonymity, said it would stay closed.\n\nThe report said nothing.',
    ).reading;
    assert.deepEqual(
      sources.map(({ name, kind, identification, role, reasonForAnonymity }) => ({ name, kind, identification, role, reasonForAnonymity })),
      [
        { name: 'Ana Ruiz', kind: 'person', identification: 'named', role: 'a spokeswoman for the port', reasonForAnonymity: undefined },
        {
          name: 'A senior official, who spoke on condition of anonymity,',
          kind: 'person',
          identification: 'reasoned',
          role: undefined,
          reasonForAnonymity: 'condition of anonymity',
        },
        { name: 'The report', kind: 'document', identification: 'named', role: undefined, reasonForAnonymity: undefined },
      ],
    );
  });

  it('keeps mentions that are in order, lie within their blocks and do not overlap, for any text', () => {
    fc.assert(
      fc.property(prose, text => {
        const { reading } = analyse(text, 'plaintext');
        for (const { mentions } of reading.sources) {
          assert.ok(mentions.length > 0);
          mentions.forEach(({ block, start, end }, i) => {
            const before = mentions[i - 1];
            assert.ok(end > start && end <= (reading.draft.blocks[block]?.view.text.length ?? 0));
            assert.ok(before === undefined || before.block < block || (before.block === block && before.end <= start));
          });
        }
      }),
    );
  });
});

describe('the hand-checked table of speakers', () => {
  it('holds for the sample', () => {
    const rows = readTable().filter(({ draft }) => draft === '00');
    const { reading } = analyse(readFileSync('test/drafts/saint-petersburg.md', 'utf8'), 'plaintext');
    assert.ok(rows.length > 3);
    assert.deepEqual(
      judge(rows, reading).map(({ verdict }) => verdict),
      rows.map(() => 'right'),
    );
  });

  it('is right in .85 of the attributions that are read, where DRAFTS_OF_THE_TABLE names the folder of the drafts', function () {
    const folder = process.env.DRAFTS_OF_THE_TABLE;
    if (folder === undefined) return this.skip();
    this.timeout(60_000);
    const rows = readTable();
    const read = [...new Set(rows.map(({ draft }) => draft))]
      .flatMap(draft =>
        judge(
          rows.filter(row => row.draft === draft),
          analyse(readFileSync(draftFile(folder, draft), 'utf8'), 'plaintext').reading,
        ),
      )
      .filter(({ verdict }) => verdict !== 'not read');
    assert.ok(read.filter(({ verdict }) => verdict === 'right').length / read.length >= 0.85);
  });
});
