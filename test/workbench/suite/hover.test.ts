import assert from 'node:assert/strict';
import { closeAll, hoverOver, openDraft, until, untilMarks } from './editor.js';

describe('The hover', () => {
  afterEach(closeAll);

  it('over a mark says what is marked and why, and what can be done', async () => {
    const document = await openDraft('The town lost 1,200 jobs last year. The minister slammed the plan.\n');
    const marks = await untilMarks(document, 'a figure and a verb should be marked', all => all.length >= 2);
    for (const mark of marks) {
      const hover = await hoverOver(document, mark.words);
      assert.ok(hover.length > mark.message.length, `“${hover}” says more than the Problems list`);
      assert.match(hover, /\w+ \w+ \w+ \w+/);
    }
    assert.match(await hoverOver(document, 'slammed'), /slammed|criticized/i);
  });

  it('over a source says who it is', async () => {
    const document = await openDraft('The plan will cost too much, said Maria Keller, the mayor of Linden. “We cannot pay it,” Keller said.\n');
    await until(
      async () => /Keller/.test(await hoverOver(document, 'Maria Keller')),
      () => 'the hover over a named source should name it',
    );
    assert.match(await hoverOver(document, 'Maria Keller'), /mayor of Linden/);
  });

  it('over unmarked words says nothing', async () => {
    const document = await openDraft('The council met on Monday. The minister slammed the plan.\n');
    await untilMarks(document, 'a word should be marked', all => all.length > 0);
    assert.equal(await hoverOver(document, 'met'), '');
  });
});
