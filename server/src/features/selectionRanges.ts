import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SelectionRange } from 'vscode-languageserver-types';
import { firstEndingAfter } from '../draft/spans.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { Reading } from '../reading.js';
import { rangeOf } from './diagnostics.js';
import { holds, type Place, placeAt } from './places.js';
import { sectionsOf } from './sections.js';
import type { ReadDocument } from './types.js';

/**
 * What a selection grows to from each offset: the word, the source, cue or content in which it stands, the quotation without and with its marks, who says it and what is said, the sentence,
 * the paragraph, the section, the draft. Of two that overlap and hold neither the other, the shorter one counts.
 */
export function selectionRanges({ document, analysis: { reading } }: ReadDocument, offsets: readonly number[]): SelectionRange[] {
  const around = offsets.length > 0 ? [...sectionsOf(reading.draft), { start: 0, end: reading.draft.text.length }] : [];
  return offsets.map(offset => nested(spansAt(reading, offset, around), offset, document));
}

/** Every span that holds the offset. */
function spansAt(reading: Reading, offset: number, around: readonly Span[]): Span[] {
  const place = placeAt(reading, offset);
  const words = place ? wordsAt(place, reading).map(span => toOriginal(place.block.block, span)) : [];
  const blocks = reading.draft.blocks.map(({ span }) => span);
  return [...words, ...blocks, ...around].filter(span => holds(span, offset));
}

/** View spans of what the reading knows of a place. */
function wordsAt({ block, offset }: Place, { sources }: Reading): Span[] {
  const { english, quotations, attributions } = block;
  const spans: Span[] = [];
  // A cursor right behind a word stands in it.
  const sentence = english.sentences[firstEndingAfter(english.sentences, offset - 1)];
  if (sentence) {
    const first = firstEndingAfter(sentence.tokens, offset - 1);
    const [before, after] = sentence.tokens.slice(first, first + 2).filter(token => holds(token, offset));
    const word = after && after.pos !== 'PUNCT' ? after : before;
    spans.push(sentence, ...(word ? [word] : []));
  }
  for (const { mentions } of sources) for (const mention of mentions) if (mention.block === block.index) spans.push(mention);
  for (const quotation of quotations) spans.push(quotation.inner, quotation);
  for (const { source, cue, content, span } of attributions) spans.push(...[source, cue].filter(part => part !== undefined), ...content, span);
  return [...spans, { start: 0, end: block.block.view.text.length }].filter(span => holds(span, offset));
}

function nested(spans: readonly Span[], offset: number, document: TextDocument): SelectionRange {
  const chain: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = chain.at(-1);
    if (span.start < span.end && (!inner || (span.start <= inner.start && span.end >= inner.end && span.end - span.start > inner.end - inner.start)))
      chain.push(span);
  }
  let range: SelectionRange | undefined;
  for (const span of chain.toReversed()) range = range ? { range: rangeOf(span, document), parent: range } : { range: rangeOf(span, document) };
  return range ?? { range: rangeOf({ start: offset, end: offset }, document) };
}
