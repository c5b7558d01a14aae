import assert from 'node:assert/strict';
import { FIGURES } from '../../../server/src/claims/features.js';
import { type ClaimModel, createClaimScorer, EMPTY_CLAIM_MODEL, LINEAR_FIGURE, type Tree } from '../../../server/src/claims/score.js';

const model = (parts: Partial<ClaimModel>): ClaimModel => ({ ...EMPTY_CLAIM_MODEL, ...parts });
const figures = (values: Readonly<Record<string, number>>): number[] => FIGURES.map(name => values[name] ?? 0);

describe('the score of a claim', () => {
  it('adds the leaves that the figures lead to, in log odds', () => {
    const run = FIGURES.indexOf('longest run');
    const trees: Tree[] = [
      [run, 8, -1, [FIGURES.indexOf('has hedge'), 0, 0.5, 2]],
      [FIGURES.length, 0, -0.25, 0.25],
    ];
    const scorer = createClaimScorer(model({ base: -1, trees }));
    const near = (score: number, odds: number): void => assert.ok(Math.abs(score - 1 / (1 + Math.exp(-odds))) < 1e-12, `${score} is not of ${odds}`);
    near(scorer.score(figures({ 'longest run': 8 }), -3), -1 - 1 - 0.25);
    near(scorer.score(figures({ 'longest run': 9 }), -3), -1 + 0.5 - 0.25);
    near(scorer.score(figures({ 'longest run': 20, 'has hedge': 1 }), 1), -1 + 2 + 0.25);
  });

  it('weighs features by name and passes over those that were never learned', () => {
    const scorer = createClaimScorer(model({ weights: { 'has hedge': 0.5, bias: -2 } }));
    assert.equal(scorer.weigh(['bias', 'has hedge', 'w never-seen']), -1.5);
  });

  it('says how to mend a model that was trained for other figures', () => {
    const older = [...FIGURES.filter(name => name !== 'longest run'), LINEAR_FIGURE];
    assert.throws(
      () => createClaimScorer(model({ figures: older })),
      /ask for “has milestone” where this program has “longest run”; train again with `npm run train:claims`/,
    );
  });

  it('does not read a tree that is broken', () => {
    for (const tree of [[FIGURES.length + 1, 0, 0, 0], [0, 1, 2], [0.5, 1, 0, 0], [0, 0, 0, null], Number.NaN])
      assert.throws(() => createClaimScorer(model({ trees: [0.1, tree] })), /tree 1 has a node/);
  });
});
