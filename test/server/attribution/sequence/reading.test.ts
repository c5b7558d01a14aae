import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { attributeBlock, type Carry, type LocalAttribution, NO_CARRY } from '../../../../server/src/attribution/attribute.js';
import { createAttributionLexicon } from '../../../../server/src/attribution/lexicon.js';
import { createSequenceReader, type SequenceReader } from '../../../../server/src/attribution/sequence/index.js';
import type { Span } from '../../../../server/src/draft/types.js';
import { testEnglish } from '../../../support/english.js';

const WEIGHTS = 'server/models/attribution.bin';

const english = testEnglish();
const lexicon = createAttributionLexicon();

const piece = fc.constantFrom(
  ...[
    'The mayor',
    'Ms. Lee',
    'she',
    'who',
    'said',
    'told reporters',
    'according to',
    'reportedly',
    'is believed to',
    'wrote',
    'that',
    'the talks are over',
    'WALLACE:',
  ],
  ...[
    '“',
    '”',
    '"',
    "'",
    '‘',
    '’',
    '``',
    "''",
    '«',
    '»',
    ',',
    ', ',
    '. ',
    '? ',
    ': ',
    ' — ',
    '(',
    ')',
    ' ',
    ' ',
    ' ',
    '\u00a0',
    '\u2028',
    '😀',
    'e\u0301',
    '\ud83d',
    '10',
  ],
);
const prose = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''));

function partsOf({ source, cue, content }: LocalAttribution): Span[] {
  return [...(source ? [source] : []), ...(cue ? [cue] : []), ...content];
}

describe('the trained reading of who says what', () => {
  let read: SequenceReader;
  before(function () {
    if (!existsSync(WEIGHTS)) this.skip();
    read = createSequenceReader(readFileSync(WEIGHTS), english, lexicon);
  });

  const attribute = (text: string, carry: Carry = NO_CARRY, reader = read) => attributeBlock(english, lexicon, english.read(text), carry, reader);
  const words = (text: string): string[] =>
    attribute(text).attributions.map(({ source, cue, content }) =>
      [source, cue, ...content].map(span => (span ? text.slice(span.start, span.end) : '-')).join(' | '),
    );

  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['“The talks are over,” said Ms. Lee.', ['Ms. Lee | said | “The talks are over,”']],
    ['Ms. Lee said the talks were over.', ['Ms. Lee | said | the talks were over']],
    ['The talks, Mr. Lee said, would resume in May.', ['Mr. Lee | said | The talks | would resume in May']],
    ['“The talks,” she said, “are over.”', ['she | said | “The talks,” | “are over.”']],
    ['Three people died, according to the ministry.', ['the ministry | according to | Three people died']],
    ['Critics slammed the plan as too costly.', ['Critics | slammed | the plan as too costly']],
    ['Mr. Lee reportedly met the envoy twice.', ['- | reportedly | Mr. Lee | met the envoy twice']],
    ['The envoy is believed to have left the country.', ['- | is believed to | The envoy | have left the country']],
    ['The company added 300 jobs and posted a profit.', []],
    ['The bridge fell into the river on Monday.', []],
  ];
  for (const [text, expected] of cases) it(`reads “${text}”`, () => assert.deepEqual(words(text), expected));

  it('takes no word of a long quotation for a source or a cue of the text', () => {
    const text = '“My neighbour said the bridge was closed and the mayor told us nothing,” Anna Lee said.';
    const quotation = { start: 0, end: text.indexOf('”') + 1 };
    for (const { source, cue } of attribute(text).attributions)
      for (const span of [source, cue]) assert.ok(span === undefined || span.start >= quotation.end, span && text.slice(span.start, span.end));
  });

  it('gives parts that lie on the words of the text and do not overlap, in order, for any text', () => {
    fc.assert(
      fc.property(prose, text => {
        const tokens = english.read(text).sentences.flatMap(sentence => sentence.tokens);
        const starts = new Set(tokens.map(token => token.start));
        const ends = new Set(tokens.map(token => token.end));
        let last = -1;
        for (const attribution of attribute(text).attributions) {
          const parts = partsOf(attribution).sort((a, b) => a.start - b.start);
          assert.ok(parts.length > 0);
          assert.ok(attribution.span.start >= last);
          last = attribution.span.start;
          assert.equal(attribution.span.start, parts[0]?.start);
          assert.equal(attribution.span.end, Math.max(...parts.map(part => part.end)));
          if (attribution.cueKind === 'agentless') continue;
          parts.forEach((part, i) => {
            assert.ok(starts.has(part.start) && ends.has(part.end) && part.end > part.start);
            assert.ok(i === 0 || part.start >= (parts[i - 1]?.end ?? 0));
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('depends on the block and what the one before carries over, not on what was read in between', () => {
    fc.assert(
      fc.property(prose, prose, (text, other) => {
        const fresh = createSequenceReader(readFileSync(WEIGHTS), english, lexicon);
        const alone = attribute(text, NO_CARRY, fresh);
        attribute(other);
        assert.deepEqual(attribute(text), alone);
      }),
      { numRuns: 15 },
    );
  });
});
