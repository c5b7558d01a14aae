import { createTagger } from '../../src/english/tagger.js';
import { BOUNDARY_TAG, FEATURE_BITS, PARTS_OF_SPEECH } from '../../src/english/taggerFeatures.js';
import { type DictionaryEntry, encodeTaggerWeights, type TaggerWeights } from '../../src/english/taggerWeights.js';
import type { PartOfSpeech } from '../../src/english/types.js';
import type { TreebankDocument } from './conllu.js';
import { buildDictionary, countForms } from './dictionary.js';
import { type LinearModel, type TrainingSentence, trainPerceptron } from './perceptron.js';
import { plainSentences, type TaggedSentence, treebankSentences, withFeatures } from './sentences.js';

export interface TaggerRecipe {
  readonly seeds: readonly number[];
  readonly epochs: number;
  readonly dropout: number;
  /** How many features keep their weights. */
  readonly rows: number;
  /** Weights are rounded to whole numbers from minus this to this. */
  readonly levels: number;
  /** The share of the largest weight that is rounded to `levels`; the few beyond it are cut off, and all others kept finer. */
  readonly clip: number;
}

export const RECIPE: TaggerRecipe = { seeds: [1, 2, 3, 4], epochs: 12, dropout: 0.4, rows: 200_000, levels: 15, clip: 0.35 };

const TAG_COUNT = PARTS_OF_SPEECH.length;
const FEATURES = 1 << FEATURE_BITS;

/**
 * Trains a tagger and returns its file.
 * A first tagger reads plain news, so that the dictionary knows what words can be that the treebanks lack. The second is the mean of several,
 * each trained in another order; its features are thinned to the most useful, and what is left is trained again.
 */
export function trainTagger(
  documents: readonly TreebankDocument[],
  plainTexts: readonly string[],
  recipe: TaggerRecipe,
  log: (line: string) => void,
): Uint8Array {
  const annotated = treebankSentences(documents);
  const annotatedCounts = countForms(annotated);
  const train = (step: string, sentences: readonly TrainingSentence[], seeds: readonly number[], allowed?: Uint8Array): LinearModel =>
    meanModel(
      seeds.map(seed =>
        trainPerceptron(sentences, {
          tagCount: TAG_COUNT,
          boundaryTag: BOUNDARY_TAG,
          epochs: recipe.epochs,
          dropout: recipe.dropout,
          seed,
          ...(allowed && { allowed }),
          onEpoch: (epoch, mistakes, words) => {
            if (epoch === recipe.epochs) log(`${step}, seed ${seed}: ${epoch} epochs, ${((100 * mistakes) / words).toFixed(2)}% wrong in the last one`);
          },
        }),
      ),
    );

  log(`${documents.length} documents, ${annotated.reduce((sum, sentence) => sum + sentence.tokens.length, 0)} words`);
  const firstDictionary = buildDictionary(annotatedCounts, new Map());
  const first = train('first tagger', withFeatures(annotated, firstDictionary), recipe.seeds.slice(0, 1));
  const plain = plainSentences(plainTexts);
  tagAll(plain, encode(first, allFeatures(first), firstDictionary, recipe));
  const dictionary = buildDictionary(annotatedCounts, countForms(plain));
  log(`dictionary: ${dictionary.length} words, ${dictionary.filter(entry => entry.certain).length} of them certain`);

  const sentences = withFeatures(annotated, dictionary);
  const full = train('all features', sentences, recipe.seeds);
  const kept = mostUseful(full, sentences, recipe.rows);
  log(`${full.keys.length - 1} features, ${kept.length} kept`);
  const allowed = new Uint8Array(FEATURES);
  for (const key of kept) allowed[key] = 1;
  const final = train('kept features', sentences, recipe.seeds, allowed);
  return encode(final, kept, dictionary, recipe);
}

/** The mean of models; features that one lacks count as zero there. */
function meanModel(models: readonly LinearModel[]): LinearModel {
  const index = new Int32Array(FEATURES);
  const keys = [-1];
  for (const model of models) for (const key of model.keys.subarray(1)) if (index[key] === 0) index[key] = keys.push(key) - 1;
  const weights = new Float32Array(keys.length * TAG_COUNT);
  for (const model of models) {
    for (let row = 1; row < model.keys.length; row++) {
      const from = row * TAG_COUNT;
      const to = (index[model.keys[row] ?? 0] ?? 0) * TAG_COUNT;
      for (let tag = 0; tag < TAG_COUNT; tag++) weights[to + tag] = (weights[to + tag] ?? 0) + (model.weights[from + tag] ?? 0) / models.length;
    }
  }
  return { tagCount: TAG_COUNT, index, keys: Int32Array.from(keys), weights };
}

function allFeatures(model: LinearModel): Int32Array {
  return model.keys.slice(1).sort();
}

/** The features that move the scores most over the training text: how often each one is there, times the size of its weights. Ascending. */
function mostUseful(model: LinearModel, sentences: readonly TrainingSentence[], count: number): Int32Array {
  const frequency = featureFrequency(sentences);
  const keys = allFeatures(model);
  const use = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const at = (model.index[key] ?? 0) * TAG_COUNT;
    let size = 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) size += (model.weights[at + tag] ?? 0) ** 2;
    use[i] = Math.sqrt(size) * Math.sqrt(frequency[key] ?? 0);
  }
  const order = Array.from(keys.keys()).sort((a, b) => (use[b] ?? 0) - (use[a] ?? 0) || a - b);
  return Int32Array.from(order.slice(0, count), i => keys[i] ?? 0).sort();
}

function featureFrequency(sentences: readonly TrainingSentence[]): Uint32Array {
  const frequency = new Uint32Array(FEATURES);
  const features = new Int32Array(96);
  for (const sentence of sentences) {
    let previousTag = BOUNDARY_TAG;
    let tagBefore = BOUNDARY_TAG;
    for (let i = 0; i < sentence.length; i++) {
      const count = sentence.features(i, previousTag, tagBefore, features);
      for (let k = 0; k < count; k++) frequency[features[k] ?? 0] = (frequency[features[k] ?? 0] ?? 0) + 1;
      tagBefore = previousTag;
      previousTag = Math.max(0, sentence.tags[i] ?? 0);
    }
  }
  return frequency;
}

/** Weights as small whole numbers; rows without any are left out. */
function encode(model: LinearModel, keys: Int32Array, dictionary: readonly DictionaryEntry[], { levels, clip }: TaggerRecipe): Uint8Array {
  const largest = model.weights.reduce((size, weight) => Math.max(size, Math.abs(weight)), 0);
  const scale = levels / (largest * clip);
  const kept: number[] = [];
  const rows: number[] = [];
  for (const key of keys) {
    const at = (model.index[key] ?? 0) * TAG_COUNT;
    if (at === 0) continue;
    const row = Array.from({ length: TAG_COUNT }, (_, tag) => Math.max(-levels, Math.min(levels, Math.round((model.weights[at + tag] ?? 0) * scale))));
    if (row.every(value => value === 0)) continue;
    kept.push(key);
    rows.push(...row);
  }
  const weights: TaggerWeights = { dictionary, keys: Int32Array.from(kept), rows: Int8Array.from(rows), tagCount: TAG_COUNT };
  return encodeTaggerWeights(weights);
}

/** Tags sentences in place. */
function tagAll(sentences: readonly TaggedSentence[], weights: Uint8Array): void {
  const tagger = createTagger(weights);
  const places = new Map<string, number>(PARTS_OF_SPEECH.map((tag, place) => [tag, place]));
  for (const { tokens, tags } of sentences) {
    const found: PartOfSpeech[] = [];
    tagger(tokens, 0, tokens.length, found);
    for (let i = 0; i < tags.length; i++) tags[i] = places.get(found[i] ?? 'X') ?? -1;
  }
}
