import assert from 'node:assert/strict';
import { closeAll, hoverOver, openDraft, until, untilMarked, untilMarks } from './editor.js';

describe('The hover', () => {
  afterEach(closeAll);

  it('over a mark says what is marked and why, and what can be done', async () => {
    const document = await openDraft('The bridge could become the most expensive mistake in the history of the city. The regime closed the border.\n');
    const marks = await untilMarks(document, 'a figure and a verb should be marked', all => all.length >= 2);
    for (const mark of marks) {
      const hover = await hoverOver(document, mark.words);
      assert.ok(hover.length > mark.message.length, `“${hover}” says more than the Problems list`);
      assert.match(hover, /Newsrooms/);
      assert.match(hover, /Dismiss here/);
      assert.match(hover, new RegExp(mark.rule));
    }
  });

  it('over a source says who it is', async () => {
    const document = await openDraft('“We cannot pay for it,” said Maria Keller, the mayor of Linden. “It costs too much,” Keller said.\n');
    await until(
      async () => /Keller/.test(await hoverOver(document, 'Maria Keller')),
      () => 'the hover over a named source should name it',
    );
    assert.match(await hoverOver(document, 'Maria Keller'), /mayor of Linden/);
  });

  it('over unmarked words says nothing', async () => {
    const document = await openDraft('Hello.\n\nThe price is TK.\n');
    await untilMarked(document, 'placeholder', ['TK']);
    assert.equal(await hoverOver(document, 'Hello'), '');
  });
});
