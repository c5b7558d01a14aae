import assert from 'node:assert/strict';
import { definition } from '../../../server/src/features/definition.js';
import { documentHighlights } from '../../../server/src/features/documentHighlights.js';
import { references } from '../../../server/src/features/references.js';
import { plainClient } from '../../../server/src/service.js';
import { expectRanges, readMarked } from '../../support/features.js';

const highlights = (marked: string) => {
  const draft = readMarked(marked);
  expectRanges(draft, documentHighlights(draft.read, draft.cursor));
};

describe('the mentions of a source', () => {
  it('are highlighted from its name', () => {
    highlights(`
      Mayor Ann L$0ee said the pier was closed. It was old.
      ^^^^^^^^^^^^^
      Lee said it would open on Monday. Tom Fry said it would not.
      ^^^
    `);
  });

  it('are highlighted from a pronoun that stands for it', () => {
    highlights(`
      Ann Lee said the pier was closed. “It is old,” s$0he said. Tom Fry said nothing was wrong.
      ^^^^^^^
                                                     ^^^
    `);
  });

  it('are highlighted from the role of one without a name', () => {
    highlights(`
      A senior official said the pier was closed. The offi$0cial said it was old. Tom Fry said nothing was wrong.
      ^^^^^^^^^^^^^^^^^
                                                  ^^^^^^^^^^^^
    `);
  });

  it('are highlighted where the cursor stands right behind one', () => {
    highlights(`
      Ann Lee$0 said the pier was closed.
      ^^^^^^^
    `);
  });

  it('include the markup within a name', () => {
    highlights(`
      Ann *L$0ee* said the pier was closed.
      ^^^^^^^^
    `);
  });

  it('are none where no source is mentioned', () => {
    highlights('Ann Lee said the pi$0er was closed.');
    highlights('Ann Lee said the pier was closed.\n\n$0\n\nMore.');
  });
});

describe('the definition of a source', () => {
  const text = `
    Mayor Ann Lee said the pier was closed.
    ^^^^^^^^^^^^^

    The pier was old, L$0ee said.
  `;

  it('is its first mention', () => {
    const draft = readMarked(text);
    const [first, ...others] = definition(draft.read, draft.cursor, plainClient);
    assert.ok(first && 'uri' in first && first.uri === draft.read.document.uri);
    assert.deepEqual(others, []);
    expectRanges(draft, [first]);
  });

  it('names the whole mention that leads to it, for a client that shows it', () => {
    const draft = readMarked(`
      Mayor Ann Lee said the pier was closed.

      The pier was old, $0the mayor said.
                        ^^^^^^^^^
    `);
    const [link] = definition(draft.read, draft.cursor, { ...plainClient, definitionLinks: true });
    assert.ok(link && 'originSelectionRange' in link && link.originSelectionRange);
    expectRanges(draft, [{ range: link.originSelectionRange }]);
    assert.equal(draft.read.document.getText(link.targetRange), 'Mayor Ann Lee');
  });

  it('is nothing where no source is mentioned', () => {
    const draft = readMarked('Ann Lee said the pi$0er was closed.');
    assert.deepEqual(definition(draft.read, draft.cursor, plainClient), []);
  });
});

describe('the references of a source', () => {
  const found = (marked: string, includeFirst: boolean) => {
    const draft = readMarked(marked);
    expectRanges(draft, references(draft.read, draft.cursor, includeFirst));
  };

  it('are all of its mentions', () => {
    found(
      `
      Mayor Ann Lee said the pier was closed. The pier was old, L$0ee said.
      ^^^^^^^^^^^^^
                                                                ^^^
      `,
      true,
    );
  });

  it('leave the first one out where it is not asked for', () => {
    found(
      `
      Mayor Ann L$0ee said the pier was closed. The pier was old, Lee said.
                                                                ^^^
      `,
      false,
    );
  });
});
