import type { Attribution } from '../attribution/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { lastIndex, spanSet } from './spans.js';
import type { KeptFacts } from './types.js';

/** What a draft is as a piece of copy, as far as it decides whether a rule for news applies. */
export interface Story {
  /** Words of its paragraphs, standfirst and list items, quotations among them. */
  readonly words: number;
  /** It reports rather than argues or tells of the writer: hardly an “I” outside quotations, and no “we must”. */
  readonly reports: boolean;
  /** Place in `reading.blocks` of its first paragraph; a line like a headline above it is none. -1 where there is no copy. */
  readonly lead: number;
}

interface CopyFacts {
  readonly words: number;
  /** Words outside quotations. */
  readonly own: number;
  /** “I”, “my”, “we must” outside quotations. */
  readonly personal: number;
}

/** A column speaks of its writer, or to its reader, more often than once in so many words of its own. */
const WORDS_OF_A_PERSON = 150;
const FIRST_PERSON = /^(?:i|i'm|my|me|myself|mine)$/u;
const PLURAL_OR_READER = /^(?:we|us|our|ours|you|your|yours)$/u;

/** Linear in the blocks. */
export function storyOf(reading: Reading, kept: KeptFacts): Story {
  let words = 0;
  let own = 0;
  let personal = 0;
  for (const block of reading.blocks) {
    if (!isCopy(block)) continue;
    const facts = kept(block, copyFacts);
    words += facts.words;
    own += facts.own;
    personal += facts.personal;
  }
  return { words, reports: personal * WORDS_OF_A_PERSON <= own, lead: leadOf(reading.blocks) };
}

/** In tokens. A first line of one sentence that is no longer is a headline that was not marked as one. */
const LONGEST_HEADLINE = 20;

function leadOf(blocks: readonly BlockReading[]): number {
  const first = blocks.findIndex(isCopy);
  const second = blocks.findIndex((block, i) => i > first && isCopy(block));
  const sentences = blocks[first]?.english.sentences ?? [];
  const short = sentences.length === 1 && (sentences[0]?.tokens.length ?? 0) <= LONGEST_HEADLINE;
  return short && second > 0 && !blocks.some(({ block }, i) => i < first && block.kind === 'headline') ? second : first;
}

/** The running text: what stands in a heading, a table or below a picture tells no story. */
export function isCopy({ block }: BlockReading): boolean {
  return block.kind === 'paragraph' || block.kind === 'standfirst' || block.kind === 'listItem';
}

function copyFacts(block: BlockReading): CopyFacts {
  const quoted = spanSet(block.quotations);
  let words = 0;
  let own = 0;
  let personal = 0;
  for (const { tokens } of block.english.sentences)
    for (const token of tokens) {
      if (!/[\p{L}\p{N}]/u.test(token.text) || /^['’]/u.test(token.text)) continue;
      words++;
      if (quoted.touches(token)) continue;
      own++;
      // "We" can be the paper's readers or the country, and is in news of a town as well.
      if (FIRST_PERSON.test(token.lower)) personal += 1;
      else if (PLURAL_OR_READER.test(token.lower)) personal += 0.5;
    }
  return { words, own, personal };
}

/** Words that inform of something. */
const FEWEST_WORDS = 4;

/** Attributions that inform: who wants, praises or refuses something is not asked what happened, and whom a source quotes is no source of this story. */
export function tellings({ attributions, quotations, english }: BlockReading): readonly Attribution[] {
  const quoted = spanSet(quotations.map(({ inner }) => inner));
  const words = english.sentences.flatMap(({ tokens }) => tokens.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)));
  return attributions.filter(attribution => {
    const { cueKind, cue, source, content } = attribution;
    if (cueKind === 'stance' || cueKind === 'judgement' || cueKind === 'attitude') return false;
    const sign = cue ?? source;
    if (sign && quoted.covers(sign)) return false;
    if (cueKind === 'agentless') return true;
    const told = content.reduce((sum, { start, end }) => sum + lastIndex(words, word => word.start < end) - lastIndex(words, word => word.start < start), 0);
    return told >= FEWEST_WORDS;
  });
}
