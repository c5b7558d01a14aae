import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EDGE_VALUES, STATE_EDGE_VALUES } from '../../../../server/src/attribution/sequence/features.js';
import { spansOfTags } from '../../../../server/src/attribution/sequence/link.js';
import { SpanChooser } from '../../../../server/src/attribution/sequence/spans.js';
import { createStateGraph, NO_STEP, TAG_COUNT, Tag } from '../../../../server/src/attribution/sequence/states.js';
import { chainTables, EDGE_KINDS } from '../../../../server/src/attribution/sequence/tables.js';
import type { SequenceWeights } from '../../../../server/src/attribution/sequence/weights.js';

const graph = createStateGraph();
const pairTables = chainTables(EDGE_VALUES, graph.pairCount);
const stepTables = chainTables(STATE_EDGE_VALUES, graph.stepCount);
const ROLES: readonly string[] = ['source', 'cue', 'content'];

const UNITS = 20;
const THRESHOLDS = [0.3, 0.25, 0.2] as const;
const WORD_SHARE = 0.15;

/** Numbers from -range to range that follow from a seed. */
function numbers(seed: number, range: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.round(((state >>> 0) / 0xffffffff) * 2 * range - range);
  };
}

function randomWeights(seed: number): SequenceWeights {
  const next = numbers(seed, 12);
  return {
    habits: { cue: new Map(), source: new Map() },
    keys: new Int32Array(0),
    rows: new Int8Array(0),
    pairs: Int8Array.from({ length: pairTables.size }, next),
    steps: Int8Array.from({ length: stepTables.size }, next),
    tableUnit: 0.5,
    links: new Int16Array(0),
    unitsOfLogOdds: UNITS,
    thresholds: THRESHOLDS,
    wordShare: WORD_SHARE,
  };
}

interface Block {
  readonly length: number;
  readonly scores: Float64Array;
  readonly edges: Int32Array;
  readonly startsSentence: Uint8Array;
}

function randomBlock(seed: number, startsSentence: Uint8Array): Block {
  const next = numbers(seed, 30);
  const { length } = startsSentence;
  const kinds = [...EDGE_VALUES, ...STATE_EDGE_VALUES];
  const edges = Int32Array.from({ length: length * EDGE_KINDS }, (_, at) => Math.abs(next() * 7) % (kinds[at % EDGE_KINDS] ?? 1));
  return { length, scores: Float64Array.from({ length: length * TAG_COUNT }, next), edges, startsSentence };
}

/** All ways of tagging a block, each with its weight. */
function allReadings(weights: SequenceWeights, { length, scores, edges, startsSentence }: Block): { tags: Uint8Array; weight: number }[] {
  const readings: { tags: Uint8Array; weight: number }[] = [];
  const extend = (tags: number[], state: number, score: number): void => {
    const i = tags.length;
    if (i === length) {
      readings.push({ tags: Uint8Array.from(tags), weight: Math.exp(score / UNITS) });
      return;
    }
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      const step = graph.stepOf[state * TAG_COUNT + tag]!;
      if (step === NO_STEP) continue;
      const pair = graph.stepPair[step]!;
      let table = weights.pairs[pair]! + weights.steps[step]!;
      pairTables.starts.forEach((start, kind) => {
        table += weights.pairs[start + edges[i * EDGE_KINDS + kind]! * graph.pairCount + pair]!;
      });
      stepTables.starts.forEach((start, kind) => {
        table += weights.steps[start + edges[i * EDGE_KINDS + EDGE_VALUES.length + kind]! * graph.stepCount + step]!;
      });
      const to = (startsSentence[i] ? graph.stepToAtStart : graph.stepTo)[step]!;
      extend([...tags, tag], to, score + scores[i * TAG_COUNT + tag]! + table * weights.tableUnit);
    }
  };
  extend([], 0, 0);
  return readings;
}

interface Worth {
  readonly first: number;
  readonly end: number;
  readonly likely: number;
  readonly worth: number;
}

/** What each span that is in some reading is worth, by the definition. */
function worths(readings: readonly { tags: Uint8Array; weight: number }[]): Map<string, Worth> {
  const total = readings.reduce((sum, { weight }) => sum + weight, 0);
  const length = readings[0]!.tags.length;
  const shares = Array.from({ length }, () => [0, 0, 0]);
  const likely = new Map<string, number>();
  for (const { tags, weight } of readings) {
    tags.forEach((tag, i) => {
      if (tag !== Tag.Outside) shares[i]![(tag - 1) >> 1]! += weight / total;
    });
    for (const { role, first, end } of spansOfTags(tags)) {
      const key = `${role} ${first} ${end}`;
      likely.set(key, (likely.get(key) ?? 0) + weight / total);
    }
  }
  return new Map(
    [...likely].map(([key, probability]) => {
      const [role = '', from, to] = key.split(' ');
      const number = ROLES.indexOf(role);
      const first = Number(from);
      const end = Number(to);
      const words = shares.slice(first, end).reduce((sum, share) => sum + share[number]!, 0) / (end - first);
      return [key, { first, end, likely: probability, worth: probability + WORD_SHARE * words - THRESHOLDS[number]! }];
    }),
  );
}

/** The most that a set of spans without overlap is worth. */
function mostWorth(spans: readonly Worth[], from: number, length: number): number {
  if (from >= length) return 0;
  return Math.max(
    mostWorth(spans, from + 1, length),
    ...spans.filter(({ first }) => first === from).map(({ end, worth }) => worth + mostWorth(spans, end, length)),
  );
}

const blocks = fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), fc.array(fc.boolean(), { minLength: 0, maxLength: 3 }));

describe('choosing spans', function () {
  this.timeout(60_000);

  it('draws the spans that are worth most over all ways of tagging a block', () => {
    fc.assert(
      fc.property(blocks, ([weightSeed, blockSeed, starts]) => {
        const weights = randomWeights(weightSeed);
        const block = randomBlock(blockSeed, Uint8Array.of(1, ...starts.map(Number)));
        const known = worths(allReadings(weights, block));
        const tags = new SpanChooser(graph, weights).choose({ ...block, scores: block.scores.slice() });
        const drawn = spansOfTags(tags).map(({ role, first, end }) => known.get(`${role} ${first} ${end}`)?.worth ?? Number.NaN);
        const most = mostWorth(
          [...known.values()].filter(({ likely }) => likely >= 0.0301),
          0,
          block.length,
        );
        // Spans that are just as likely as the least that is looked at may or may not be.
        assert.ok(drawn.reduce((sum, worth) => sum + worth, 0) >= most - 1e-3, `${drawn.join(' + ')} is less than ${most}`);
      }),
      { numRuns: 30 },
    );
  });

  it('tells for each sentence the odds that it holds a span', () => {
    fc.assert(
      fc.property(blocks, ([weightSeed, blockSeed, starts]) => {
        const weights = randomWeights(weightSeed);
        const block = randomBlock(blockSeed, Uint8Array.of(1, ...starts.map(Number)));
        const readings = allReadings(weights, block);
        const chooser = new SpanChooser(graph, weights);
        chooser.choose({ ...block, scores: block.scores.slice() });
        const firsts = [...block.startsSentence.keys()].filter(i => block.startsSentence[i] === 1);
        assert.equal(chooser.odds.length, firsts.length);
        firsts.forEach((first, sentence) => {
          const end = firsts[sentence + 1] ?? block.length;
          let held = 0;
          let bare = 0;
          for (const { tags, weight } of readings) {
            if (tags.subarray(first, end).every(tag => tag === Tag.Outside)) bare += weight;
            else held += weight;
          }
          const expected = Math.log(held / bare);
          const odds = chooser.odds[sentence]!;
          // States that are given up early may have held what little there is.
          if (Math.abs(expected) < 6) assert.ok(Math.abs(odds - expected) < 0.02, `${odds} is not ${expected}`);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('never gives a token a tag that it cannot have', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 0, max: 4 }), ([weightSeed, blockSeed, starts], at) => {
        const block = randomBlock(blockSeed, Uint8Array.of(1, ...starts.map(Number)));
        const scores = block.scores.slice();
        const token = Math.min(at, block.length - 1);
        for (const tag of [Tag.SourceBegins, Tag.SourceGoesOn, Tag.CueBegins, Tag.CueGoesOn]) scores[token * TAG_COUNT + tag] = Number.NEGATIVE_INFINITY;
        const tags = new SpanChooser(graph, randomWeights(weightSeed)).choose({ ...block, scores });
        assert.ok([Tag.Outside, Tag.ContentBegins, Tag.ContentGoesOn].includes(tags[token]!));
      }),
    );
  });

  it('draws nothing in a block without tokens', () => {
    const chooser = new SpanChooser(graph, randomWeights(7));
    assert.deepEqual([...chooser.choose(randomBlock(3, new Uint8Array(0)))], []);
    assert.deepEqual(chooser.odds, []);
  });
});
