import type { English, EnglishReading, Token } from '../../english/types.js';
import type { LocalAttribution } from '../attribute.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { QuotedSpan } from '../quotations.js';
import { buildAttributions } from './attributions.js';
import { Chain, type ScoredWord } from './chain.js';
import { Linker, spansOfTags } from './link.js';
import { Tag } from './states.js';
import { decodeSequenceWeights } from './weights.js';

/** What one block's sequence is read from. */
export interface SequenceInput {
  readonly reading: EnglishReading;
  readonly quoted: readonly QuotedSpan[];
  /** What the written rules make of the block; evidence for the model. */
  readonly byRules: readonly LocalAttribution[];
  /** What the block before left: `SequenceOutput.trail`; 0 where the reading begins. */
  readonly trail: number;
  /** Somebody was speaking where the block before ended. */
  readonly speaking: boolean;
  /** Log probabilities of the tags by the second reading, a line of `TAG_COUNT` for each token of the block, all zero where it has not spoken. */
  readonly second?: Float32Array;
}

export interface SequenceOutput {
  /** Ascending by their first part. */
  readonly attributions: readonly LocalAttribution[];
  readonly trail: number;
}

/** The trained reading of who says what; built once and shared. The same input always gives the same output. */
export type SequenceReader = (input: SequenceInput) => SequenceOutput;

/** A quotation of so many words is speech: nothing in it is a source or a cue of the text's own. */
const SPEECH_WORDS = 5;
const NO_SOURCE_OR_CUE = (1 << Tag.SourceBegins) | (1 << Tag.SourceGoesOn) | (1 << Tag.CueBegins) | (1 << Tag.CueGoesOn);

/** Throws a `WeightFileError` where the weights of `models/attribution.bin` are damaged or of another version. */
export function createSequenceReader(weights: Uint8Array, english: English, lexicon: AttributionLexicon): SequenceReader {
  const decoded = decodeSequenceWeights(weights);
  const chain = new Chain(decoded, english, lexicon);
  const linker = new Linker<ScoredWord>(decoded.links);
  return ({ reading, quoted, byRules, trail, speaking, second }) => {
    const { columns } = chain;
    columns.fill(reading, quoted, byRules, trail);
    const tokens = allTokens(reading);
    const tags = chain.tags(forbiddenTags(tokens, quoted), second);
    const spans = spansOfTags(tags);
    const left = columns.trail;
    if (spans.length === 0) return { attributions: [], trail: left };
    const links = linker.link(columns, spans);
    const sentenceOf = (token: number): number => columns.sentenceOf(token);
    return { attributions: buildAttributions(english, lexicon, { reading, tokens, quoted, sentenceOf, spans, links, speaking }), trail: left };
  };
}

function allTokens(reading: EnglishReading): readonly Token[] {
  const [first] = reading.sentences;
  if (reading.sentences.length === 1 && first) return first.tokens;
  return reading.sentences.flatMap(sentence => sentence.tokens);
}

/** A bit for each tag that a token cannot have; undefined where every tag is open to all. */
export function forbiddenTags(tokens: readonly Token[], quoted: readonly QuotedSpan[]): Uint8Array | undefined {
  if (quoted.length === 0) return undefined;
  const forbidden = new Uint8Array(tokens.length);
  let i = 0;
  for (const quotation of quoted) {
    while (i < tokens.length && (tokens[i]?.end ?? 0) <= quotation.start) i++;
    const first = i;
    let words = 0;
    for (; i < tokens.length && (tokens[i]?.start ?? 0) < quotation.end; i++) if (tokens[i]?.pos !== 'PUNCT') words++;
    if (words >= SPEECH_WORDS) forbidden.fill(NO_SOURCE_OR_CUE, first, i);
  }
  return forbidden;
}
