import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { Attribution } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading } from '../reading.js';
import type { ReadDocument } from './types.js';

/** Behind each quotation in a range whose source is a pronoun: the name of the speaker, as the draft is read. */
export function inlayHints({ document, analysis: { reading } }: ReadDocument, range: Range): InlayHint[] {
  const shown = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return reading.blocks
    .filter(({ block: { span } }) => span.start <= shown.end && span.end >= shown.start)
    .flatMap(block =>
      block.attributions.flatMap((attribution): InlayHint[] => {
        const pronoun = pronounOf(attribution, block);
        const quotation = pronoun && lastQuotation(attribution, block);
        const speaker = attribution.speaker === undefined ? undefined : reading.sources[attribution.speaker];
        if (!quotation || speaker?.identification !== 'named') return [];
        const { end } = toOriginal(block.block, quotation);
        if (end < shown.start || end > shown.end) return [];
        const tooltip = `“${block.block.view.text.slice(pronoun.start, pronoun.end)}” is read as ${speaker.name}.`;
        return [{ position: document.positionAt(end), label: speaker.name, tooltip, paddingLeft: true }];
      }),
    );
}

/** The source where it is one pronoun and nothing else. */
function pronounOf({ source }: Attribution, { english: { sentences } }: BlockReading): Span | undefined {
  if (!source) return undefined;
  const tokens = sentences[firstEndingAfter(sentences, source.start)]?.tokens ?? [];
  const token = tokens[firstEndingAfter(tokens, source.start)];
  // A relative pronoun has its name right before it.
  return token?.pos === 'PRON' && token.start === source.start && token.end === source.end && !/^wh/u.test(token.lower) ? source : undefined;
}

function lastQuotation({ content }: Attribution, { quotations }: BlockReading): Span | undefined {
  return quotations.findLast(
    quotation =>
      (quotation.use === 'speech' || quotation.use === 'fragment') &&
      content.some(({ start, end }) => start < quotation.inner.end && end > quotation.inner.start),
  );
}
