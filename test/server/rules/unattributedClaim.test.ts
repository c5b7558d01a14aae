import assert from 'node:assert/strict';
import { unattributedClaim } from '../../../server/src/rules/unattributedClaim.js';
import { analyse } from '../../support/analysis.js';
import { testEnglish } from '../../support/english.js';
import { expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf, readLines } from '../../support/rules.js';

const find = marksOf(unattributedClaim);

describe('unattributed-claim', () => {
  const marked: readonly (readonly [line: string, words: string, sub: string])[] = [
    ['The move could split the party and is likely to cost the mayor her job.', 'could split', 'speculation'],
    ['The governor seems to want a fight with the unions, and he might get it.', 'seems', 'speculation'],
    ['It was the loss of face that the senator could not bear, and he appears to be seeking revenge.', 'appears', 'speculation'],
    ['The strike is the first of its kind, marking the first time that the dockers walked out.', 'marking the first', 'superlative'],
  ];
  for (const [line, words, sub] of marked) {
    it(`marks ${sub} in “${line}”`, () => {
      const found = find(line).find(f => line.slice(f.start, f.end).includes(words));
      assert.ok(
        found,
        find(line)
          .map(f => line.slice(f.start, f.end))
          .join(' | '),
      );
      assert.equal(found.sub, sub);
    });
  }

  it('leaves what is attributed alone, in every layout', () => {
    for (const line of [
      'The move could split the party, Ana Ruiz said.',
      'Ana Ruiz said the move could split the party.',
      'According to the port authority, the strike could last until June.',
      'The strike could last until June, according to the port authority.',
      '“The strike could last until June,” Ana Ruiz said. “It might even last longer.”',
      'The report found that the bridge could fall.',
      'Could the strike last until June?',
    ])
      expectNoMarks(find, line);
  });

  it('leaves what is cited alone', () => {
    for (const line of [
      '[The strike could last until June](https://example.org/log).',
      'The strike could last until June.[^1]\n\n[^1]: Port log, p. 3',
      'The strike could last until June [@port-log].',
    ]) {
      assert.deepEqual(
        analyse(line)
          .findings.filter(f => f.rule === 'unattributed-claim')
          .map(f => line.slice(f.start, f.end)),
        [],
      );
    }
  });

  it('leaves headlines and headings alone', () => {
    expectNoMarks(find, '# Move could split the party\n## It might even end it');
  });

  const line = 'Ana Ruiz said the vote was fair. The move could split the party and is likely to cost the mayor her job.';
  const words = 'The move could split the party and is likely to cost the mayor her job';

  it('offers to attribute the claim to a source of the draft, at the end of the clause', () => {
    const fix = fixesOf(unattributedClaim, line, words).find(f => f.title === 'Attribute…');
    assert.equal(fix?.result, `${line.slice(0, -1)}, according to [source].`);
    assert.equal(fix?.edits[0]?.snippet, ', according to ${1|source,Ana Ruiz|}');
    assert.equal(fix?.preferred, true);
  });

  it('offers to leave a note that a source is needed', () => {
    assert.equal(fixesOf(unattributedClaim, line, words).find(f => f.title === 'Mark as needing a source')?.result, `${line.slice(0, -1)} [source TK].`);
  });

  /** Drafts as desks let them through: nothing here wants a source, or it has one. */
  const passed: Readonly<Record<string, string>> = {
    'scheduled events': `
# Port talks to open Monday
The harbor talks are expected to begin on Monday at 10 a.m. in Linden, the port authority said.
The council is scheduled to vote on the plan on May 4. Doors open at 9 a.m.
The hearing is set for Tuesday in the town hall.`,
    'a lawsuit that is described': `
# Docker sues port
Ana Ruiz filed a lawsuit against the port in Linden County court on Friday.
The lawsuit says the foreman allegedly hid the accident reports for two years.
According to the complaint, two cranes allegedly failed within a week. The port has denied the claims in a court filing.`,
    'background and public record': `
# Council votes on ferry
The council voted 7 to 2 on Tuesday to keep the ferry.
Ruiz was elected mayor in 2019. She was born in Linden and served two terms on the council.
The ferry runs from Linden to Port Bell. The governor signed the bill into law in March.`,
    'an obituary': `
# Ana Ruiz, painter of harbors, is dead
Ana Ruiz, a painter, died on Sunday at her home in Linden. She was 84.
Her daughter, Eva Ruiz, confirmed the death.
Ms. Ruiz was born in Port Bell on May 3, 1940. She studied at the Linden School of Art and graduated in 1962.
She is survived by her daughter and two grandsons.`,
    'a match report': `
# Linden beats Port Bell, 3-1
Linden beat Port Bell, 3-1, on Saturday.
Carter scored in the 12th minute, and Ruiz added a second goal before the break.
Port Bell scored once in the second half. Linden plays at Oakford next Sunday.`,
    'a report on research': `
# Gulls follow ferries, study finds
Gulls follow ferries that carry more fish, according to a study published on Tuesday in the journal Coastal Birds.
Mark Lewis and Eva Stone of Linden University tagged 40 gulls for the study. “They learn the timetable,” Lewis said.
The researchers say the birds may also learn from each other. The study found that young gulls arrived later.`,
    'a source that was named before': `
# Port closes two gates
The port closed two gates on Friday, Ana Ruiz, its director, said.
The gates would stay shut until June, she said. She added that the repairs could cost $2 million.
“We may need more time,” Ruiz said. “It could be July.”`,
    'the scene that the writer saw': `
# Dockers march
Hundreds of dockers walked down Harbor Street on Friday morning.
Some carried flags. A band played by the gate. It rained.`,
  };
  for (const [what, draft] of Object.entries(passed)) it(`leaves alone ${what}`, () => expectNoMarks(find, draft.trim()));

  it('marks what nobody answers for in an ordinary report, and only that', () => {
    const draft = `
# Council votes on ferry
The council voted 7 to 2 on Tuesday to keep the ferry.
The mayor secretly wants to sell it and has lied about the losses, which could destroy the town’s trust in her.
“The ferry stays,” Ana Ruiz, the mayor, said.`.trim();
    assert.deepEqual(
      find(draft).map(({ start, end }) => draft.slice(start, end)),
      ['The mayor secretly wants to sell it and has lied about the losses, which could destroy the town’s trust in her'],
    );
  });

  it('asks what a desk would ask, by the reason', () => {
    const asked = new Set<string>();
    for (const [line] of marked)
      for (const block of readLines(line).blocks) for (const { message } of unattributedClaim.check(block, testEnglish())) asked.add(message);
    for (const message of asked) assert.match(message, /: (?:who|whose|how)\b.*\?$/);
    assert.ok(asked.size >= 2, [...asked].join('\n'));
  });

  it('says how sure it is, and only queries what it is less sure of', () => {
    for (const [line] of marked)
      for (const block of readLines(line).blocks)
        for (const { confidence = -1, severity, sub } of unattributedClaim.check(block, testEnglish())) {
          assert.ok(confidence > 0 && confidence < 1, `${confidence}`);
          if (sub !== 'accusation') assert.equal(severity, confidence >= 0.55 ? undefined : 'information', line);
        }
  });
});
