import type { Span } from '../draft/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { lastIndex } from './spans.js';
import { isCopy } from './story.js';
import type { DraftMark, Fix, Mark, Rule } from './types.js';

/** In words. Two short sentences are soon over. */
const LONG = 28;
const LETTER = /[\p{L}\p{N}]/u;

/** A quotation with which a block begins, of more than one sentence, and the speaker behind it. */
interface Late {
  /** Source and cue. */
  readonly phrase: Span;
  readonly quotation: Span;
  readonly speaker: number;
  readonly sentences: number;
}

/** What the rule needs of a block. */
interface VoiceFacts {
  readonly late?: Late;
  /** Who spoke last in the block. */
  readonly last?: number;
  /** It ends with a colon: the reader knows that somebody is about to speak. */
  readonly announces: boolean;
  /** Where its last sentence begins. */
  readonly lastSentence: number;
}

/**
 * Marks the speaker behind a long quotation of more than one sentence with which a paragraph begins.
 * Leaves alone: a speaker whom the reader expects, having just heard or met him in the sentence before, or after a colon; and “he” or “the statement”, which go back to somebody known.
 */
export const lateAttribution: Rule = {
  id: 'late-attribution',
  kind: 'other',
  defaultSeverity: 'information',
  summary: 'A long quotation whose speaker is named only after more than one sentence of it.',
  guidance: 'want the speaker known soon, as a rule after the first sentence of the quotation.',
  check: () => [],
  checkDraft(reading, kept) {
    const marks: DraftMark[] = [];
    let before: (VoiceFacts & { readonly index: number }) | undefined;
    reading.blocks.forEach((block, place) => {
      const facts = kept(block, voices);
      const { late } = facts;
      if (late && !(before && expects(before, late.speaker, reading))) {
        const { phrase, quotation, sentences } = late;
        marks.push({
          block: place,
          ...phrase,
          sub: 'late-attribution',
          message: `The speaker is named only after ${sentences} sentences of the quotation.`,
          why: 'Until then the reader does not know whose words these are, and may take them for those of the last speaker.',
          related: [{ block: place, ...quotation, message: 'The quotation' }],
          data: quotation,
        });
      }
      before = { ...facts, index: block.index };
    });
    return marks;
  },
  fixes(mark, block) {
    const fix = afterFirstSentence(mark, block);
    return fix ? [fix] : [];
  },
};

/** Whether a reader of the block before takes the next words for those of the speaker. */
function expects(before: VoiceFacts & { readonly index: number }, speaker: number, { sources }: Reading): boolean {
  if (before.announces || before.last === speaker) return true;
  const mentions = sources[speaker]?.mentions ?? [];
  const latest = mentions[lastIndex(mentions, ({ block }) => block <= before.index)];
  return latest?.block === before.index && latest.start >= before.lastSentence;
}

function voices(block: BlockReading): VoiceFacts {
  const last = block.attributions.findLast(({ speaker, cueKind }) => speaker !== undefined && cueKind !== 'stance')?.speaker;
  const late = isCopy(block) ? lateIn(block) : undefined;
  return {
    ...(late && { late }),
    ...(last !== undefined && { last }),
    announces: /:\s*$/u.test(block.block.view.text),
    lastSentence: block.english.sentences.at(-1)?.start ?? 0,
  };
}

function lateIn(block: BlockReading): Late | undefined {
  const { sentences } = block.english;
  const { text } = block.block.view;
  const [quotation] = block.quotations;
  if (quotation?.use !== 'speech' || quotation.continues || quotation.open || LETTER.test(text.slice(0, quotation.start))) return undefined;
  const inside = lastIndex(sentences, ({ start }) => start < quotation.inner.end) + 1;
  const words = sentences
    .slice(0, inside)
    .reduce((sum, { tokens }) => sum + tokens.filter(token => token.end <= quotation.inner.end && LETTER.test(token.text)).length, 0);
  if (inside < 2 || words < LONG) return undefined;
  const attribution = block.attributions.find(({ content }) => content.some(({ start, end }) => start < quotation.end && end > quotation.start));
  const { source, cue, speaker } = attribution ?? {};
  if (!source || !cue || speaker === undefined || Math.min(source.start, cue.start) < quotation.end) return undefined;
  // A name by which the speaker has gone before, or a dash below an epigraph.
  if (takesUp(source, block) || /[—–-]/u.test(text.slice(quotation.end, Math.max(source.start, cue.start)))) return undefined;
  const phrase = { start: Math.min(source.start, cue.start), end: Math.max(source.end, cue.end) };
  return { phrase, quotation: { start: quotation.start, end: quotation.end }, speaker, sentences: inside };
}

/** “he”, “the statement”, “the Republican”: words that go back to somebody whom the reader knows. “The mayor, Ana Ruiz,” tells who it is. */
function takesUp({ start, end }: Span, { english: { sentences } }: BlockReading): boolean {
  const { tokens = [] } = sentences[lastIndex(sentences, sentence => sentence.start <= start)] ?? {};
  const words = tokens.filter(token => token.start >= start && token.end <= end);
  const definite = /^(?:the|this|that|these|those|his|her|its|their)$/u.test(words[0]?.lower ?? '');
  return words.every(({ pos }) => pos === 'PRON') || (definite && words.filter(({ pos }) => pos === 'PROPN').length < 2);
}

/** “One. Two,” Lee said. → “One,” Lee said. “Two.” Only where the attribution ends its sentence, and the first sentence ends with a full stop. */
function afterFirstSentence(mark: Mark, block: BlockReading): Fix | undefined {
  const { start, end } = mark.data as Span;
  const { text } = block.block.view;
  const first = block.english.sentences[0];
  const opening = text.slice(start, start + 1);
  const closing = text.slice(end - 1, end);
  const stop = first && text.slice(first.end - 1, first.end) === '.' ? first.end - 1 : undefined;
  const between = text.slice(end, mark.start);
  if (stop === undefined || text.slice(end - 2, end - 1) !== ',' || between !== ' ' || text.slice(mark.end, mark.end + 1) !== '.') return undefined;
  const phrase = text.slice(mark.start, mark.end);
  return {
    title: 'Name the speaker after the first sentence',
    preferred: true,
    edits: [
      { start: stop, end: stop + 1, text: `,${closing} ${phrase}.` },
      { start: stop + 2, end: stop + 2, text: opening },
      { start: end - 2, end: mark.end + 1, text: `.${closing}` },
    ],
  };
}
