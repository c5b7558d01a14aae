import { FIGURES } from './features.js';

/** A split of a regression tree: figures up to `cut` go left, larger ones right. A number is a leaf, in log odds. */
export type Tree = number | readonly [figure: number, cut: number, left: Tree, right: Tree];

/** The learned score; `server/models/claims.json`, from `npm run train:claims`. */
export interface ClaimModel {
  /** Of the logistic regression, by feature name. */
  readonly weights: Readonly<Record<string, number>>;
  /** What the trees ask for, by place; behind the figures of `features.ts` stands what the weights make of the sentence. */
  readonly figures: readonly string[];
  /** Log odds before any tree. */
  readonly base: number;
  /** Each a `Tree`; checked when the scorer is made, since JSON is read without its types. */
  readonly trees: readonly unknown[];
}

/** The weights' own answer among the figures. */
export const LINEAR_FIGURE = 'linear score';

/** A model that knows nothing, for readings whose scores nobody asks for. */
export const EMPTY_CLAIM_MODEL: ClaimModel = {
  weights: {},
  figures: [...FIGURES, LINEAR_FIGURE],
  base: 0,
  trees: [],
};

/** Scores sentences: logistic regression over named features, and boosted trees (Friedman 2001) over its answer and the sentence's figures. */
export interface ClaimScorer {
  /** What features weigh together, in log odds. */
  weigh(features: readonly string[]): number;
  /** How much a sentence wants a source, 0–1. `figures` in the order of `FIGURES`; `linear` in log odds. */
  score(figures: readonly number[], linear: number): number;
}

/** Throws a `TypeError` where the model was made for other figures or has a tree that cannot be read: a mistake of the build, never of a draft. */
export function createClaimScorer({ weights, figures, base, trees }: ClaimModel): ClaimScorer {
  const wanted = [...FIGURES, LINEAR_FIGURE];
  if (figures.length !== wanted.length || figures.some((name, i) => name !== wanted[i])) {
    const odd = wanted.findIndex((name, i) => name !== figures[i]);
    throw new TypeError(
      `claims.json: the trees ask for “${figures[odd] ?? 'nothing'}” where this program has “${wanted[odd] ?? 'nothing'}”; train again with \`npm run train:claims\``,
    );
  }
  const byName = new Map(Object.entries(weights));
  const forest = trees.map((tree, index) => flatten(tree, wanted.length, index));
  const values = new Float64Array(wanted.length);
  return {
    weigh(features) {
      let sum = 0;
      for (const feature of features) sum += byName.get(feature) ?? 0;
      return sum;
    },
    score(given, linear) {
      values.set(given);
      values[FIGURES.length] = linear;
      let sum = base;
      for (const tree of forest) {
        let at = 0;
        for (let figure = tree[0] ?? -1; figure >= 0; figure = tree[at] ?? -1)
          at = ((values[figure] ?? 0) <= (tree[at + 1] ?? 0) ? tree[at + 2] : tree[at + 3]) ?? 0;
        sum += tree[at + 1] ?? 0;
      }
      return 1 / (1 + Math.exp(-sum));
    },
  };
}

/** Four numbers a node: figure (-1: a leaf), cut or value, places of the two branches. */
function flatten(tree: unknown, figures: number, index: number): Float64Array {
  const nodes: number[] = [];
  const add = (node: unknown): number => {
    const at = nodes.length;
    if (typeof node === 'number' && Number.isFinite(node)) {
      nodes.push(-1, node, 0, 0);
      return at;
    }
    if (!Array.isArray(node) || node.length !== 4 || !Number.isInteger(node[0]) || node[0] < 0 || node[0] >= figures || !Number.isFinite(node[1]))
      throw new TypeError(
        `claims.json: tree ${index} has a node that is neither a leaf nor a split of one of ${figures} figures; train again with \`npm run train:claims\``,
      );
    nodes.push(node[0], node[1], 0, 0);
    nodes[at + 2] = add(node[2]);
    nodes[at + 3] = add(node[3]);
    return at;
  };
  add(tree);
  return Float64Array.from(nodes);
}
