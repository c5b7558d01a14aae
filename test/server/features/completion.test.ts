import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import { completeSources } from '../../../server/src/features/completion.js';
import { analyse } from '../../support/analysis.js';

const head = `---
headline: Ferry stops
---

Mayor Ilse Brandt said on Monday that the ferry would stop. According to the Harbour Authority, two boats are out of order.

Critics say the plan is old. Tomas Wirth, a deck hand, told reporters that he had warned the town.

`;

/** What is offered at the caret, which stands at the end of the text unless there is a `|` in it. */
function offered(behind: string, text = head) {
  const marked = `${text}${behind}`;
  const offset = marked.includes('|') ? marked.indexOf('|') : marked.length;
  const document = TextDocument.create('file:///ferry.draft', 'draft', 1, marked.replace('|', ''));
  return { document, items: completeSources({ document, analysis: analyse(document.getText(), 'draft') }, offset) };
}

const labels = (behind: string, text?: string) =>
  offered(behind, text)
    .items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map(({ label }) => label);

describe('completion of sources', () => {
  const all = ['Wirth', 'Tomas Wirth', 'Harbour Authority', 'Brandt', 'Ilse Brandt'];

  it('offers the named sources behind the words that ask for one, the last one first, people by surname first', () => {
    for (const words of ['“It is over,” said ', 'The boats were old, according to ', 'told ', 'ACCORDING TO ']) {
      assert.deepEqual(
        labels(words).map(label => label.replace(/^the /, '')),
        all,
        words,
      );
    }
  });

  it('goes on while a name is typed, and replaces what was typed of it', () => {
    const { document, items } = offered('“It is over,” said Ilse Bra');
    const brandt = items.find(({ label }) => label === 'Ilse Brandt');
    const edit = brandt?.textEdit as TextEdit;
    assert.match(TextDocument.applyEdits(document, [edit]), /“It is over,” said Ilse Brandt$/);
  });

  it('says of a surname whose it is', () => {
    assert.match(offered('said ').items.find(({ label }) => label === 'Brandt')?.detail ?? '', /^Ilse Brandt/);
  });

  it('offers nothing anywhere else', () => {
    for (const words of ['The ferry ', 'unsaid ', 'said', 'said, ', 'He said that it was all over by ']) assert.deepEqual(labels(words), [], words);
    assert.deepEqual(labels('', '---\nheadline: said |\n---\n\nIlse Brandt said so.\n'), []);
  });

  it('offers nobody who is named only further down', () => {
    assert.deepEqual(labels('', '“It is over,” said |\n\nIlse Brandt said that it was late.\n'), []);
  });
});
