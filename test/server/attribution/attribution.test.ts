import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { attributeBlock, type Carry, NO_CARRY } from '../../../server/src/attribution/attribute.js';
import { createAttributionLexicon } from '../../../server/src/attribution/lexicon.js';
import type { Span } from '../../../server/src/draft/types.js';
import { testEnglish } from '../../support/english.js';

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

function attributions(paragraphs: readonly string[]): string[] {
  let carry: Carry = NO_CARRY;
  return paragraphs.flatMap(text => {
    const read = attributeBlock(english, lexicon, english.read(text), carry);
    carry = read.carry;
    const words = (span: Span | undefined): string => (span ? text.slice(span.start, span.end) : '-');
    return read.attributions.map(a => `${a.carriedFrom ? '(carried)' : words(a.source)} | ${words(a.cue)} | ${a.content.map(words).join(' ⋯ ')}`);
  });
}

describe('attribution', () => {
  for (const { name, paragraphs, expected } of readCases('test/fixtures/attributions.txt')) {
    it(`reads ${name}`, () => assert.deepEqual(attributions(paragraphs), expected));
  }
});
