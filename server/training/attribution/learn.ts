import type { StateGraph } from '../../src/attribution/sequence/states.js';
import { ChainTrainer, type ChainWeights, meanWeights, type TrainingBlock } from './crf.js';
import { mostUseful } from './quantise.js';
import type { AttributionRecipe } from './recipe.js';

/** A chain over few features. */
export interface LearnedChain {
  /** The features that have weights, ascending. */
  readonly keys: Int32Array;
  /** The weights of the features stand in the order of `keys`. */
  readonly weights: ChainWeights;
}

/**
 * Learns in two rounds: the first looks at all features and finds the most useful, the others, one for each seed, learn the weights of these alone and are averaged.
 * Weights that were learned beside many others do worse once the others are taken away.
 */
export function learnChain(
  graph: StateGraph,
  blocks: readonly TrainingBlock[],
  recipe: AttributionRecipe,
  seeds: readonly number[],
  log: (line: string) => void,
): LearnedChain {
  const keys = selectFeatures(graph, blocks, recipe, log);
  const few = withFeatures(blocks, keys);
  return { keys, weights: meanWeights(seeds.map(seed => learnWeights(graph, few, keys.length, recipe, seed, log))) };
}

export function selectFeatures(graph: StateGraph, blocks: readonly TrainingBlock[], recipe: AttributionRecipe, log: (line: string) => void): Int32Array {
  const { epochs, rate } = recipe.selection;
  const trainer = new ChainTrainer(graph, {
    ...recipe,
    epochs,
    rate,
    seed: 1,
    onEpoch: (epoch, loss) => log(`selecting features, epoch ${epoch} of ${epochs}: loss ${loss.toFixed(4)} a word`),
  });
  return mostUseful(trainer.train(blocks).features, blocks, recipe.rows);
}

/** One run over blocks that hold no other features than those to be learned. */
export function learnWeights(
  graph: StateGraph,
  blocks: readonly TrainingBlock[],
  featureCount: number,
  recipe: AttributionRecipe,
  seed: number,
  log: (line: string) => void,
): ChainWeights {
  const { epochs } = recipe;
  return new ChainTrainer(graph, {
    ...recipe,
    featureCount,
    seed,
    onEpoch: (epoch, loss) => log(`seed ${seed}, epoch ${epoch} of ${epochs}: loss ${loss.toFixed(4)} a word`),
  }).train(blocks);
}

/** The blocks with no features but `keys`, each numbered by its place among them. */
export function withFeatures(blocks: readonly TrainingBlock[], keys: Int32Array): TrainingBlock[] {
  const places = new Map(Array.from(keys, (key, place) => [key, place]));
  return blocks.map(block => {
    const features = new Int32Array(block.features.length);
    const counts = new Uint8Array(block.length);
    let at = 0;
    let n = 0;
    for (let i = 0; i < block.length; i++) {
      const before = n;
      for (const end = at + (block.counts[i] ?? 0); at < end; at++) {
        const place = places.get(block.features[at] ?? 0);
        if (place !== undefined) features[n++] = place;
      }
      counts[i] = n - before;
    }
    return { ...block, features: features.slice(0, n), counts };
  });
}
