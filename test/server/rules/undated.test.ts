import assert from 'node:assert/strict';
import { undated } from '../../../server/src/rules/undated.js';
import { analyse } from '../../support/analysis.js';
import { marksOf } from '../../support/rules.js';
import { story } from '../../support/stories.js';

const find = marksOf(undated);

/** The words that are marked in a story of 140 words that begins with these paragraphs. */
function marked(...paragraphs: string[]): string[] {
  const text = story(paragraphs, 140);
  return find(text).map(({ start, end }) => text.slice(start, end));
}

const LEAD = 'The ferry on the river will stop running. The town cannot pay for it any longer.';
const FIRST = 'The ferry on the river will stop running.';

describe('undated', () => {
  const without: readonly (readonly [title: string, paragraphs: readonly string[]])[] = [
    ['in which nothing says when', [LEAD]],
    ['in which only a quotation does', [LEAD, '“We decided it on Monday, and we told the crew last week,” said Ana Ruiz, the mayor.']],
    ['whose days hang on other days', [LEAD, 'The crew was told the next day, and the yard two days later.']],
    ['in which times are only lengths', [LEAD, 'The crossing takes ten minutes, and a season has twenty weeks.']],
    ['with “may” and “march” that are no months', [LEAD, 'The boats may be sold. The crew wants to march to the square.']],
    ['that says “recently”', [LEAD, 'The small boat has recently been painted.']],
    ['with a name that has a day in it', [LEAD, 'Black coffee and cake are sold on board by May Ling.']],
  ];
  for (const [title, paragraphs] of without) {
    it(`marks the first sentence of a story ${title}`, () => assert.deepEqual(marked(...paragraphs), [FIRST]));
  }

  const dated: readonly string[] = [
    'The ferry will stop on Friday.',
    'The council voted for it on March 3.',
    'The ferry will stop in May.',
    'The vote was held yesterday.',
    'The crew was told last week.',
    'The council decided it three days ago.',
    'The boat was built in 1987.',
    'The boats will be sold next month.',
    'The ferry stopped earlier this morning.',
    'The boat leaves at 6 p.m. from the quay.',
    'The ferry will run until Christmas.',
    'The council met on 12/03/2024.',
  ];
  for (const sentence of dated) it(`leaves a story alone that says “${sentence}”`, () => assert.deepEqual(marked(LEAD, sentence), []));

  it('leaves a story with a dateline alone', () => {
    assert.deepEqual(marked(`PORTREE (AP) — ${LEAD}`), []);
  });

  it('leaves short copy alone', () => {
    assert.deepEqual(find(story([LEAD], 0)), []);
  });

  it('leaves columns alone', () => {
    assert.deepEqual(marked(LEAD, 'I have taken that boat all my life, and you should take it, too.'), []);
  });

  it('takes a line above the copy for what it is, a headline', () => {
    const text = story([LEAD], 140).replace('# ', '');
    assert.deepEqual(
      find(text).map(({ start, end }) => text.slice(start, end)),
      [FIRST],
    );
  });

  it('leaves alone what front matter dates, and asks where its date is empty', () => {
    const body = story([LEAD], 140).replaceAll('\n', '\n\n');
    const count = (date: string): number => analyse(`---\ntitle: Ferry\ndate:${date}\n---\n\n${body}`).findings.filter(({ rule }) => rule === 'undated').length;
    assert.deepEqual([count(' 2024-03-12'), count('')], [0, 1]);
  });
});
