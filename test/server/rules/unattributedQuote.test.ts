import assert from 'node:assert/strict';
import { unattributedQuote } from '../../../server/src/rules/unattributedQuote.js';
import { analyse } from '../../support/analysis.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(unattributedQuote);

describe('unattributed-quote', () => {
  const marked: readonly string[] = [
    `
    The wall was bare. “We will never go back to that place again.”
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quotation`,
    `
    The ferry was late again. "Nobody on this island believes the timetable."
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quotation`,
    `
    Rain fell on the harbor all day. “They took our boats and left us nothing.” The gates were shut by noon.
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quotation`,
    `
    The budget was passed at midnight. It was “a slap in the face for every nurse in the county.”
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quotation`,
    `
    The side effects include “dizziness, hearing loss and trouble with balance.”
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quotation`,
    `
    Such storms can cause “weak power grid fluctuations that last for hours.” The last storm was in spring.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quotation`,
  ];
  for (const draft of marked) it(`marks ${draft.trim().split('\n')[0]}`, () => expectMarks(find, draft));

  const left: Readonly<Record<string, string>> = {
    'a quotation with its speaker': '“We will never go back to that place again,” Ana Ruiz said.',
    'what goes on with the speaker before it':
      'Ana Ruiz shook her head. “We will never go back to that place again,” she said. “Nobody here wants that any more.”',
    'a speaker in the sentence after it': '“We will never go back to that place again.” Ana Ruiz said so twice.',
    'a quotation whose speaker is named in the paragraph before': 'Ana Ruiz spoke for the dockers:\n“We will never go back to that place again.”',
    'a fragment beside its attribution': 'The bill is “a slap in the face for every nurse”, according to Ana Ruiz.',
    'a document that says so': 'The letter went on to say: “We will never go back to that place again.”',
    'a speaker whose verb is not on any list': '“Would you go back there again some day?” Ruiz pressed.',
    'a title': 'They sang “The Long Way Home to the Sea” at the pier.',
    'a film': 'She starred in the film “how we lost the long summer” last year.',
    'a term': 'The method is known as “learning by doing and failing often”.',
    'a nickname': 'William “Big Bill” Carter walked in.',
    'scare quotes': 'The “experts” came late.',
    'a slogan on a sign': 'A man held a sign that read “no more boats in our bay”.',
    'a chant': 'The crowd took up the chant “no more boats in our bay”.',
    'a headline': '# “We will never go back to that place”',
    'a block quotation': '> “We will never go back to that place again.”',
    'words as words': 'The word “notwithstanding” is spelled in one piece.',
  };
  for (const [what, draft] of Object.entries(left)) it(`leaves alone ${what}`, () => expectNoMarks(find, draft));

  it('leaves alone what a footnote carries', () => {
    const draft = 'The wall was bare. “We will never go back to that place again.”[^1]\n\n[^1]: Diary of a docker, p. 3';
    assert.deepEqual(
      analyse(draft).findings.filter(({ rule }) => rule === 'unattributed-quote'),
      [],
    );
  });

  it('gives the quotation its speaker, with the stop turned into a comma', () => {
    const quotation = '“We will never go back to that place again.”';
    assert.equal(
      fixesOf(unattributedQuote, quotation, quotation).find(f => f.title === 'Attribute…')?.result,
      '“We will never go back to that place again,” [source] said.',
    );
  });
});
