/** Gradient-boosted regression trees for the log loss, over binned figures. Deterministic: the draws come from a seeded generator. */
import type { Tree } from '../../src/claims/score.js';

export interface Forest {
  /** Log odds before any tree. */
  readonly base: number;
  readonly trees: readonly Tree[];
}

export interface BoostingOptions {
  readonly rounds: number;
  readonly depth: number;
  /** What of a leaf's value is taken. */
  readonly rate: number;
  /** Fewest rows in a leaf. */
  readonly leaf: number;
  /** L2 penalty on a leaf's value. */
  readonly penalty: number;
  /** Share of rows, and of figures, that a tree sees. */
  readonly rows: number;
  readonly figures: number;
  readonly seed: number;
}

const BINS = 16;

/** Learns from rows of figures; all rows are of one length. */
export function boost(rows: readonly (readonly number[])[], labels: readonly (0 | 1)[], options: BoostingOptions): Forest {
  const width = rows[0]?.length ?? 0;
  const cuts = Array.from({ length: width }, (_, figure) => cutsOf(rows, figure));
  const bins = cuts.map((edges, figure) => Uint8Array.from(rows, row => binOf(edges, row[figure] ?? 0)));
  const random = generator(options.seed);
  const positive = labels.reduce<number>((sum, label) => sum + label, 0);
  const base = Math.log(positive / Math.max(1, labels.length - positive));
  const odds = new Float64Array(rows.length).fill(base);
  const gradient = new Float64Array(rows.length);
  const curvature = new Float64Array(rows.length);
  const trees: Tree[] = [];

  const grow = (members: readonly number[], figures: readonly number[], depth: number): Tree => {
    let slope = 0;
    let curve = 0;
    for (const i of members) {
      slope += gradient[i] ?? 0;
      curve += curvature[i] ?? 0;
    }
    const leaf = (options.rate * slope) / (curve + options.penalty);
    if (depth === 0 || members.length < 2 * options.leaf) return leaf;
    const worth = (s: number, c: number): number => (s * s) / (c + options.penalty);
    let best = 1e-3;
    let chosen: { figure: number; bin: number } | undefined;
    for (const figure of figures) {
      const of = bins[figure] ?? new Uint8Array();
      const sums = new Float64Array(3 * BINS);
      for (const i of members) {
        const at = 3 * (of[i] ?? 0);
        sums[at] = (sums[at] ?? 0) + (gradient[i] ?? 0);
        sums[at + 1] = (sums[at + 1] ?? 0) + (curvature[i] ?? 0);
        sums[at + 2] = (sums[at + 2] ?? 0) + 1;
      }
      let s = 0;
      let c = 0;
      let n = 0;
      for (let bin = 0; bin < (cuts[figure]?.length ?? 0); bin++) {
        s += sums[3 * bin] ?? 0;
        c += sums[3 * bin + 1] ?? 0;
        n += sums[3 * bin + 2] ?? 0;
        if (n < options.leaf || members.length - n < options.leaf) continue;
        const gain = worth(s, c) + worth(slope - s, curve - c) - worth(slope, curve);
        if (gain > best) {
          best = gain;
          chosen = { figure, bin };
        }
      }
    }
    if (!chosen) return leaf;
    const { figure, bin } = chosen;
    const of = bins[figure] ?? new Uint8Array();
    const left = members.filter(i => (of[i] ?? 0) <= bin);
    const right = members.filter(i => (of[i] ?? 0) > bin);
    return [figure, cuts[figure]?.[bin] ?? 0, grow(left, figures, depth - 1), grow(right, figures, depth - 1)];
  };

  for (let round = 0; round < options.rounds; round++) {
    labels.forEach((label, i) => {
      const p = 1 / (1 + Math.exp(-(odds[i] ?? 0)));
      gradient[i] = label - p;
      curvature[i] = p * (1 - p);
    });
    const members = rows.map((_, i) => i).filter(() => random() < options.rows);
    const figures = cuts.map((_, figure) => figure).filter(() => random() < options.figures);
    const tree = grow(members, figures, options.depth);
    trees.push(tree);
    rows.forEach((row, i) => {
      odds[i] = (odds[i] ?? 0) + answer(tree, row);
    });
  }
  return { base, trees };
}

/** Several forests as one that answers with their mean. */
export function meanForest(forests: readonly Forest[]): Forest {
  const scaled = (tree: Tree): Tree => (typeof tree === 'number' ? tree / forests.length : [tree[0], tree[1], scaled(tree[2]), scaled(tree[3])]);
  return { base: forests.reduce((sum, { base }) => sum + base, 0) / forests.length, trees: forests.flatMap(({ trees }) => trees.map(scaled)) };
}

/** In log odds. */
export function oddsOf({ base, trees }: Forest, row: readonly number[]): number {
  return trees.reduce<number>((sum, tree) => sum + answer(tree, row), base);
}

function answer(tree: Tree, row: readonly number[]): number {
  let node = tree;
  while (typeof node !== 'number') node = (row[node[0]] ?? 0) <= node[1] ? node[2] : node[3];
  return node;
}

/** Edges between bins that hold about as many rows each; a value up to an edge belongs below it. */
function cutsOf(rows: readonly (readonly number[])[], figure: number): number[] {
  const values = rows.map(row => row[figure] ?? 0).sort((a, b) => a - b);
  const edges = new Set<number>();
  for (let bin = 1; bin < BINS; bin++) edges.add(Number((values[Math.floor((bin * values.length) / BINS)] ?? 0).toFixed(3)));
  return [...edges].sort((a, b) => a - b);
}

function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length && value > (edges[bin] ?? 0)) bin++;
  return bin;
}

/** Numbers from 0 to 1 (xorshift; Marsaglia 2003). */
export function generator(seed: number): () => number {
  let state = (seed * 2654435761 + 88172645) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
