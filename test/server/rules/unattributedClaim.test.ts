import assert from 'node:assert/strict';
import { unattributedClaim } from '../../../server/src/rules/unattributedClaim.js';
import { analyse } from '../../support/analysis.js';
import { expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(unattributedClaim);

describe('unattributed-claim', () => {
  const marked: readonly (readonly [line: string, words: string, sub: string])[] = [
    ['The move could split the party and is likely to cost the mayor her job.', 'could split', 'speculation'],
    ['The governor seems to want a fight with the unions, and he might get it.', 'seems', 'speculation'],
    ['It was the loss of face that the senator could not bear, and he appears to be seeking revenge.', 'appears', 'speculation'],
    ['The strike is the first of its kind, marking the first time that the dockers walked out.', 'marking the first', 'superlative'],
    ['The wall was bare. “We will never go back to that place again.”', '“We will never go back', 'quotation'],
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

  it('gives a speakerless quotation its speaker, with the stop turned into a comma', () => {
    const quotation = '“We will never go back to that place again.”';
    assert.equal(
      fixesOf(unattributedClaim, quotation, quotation).find(f => f.title === 'Attribute…')?.result,
      '“We will never go back to that place again,” [source] said.',
    );
  });
});
