import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import claimModel from '../../../server/models/claims.json';
import { createDraftReader } from '../../../server/src/draft/index.js';
import { createReaderFactory } from '../../../server/src/read.js';
import type { Reading } from '../../../server/src/reading.js';
import { anonymousLead } from '../../../server/src/rules/anonymousLead.js';
import { loadedLanguage } from '../../../server/src/rules/loadedLanguage.js';
import type { Mark, Rule } from '../../../server/src/rules/types.js';
import { unattributedClaim } from '../../../server/src/rules/unattributedClaim.js';
import { vagueSource } from '../../../server/src/rules/vagueSource.js';
import { createJudge, type SentenceJudgement } from '../../../server/src/second/judgement.js';
import type { SecondThresholds } from '../../../server/src/second/opinion.js';
import { testEnglish, testWeights } from '../../support/english.js';

const { columns }: { columns: string[] } = JSON.parse(readFileSync('test/support/second/second.json', 'utf8'));
const judge = createJudge(columns);
const thresholds: SecondThresholds = { claim: 0.5, anonymous: { known: 0.3, unknown: 0.6 }, loaded: { known: 0.3, unknown: 0.6 } };
const createReader = createReaderFactory({ english: testEnglish(), claimModel, ...testWeights() });

/** What is said of a word: its output columns and their logits. */
type Said = Readonly<Record<string, number>>;

/** The second reading of a sentence in which nothing is found but what is said of some words and of the sentence as a whole. */
function judgement(words: readonly string[], said: Readonly<Record<string, Said>>, sentence: Said = {}): SentenceJudgement {
  const row = (known: Said, first: number, count: number): number[] =>
    columns.slice(first, first + count).map(name => known[name] ?? (/none|outside/.test(name) ? 4 : -4));
  return {
    words: Float32Array.from(words.flatMap(word => row(said[word] ?? {}, 0, judge.wordColumns))),
    sentence: Float32Array.from(row(sentence, judge.wordColumns, judge.sentenceColumns)),
  };
}

/** Reads one sentence, with what the second reading says of it; `undefined` for nothing. */
function read(text: string, said?: Readonly<Record<string, Said>>, sentence?: Said): Reading {
  const draft = createDraftReader().read(text, 'plaintext');
  const first = createReader().read(draft);
  const words = first.blocks[0]?.english.sentences[0]?.tokens.map(token => token.text) ?? [];
  return said ? createReader().read(draft, { judge, thresholds, blocks: [[judgement(words, said, sentence)]] }) : first;
}

function marks(rule: Rule, reading: Reading): (Mark & { readonly words: string })[] {
  return reading.blocks.flatMap(block =>
    rule.check(block, reading.english).map(mark => ({ ...mark, words: block.block.view.text.slice(mark.start, mark.end) })),
  );
}

const wordsOf = (rule: Rule, reading: Reading): string[] => marks(rule, reading).map(({ words }) => words);

/** Logits that are a probability of some 0.5 and 0.98. */
const DOUBTFUL = { 'loaded.none': 0, 'loaded.verb': 0 };
const SURE = { 'loaded.none': 0, 'loaded.verb': 4 };

describe('the second reading’s judgement', () => {
  it('takes probabilities from the columns that the model names', () => {
    const words = ['Critics', 'say', 'so', '.'];
    const said = judgement(words, { say: SURE, Critics: { 'anonymous.none': 0, 'anonymous.vague': 4 } }, { 'sentenceClaim.claim': 0, 'reason.cause': 2 });
    assert.deepEqual(
      judge.loaded(said, 0.2).map(({ first, end, kind }) => [first, end, kind]),
      [[1, 2, 'verb']],
    );
    assert.deepEqual(
      judge.anonymous(said, 0.2).map(({ first, end, kind }) => [first, end, kind]),
      [[0, 1, 'vague']],
    );
    assert.ok(Math.abs(judge.loadedScore(said, 1, 2) - 0.98) < 0.01);
    assert.ok(judge.loadedScore(said, 2, 4) < 0.01);
    assert.equal(judge.claim(said).score, 0.5);
    assert.equal(judge.claim(said).reason, 'cause');
  });

  it('puts neighbouring words into one run, of the kind that most of it is', () => {
    const said = judgement(['behind', 'closed', 'doors'], {
      behind: { 'loaded.none': 0, 'loaded.sensational': 3 },
      closed: { 'loaded.none': 0, 'loaded.editorial': 1 },
      doors: { 'loaded.none': 0, 'loaded.sensational': 3 },
    });
    assert.deepEqual(
      judge.loaded(said, 0.2).map(({ first, end, kind }) => [first, end, kind]),
      [[0, 3, 'sensational']],
    );
  });

  it('gives the tags of attribution as log probabilities', () => {
    const tags = judge.attribution(judgement(['a', 'b'], { b: { 'attribution.outside': 0, 'attribution.cueBegins': 2 } }));
    for (const word of [0, 1]) assert.ok(Math.abs(tags.subarray(word * 7, word * 7 + 7).reduce((sum, tag) => sum + Math.exp(tag), 0) - 1) < 1e-5);
    assert.ok((tags[10] ?? 0) > (tags[7] ?? 0));
  });

  it('says which output a model lacks', () => {
    assert.throws(() => createJudge(['attribution.outside']), /no output “loaded\.none”/);
  });
});

describe('the rules, where the second reading has spoken', () => {
  const slammed = 'The mayor slammed the plan.';

  it('keep a listed word that it finds likely, and drop one that it does not', () => {
    assert.deepEqual(wordsOf(loadedLanguage, read(slammed)), ['slammed']);
    assert.deepEqual(wordsOf(loadedLanguage, read(slammed, { slammed: DOUBTFUL })), ['slammed']);
    assert.deepEqual(wordsOf(loadedLanguage, read(slammed, {})), []);
  });

  it('mark a word that is on no list where it is sure', () => {
    const text = 'The mayor blanked the plan.';
    assert.deepEqual(wordsOf(loadedLanguage, read(text)), []);
    assert.deepEqual(wordsOf(loadedLanguage, read(text, { blanked: DOUBTFUL })), []);
    const [mark] = marks(loadedLanguage, read(text, { blanked: SURE }));
    assert.equal(mark?.words, 'blanked');
    assert.equal(mark?.sub, 'verb');
    assert.match(mark?.message ?? '', /^“blanked” .+\.$/);
  });

  it('never mark a word within a quotation', () => {
    const text = 'The mayor said: “They blanked the plan and never came back.”';
    assert.deepEqual(wordsOf(loadedLanguage, read(text, { blanked: SURE })), []);
  });

  it('drop a source that it does not take for unnamed, and mark one that only it sees', () => {
    const text = 'Critics said that the bridge was too narrow.';
    assert.deepEqual(wordsOf(anonymousLead, read(text)), ['Critics said']);
    assert.deepEqual(wordsOf(anonymousLead, read(text, {})), []);
    const other = 'The bridge has drawn criticism from residents for years.';
    const [mark] = marks(vagueSource, read(other, { residents: { 'anonymous.none': 0, 'anonymous.vague': 4 } }));
    assert.equal(mark?.words, 'residents');
    assert.equal(mark?.sub, 'vague');
  });

  it('score a claim by both readings', () => {
    const text = 'The talks collapsed because the delegations hated each other.';
    assert.deepEqual(wordsOf(unattributedClaim, read(text, {}, { 'sentenceClaim.claim': -6 })), []);
    assert.equal(wordsOf(unattributedClaim, read(text, {}, { 'sentenceClaim.claim': 6 })).length, 1);
  });

  it('stand by the first reading in sentences of which it has said nothing', () => {
    const draft = createDraftReader().read(slammed, 'plaintext');
    const silent = createReader().read(draft, { judge, thresholds, blocks: [undefined] });
    assert.deepEqual(wordsOf(loadedLanguage, silent), ['slammed']);
  });
});
