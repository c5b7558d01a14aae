import type { Span } from '../../draft/types.js';
import type { EnglishReading } from '../../english/types.js';
import { type UnidentifiedSource, WORTH_ASKING } from './index.js';

/** What the rest of a draft tells of its unidentified sources. */
export interface Sourcing {
  /** Wherever the draft tells of its unnamed source again, it is one: “the source said”. */
  readonly oneSource: boolean;
  /** Names, in lower case, of bodies of which somebody speaks without a name: `pentagon` where “a Pentagon official said”. */
  readonly unnamedFrom: readonly string[];
}

/** The part of a block's reading that bears on the sourcing of its draft. */
export interface SourcingBlock {
  readonly english: EnglishReading;
  readonly unidentified: readonly UnidentifiedSource[];
}

const SINGULAR = /^(?:the|that|this|a|an|one) (?:[\p{L}-]+ ){0,2}source$/iu;
const SEVERAL = /\b(?:two|three|four|five|several|other|another|second|third|multiple|many|more|both|one of the)\b/iu;
/** Names that nearly every body has part in tell nothing. */
const ANYBODY = /^(?:u\.?s\.?|us|american|united|states|national|new|house|state|department|party|republican|republicans|democratic|democrats?)$/iu;

/** Looks over a whole draft. Linear in its sources and their sentences. */
export function readSourcing(blocks: readonly SourcingBlock[]): Sourcing {
  let one = 0;
  let several = 0;
  const unnamedFrom = new Set<string>();
  for (const { english, unidentified } of blocks)
    for (const { source, score, identification } of unidentified) {
      if (!source || identification === 'secondhand') continue;
      const words = english.text.slice(source.start, source.end);
      if (SINGULAR.test(words) && !SEVERAL.test(words)) one++;
      else if (/\bsources?\b/iu.test(words) && SEVERAL.test(words)) several++;
      if (score >= WORTH_ASKING && identification !== 'vague') for (const name of namesIn(english, source)) unnamedFrom.add(name);
    }
  return { oneSource: one > 0 && several === 0, unnamedFrom: [...unnamedFrom].sort() };
}

/** Proper names within a span, word by word in lower case. */
export function namesIn({ sentences }: EnglishReading, { start, end }: Span): string[] {
  const names: string[] = [];
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; (sentences[i]?.start ?? end) < end; i++)
    for (const token of sentences[i]?.tokens ?? [])
      if (token.pos === 'PROPN' && token.start >= start && token.end <= end && !ANYBODY.test(token.lower)) names.push(token.lower);
  return names;
}
