import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver-types';
import { selectionRanges } from '../../../server/src/features/selectionRanges.js';
import type { ReadDocument } from '../../../server/src/features/types.js';
import { readMarked } from '../../support/features.js';

/** What is selected step by step, the smallest first. */
function grown(marked: string): string[] {
  const { read, cursor } = readMarked(marked);
  return grownFrom(read, cursor);
}

function grownFrom(read: ReadDocument, cursor: number): string[] {
  const steps: string[] = [];
  const [innermost] = selectionRanges(read, [cursor]);
  for (let range: SelectionRange | undefined = innermost; range; range = range.parent) steps.push(read.document.getText(range.range));
  return steps;
}

describe('a selection', () => {
  it('grows from the word over quotation, statement, sentence, paragraph and section to the draft', () => {
    const sentence = 'Mayor Ann Lee said the pier was “old and rotten” on Monday.';
    const paragraph = `It was closed. ${sentence}`;
    const section = `## Pier\n\n${paragraph}\n\n`;
    const draft = `# Head\n\n${section}## Next\n\nMore.`;
    const steps = grown(draft.replace('rotten', 'rot$0ten'));
    assert.deepEqual(steps.slice(0, 3), ['rotten', 'old and rotten', '“old and rotten”']);
    assert.deepEqual(steps.slice(-4), [sentence, paragraph, section, draft]);
    assert.ok(steps.some(step => step.startsWith('the pier was') && step.length < sentence.length));
  });

  it('grows from a name over the words that name the source', () => {
    assert.deepEqual(grown('Mayor Ann L$0ee said the pier was closed.').slice(0, 2), ['Lee', 'Mayor Ann Lee']);
  });

  it('takes the word before a cursor that stands right behind it', () => {
    assert.equal(grown('The pier was closed$0.')[0], 'closed');
  });

  it('grows without an end before it and never shrinks', () => {
    const text = 'Mayor “Ann” Lee said, “It is old.” He left, critics say, “for good.\n\nMore” of it, said Tom Fry.';
    const { read } = readMarked(`${text}$0`);
    for (let cursor = 0; cursor <= text.length; cursor++) {
      const steps = grownFrom(read, cursor);
      for (let i = 1; i < steps.length; i++) assert.ok(steps[i]!.includes(steps[i - 1]!) && steps[i]!.length > steps[i - 1]!.length, `at ${cursor}: ${steps}`);
      assert.equal(steps.at(-1), text);
    }
  });

  it('is given for each place that is asked for', () => {
    const { read } = readMarked('One. Two.');
    assert.equal(selectionRanges(read, [0, 5]).length, 2);
    assert.deepEqual(selectionRanges(read, []), []);
  });
});
