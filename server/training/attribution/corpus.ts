import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { attributeBlock, attributeByRules, type Carry, type LocalAttribution, NO_CARRY } from '../../src/attribution/attribute.js';
import type { AttributionLexicon } from '../../src/attribution/lexicon.js';
import { findQuotations, type QuotedSpan } from '../../src/attribution/quotations.js';
import { beginTag, type SpanRole } from '../../src/attribution/sequence/states.js';
import { createDraftReader } from '../../src/draft/index.js';
import type { Block, Span } from '../../src/draft/types.js';
import { toOriginal } from '../../src/draft/view.js';
import type { English, EnglishReading } from '../../src/english/types.js';

/** A line of an attribution corpus; UTF-16 offsets into the text. */
export interface CorpusDocument {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly (Span & { readonly label: SpanRole })[];
  readonly relations: readonly CorpusRelation[];
}

/** A document whose attributions are marked as discourse units: what is attributed, and the unit that attributes it; no sources and cues of their own. */
export interface UnitDocument {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly (Span & { readonly label: string })[];
}

export interface CorpusRelation {
  readonly source: readonly (readonly [number, number])[];
  readonly cue: readonly (readonly [number, number])[];
  readonly content: readonly (readonly [number, number])[];
}

/** A block of a document as the product reads it, with the tags that people gave its tokens. */
export interface ReadBlock {
  readonly block: Block;
  readonly english: EnglishReading;
  readonly quoted: readonly QuotedSpan[];
  readonly byRules: readonly LocalAttribution[];
  /** Nothing is known of what comes before: the block's trail begins anew. */
  readonly afresh: boolean;
  readonly carry: Carry;
  readonly length: number;
  readonly tags: Uint8Array;
  /** Original offsets of the tokens. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface ReadDocument {
  readonly source: CorpusDocument;
  readonly blocks: readonly ReadBlock[];
}

/** The folder that `--corpora` names; throws an error for people where it is not given or not there. */
export function corporaFolder(args: readonly string[]): string {
  const at = args.indexOf('--corpora');
  const folder = at < 0 ? undefined : args[at + 1];
  if (folder === undefined) throw new Error('Say where the corpora are: --corpora DIR (a folder with attribution.polnear.train.jsonl and others).');
  if (!existsSync(folder))
    throw new Error(`There is no folder ${path.resolve(folder)}; --corpora names the folder that holds attribution.polnear.train.jsonl.`);
  return folder;
}

export function readCorpus<Document = CorpusDocument>(folder: string, name: string): Document[] {
  const file = path.join(folder, name);
  if (!existsSync(file)) throw new Error(`The corpus ${name} is missing in ${path.resolve(folder)}.`);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Document);
}

export function readDocument(english: English, lexicon: AttributionLexicon, document: CorpusDocument): ReadDocument {
  const blocks: ReadBlock[] = [];
  let carry = NO_CARRY;
  let afresh = true;
  for (const block of createDraftReader().read(document.text, 'plaintext').blocks) {
    if (block.kind === 'code' || block.view.text.length === 0) continue;
    const reading = english.read(block.view.text);
    const quoted = findQuotations(reading.text, carry.openMark);
    const byRules = attributeByRules(english, lexicon, reading, quoted, carry);
    blocks.push({ block, english: reading, quoted, byRules, afresh, carry, ...places(block, reading, document) });
    afresh = block.kind === 'heading' || block.kind === 'headline' || block.kind === 'byline';
    carry = afresh ? NO_CARRY : attributeBlock(english, lexicon, reading, carry).carry;
  }
  return { source: document, blocks };
}

function places(block: Block, reading: EnglishReading, document: CorpusDocument): Pick<ReadBlock, 'length' | 'tags' | 'starts' | 'ends'> {
  const tokens = reading.sentences.flatMap(sentence => sentence.tokens.map(token => toOriginal(block, token)));
  const starts = Int32Array.from(tokens, token => token.start);
  const ends = Int32Array.from(tokens, token => token.end);
  const tags = new Uint8Array(tokens.length);
  for (const { start, end, label } of document.spans) {
    if (end <= (starts[0] ?? 0) || start >= (ends.at(-1) ?? 0)) continue;
    let begun = false;
    for (let i = 0; i < tokens.length; i++) {
      if ((starts[i] ?? 0) >= end || (ends[i] ?? 0) <= start) continue;
      tags[i] = beginTag[label] + (begun ? 1 : 0);
      begun = true;
    }
  }
  // Where spans overlap, what is left of the one that was written over begins anew.
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i] ?? 0;
    if (tag === 0 || tag % 2 === 1) continue;
    const before = i > 0 ? (tags[i - 1] ?? 0) : 0;
    if (before !== tag && before !== tag - 1) tags[i] = tag - 1;
  }
  return { length: tokens.length, tags, starts, ends };
}
