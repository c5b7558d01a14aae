import assert from 'node:assert/strict';
import { anonymousSource } from '../../../server/src/rules/anonymousSource.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(anonymousSource);

describe('anonymous-source', () => {
  const marked: Readonly<Record<string, string>> = {
    'a source with neither name nor role': `
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
    `,
    'a role without a name': `
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
    'nobody at all': `
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
    `,
    'somebody else’s unnamed source': `
      According to Sky News sources, he holds no title.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secondhand
    `,
  };
  for (const [name, draft] of Object.entries(marked)) it(`marks ${name}`, () => expectMarks(find, draft));

  const left: Readonly<Record<string, readonly string[]>> = {
    'named people': [
      'Ana Ruiz said the branch would vote.',
      '“We will vote,” said Ana Ruiz, a teacher.',
      'Dmitry Peskov, the Kremlin spokesman, said the visit was routine.',
    ],
    'named bodies and documents': [
      'The Pentagon said the ship had left.',
      'The Finance Ministry said borrowing would fall.',
      'The report found that the bridge was unsafe.',
      'According to the port authority, nobody was hurt.',
    ],
    'bodies that speak as such': [
      'Police said two men were arrested.',
      'The company said in a statement that it would appeal.',
      'Prosecutors said the trial would start in May.',
      'A spokesman for the ministry said the talks went well.',
    ],
    'groups that act': ['Lawmakers voted to end the session.', 'Protesters criticized the plan.'],
    'what is scheduled': ['The committee is expected to meet on Monday.', 'The ship is scheduled to arrive at noon.'],
    'sources named earlier': ['Ana Ruiz, a teacher, said the branch would vote. She said it would be close.', 'The researchers said the sample was small.'],
    quotations: ['“Critics say it will fail, and they are wrong,” Ana Ruiz said.'],
    headlines: ['# Sources: talks have ended, officials say'],
  };
  for (const [name, drafts] of Object.entries(left)) {
    it(`leaves ${name} alone`, () => {
      for (const draft of drafts) expectNoMarks(find, draft);
    });
  }

  const result = (line: string, words: string, title: string): string | undefined =>
    fixesOf(anonymousSource, line, words).find(fix => fix.title === title)?.result;

  it('puts a name before a description', () => {
    assert.equal(
      result('A senior official said the talks had ended.', 'A senior official said', 'Name the source'),
      '[name], a senior official, said the talks had ended.',
    );
    assert.equal(result('“We left,” said a former aide.', 'said a former aide', 'Name the source'), '“We left,” said [name], a former aide.');
  });
  it('puts a name and a role in the place of nobody', () => {
    assert.equal(result('Critics say the plan will fail.', 'Critics say', 'Name the source'), '[name], [role], says the plan will fail.');
  });
  it('takes “reportedly” out and names the source at the end', () => {
    assert.equal(
      result('The envoy reportedly met the minister twice.', 'reportedly', 'Name the source'),
      'The envoy met the minister twice, according to [source].',
    );
    assert.equal(result('Reportedly, the envoy has left.', 'Reportedly', 'Name the source'), 'The envoy has left, according to [source].');
  });
  it('adds the reason for anonymity', () => {
    assert.equal(
      result('A senior official said the talks had ended.', 'A senior official said', 'Add the reason for anonymity'),
      'A senior official, who spoke on condition of anonymity because [reason], said the talks had ended.',
    );
    assert.equal(
      result('“We left,” said a former aide.', 'said a former aide', 'Add the reason for anonymity'),
      '“We left,” said a former aide, who spoke on condition of anonymity because [reason].',
    );
  });
});

describe('the fixes of anonymous-source', () => {
  const name = (line: string, words: string): string | undefined => fixesOf(anonymousSource, line, words).find(fix => fix.title === 'Name the source')?.result;
  const titles = (line: string, words: string): string[] => fixesOf(anonymousSource, line, words).map(fix => fix.title);

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
    assert.deepEqual(titles('According to Sky News sources, he holds no title.', 'According to Sky News sources'), ['Name the source']);
    assert.deepEqual(
      titles(
        'A senior official, who spoke on condition of anonymity, said the talks had ended.',
        'A senior official, who spoke on condition of anonymity, said',
      ),
      ['Name the source'],
    );
  });
});
