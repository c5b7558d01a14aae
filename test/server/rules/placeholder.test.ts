import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { placeholder } from '../../../server/src/rules/placeholder.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { marksOf } from '../../support/rules.js';

const find = marksOf(placeholder);

describe('placeholder', () => {
  it('marks TK in all of its spellings', () =>
    expectMarks(
      find,
      `
        The mayor TK spoke in TKTK on Friday, and TK TK people came.
                  ^^ to-come
                              ^^^^ to-come
                                                  ^^^^^ to-come
        It cost $14 million [source TK], said Ana TKTKTK.
                            ^^^^^^^^^^^ to-come
                                                  ^^^^^^ to-come
      `,
    ));

  it('marks notes between brackets', () =>
    expectMarks(
      find,
      `
        The plan failed [citation needed] in May [CHECK].
                        ^^^^^^^^^^^^^^^^^ to-come
                                                 ^^^^^^^ to-come
        Council member [NAME] left [insert the reply of the mayor] early [xx].
                       ^^^^^^ to-come
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ to-come
                                                                         ^^^^ filler
      `,
    ));

  it('marks questions that are still open', () =>
    expectMarks(
      find,
      `
        Rosa Alvarez (?) voted with the majority [source?].
                     ^^^ query
                                                 ^^^^^^^^^ query
        The bridge is ??? meters long.
                      ^^^ query
      `,
    ));

  it('marks crosses that stand for a figure or a name', () =>
    expectMarks(
      find,
      `
        About XX percent of the voters, or XXX people, chose it.
              ^^ filler
                                           ^^^ filler
        Call XXXX at the ministry.
             ^^^^ filler
      `,
    ));

  it('marks dummy text', () =>
    expectMarks(
      find,
      `
        Lorem ipsum dolor sit amet, consectetur.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ dummy-text
      `,
    ));

  it('reads headlines, captions and quotations', () =>
    expectMarks(
      find,
      `
        # Mayor wins by TK votes
                        ^^ to-come
        ! A view of TK, on Monday.
                    ^^ to-come
        “We will TK,” she said.
                 ^^ to-come
      `,
    ));

  for (const text of [
    'Ms. Atkins bought shoes at TK Maxx on Friday.',
    'The contract went to TK Elevator.',
    'She has two XX chromosomes, he has XY and XX cells.',
    'The Giants won Super Bowl XX easily.',
    'He read Malcolm X in school.',
    'Pope Pius XX is a character in a novel.',
    'The shirt comes in XL and XXL.',
    '“We will [sic] go,” he said of [the mayor].',
    'Really??? That is what he wrote.',
    'The sum (in 2019 dollars) was lower [laughs].',
    'Article XX of the treaty forbids it.',
    '    const TK = 1;',
  ]) {
    it(`leaves alone: ${text.trim()}`, () => expectNoMarks(find, text));
  }

  it('never throws, and its marks slice to what they name', () => {
    const piece = fc.constantFrom(
      'TK',
      'tktk',
      '[',
      ']',
      '(',
      ')',
      '?',
      '???',
      'XX',
      'XXXX',
      ' ',
      'lorem',
      'ipsum',
      'source',
      'citation needed',
      '.',
      '“',
      '”',
      '🙂',
      "n't",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join(' ').trim();
        for (const { start, end } of find(text)) {
          assert.ok(start >= 0 && end <= text.length && start < end);
          assert.equal(text.slice(start, end), text.slice(start, end).trim());
        }
      }),
    );
  });
});
