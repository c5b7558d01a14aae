import lists from '../../lexicons/quotations.yaml';
import { couldSpeak } from '../attribution/couldSpeak.js';
import { createAttributionLexicon } from '../attribution/lexicon.js';
import type { Attribution, Quotation } from '../attribution/types.js';
import { makesClaims } from '../claims/features.js';
import type { English, Sentence, Token } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { sourceChoices } from './snippets.js';
import { lastIndex, spanSet } from './spans.js';
import type { FixEdit, Mark, Rule } from './types.js';

/** Fewer words between quotation marks are rather a term, a nickname or distance than what somebody said; in words. */
const SHORTEST_FRAGMENT = 4;
/** In tokens, its stop included: “Ruiz pressed.” */
const SHORTEST_SENTENCE = 3;
/** How far from the quotation the words stand that say what it is; in tokens. */
const NEAR = 4;

const attributing = createAttributionLexicon();
const naming: ReadonlySet<string> = new Set((lists as Lists).names);
const namingBehind: ReadonlySet<string> = new Set((lists as Lists).namesBehind);

/** How `lexicons/quotations.yaml` is written. */
interface Lists {
  readonly names: readonly string[];
  readonly namesBehind: readonly string[];
}

/**
 * Marks a quotation for which nothing near tells who speaks: no attribution of it, nobody in its sentence or the sentences beside it who could have said it, no citation.
 * Leaves alone: what is carried over from a speaker before, titles, names, terms, nicknames, slogans and scare quotes, what signs and songs say, headlines, and block quotations.
 */
export const unattributedQuote: Rule = {
  id: 'unattributed-quote',
  kind: 'unattributed-claim',
  defaultSeverity: 'warning',
  summary: 'Quoted words with no speaker anywhere near.',
  guidance: 'ask that a quotation has its speaker, as a rule behind the first sentence of it.',
  check(block, english) {
    if (!makesClaims(block.block.kind)) return [];
    const telling = block.attributions.filter(attribution => tellsWho(attribution, block, english));
    const spoken = spanSet(telling.flatMap(({ content }) => content));
    const cited = spanSet(block.block.view.annotations.filter(({ kind }) => kind !== 'emphasis').map(({ start, end }) => ({ start, end: end + 1 })));
    const speaking = sentencesOf(telling, block);
    return block.quotations
      .filter(quotation => {
        // What is not closed here goes on elsewhere, and so may its speaker.
        if (quotation.continues || quotation.open || spoken.touches(quotation) || cited.touches({ start: quotation.start, end: quotation.end + 3 }))
          return false;
        const index = lastIndex(block.english.sentences, ({ start }) => start <= quotation.start);
        const sentence = block.english.sentences[index];
        if (!sentence || speaking.has(index) || [-1, 0, 1].some(step => couldBeSpokenBy(block.english.sentences[index + step], quotation, english)))
          return false;
        if (quotation.use === 'speech' && sentence.start === quotation.start && quotation.end >= sentence.end - 1) return true;
        return isPartOfSpeech(quotation, sentence, english) && ![-1, 1].some(step => speaking.has(index + step));
      })
      .map(mark);
  },
  fixes(mark, block, reading) {
    return [{ title: 'Attribute…', preferred: true, edits: speaker(mark, block, reading) }];
  },
};

function mark({ start, end }: Quotation): Mark {
  return {
    start,
    end,
    sub: 'quotation',
    message: 'A quotation with no speaker: who said it, and where?',
    why: 'The quotation marks say that these are somebody’s very words; nothing near says whose.',
  };
}

/** Whether an attribution names anybody who could have spoken; “the side effects include …” does not, nor does a cue of which nobody is the subject. */
function tellsWho({ cueKind, source }: Attribution, { english: { sentences } }: BlockReading, english: English): boolean {
  if (cueKind !== 'stance') return cueKind !== 'agentless';
  if (!source) return false;
  const tokens = sentences[lastIndex(sentences, ({ start }) => start <= source.start)]?.tokens ?? [];
  const head = tokens
    .filter(({ start, end, pos }) => start >= source.start && end <= source.end && (pos === 'NOUN' || pos === 'PROPN' || pos === 'PRON'))
    .at(-1);
  return head !== undefined && couldSpeak(english, attributing, head);
}

/** Whether a sentence has a word, outside of the quotation, for anybody or anything that speaks, or a verb of speech. */
function couldBeSpokenBy(sentence: Sentence | undefined, { start, end }: Quotation, english: English): boolean {
  return (
    sentence?.tokens.some((token, i) => {
      if (token.end > start && token.start < end) return false;
      const lemma = english.lemma(token);
      if (token.pos === 'VERB') return attributing.speech.has(lemma);
      // What the reader takes for a sentence of its own: “…?” Ruiz pressed.
      if (i === 0 && sentence.tokens.length <= SHORTEST_SENTENCE && /^\p{Lu}/u.test(token.text)) return true;
      if (token.pos !== 'NOUN' && token.pos !== 'PROPN' && token.pos !== 'PRON') return false;
      // “The victims’ symptoms”: the owner is nobody's subject.
      if (/^['’]s?$/.test(sentence.tokens[i + 1]?.text ?? '')) return false;
      return attributing.documents.has(lemma) || couldSpeak(english, attributing, token);
    }) ?? false
  );
}

/** Indexes of the sentences that have a part of an attribution. */
function sentencesOf(attributions: readonly Attribution[], { english: { sentences } }: BlockReading): Set<number> {
  const found = new Set<number>();
  for (const { span } of attributions) {
    const last = lastIndex(sentences, ({ start }) => start < span.end);
    for (let i = last; i >= 0 && (sentences[i]?.end ?? 0) > span.start; i--) found.add(i);
  }
  return found;
}

/** Whether words within a sentence are likelier somebody's own than a name, a title or a term. */
function isPartOfSpeech({ inner, use, start, end }: Quotation, { tokens }: Sentence, english: English): boolean {
  if (use === 'title' || use === 'scare') return false;
  const words = tokens.filter(token => token.start >= inner.start && token.end <= inner.end && token.pos !== 'PUNCT');
  if (words.length < SHORTEST_FRAGMENT) return false;
  const capitals = words.filter(({ text }) => /^\p{Lu}/u.test(text)).length;
  if (capitals * 2 > words.filter(({ text }) => text.length > 3).length) return false;
  const first = tokens.findIndex(token => token.end > start);
  const behind = tokens.findIndex(token => token.start >= end);
  const isAny = (list: ReadonlySet<string>) => (token: Token) => list.has(token.lower) || list.has(english.lemma(token));
  if (tokens.slice(Math.max(0, first - NEAR), Math.max(0, first)).some(isAny(naming))) return false;
  return behind < 0 || !tokens.slice(behind, behind + NEAR).some(isAny(namingBehind));
}

/** “…,” X said. A full stop within the marks becomes a comma, a question or exclamation mark stays, and where there is neither a comma comes. */
function speaker(mark: Mark, block: BlockReading, reading: Reading): FixEdit[] {
  const { text } = block.block.view;
  const quotation = text.slice(mark.start, mark.end);
  const closing = /[”"’'»›]+$/u.exec(quotation);
  const inner = mark.start + (closing?.index ?? quotation.length);
  const last = text[inner - 1] ?? '';
  const edits: FixEdit[] = [];
  if (last === '.') edits.push({ start: inner - 1, end: inner, text: ',' });
  else if (!/[,?!…—]/u.test(last)) edits.push({ start: inner, end: inner, text: ',' });
  const ends = /^\s*(?:$|[\p{Lu}“"‘«])/u.test(text.slice(mark.end, mark.end + 3));
  const stop = ends ? '.' : '';
  return [...edits, { start: mark.end, end: mark.end, text: ` [source] said${stop}`, snippet: ` ${sourceChoices(reading, 1)} said${stop}` }];
}
