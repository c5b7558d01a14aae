import type { AttributionLexicon } from '../../src/attribution/lexicon.js';
import { BlockColumns, BlockTrail, WordMemory } from '../../src/attribution/sequence/features.js';
import { candidates, LINK_BITS, linkFeatures, MOST_LINK_FEATURES, spansOfTags, type TaggedSpan } from '../../src/attribution/sequence/link.js';
import type { WordHabits, WordTraits } from '../../src/attribution/sequence/words.js';
import type { English } from '../../src/english/types.js';
import type { CorpusDocument, ReadBlock, ReadDocument } from './corpus.js';

const EPOCHS = 5;
const LARGEST = 32_000;

/** A choice to learn from: what each candidate has, the first of them "none", and which are right. */
interface Choice {
  readonly features: readonly Int32Array[];
  readonly right: readonly boolean[];
}

/** Learns which cue carries a content and which source a cue belongs to: an averaged perceptron over the spans that people marked. */
export function trainLinks(english: English, lexicon: AttributionLexicon, habits: WordHabits, documents: readonly ReadDocument[]): Int16Array {
  const choices = documents.flatMap(document => choicesOf(english, lexicon, habits, document));
  const weights = new Float64Array(1 << LINK_BITS);
  const changes = new Float64Array(1 << LINK_BITS);
  let time = 1;
  const score = (features: Int32Array): number => features.reduce((sum, feature) => sum + (weights[feature] ?? 0), 0);
  const change = (features: Int32Array, by: number): void => {
    for (const feature of features) {
      weights[feature] = (weights[feature] ?? 0) + by;
      changes[feature] = (changes[feature] ?? 0) + by * time;
    }
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { features, right } of choices) {
      let best = 0;
      let bestRight = -1;
      const scores = features.map(score);
      scores.forEach((value, i) => {
        if (value > (scores[best] ?? 0)) best = i;
        if (right[i] && (bestRight < 0 || value > (scores[bestRight] ?? 0))) bestRight = i;
      });
      const chosen = features[best];
      const wanted = features[bestRight];
      if (!right[best] && chosen && wanted) {
        change(wanted, 1);
        change(chosen, -1);
      }
      time++;
    }
  }
  const mean = weights.map((weight, i) => weight - (changes[i] ?? 0) / time);
  const largest = mean.reduce((size, weight) => Math.max(size, Math.abs(weight)), 1e-9);
  return Int16Array.from(mean, weight => Math.round((weight / largest) * LARGEST));
}

function choicesOf(english: English, lexicon: AttributionLexicon, habits: WordHabits, document: ReadDocument): Choice[] {
  const columns = new BlockColumns(new WordMemory<WordTraits>(english, lexicon, habits, traits => traits));
  const choices: Choice[] = [];
  const out = new Int32Array(MOST_LINK_FEATURES);
  const near: number[] = [];
  let trail: number = BlockTrail.Nothing;
  for (const block of document.blocks) {
    if (block.afresh) trail = BlockTrail.Nothing;
    columns.fill(block.english, block.quoted, block.byRules, trail);
    trail = columns.trail;
    const spans = spansOfTags(block.tags);
    const relations = spans.map(span => relationsOf(document.source, block, span));
    spans.forEach(({ role }, i) => {
      if (role === 'source') return;
      candidates(spans, i, role === 'content' ? 'cue' : 'source', near);
      if (near.length === 0) return;
      const all = [-1, ...near];
      const right = all.map(candidate => candidate >= 0 && (relations[candidate] ?? []).some(relation => relations[i]?.includes(relation)));
      if (!right.includes(true)) right[0] = true;
      choices.push({ features: all.map(candidate => out.slice(0, linkFeatures(columns, spans, i, candidate, out))), right });
    });
  }
  return choices;
}

function relationsOf({ relations }: CorpusDocument, block: ReadBlock, { role, first, end }: TaggedSpan): number[] {
  const from = block.starts[first] ?? 0;
  const to = block.ends[end - 1] ?? 0;
  return relations.flatMap((relation, index) => (relation[role].some(([a, b]) => a < to && from < b) ? [index] : []));
}
