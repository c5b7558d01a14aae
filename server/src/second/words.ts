import type { Attribution, CueKind, Quotation } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { BlockKind, Span } from '../draft/types.js';
import type { Token } from '../english/types.js';
import type { BlockReading } from '../reading.js';

/** How a word is written; the encoder itself reads lower case. */
export const WordShape = { Lower: 0, Title: 1, Capitals: 2, Mixed: 3, Figure: 4, Mark: 5, TitleAtStart: 6 } as const;

/** Where a word stands to the quotation marks around it, or that a link or citation stands by it. */
export const WordPlace = { Own: 0, Speech: 1, Fragment: 2, Cited: 3 } as const;

/** What the first reading makes of a word. `Unread` is for training: it hides the first reading from the encoder where that has seen the answer. */
export const FirstTag = { Unread: 0, Outside: 1, Source: 2, Cue: 3, Content: 4, Stance: 5, Agentless: 6, Carried: 7 } as const;

const SHAPES = 8;
const PLACES = 4;
const TAGS = 8;

/** How many different features a piece can have. */
export const FEATURE_VALUES = SHAPES * PLACES * TAGS;

/** The feature of the encoder's own markers. */
export const NO_FEATURE = 0;

/** The features of all words of a block, in the order of its sentences' tokens: what the encoder sees of each besides its letters, as one number below `FEATURE_VALUES`. */
export function wordFeatures({ english, quotations, attributions, block }: BlockReading): Uint8Array {
  const tokens = english.sentences.flatMap(sentence => sentence.tokens);
  const places = new Uint8Array(tokens.length);
  const tags = new Uint8Array(tokens.length).fill(FirstTag.Outside);
  const paint = (target: Uint8Array, span: Span, value: number): void => {
    for (let i = firstEndingAfter(tokens, span.start); i < tokens.length && (tokens[i]?.start ?? 0) < span.end; i++) target[i] = value;
  };
  for (const { start, end, kind } of block.view.annotations) if (kind !== 'emphasis' && kind !== 'codeSpan') paint(places, { start, end }, WordPlace.Cited);
  for (const quotation of quotations) paint(places, quotation, placeIn(quotation));
  for (const attribution of attributions) for (const span of attribution.content) paint(tags, span, contentTag(attribution));
  for (const { cue, source, cueKind } of attributions) {
    if (cue) paint(tags, cue, cueKind === 'agentless' ? FirstTag.Agentless : FirstTag.Cue);
    if (source) paint(tags, source, FirstTag.Source);
  }
  const features = new Uint8Array(tokens.length);
  let i = 0;
  for (const sentence of english.sentences)
    sentence.tokens.forEach((token, position) => {
      features[i] = ((tags[i] ?? 0) * PLACES + (places[i] ?? 0)) * SHAPES + shapeOf(token, position === 0);
      i++;
    });
  return features;
}

/** Kinds of place in a draft that the encoder is told: each has a marker of its own. */
export type PlaceMarker = 'headline' | 'lead' | 'early' | 'body' | 'heading' | 'listItem' | 'blockQuotation' | 'caption' | 'other';

/** The last paragraph, counted from 0, that is still early in its draft. */
const LAST_EARLY = 3;

/** `paragraphs`: how many paragraphs stand before the block. */
export function placeMarker(kind: BlockKind, paragraphs: number): PlaceMarker {
  switch (kind) {
    case 'headline':
    case 'heading':
    case 'listItem':
    case 'blockQuotation':
    case 'caption':
      return kind;
    case 'paragraph':
    case 'standfirst':
      return paragraphs === 0 ? 'lead' : paragraphs <= LAST_EARLY ? 'early' : 'body';
    default:
      return 'other';
  }
}

function placeIn({ use }: Quotation): number {
  return use === 'speech' ? WordPlace.Speech : WordPlace.Fragment;
}

const WEAK: ReadonlySet<CueKind> = new Set(['stance', 'attitude']);

function contentTag({ carried, cueKind }: Attribution): number {
  if (cueKind === 'agentless') return FirstTag.Agentless;
  if (WEAK.has(cueKind)) return FirstTag.Stance;
  return carried ? FirstTag.Carried : FirstTag.Content;
}

function shapeOf({ text, pos }: Token, starts: boolean): number {
  if (/\p{N}/u.test(text)) return WordShape.Figure;
  if (pos === 'PUNCT' || pos === 'SYM') return WordShape.Mark;
  const lower = text.toLowerCase();
  if (text === lower) return WordShape.Lower;
  const rest = text.slice(firstCharacter(text).length);
  if (rest.toLowerCase() === rest) return starts ? WordShape.TitleAtStart : WordShape.Title;
  return text === text.toUpperCase() ? WordShape.Capitals : WordShape.Mixed;
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}
