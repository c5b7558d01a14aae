import assert from 'node:assert/strict';
import { createAttributionLexicon } from '../../../../server/src/attribution/lexicon.js';
import { findQuotations } from '../../../../server/src/attribution/quotations.js';
import { createSequenceReader } from '../../../../server/src/attribution/sequence/index.js';
import type { SpanRole } from '../../../../server/src/attribution/sequence/states.js';
import { createStateGraph } from '../../../../server/src/attribution/sequence/states.js';
import { encodeSequenceWeights } from '../../../../server/src/attribution/sequence/weights.js';
import { createEnglish } from '../../../../server/src/english/index.js';
import { trainingBlocks } from '../../../../server/training/attribution/blocks.js';
import { type CorpusDocument, readDocument } from '../../../../server/training/attribution/corpus.js';
import { scoreSpans, spansOf } from '../../../../server/training/attribution/evaluate.js';
import { learnHabits } from '../../../../server/training/attribution/habits.js';
import { learnChain } from '../../../../server/training/attribution/learn.js';
import { trainLinks } from '../../../../server/training/attribution/links.js';
import { quantise } from '../../../../server/training/attribution/quantise.js';
import { RECIPE } from '../../../../server/training/attribution/recipe.js';

const english = createEnglish({});
const lexicon = createAttributionLexicon();

/** A document of one attribution, its parts in brackets: `s[The mayor] c[said] t[it was late].` */
function document(marked: string): CorpusDocument {
  const roles: Readonly<Record<string, SpanRole>> = { s: 'source', c: 'cue', t: 'content' };
  const spans: { start: number; end: number; label: SpanRole }[] = [];
  let text = '';
  let rest = marked;
  for (let found = /([sct])\[([^\]]*)\]/u.exec(rest); found; found = /([sct])\[([^\]]*)\]/u.exec(rest)) {
    text += rest.slice(0, found.index);
    spans.push({ start: text.length, end: text.length + found[2]!.length, label: roles[found[1]!]! });
    text += found[2];
    rest = rest.slice(found.index + found[0].length);
  }
  text += rest;
  const of = (role: SpanRole): [number, number][] => spans.filter(s => s.label === role).map(s => [s.start, s.end]);
  return { id: marked, text, spans, relations: spans.length > 0 ? [{ source: of('source'), cue: of('cue'), content: of('content') }] : [] };
}

const CORPUS = [
  's[The mayor] c[said] t[the bridge was closed].',
  's[The owner] c[said] t[the shop was open].',
  's[The captain] c[gloated] t[the ship was fast].',
  's[The teacher] c[gloated] t[the school was large].',
  's[The doctor] c[said] t[the clinic was full].',
  's[The baker] c[gloated] t[the bread was warm].',
  'The bridge fell into the river on Monday.',
  'The shop burned down on Tuesday.',
  'The ship left the harbour at night.',
].map(document);

function train(): Uint8Array {
  const documents = [...CORPUS, ...CORPUS, ...CORPUS].map(d => readDocument(english, lexicon, d));
  const habits = learnHabits(english, documents);
  const blocks = trainingBlocks(english, lexicon, habits, documents);
  const recipe = { ...RECIPE, epochs: 6, rate: 0.05, dropout: 0.2, rows: 5000 };
  const { keys, weights } = learnChain(createStateGraph(), blocks, recipe, [1], () => undefined);
  return encodeSequenceWeights(quantise(weights, keys, habits, trainLinks(english, lexicon, habits, documents), RECIPE));
}

describe('training the attribution model', function () {
  this.timeout(60_000);
  let weights: Uint8Array;
  before(() => {
    weights = train();
  });

  it('finds in a new sentence what it was shown in others, with a cue that no word list has', () => {
    const read = createSequenceReader(weights, english, lexicon);
    const text = 'The farmer gloated the harvest was large.';
    const reading = english.read(text);
    const { attributions } = read({ reading, quoted: findQuotations(text), byRules: [], trail: 0, speaking: false });
    assert.deepEqual(
      attributions.map(a => [a.source, a.cue, ...a.content].map(span => span && text.slice(span.start, span.end))),
      [['The farmer', 'gloated', 'the harvest was large']],
    );
  });

  it('finds nothing where nobody speaks', () => {
    const read = createSequenceReader(weights, english, lexicon);
    const text = 'The farm burned down on Monday.';
    assert.deepEqual(read({ reading: english.read(text), quoted: [], byRules: [], trail: 0, speaking: false }).attributions, []);
  });

  it('gives the same bytes for the same corpus', () => {
    assert.equal(Buffer.compare(weights, train()), 0);
  });
});

describe('tags of a corpus', () => {
  it('stand for the spans that people marked', () => {
    for (const source of CORPUS) {
      const read = readDocument(english, lexicon, source);
      const spans = read.blocks.flatMap(block => spansOf(block, block.tags));
      assert.deepEqual(spans, source.spans);
    }
  });

  it('score 1 against themselves and 0 against nothing', () => {
    assert.equal(
      scoreSpans(
        CORPUS,
        CORPUS.map(d => d.spans),
        new Map(),
      ).micro,
      1,
    );
    assert.equal(
      scoreSpans(
        CORPUS,
        CORPUS.map(() => []),
        new Map(),
      ).micro,
      0,
    );
  });
});
