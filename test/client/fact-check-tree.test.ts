import assert from 'node:assert/strict';
import { claimTree, type FactNode, openClaims, sourceTree } from '../../client/src/fact-check-tree.js';
import type { DraftFacts } from '../../client/src/protocol.js';

const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 9 } });

const facts: DraftFacts = {
  version: 3,
  claims: [
    { range: at(0), words: 'the largest strike', carrier: 'nothing', detail: 'A superlative with no source.', paragraph: 0 },
    { range: at(1), words: 'nobody sleeps', carrier: 'attribution', detail: 'Ana Ruiz', paragraph: 0 },
    { range: at(4), words: 'two ships waited', carrier: 'citation', detail: 'log-2026', paragraph: 1 },
    { range: at(5), words: 'it could close', carrier: 'nothing', detail: 'A prediction.', paragraph: 1 },
  ],
  paragraphs: [
    { range: at(0), words: 'It is the largest strike.' },
    { range: at(4), words: 'Two ships waited.' },
  ],
  sources: [
    {
      name: 'Ana Ruiz',
      kind: 'person',
      identification: 'named',
      role: 'branch secretary',
      share: 0.614,
      mentions: [{ range: at(1), words: 'Ana Ruiz', sentence: 'Ana Ruiz said so.' }],
    },
    { name: 'an official', kind: 'person', identification: 'reasoned', reasonForAnonymity: 'fear of losing the job', share: 0.2, mentions: [] },
    { name: 'critics', kind: 'group', identification: 'vague', share: 0.186, mentions: [] },
  ],
};

const outline = (nodes: readonly FactNode[]): string[] =>
  nodes.flatMap(({ label, description, children }) => [`${label} (${description})`, ...outline(children).map(line => `  ${line}`)]);
const all = (nodes: readonly FactNode[]): FactNode[] => nodes.flatMap(node => [node, ...all(node.children)]);

describe('the tree of claims', () => {
  it('has a group for each thing that can stand behind a claim, those without a source first, and none for nothing', () => {
    assert.deepEqual(outline(claimTree(facts, 'carrier')), [
      'Without a source (2)',
      '  the largest strike (A superlative with no source.)',
      '  it could close (A prediction.)',
      'Cited (1)',
      '  two ships waited (log-2026)',
      'Attributed (1)',
      '  nobody sleeps (Ana Ruiz)',
    ]);
  });

  it('can be had by paragraph, with how many of its claims are open', () => {
    assert.deepEqual(outline(claimTree(facts, 'paragraph')), [
      'It is the largest strike. (1 of 2)',
      '  the largest strike (A superlative with no source.)',
      '  nobody sleeps (Ana Ruiz)',
      'Two ships waited. (1 of 2)',
      '  two ships waited (log-2026)',
      '  it could close (A prediction.)',
    ]);
  });

  it('leads to the words, and says in words what its icons say', () => {
    const [group] = claimTree(facts, 'carrier');
    assert.equal(group?.range, undefined);
    assert.deepEqual(group?.children[0]?.range, at(0));
    assert.equal(group?.accessibleLabel, 'Without a source, 2 claims');
    assert.equal(group?.children[0]?.accessibleLabel, 'the largest strike. Without a source: A superlative with no source.');
  });

  it('counts as open what has no source', () => {
    assert.deepEqual(
      openClaims(facts).map(({ words }) => words),
      ['the largest strike', 'it could close'],
    );
  });
});

describe('the tree of sources', () => {
  it('tells the named, the described and the vague apart, with what each says of all that is said', () => {
    assert.deepEqual(outline(sourceTree(facts)), [
      'Named (1)',
      '  Ana Ruiz (61% · branch secretary)',
      '    Ana Ruiz (Ana Ruiz said so.)',
      'Described, not named (1)',
      '  an official (20%)',
      'Vague (1)',
      '  critics (19%)',
    ]);
  });

  it('leads from a source to its first mention', () => {
    const ana = all(sourceTree(facts)).find(({ label }) => label === 'Ana Ruiz');
    assert.deepEqual(ana?.range, at(1));
    assert.match(ana?.accessibleLabel ?? '', /^Ana Ruiz, branch secretary, 61% of the attributed words, 1 mention$/);
    assert.equal(ana?.children.length, 1);
  });

  it('gives the reason for anonymity', () => {
    const official = all(sourceTree(facts)).find(({ label }) => label === 'an official');
    assert.match(official?.tooltip ?? '', /Reason for anonymity: fear of losing the job/);
  });
});

describe('both trees', () => {
  it('have no two items with one id, and none without words for a screen reader', () => {
    for (const nodes of [claimTree(facts, 'carrier'), claimTree(facts, 'paragraph'), sourceTree(facts)]) {
      const ids = all(nodes).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const { accessibleLabel } of all(nodes)) assert.match(accessibleLabel, /\p{L}/u);
    }
  });
});
