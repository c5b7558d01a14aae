import type { Span } from '../draft/types.js';
import type { English, EnglishReading, Token } from '../english/types.js';
import { type Description, describe, isAttributive, rolesBeside } from './describe.js';
import type { AttributionLexicon } from './lexicon.js';
import { genderOfRole, isNameWord, readName } from './names.js';

/** A place where somebody or something that could speak is named or described. Offsets into the view of the block. */
export interface LocalMention extends Span {
  readonly description: Description;
  /** How much the sentence is about its bearer: subjects most, owners and what stands in a quotation least. */
  readonly weight: number;
  /** Place of the sentence in the block. */
  readonly sentence: number;
  /** Another name that the text gives in brackets, in lower case. */
  readonly alias?: string;
}

/** How much a mention says about whom the next pronoun means; the figures matter only beside each other. */
export const WEIGHTS = { speaker: 100, subject: 80, other: 50, owner: 30, place: 12, quoted: 8 } as const;

const CALENDAR = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/u;
const BEFORE_HEAD: ReadonlySet<string> = new Set(['ADJ', 'NOUN', 'PROPN', 'NUM']);
/** In tokens. A phrase that is longer is taken from the middle. */
const LONGEST_PHRASE = 10;

/** Names, and phrases whose head is a word for people, bodies or documents, in the order of the text. Linear in its length. */
export function findMentions(english: English, lexicon: AttributionLexicon, reading: EnglishReading, quoted: readonly Span[]): LocalMention[] {
  const found: LocalMention[] = [];
  let quotation = 0;
  reading.sentences.forEach(({ tokens }, sentence) => {
    const titleCase = isTitleCase(tokens);
    let verbSeen = false;
    let subjectSeen = false;
    let i = 0;
    const weigh = (first: number, end: number): number => {
      const start = tokens[first]?.start ?? 0;
      while (quotation < quoted.length && (quoted[quotation]?.end ?? 0) <= start) quotation++;
      if ((quoted[quotation]?.start ?? Number.POSITIVE_INFINITY) <= start) return WEIGHTS.quoted;
      if (/^['’]s?$/u.test(tokens[end]?.lower ?? '')) return WEIGHTS.owner;
      if (verbSeen || subjectSeen) return WEIGHTS.other;
      subjectSeen = true;
      return WEIGHTS.subject;
    };
    while (i < tokens.length) {
      const token = tokens[i] as Token;
      if (isNameWord(tokens, i)) {
        const name = readName(lexicon, tokens, i, tokens.length, tokens[i - 1]?.lower === 'the');
        const last = tokens[name.end - 1] as Token;
        const start = tokens[name.first]?.start ?? token.start;
        const [only = ''] = name.words;
        const party = name.words.length === 1 && only.endsWith('s') && lexicon.roles.has(english.lemma({ lower: only, pos: 'NOUN' }));
        if (party) {
          const description = describe(english, lexicon, tokens.slice(name.first, name.end), reading.text);
          found.push({ start, end: last.end, sentence, weight: weigh(name.first, name.end), description });
        } else if (!(name.words.length === 1 && CALENDAR.test(only)) && !isModifier(tokens, name.end) && !(titleCase && name.words.length > 2)) {
          const roles = rolesBeside(english, lexicon, tokens, name);
          const bodily = !name.sure && roles.some(word => lexicon.bodies.has(word));
          const kind = bodily || name.kind === 'unknown' ? 'organisation' : name.kind;
          const gender = name.gender ?? (kind === 'person' ? roles.map(genderOfRole).find(of => of !== undefined) : undefined);
          const alias = aliasBehind(tokens, name.end);
          found.push({
            start,
            end: last.end,
            sentence,
            weight: Math.min(weigh(name.first, name.end), name.sure || !isPlace(tokens, name.first) ? WEIGHTS.speaker : WEIGHTS.place),
            ...(alias !== undefined && { alias }),
            description: {
              kind,
              identification: 'named',
              name: name.name,
              key: name.words.join(' '),
              words: name.words,
              sure: name.sure || bodily,
              roles,
              ...(gender && { gender }),
              head: last.lower,
              modifiers: [],
              definite: false,
              pronoun: false,
              plural: false,
            },
          });
        }
        i = name.end;
        continue;
      }
      if ((token.pos === 'NOUN' || token.pos === 'PROPN') && !continues(tokens[i + 1]) && isBearer(english, lexicon, token)) {
        const first = phraseStart(tokens, i);
        const determined = /^(?:DET|PRON|NUM)$/u.test(tokens[first]?.pos ?? '') || tokens.slice(first, i).some(t => /^['’]s?$/u.test(t.lower));
        if (determined || english.lemma(token) !== token.lower || token.lower === 'police') {
          const description = describe(english, lexicon, tokens.slice(first, i + 1), reading.text);
          if (description.words === undefined && !description.pronoun)
            found.push({ start: tokens[first]?.start ?? 0, end: token.end, sentence, weight: weigh(first, i + 1), description });
        }
      }
      if ((token.pos === 'VERB' && !isAttributive(tokens, i)) || token.pos === 'AUX') verbSeen = true;
      i++;
    }
  });
  return found;
}

/** "Trump campaign", "Kremlin spokesperson": the name tells which, and does not mention its bearer. */
function isModifier(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  return next?.pos === 'NOUN' && next.text === next.lower;
}

/** "India Joins U.S. and China": in such a headline a run of capitals need not be a name. */
function isTitleCase(tokens: readonly Token[]): boolean {
  let words = 0;
  let capitals = 0;
  for (const { text, lower } of tokens) {
    if (text.length < 4) continue;
    words++;
    if (text !== lower) capitals++;
  }
  return words >= 4 && capitals >= words * 0.8;
}

/** "in Portland": rather a place than somebody. */
function isPlace(tokens: readonly Token[], first: number): boolean {
  return /^(?:in|at|near|across|outside|to|from|around)$/u.test(tokens[first - 1]?.lower ?? '');
}

function continues(next: Token | undefined): boolean {
  return next !== undefined && (next.pos === 'NOUN' || next.pos === 'PROPN');
}

function isBearer(english: English, { roles, documents, institutions, vague, bodies, epithets }: AttributionLexicon, token: Token): boolean {
  const lemma = english.lemma(token);
  return (
    roles.has(lemma) || documents.has(lemma) || institutions.has(lemma) || bodies.has(lemma) || epithets.has(lemma) || (vague.has(lemma) && lemma !== 'people')
  );
}

function phraseStart(tokens: readonly Token[], head: number): number {
  let first = head;
  while (first > Math.max(0, head - LONGEST_PHRASE)) {
    const before = tokens[first - 1];
    if (!before) break;
    if (before.pos === 'DET' || /^(?:his|her|its|their|our|my)$/u.test(before.lower)) {
      first--;
      // "the" of an owner stands further left: "the ministry's report".
      if (!/^['’]s?$/u.test(tokens[first - 1]?.lower ?? '')) break;
    } else if (before.pos === 'VERB' && isAttributive(tokens, first - 1)) first--;
    else if (BEFORE_HEAD.has(before.pos) || (/^['’]s?$/u.test(before.lower) && first >= 2)) first--;
    else break;
  }
  return first;
}

/** "the Police Federation (SPF)". */
function aliasBehind(tokens: readonly Token[], end: number): string | undefined {
  const alias = tokens[end + 1];
  return tokens[end]?.text === '(' && alias && /^\p{Lu}{2,8}$/u.test(alias.text) && tokens[end + 2]?.text === ')' ? alias.lower : undefined;
}
