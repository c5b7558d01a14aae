import type { Attribution, Quotation } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import type { BlockReading } from '../reading.js';
import { lastIndex } from './spans.js';
import { isCopy } from './story.js';
import type { Fix, Mark, Rule } from './types.js';

const LETTER = /[\p{L}\p{N}]/u;
const NAME = /(?:^|[^\p{L}])\p{Lu}\p{L}+/u;

/**
 * Marks the second speaker of a paragraph whose quotation follows on another's with nothing between that tells of the change.
 * Leaves alone: a speaker who is named before the quotation begins, pronouns, fragments, and quotations with words of the writer between them.
 */
export const mixedSpeakers: Rule = {
  id: 'mixed-speakers',
  kind: 'other',
  defaultSeverity: 'information',
  summary: 'Two speakers’ quotations run together in one paragraph; the reader learns of the change only behind the second.',
  guidance: 'do not let quotations of different speakers run together: name the second before it speaks, or begin a paragraph.',
  check(block) {
    if (!isCopy(block) || block.quotations.length < 2) return [];
    const marks: Mark[] = [];
    const voices = voicesOf(block);
    for (let i = 1; i < block.quotations.length; i++) {
      const first = block.quotations[i - 1];
      const second = block.quotations[i];
      // A fragment or a title has no voice of its own that the next quotation could be taken for.
      if (first?.use !== 'speech' || second?.use !== 'speech' || !followsOn(first, second, block)) continue;
      const one = voices[i - 1];
      const other = voices[i];
      if (one?.speaker === undefined || other?.speaker === undefined || one.speaker === other.speaker) continue;
      const { source, cue } = other;
      // Whoever is named before the quotation begins is known.
      if (!source || !cue || other.cueKind !== 'speech' || Math.min(source.start, cue.start) < second.end) continue;
      const { text } = block.block.view;
      const name = text.slice(source.start, source.end);
      // "He" and "the memo" may be the first speaker's.
      if (!NAME.test(name) || isNamedIn(name, text.slice(first.start, second.start))) continue;
      marks.push({
        start: Math.min(source.start, cue.start),
        end: Math.max(source.end, cue.end),
        sub: 'mixed-speakers',
        message: 'A second speaker, of whom the reader learns only here.',
        why: 'The paragraph’s first speaker has just been quoted; until this name the reader takes these words for the same speaker’s.',
        data: { start: second.start, end: second.end },
      });
    }
    return marks;
  },
  fixes(mark, block, { draft }) {
    // Elsewhere a paragraph is not begun by an empty line.
    return block.block.kind === 'paragraph' && draft.language !== 'html' ? [newParagraph(mark, block)] : [];
  },
};

/** The attribution that each quotation is part of. */
function voicesOf({ quotations, attributions }: BlockReading): (Attribution | undefined)[] {
  const parts = attributions
    .filter(({ cueKind }) => cueKind !== 'stance' && cueKind !== 'agentless')
    .flatMap(attribution => attribution.content.map(({ start, end }) => ({ start, end, attribution })))
    .sort((a, b) => a.start - b.start);
  return quotations.map(quotation => {
    const part = parts[lastIndex(parts, ({ start }) => start < quotation.end)];
    return part && part.end > quotation.start ? part.attribution : undefined;
  });
}

/** Whether the second quotation opens the sentence after the one in which the first stands, so that no sentence of the writer's parts them. */
function followsOn(first: Quotation, second: Quotation, { block, english: { sentences } }: BlockReading): boolean {
  const { text } = block.view;
  const before = lastIndex(sentences, ({ start }) => start < first.end);
  const at = lastIndex(sentences, ({ start }) => start <= second.inner.start);
  const opening = sentences[at];
  return opening !== undefined && at - before === 1 && !LETTER.test(text.slice(opening.start, Math.max(opening.start, second.start)));
}

/** Whether a word of the name stands in the words before. */
function isNamedIn(name: string, before: string): boolean {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(word => /^\p{Lu}\p{L}{2,}/u.test(word));
  return words.some(word => before.includes(word));
}

/** The second speaker's words in a paragraph of their own. No word changes. */
function newParagraph(mark: Mark, block: BlockReading): Fix {
  const { start } = mark.data as Span;
  const { text } = block.block.view;
  let from = start;
  while (from > 0 && /\s/u.test(text[from - 1] ?? '')) from--;
  return { title: 'Begin a paragraph for the second speaker', preferred: true, edits: [{ start: from, end: start, text: '\n\n' }] };
}
