import assert from 'node:assert/strict';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { foldingRanges } from '../../../server/src/features/foldingRanges.js';
import { readMarked } from '../../support/features.js';

/** The first and the last line of each fold. */
function folds(text: string, language: DraftLanguage = 'markdown'): [string, string][] {
  const { read } = readMarked(text, language);
  const lines = text.split('\n');
  return foldingRanges(read).map(({ startLine, endLine }) => [lines[startLine] ?? '', lines[endLine] ?? '']);
}

describe('folding', () => {
  it('takes a section from its heading to its last words', () => {
    assert.deepEqual(folds('# Head\n\nOne.\n\n## Part\n\nTwo.\n\nThree.\n\n\n## Next\n\nFour.\n'), [
      ['# Head', 'Four.'],
      ['## Part', 'Three.'],
      ['## Next', 'Four.'],
    ]);
  });

  it('leaves out a heading with nothing under it', () => {
    assert.deepEqual(folds('## Part\n\n## Next\n\nFour.'), [['## Next', 'Four.']]);
  });

  it('takes the front matter by itself, and not the whole draft with its headline', () => {
    assert.deepEqual(folds('---\nheadline: Ferry stays\nslug: ferry\n---\n\nOne.\n\n## Part\n\nTwo.', 'draft'), [
      ['---', '---'],
      ['## Part', 'Two.'],
    ]);
  });

  it('is none in a draft without sections', () => {
    assert.deepEqual(folds('One.\n\nTwo.'), []);
  });
});
