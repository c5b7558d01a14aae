import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { draftFacts } from '../../../server/src/features/draftFacts.js';
import { analyse } from '../../support/analysis.js';

const text = `The company clearly wants to break the union, and the conflict could spread to the ferry docks next week.

“Nobody asked us,” said Ana Ruiz, a deck hand. Ruiz said the new timetable was too tight.

The line carried [two million passengers](https://example.org/report) last year. Critics say the boats are old.

<!-- on-the-record-disable-next-line unattributed-claim -- seen by the desk -->
The harbour is the largest in the world and could close for good.
`;

function facts() {
  const document = TextDocument.create('file:///ferry.md', 'markdown', 7, text);
  return { document, ...draftFacts({ document, analysis: analyse(text) }) };
}

describe('the facts of a draft', () => {
  it('name the version that they hold for', () => {
    assert.equal(facts().version, 7);
  });

  it('list claims with what stands behind them, in order of the text', () => {
    const { claims } = facts();
    assert.deepEqual(
      claims.map(({ carrier, words }) => `${carrier}: ${words}`),
      [
        'nothing: The company clearly wants to break the union, and the conflict could spread to the ferry docks next week',
        'attribution: “Nobody asked us,”',
        'attribution: the new timetable was too tight',
        'citation: The line carried two million passengers last year',
        'attribution: the boats are old',
        'dismissed: The harbour is the largest in the world and could close for good',
      ],
    );
  });

  it('say what is wrong with a claim, what it cites, who says it', () => {
    const { claims } = facts();
    assert.match(claims[0]?.detail ?? '', /\w+ \w+.*[.?]$/);
    assert.deepEqual(
      claims.slice(1, 5).map(({ detail }) => detail),
      ['Ana Ruiz', 'Ana Ruiz', 'https://example.org/report', 'Critics'],
    );
  });

  it('list what is attributed to nobody, and leave out what the headline says before the draft does', () => {
    const draft = '# Mayor Ann Lee says boats are old\n\nThe boats are reportedly old.\n';
    const document = TextDocument.create('file:///boats.md', 'markdown', 1, draft);
    const { claims } = draftFacts({ document, analysis: analyse(draft) });
    assert.deepEqual(
      claims.map(({ carrier, detail }) => [carrier, detail]),
      [['attribution', 'nobody in particular']],
    );
  });

  it('have ranges that hold the words', () => {
    const { document, claims, sources } = facts();
    const plain = (range: Range) => document.getText(range).replace(/\[(.*?)\]\(.*?\)/gu, '$1');
    for (const { range, words } of claims) assert.equal(plain(range), words);
    for (const { range, words } of sources.flatMap(({ mentions }) => mentions)) assert.equal(document.getText(range), words);
  });

  it('group claims by paragraph, leaving out paragraphs without any', () => {
    const { claims, paragraphs } = facts();
    assert.deepEqual(
      claims.map(({ paragraph }) => paragraph),
      [0, 1, 1, 2, 2, 3],
    );
    assert.equal(paragraphs.length, 4);
    assert.match(paragraphs[2]?.words ?? '', /^The line carried two million passengers/);
  });

  it('list the sources that speak, with their part of all that is said', () => {
    const { sources } = facts();
    assert.deepEqual(
      sources.map(({ name, identification, mentions }) => [name, identification, mentions.length]),
      [
        ['Ana Ruiz', 'named', 2],
        ['Critics', 'vague', 1],
      ],
    );
    // “Nobody asked us” and “the new timetable was too tight” are 9 words, “the boats are old” is 4.
    assert.deepEqual(
      sources.map(({ share }) => Math.round(share * 13)),
      [9, 4],
    );
    assert.equal(sources[0]?.mentions[1]?.sentence, 'Ruiz said the new timetable was too tight.');
  });

  it('cut long words at a blank', () => {
    const long = `It could become the most expensive mistake in history, ${'which nobody in town would ever have thought of in the least, '.repeat(4)}and so on.`;
    const document = TextDocument.create('file:///long.md', 'markdown', 1, long);
    const { paragraphs } = draftFacts({ document, analysis: analyse(long) });
    assert.match(paragraphs[0]?.words ?? '', /^It could .{80,120}\p{L},? …$/u);
  });

  it('are empty for an empty draft', () => {
    const document = TextDocument.create('file:///empty.md', 'markdown', 1, '');
    assert.deepEqual(draftFacts({ document, analysis: analyse('') }), { version: 1, claims: [], paragraphs: [], sources: [] });
  });
});
