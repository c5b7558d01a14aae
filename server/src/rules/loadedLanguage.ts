import type { Span } from '../draft/types.js';
import type { English, Sentence, Token } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import type { WordRun } from '../second/judgement.js';
import { createTermMatcher, splitTerm } from './lexicon.js';
import { type LoadedSense, type LoadedTerm, loadLoadedTerms, type SenseFacts } from './loadedTerms.js';
import { judgedPlace, spanOfRun } from './second.js';
import { escapeSnippet, sourceChoices } from './snippets.js';
import { lastIndex, type SpanSet, spanSet } from './spans.js';
import type { Fix, FixEdit, Mark, Rule } from './types.js';

/** Terms that a desk wants marked less often than this are passed over. */
const LEAST_WEIGHT = 0.5;

/** What a named source is reported to have said is in that source's terms; the verb that reports it is the writer's. */
const SENSES_OF_THE_SPEAKER: ReadonlySet<LoadedSense> = new Set(['label', 'euphemism', 'editorial', 'sensational']);

/** What a mark on wording keeps for its fixes. */
export interface WordingData {
  readonly alternatives: readonly string[];
  readonly deletable: boolean;
  readonly attributable: boolean;
  readonly part: LoadedTerm['part'];
  /** Number of tokens before and behind the term's gap. */
  readonly gap?: { readonly before: number; readonly after: number };
}

/**
 * Marks words in the writer's own voice that take a side or heighten the facts where a neutral wording exists.
 * Leaves alone: quotations, what a named source is reported to have said, literal and legal senses, and code.
 */
export const loadedLanguage: Rule = createLoadedLanguage();

function createLoadedLanguage(): Rule {
  const { terms, senses } = loadLoadedTerms();
  const matcher = createTermMatcher(terms.filter(term => term.weight >= LEAST_WEIGHT));
  const wholeList = createTermMatcher(terms);
  return {
    id: 'loaded-language',
    kind: 'loaded',
    defaultSeverity: 'information',
    summary: 'A word in the writer’s own voice that takes a side or heightens the facts.',
    guidance: 'ask for the neutral word, or for the loaded one in the mouth of whoever uses it.',
    check(block, english) {
      if (block.block.kind === 'code' || block.block.kind === 'blockQuotation') return [];
      const headline = block.block.kind === 'headline' || block.block.kind === 'heading' || block.block.kind === 'standfirst';
      const { quoted, reported } = protectedParts(block);
      const marks: Mark[] = [];
      const marked = new Uint8Array(block.block.view.text.length);
      for (const sentence of block.english.sentences) {
        for (const { term, start, end, first } of (block.second ? wholeList : matcher).match(english, sentence, headline)) {
          if (quoted.touches({ start, end })) continue;
          const verdict = verdictOn(block, term, { start, end }, reported);
          if (!verdict.wanted) continue;
          marked.fill(1, start, end);
          const deletable = term.deletable && standsWithout(sentence, { start, end }, term.part);
          marks.push({ ...termMark(block, term, { start, end }, first, deletable), ...(verdict.judged && { judged: verdict.judged }) });
        }
      }
      const scare = senses.get('scare');
      if (scare)
        for (const quotation of scareQuotes(block)) {
          marked.fill(1, quotation.start, quotation.end);
          marks.push(scareMark(block, scare, quotation));
        }
      for (const mark of judgedWords(block, senses)) if (!quoted.touches(mark) && !marked.subarray(mark.start, mark.end).includes(1)) marks.push(mark);
      return marks.sort((a, b) => a.start - b.start);
    },
    fixes: (mark, block, reading) => (mark.sub === 'scare' ? [] : wordingFixes(mark, block, reading)),
  };
}

/** Other words for those of a mark whose `data` is `WordingData`: each alternative in the form that the place demands, the term attributed, the sentence without it. */
export function wordingFixes(mark: Mark, block: BlockReading, reading: Reading): Fix[] {
  const data = mark.data as WordingData;
  const place = placeOf(block, mark);
  if (!place) return [];
  const fixes: Fix[] = data.alternatives.map((alternative, index) => replaceFix(reading.english, block, place, mark, alternative, data.part, index === 0));
  if (data.attributable) fixes.push(attributeFix(block, reading, place, mark));
  if (data.deletable) fixes.push(deleteFix(reading.english, block, place, mark));
  return fixes;
}

/** Whether a listed term is marked where it stands: as the second reading judges it, or else where a desk wants it often enough and nobody named is reported with it. */
function verdictOn(block: BlockReading, term: LoadedTerm, span: Span, reported: SpanSet): { readonly wanted: boolean } & Pick<Mark, 'judged'> {
  const known = term.weight >= LEAST_WEIGHT && !(SENSES_OF_THE_SPEAKER.has(term.facts.sense) && reported.covers(span));
  const place = judgedPlace(block, span);
  if (!block.second || !place) return { wanted: known };
  const { judge, thresholds } = block.second;
  const score = judge.loadedScore(place.judgement, place.first, place.end);
  return { wanted: score >= (known ? thresholds.loaded.known : thresholds.loaded.unknown), judged: { score, known } };
}

/** A word belongs to a run from this probability on. */
const RUN_FROM = 0.2;

/** Words that the second reading finds loaded, listed or not. */
function judgedWords({ second, english, block }: BlockReading, senses: ReadonlyMap<LoadedSense, SenseFacts>): Mark[] {
  if (!second) return [];
  return english.sentences.flatMap((sentence, i) => {
    const judgement = second.sentences[i];
    if (!judgement) return [];
    return second.judge.loaded(judgement, RUN_FROM).flatMap(run => {
      const span = run.score >= second.thresholds.loaded.unknown ? spanOfRun(sentence, run) : undefined;
      const facts = senses.get(run.kind);
      return span && facts ? [judgedMark(sentence, span, run, facts, block.view.text)] : [];
    });
  });
}

/** A mark on words that are on no list: there are no neutral words to offer, but an adverb or adjective that the sentence stands without may go. */
function judgedMark(sentence: Sentence, span: Span, { first, end, kind, score }: WordRun<LoadedSense>, { verdict, asks }: SenseFacts, text: string): Mark {
  const pos = end === first + 1 ? sentence.tokens[first]?.pos : undefined;
  const part = pos === 'ADV' ? 'adverb' : pos === 'ADJ' ? 'adjective' : 'phrase';
  const data: WordingData = {
    alternatives: [],
    deletable: kind === 'editorial' && part !== 'phrase' && standsWithout(sentence, span, part),
    attributable: kind === 'label' || kind === 'euphemism',
    part,
  };
  const words = text.slice(span.start, span.end);
  return {
    ...span,
    sub: kind,
    message: `“${words}” ${verdict}.${data.deletable ? ' The sentence stands without it.' : ''}`,
    why: asks,
    judged: { score, known: false },
    data,
  };
}

function termMark(block: BlockReading, term: LoadedTerm, { start, end }: Span, first: Token, deletable: boolean): Mark {
  const words = block.block.view.text.slice(start, end);
  const { sense, verdict, asks } = term.facts;
  const data: WordingData = {
    alternatives: term.alternatives,
    deletable,
    attributable:
      (sense === 'label' || sense === 'euphemism') && (term.part === 'noun' || (sense === 'euphemism' && term.part === 'phrase')) && first.pos !== 'VERB',
    part: term.part,
    ...gapOf(term),
  };
  return {
    start,
    end,
    sub: sense,
    message: `“${words}” ${verdict}: ${term.why}.${advice(term, deletable)}`,
    why: `${term.why.charAt(0).toUpperCase()}${term.why.slice(1)}. ${asks}`,
    data,
  };
}

function gapOf({ words }: LoadedTerm): Pick<WordingData, 'gap'> {
  const [before, after] = words.split('…');
  return before !== undefined && after !== undefined ? { gap: { before: splitTerm(before).length, after: splitTerm(after).length } } : {};
}

function advice({ alternatives }: LoadedTerm, deletable: boolean): string {
  if (alternatives.length > 0) return ` Neutral: ${alternatives.map(words => words.replace(' …', '')).join(', ')}.`;
  return deletable ? ' The sentence stands without it.' : '';
}

/**
 * Whether the sentence is still one without the words: an adjective goes from before its noun, not from behind a verb ("the plan is disastrous"), and nothing goes
 * that a word of degree or an "and" leans on.
 */
function standsWithout({ tokens }: Sentence, { start, end }: Span, part: LoadedTerm['part']): boolean {
  if (part !== 'adjective' && part !== 'adverb') return true;
  const first = lastIndex(tokens, token => token.start <= start);
  const last = lastIndex(tokens, token => token.start < end);
  const [own, before, after] = [tokens[first], tokens[first - 1], tokens[last + 1]];
  if (!own || own.start !== start || tokens[last]?.end !== end || DEGREES.has(before?.lower ?? '')) return false;
  const alike = (and: Token | undefined, other: Token | undefined): boolean => and?.pos === 'CCONJ' && other?.pos === own.pos;
  if (alike(before, tokens[first - 2]) || alike(after, tokens[last + 2])) return false;
  if (part === 'adverb') return true;
  return before?.text !== ',' && before?.pos !== 'ADV' && (after?.pos === 'NOUN' || after?.pos === 'PROPN' || after?.pos === 'ADJ');
}

const DEGREES: ReadonlySet<string> = new Set(['very', 'more', 'most', 'less', 'least', 'so', 'too', 'as', 'how', 'quite', 'rather', 'pretty', 'fairly']);

function scareMark(block: BlockReading, { sense, verdict, asks }: SenseFacts, span: Span): Mark {
  const words = block.block.view.text.slice(span.start, span.end);
  return { ...span, sub: sense, message: `${words} ${verdict}.`, why: `The marks cast doubt on the word without saying whose doubt it is. ${asks}` };
}

/**
 * Quotation marks that can only be the writer's distance: the sentence credits nobody and holds no other quotation, and the words stand behind an article or demonstrative
 * ("the “experts” at the ministry"). Elsewhere a quoted fragment mostly belongs to somebody whom the text names.
 */
function scareQuotes({ quotations, attributions, english: { sentences } }: BlockReading): readonly Span[] {
  const attributed = spanSet(attributions.filter(({ cueKind }) => cueKind !== 'stance').map(({ span }) => span));
  const sentenceOf = (offset: number) => lastIndex(sentences, ({ start }) => start <= offset);
  const counts = new Map<number, number>();
  for (const { start, end } of quotations) {
    const last = sentenceOf(end - 1);
    for (let i = sentenceOf(start); i <= last; i++) counts.set(i, (counts.get(i) ?? 0) + 1);
  }
  return quotations.filter(({ use, start, end }) => {
    const index = sentenceOf(start);
    const sentence = sentences[index];
    if (use !== 'scare' || !sentence || end > sentence.end || counts.get(index) !== 1 || attributed.touches(sentence)) return false;
    const before = sentence.tokens[lastIndex(sentence.tokens, token => token.end <= start)];
    return /^(?:the|this|these|those|such|so-called)$/.test(before?.lower ?? '');
  });
}

function protectedParts({ quotations, attributions }: BlockReading): { quoted: SpanSet; reported: SpanSet } {
  return {
    quoted: spanSet(quotations.filter(quotation => quotation.use !== 'scare')),
    reported: spanSet(
      attributions
        .filter(({ identification, kind, cueKind }) => identification === 'named' && kind !== 'direct' && cueKind !== 'stance')
        .flatMap(attribution => attribution.content),
    ),
  };
}

/** Where a mark stands: its sentence and the indexes of its first and last token. */
interface Place {
  readonly sentence: Sentence;
  readonly first: number;
  readonly last: number;
}

function placeOf(block: BlockReading, mark: Span): Place | undefined {
  const sentence = block.english.sentences.find(({ start, end }) => start <= mark.start && mark.end <= end);
  if (!sentence) return undefined;
  const first = sentence.tokens.findIndex(token => token.end > mark.start);
  let last = first;
  while ((sentence.tokens[last + 1]?.start ?? mark.end) < mark.end) last++;
  return first < 0 ? undefined : { sentence, first, last };
}

function replaceFix(english: English, block: BlockReading, place: Place, mark: Mark, alternative: string, part: LoadedTerm['part'], preferred: boolean): Fix {
  const text = block.block.view.text.slice(mark.start, mark.end);
  const inflected = withGap(inflect(english, alternative, place, part), block, place, (mark.data as WordingData).gap);
  const cased = likeCase(inflected, text, place.first === 0);
  return { title: `Replace with “${cased}”`, edits: [withArticle(english, block, place, { start: mark.start, end: mark.end, text: cased })], preferred };
}

/** What stands in the term's gap goes where the alternative has one, or behind it. */
function withGap(alternative: string, block: BlockReading, { sentence, first, last }: Place, gap: WordingData['gap']): string {
  const from = gap && sentence.tokens[first + gap.before];
  const to = gap && sentence.tokens[last - gap.after];
  if (!from || !to) return alternative;
  const words = block.block.view.text.slice(from.start, to.end);
  return alternative.includes('…') ? alternative.replace('…', () => words) : `${alternative} ${words}`;
}

/** The alternative in the form that the marked words have. */
function inflect(english: English, alternative: string, { sentence, first, last }: Place, part: LoadedTerm['part']): string {
  const words = alternative.split(' ');
  if (part === 'verb') return inflectVerb(english, words, sentence.tokens[first], sentence.tokens[first - 1]);
  const model = sentence.tokens[last];
  if (part !== 'noun' || !model) return alternative;
  const head = headOf(words);
  return words.map((word, i) => (i === head ? english.inflectLike(word, { lower: model.lower, pos: 'NOUN' }) : word)).join(' ');
}

/** `not answer` becomes `did not answer` for `dodged`, and `not answering` for `dodging`. */
function inflectVerb(english: English, words: readonly string[], verb: Token | undefined, before: Token | undefined): string {
  if (!verb) return words.join(' ');
  const model = { lower: verb.lower, pos: 'VERB' } as const;
  const negated = words[0] === 'not';
  const [head = '', ...rest] = negated ? words.slice(1) : words;
  if (!negated) return [english.inflectLike(head, model), ...rest].join(' ');
  const helped = before?.pos === 'AUX' || before?.pos === 'PART' || verb.lower.endsWith('ing');
  if (helped) return ['not', english.inflectLike(head, model), ...rest].join(' ');
  return [english.inflectLike('do', model), 'not', head, ...rest].join(' ');
}

/** Index of the head of a noun phrase: its last word before a preposition or a relative clause. */
function headOf(words: readonly string[]): number {
  const behind = words.findIndex((word, i) => i > 0 && AFTER_HEAD.has(word));
  return (behind < 0 ? words.length : behind) - 1;
}

const AFTER_HEAD: ReadonlySet<string> = new Set([
  'without',
  'with',
  'of',
  'in',
  'who',
  'that',
  'to',
  'from',
  'for',
  'on',
  'at',
  'by',
  'accused',
  'convicted',
  'refused',
  'born',
  'killed',
]);

function likeCase(text: string, model: string, opensSentence: boolean): string {
  const letters = model.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return text.toUpperCase();
  const titled = model.split(/[\s-]+/u).filter(word => word.length > 3);
  if (!/^\p{Lu}/u.test(model)) return text;
  if (!opensSentence && titled.length > 0 && titled.every(word => /^\p{Lu}/u.test(word)))
    return text.replace(/(^|[\s-])(\p{Ll})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The edit, widened to the article before it where that changes with the sound that follows. */
function withArticle(english: English, block: BlockReading, { sentence, first, last }: Place, edit: FixEdit): FixEdit {
  const article = sentence.tokens[first - 1];
  if (!article || (article.lower !== 'a' && article.lower !== 'an')) return edit;
  const next = /[\p{L}\p{N}]/u.test(edit.text) ? edit.text : (sentence.tokens[last + 1]?.text ?? '');
  if (next === '') return edit;
  const right = english.indefiniteArticle(next.split(/[\s-]/u)[0] ?? next);
  if (right === article.lower) return edit;
  const between = block.block.view.text.slice(article.end, edit.start);
  return { start: article.start, end: edit.end, text: likeCase(right, article.text, false) + between + edit.text };
}

function attributeFix(block: BlockReading, reading: Reading, { sentence, first }: Place, mark: Mark): Fix {
  const { text } = block.block.view;
  const article = sentence.tokens[first - 1];
  const determiner = article && /^(?:a|an|the|its|his|her|their)$/.test(article.lower) ? article : undefined;
  const words = text.slice(mark.start, mark.end);
  const [open, close] = text.includes('“') || !text.includes('"') ? ['“', '”'] : ['"', '"'];
  const what = determiner?.start === sentence.start ? 'What' : 'what';
  const start = determiner?.start ?? mark.start;
  const called = `${determiner ? `${determiner.lower} ` : ''}${open}${words}${close}`;
  return {
    title: `Attribute the term: what … calls ${called}`,
    edits: [
      { start, end: mark.end, text: `${what} [source TK] calls ${called}`, snippet: `${what} ${sourceChoices(reading, 1)} calls ${escapeSnippet(called)}$0` },
    ],
  };
}

/** Takes the words out with one space and the commas that held them; the next word opens the sentence where they did. */
function deleteFix(english: English, block: BlockReading, place: Place, mark: Mark): Fix {
  const { text } = block.block.view;
  const { sentence, first, last } = place;
  const title = `Delete “${text.slice(mark.start, mark.end)}”`;
  const before = sentence.tokens[first - 1];
  const after = sentence.tokens[last + 1];
  const commaBefore = before?.text === ',';
  const commaAfter = after?.text === ',';
  const endsClause = !after || /^[.!?;:]$/u.test(after.text);
  if (first === 0) {
    const end = skipSpace(text, commaAfter ? after.end : mark.end);
    return { title, edits: [{ start: mark.start, end: end + 1, text: text.charAt(end).toUpperCase() }] };
  }
  if (commaBefore && (commaAfter || endsClause)) return { title, edits: [{ start: before.start, end: commaAfter ? after.end : mark.end, text: '' }] };
  const end = skipSpace(text, mark.end);
  if (end > mark.end) return { title, edits: [withArticle(english, block, place, { start: mark.start, end, text: '' })] };
  return { title, edits: [{ start: before && /\s/u.test(text.charAt(mark.start - 1)) ? before.end : mark.start, end: mark.end, text: '' }] };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text.charAt(at))) at++;
  return at;
}
