import assert from 'node:assert/strict';
import fc from 'fast-check';
import { testEnglish } from '../../support/english.js';

const english = testEnglish();

/** Pieces that prose is made of, the awkward ones too often. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'Mr.',
      'U.S.',
      'Inc.',
      'p.m.',
      'J.',
      'No.',
      'etc.',
      "don't",
      'they’re',
      "workers'",
      'The',
      'said',
      'Łódź',
      'Erdoğan',
      '10',
      '3.5%',
      '$4bn',
      "'90s",
      'x-ray',
      'non-',
      '@desk',
    ],
    ...['.', '!', '?', '…', '...', ',', '“', '”', '"', "'", '‘', '’', '``', "''", '(', ')', '[1]', '—', '-', '--', '/', '*', '&', '#'],
    ...[
      ' ',
      ' ',
      ' ',
      '\u00a0',
      '\u2028',
      '\u2029',
      '\ufeff',
      '\u200b',
      '\u200d',
      '\u00ad',
      '\n',
      '\n\n',
      '\r\n',
      '\t',
      '\u0301',
      '\ud800',
      '\udc00',
      '👩‍👧',
      '🇺🇦',
      '𝓐',
      '中文',
      'http://a.b/c',
      'a@b.co',
      'example.com',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''));

describe('a reading of any text', () => {
  it('has tokens that ascend, do not overlap and slice to their text', () => {
    fc.assert(
      fc.property(text, written => {
        let last = 0;
        for (const sentence of english.read(written).sentences) {
          for (const token of sentence.tokens) {
            assert.ok(token.start >= last && token.end > token.start && token.end <= written.length);
            assert.equal(written.slice(token.start, token.end), token.text);
            last = token.end;
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has sentences that reach from their first token to their last', () => {
    fc.assert(
      fc.property(text, written => {
        for (const { start, end, tokens } of english.read(written).sentences) {
          assert.equal(start, tokens[0]?.start);
          assert.equal(end, tokens.at(-1)?.end);
        }
      }),
    );
  });

  it('leaves out nothing but white space, control and format characters', () => {
    fc.assert(
      fc.property(text, written => {
        let rest = '';
        let last = 0;
        for (const token of english.read(written).sentences.flatMap(sentence => sentence.tokens)) {
          rest += written.slice(last, token.start);
          last = token.end;
        }
        rest += written.slice(last);
        assert.match(rest, /^[\s\p{Cc}\p{Cf}\u200b]*$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same the second time', () => {
    fc.assert(fc.property(text, written => assert.deepEqual(english.read(written), english.read(written))));
  });

  it('reads two paragraphs as it reads each of them', () => {
    // It ends with a word: an abbreviation that ends a text keeps its stop for the sentence, one before another word does not.
    const paragraph = text.map(written => `${written.replace(/[\n\u2029]/g, ' ').trim()} left`.trim());
    fc.assert(
      fc.property(paragraph, paragraph, (first, second) => {
        const offset = first.length + 2;
        const apart = [
          ...english.read(first).sentences,
          ...english.read(second).sentences.map(sentence => ({
            start: sentence.start + offset,
            end: sentence.end + offset,
            tokens: sentence.tokens.map(token => ({ ...token, start: token.start + offset, end: token.end + offset })),
          })),
        ];
        assert.deepEqual(english.read(`${first}\n\n${second}`).sentences, apart);
      }),
    );
  });

  it('finds a word in whatever spaces stand around it', () => {
    fc.assert(
      fc.property(fc.constantFrom(' ', '\u00a0', '\ufeff', '\u2028', '\u200b'), fc.constantFrom('senator', 'Łódź', 'Erdoğan', '𝓐𝓑', 'café'), (space, word) => {
        const tokens = english.read(`the${space}${word}${space}left`).sentences.flatMap(sentence => sentence.tokens);
        assert.deepEqual(
          tokens.map(token => token.text),
          ['the', word, 'left'],
        );
      }),
    );
  });
});

describe('forms of any word', () => {
  it('never throw', () => {
    const pos = fc.constantFrom('VERB', 'NOUN', 'ADJ', 'ADV', 'AUX', 'PROPN', 'PRON', 'X' as const);
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), pos, (base, model, tag) => {
        english.lemma({ lower: model, pos: tag });
        english.inflectLike(base, { lower: model, pos: tag });
        assert.match(english.indefiniteArticle(base), /^an?$/);
      }),
    );
  });

  it('lead back to their lemma', () => {
    const verbs = [
      'criticize',
      'stop',
      'visit',
      'deny',
      'lie',
      'panic',
      'refer',
      'agree',
      'argue',
      'watch',
      'fix',
      'accuse',
      'demand',
      'reject',
      'warn',
      'say',
      'write',
      'go',
      'create',
      'settle',
      'focus',
      'offer',
      'admit',
    ];
    const models = ['slams', 'slammed', 'slamming', 'fallen', 'slam'];
    for (const verb of verbs)
      for (const lower of models) assert.equal(english.lemma({ lower: english.inflectLike(verb, { lower, pos: 'VERB' }), pos: 'VERB' }), verb);
    const nouns = ['critic', 'country', 'crisis', 'man', 'church', 'tax', 'loss', 'house', 'life', 'hero', 'movie', 'virus', 'day', 'shoe'];
    for (const noun of nouns) assert.equal(english.lemma({ lower: english.inflectLike(noun, { lower: 'thugs', pos: 'NOUN' }), pos: 'NOUN' }), noun);
  });
});
