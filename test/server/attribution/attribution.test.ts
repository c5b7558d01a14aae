import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { attributeBlock, type Carry, NO_CARRY } from '../../../server/src/attribution/attribute.js';
import { createAttributionLexicon } from '../../../server/src/attribution/lexicon.js';
import { createSequenceReader, type SequenceReader } from '../../../server/src/attribution/sequence/index.js';
import type { Span } from '../../../server/src/draft/types.js';
import { analyse } from '../../support/analysis.js';
import { testEnglish } from '../../support/english.js';

const WEIGHTS = 'server/models/attribution.bin';

interface Case {
  readonly name: string;
  readonly paragraphs: readonly string[];
  readonly expected: readonly string[];
}

function readCases(file: string): Case[] {
  const cases: { name: string; paragraphs: string[]; expected: string[] }[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('## ')) cases.push({ name: line.slice(3), paragraphs: [], expected: [] });
    else if (line.startsWith('= ')) cases.at(-1)?.expected.push(line.slice(2));
    else if (line !== '' && !line.startsWith('#')) cases.at(-1)?.paragraphs.push(line);
  }
  return cases;
}

const english = testEnglish();
const lexicon = createAttributionLexicon();

/** Written as in the fixtures; `reader` adds the trained reading. What is told in the reporter's own voice (a stance) is no attribution here. */
function attributions(paragraphs: readonly string[], reader?: SequenceReader): string[] {
  let carry: Carry = NO_CARRY;
  return paragraphs.flatMap(text => {
    const read = attributeBlock(english, lexicon, english.read(text), carry, reader);
    carry = read.carry;
    const words = (span: Span | undefined): string => (span ? text.slice(span.start, span.end) : '-');
    return read.attributions
      .filter(a => a.cueKind !== 'stance')
      .map(a => `${a.carriedFrom ? '(carried)' : words(a.source)} | ${words(a.cue)} | ${a.content.map(words).join(' ⋯ ')}`);
  });
}

const cases = readCases('test/fixtures/attributions.txt');

/** The corpus that the model learned from takes “that” into the content, and “said:” and “said in a statement” for the cue. */
function byEitherCustom(written: string): string {
  const [source = '', cue = '', content = ''] = written.split(' | ');
  return [source.replace(/,$/u, ''), cue.replace(/(?<=\w)(?::| (?:in|on) [\w ]+:?)$/u, ''), content.replace(/^that /u, '')].join(' | ');
}

describe('attribution as the product reads it', () => {
  let reader: SequenceReader;
  before(function () {
    if (!existsSync(WEIGHTS)) this.skip();
    reader = createSequenceReader(readFileSync(WEIGHTS), english, lexicon);
  });
  for (const { name, paragraphs, expected } of cases) {
    it(`reads ${name}`, () => assert.deepEqual(attributions(paragraphs, reader).map(byEitherCustom), expected.map(byEitherCustom)));
  }

  it('gives a set-off quotation to whoever spoke before it', () => {
    const { reading } = analyse('Ana Ruiz wrote to the port:\n\n> The talks are over.\n>\n> We are going home.\n\nThe port was closed.');
    const [quotation] = reading.blocks.filter(({ block }) => block.kind === 'blockQuotation');
    assert.deepEqual(
      quotation?.attributions.map(({ kind, content, speaker }) => [
        kind,
        content.map(({ start, end }) => quotation.block.view.text.slice(start, end)),
        speaker === undefined ? undefined : reading.sources[speaker]?.name,
      ]),
      [['direct', ['The talks are over.'], 'Ana Ruiz']],
    );
  });
});

describe('attribution by the written rules', () => {
  for (const { name, paragraphs, expected } of cases) {
    it(`reads ${name}`, () => assert.deepEqual(attributions(paragraphs), expected));
  }
});
