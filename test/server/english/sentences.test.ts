import assert from 'node:assert/strict';
import { createEnglish } from '../../../server/src/english/index.js';

const english = createEnglish({});

/** `A. | B.` is read without the bars and must fall apart at them. */
function assertSplits(marked: string): void {
  const expected = marked.split(' | ');
  const text = expected.join(' ');
  const found = english.read(text).sentences.map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found, expected);
}

function splits(behaviour: string, ...examples: readonly string[]): void {
  it(behaviour, () => {
    for (const example of examples) assertSplits(example);
  });
}

describe('sentences', () => {
  splits('end with a full stop, a question mark or an exclamation mark', 'The mayor left. | Nobody knew why. | Was she ill? | Hardly! | 14 people stayed.');
  splits(
    'keep their dateline',
    'SAINT PETERSBURG (RealistEnglish). The harbour closed on Monday. | Ships waited.',
    'WASHINGTON (AP) — The Senate voted late. | The House did not.',
    'NEW YORK, Nov. 3 (Reuters) - Shares fell. | Bonds rose.',
    'KHARKIV, Ukraine (AP) — Shells hit a school. | No one was hurt.',
  );
  splits(
    'do not end behind a title',
    'Gov. Ann Lee met Dr. J. Ortiz and Lt. Col. Smith. | Mr. Ortiz smiled.',
    'It was signed by ex-Gov. Tim Doe and Sens. Lee and Roe. | Rev. Poe blessed it.',
  );
  splits(
    'do not end behind initials and dotted letters unless a word follows that begins one',
    'The U.S. Army and J.P. Harris of Washington, D.C., agreed. | It was signed in the U.S. | They flew home.',
    'J. R. Harper of the U.N. mission called. | She works for the U.N. | Nobody answered.',
    'The bill, H.R. 1234, failed. | S. 99 passed.',
  );
  splits(
    'do not end behind a company or a state in the middle',
    'Acme Inc. and Roe Co. Ltd. merged. | Shares of Acme Inc. fell. | They fled Elgin, Ill., for Gary, Ind. | The police followed.',
    'He sued Acme Corp. | The court threw it out.',
  );
  splits(
    'know hours, months and numbers',
    'It opened at 5 p.m. Tuesday and shut at 9 a.m. EST. | She came at 6 p.m. | Guests had left.',
    'On Jan. 5 and in Sept. it rained. | See No. 7 of Vol. 3. | That is from Art. 5.',
    'It cost approx. $3 bn. to build. | Prices rose 4.5% vs. last year.',
  );
  splits('may say no', 'Would he go? | He said no. | The door closed.');
  splits(
    'end inside quotations as outside them',
    '“We tried. | We failed,” she said. | “That is all.” | The hall was silent.',
    '"It is over." | "Not yet," he said.',
    "``We tried.'' | The hall was silent.",
    '‘It is over.’ | The band played on.',
  );
  splits(
    'go on behind a quotation that asks or shouts when its speaker follows',
    '“Is it true?” asked Mr. Roe. | Nobody knew.',
    '“Stop!” Mr. Roe shouted at them. | They ran.',
    '“Who knows?” Mayor Ann Lee of Elgin said. | “I do!” | The crowd laughed.',
  );
  splits('stand in brackets of their own', '(He resigned later.) | His party split.', 'The vote (see Sec. 4.2) was close. | It passed.');
  splits('know a party and a state in brackets', 'Sen. Ann Lee (D-Mass.) and Rep. Joe Roe (I-Vt.) agreed. | Michael A. (Mike) Poe (Ill.) did not.');
  splits('take in an ellipsis at their start', '“… The rest is silence.” | She left.');
  splits('take in a name that ends in a mark', 'Yahoo! Inc. cut jobs. | It hired later.');
  splits(
    'go on behind an ellipsis and before small letters',
    'We are … not sure. | They waited... | Then they left.',
    'The firm sells e.g. cars and i.e. nothing else. | It pays well.',
  );
  splits('keep addresses whole', 'Write to desk@example.com or see https://example.com/a.b?c=1. | Then call example.com. | We wait.');
  splits('keep list numbers with their items', '1. Raise the tax. | It helps.', 'Three steps: 1. plan; 2. build; and 3. sell. | None is easy.');

  it('end where a space was forgotten, unless an abbreviation or an address stands there', () => {
    const read = (text: string): string[] => english.read(text).sentences.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(read('The mayor left.The police stayed.'), ['The mayor left.', 'The police stayed.']);
    for (const whole of ['He met Mr.Smith in St.Petersburg today', 'He sells on Example.Com and example.com daily']) assert.deepEqual(read(whole), [whole]);
  });

  it('end at blank lines and paragraph separators, not at single line breaks or U+2028', () => {
    for (const gap of ['\n\n', '\r\n\r\n', '\u2029']) assert.equal(english.read(`No stop here${gap}Another one`).sentences.length, 2, JSON.stringify(gap));
    for (const space of ['\n', '\r\n', '\u2028', '\u00a0', '\ufeff', ' \t ']) {
      assert.equal(english.read(`One sentence${space}goes on`).sentences.length, 1, JSON.stringify(space));
      assert.equal(english.read(`It ended.${space}Another began.`).sentences.length, 2, JSON.stringify(space));
    }
  });

  it('are none in a text without words', () => {
    for (const text of ['', ' ', '\n\n', '\ufeff', '\u200b']) assert.deepEqual(english.read(text).sentences, []);
  });
});
