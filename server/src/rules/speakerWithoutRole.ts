import attributionData from '../../lexicons/attribution.yaml';
import data from '../../lexicons/descriptions.yaml';
import givenNames from '../../lexicons/given-names.yaml';
import type { Mention, Source } from '../attribution/types.js';
import type { English, Token } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { lastIndex, spanSet } from './spans.js';
import { isCopy, storyOf, tellings } from './story.js';
import type { DraftMark, KeptFacts, Rule } from './types.js';

/** How `lexicons/descriptions.yaml` is written. */
interface DescriptionLists {
  readonly people: readonly string[];
  readonly callings: readonly string[];
  /** Full names in lower case. */
  readonly known: readonly string[];
}

/** What the rule needs of the lists of the attribution. */
interface AttributionLists {
  readonly roles: readonly string[];
  readonly titles: readonly string[];
  readonly epithets: readonly string[];
}

type GivenNames = Readonly<Record<'men' | 'women' | 'either', readonly string[]>>;

/** Honorifics say nothing of what somebody is. */
const HONORIFIC = /^(?:mr|mrs|ms|miss|sir|lord|lady)\.?$/u;
const CALENDAR = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/u;
const AGE = /^(?:\d{1,3}|\d{1,3}-year-old)$/u;
/** In tokens: as far from a name words may tell of it. */
const NEAR = 12;
/** In tokens: how a sentence begins. */
const OPENING = 3;
/** In tokens: “Weir is a well-known baker”. */
const PREDICATE = 6;

/**
 * Marks the first mention of a person who is quoted where neither its sentence nor the next says who that is.
 * Leaves alone: a role, title, relation, age or description there or earlier, people known to all, and names that may be no person's.
 */
export const speakerWithoutRole: Rule = createSpeakerWithoutRole(data as DescriptionLists, attributionData as AttributionLists, givenNames as GivenNames);

function createSpeakerWithoutRole(lists: DescriptionLists, attribution: AttributionLists, given: GivenNames): Rule {
  const people = new Set([...lists.people, ...attribution.roles, ...attribution.epithets, ...attribution.titles.filter(title => !HONORIFIC.test(title))]);
  const titles = new Set(attribution.titles.filter(title => !HONORIFIC.test(title)));
  const callings = new Set(lists.callings);
  const known = new Set(lists.known);
  const firstNames = new Set([...given.men, ...given.women, ...given.either]);

  return {
    id: 'speaker-without-role',
    kind: 'other',
    defaultSeverity: 'information',
    summary: 'A person who is quoted, and of whom the draft does not say who that is.',
    guidance: 'want name and position at the first mention, or whatever else tells the reader why this person is asked.',
    check: () => [],
    checkDraft(reading, kept) {
      const { reports, lead } = storyOf(reading, kept);
      if (!reports) return [];
      const marks: DraftMark[] = [];
      const places = new Map(reading.blocks.map(({ index }, place) => [index, place]));
      for (const source of speakersOf(reading, kept)) {
        if (source.kind !== 'person' || source.identification !== 'named' || !(source.role === undefined || HONORIFIC.test(source.role.toLowerCase())))
          continue;
        const words = source.name.toLowerCase().split(/\s+/u);
        if (words.length < 2 || words.length > 4 || !firstNames.has(words[0] ?? '') || known.has(words.join(' '))) continue;
        const mentions = mentionsByName(source, reading, places);
        const place = firstMention(mentions, reading, lead);
        if (!place || isDescribed(place, reading) || mentions.some(({ tokens, first, last }) => describedBeside(tokens, first, last, reading.english)))
          continue;
        if (takenUp(source, place.block, reading, places)) continue;
        const of = reading.blocks[place.block];
        const first = place.tokens[place.first];
        const last = place.tokens[place.last];
        // A surname alone goes back to somebody, or is no person's.
        if (!of || !first || !last || first === last) continue;
        const name = of.block.view.text.slice(first.start, last.end);
        marks.push({
          block: place.block,
          start: first.start,
          end: last.end,
          sub: 'speaker-without-role',
          message: `Who is ${name}? Nothing near this first mention says so.`,
          why: 'A reader weighs what is said by who says it: position, relation to the story, or at least age and place.',
        });
      }
      return marks.sort((a, b) => a.block - b.block || a.start - b.start);
    },
  };

  /** Whether the words round the name, its sentence, or the one before or after it tell who this is. */
  function isDescribed({ block, sentence, tokens, first, last }: NamePlace, reading: Reading): boolean {
    const { english } = reading;
    const of = reading.blocks[block];
    if (!of) return true;
    const quoted = spanSet(of.quotations);
    const own = (words: readonly Token[]): readonly Token[] => words.filter(word => !quoted.touches(word));
    if (tells(own(tokens.slice(Math.max(0, first - NEAR), last + NEAR)), english)) return true;
    const sentences = of.english.sentences;
    const before = own(sentences[sentence - 1]?.tokens ?? []);
    // "The mayor, Ana Ruiz, …" describes Ruiz.
    if (!before.some(({ pos }) => pos === 'PROPN') && tells(before, english)) return true;
    const next = sentences[sentence + 1] ?? nextCopy(reading, block)?.english.sentences[0];
    return next !== undefined && takesUp(next.tokens, tokens[last]?.lower ?? '') && tells(next.tokens.slice(0, NEAR), english);
  }

  /** Whether a sentence goes on about somebody: “Weir runs …”, “He is …”, “The baker …”. */
  function takesUp(tokens: readonly Token[], surname: string): boolean {
    return tokens.slice(0, OPENING).some(({ lower }) => lower === surname || /^(?:he|she|they|his|her|the|a|an)$/u.test(lower));
  }

  /** Whether the paragraph of a first mention, or the next one, calls the person by what it is: “the baker”. */
  function takenUp({ mentions }: Source, block: number, { blocks, english }: Reading, places: ReadonlyMap<number, number>): boolean {
    return mentions.some(mention => {
      const place = places.get(mention.block);
      if (place === undefined || place < block || place > block + 1) return false;
      const { sentences = [] } = blocks[place]?.english ?? {};
      const { tokens = [] } = sentences[lastIndex(sentences, ({ start }) => start <= mention.start)] ?? {};
      return tokens.some(token => token.start >= mention.start && token.end <= mention.end && isPerson(token, english));
    });
  }

  function describedBeside(tokens: readonly Token[], first: number, last: number, english: English): boolean {
    return describedBefore(tokens, first, english) || describedBehind(tokens, last, english);
  }

  /** “harbor master Tom Weir”, “Capt. Weir”, “his brother, Tom Weir”. */
  function describedBefore(tokens: readonly Token[], first: number, english: English): boolean {
    const honoured = HONORIFIC.test(tokens[first - 1]?.lower ?? '');
    const before = tokens[honoured ? first - 2 : first - 1];
    if (!before) return false;
    // "The Courier's Tom Weir": whose somebody is, is a description.
    if (/^['’]s?$/u.test(before.lower) || /^(?:NOUN|ADJ|PROPN)$/u.test(before.pos)) return true;
    if ([before, tokens[first]].some(token => token && (people.has(token.lower) || titles.has(token.lower.replace(/\.$/u, ''))))) return true;
    // "his brother, Tom Weir", "Sens. Jo Hale and Tom Weir".
    if (!/^(?:[,—–-]|and)$/u.test(before.lower)) return false;
    return tokens
      .slice(Math.max(0, first - PREDICATE), first)
      .some(token => people.has(english.lemma({ lower: token.lower, pos: 'NOUN' })) || titles.has(token.lower.replace(/s?\.$/u, '')));
  }

  /** “Tom Weir, 34,”, “Tom Weir, who …”, “Tom Weir (R-Maine)”, “Tom Weir of the harbor board”, “Tom Weir is a baker”, “Tom Weir runs …”. */
  function describedBehind(tokens: readonly Token[], last: number, english: English): boolean {
    const next = tokens[last + 1];
    const after = tokens[last + 2];
    if (!next) return false;
    if (next.text === '(' || next.text === '[') return true;
    // "According to Robert Hale, the boats …": the comma opens no apposition.
    if (next.text === ',' && tokens.slice(Math.max(0, last - PREDICATE), last).some(({ lower }) => lower === 'according') && !closes(tokens, last + 2))
      return false;
    if (/^[,—–-]$/u.test(next.text))
      return after !== undefined && /^(?:NOUN|PROPN|DET|NUM|ADJ|PRON|ADP|SYM)$/u.test(after.pos) && !/^(?:i|we|he|she|it|they)$/u.test(after.lower);
    if (/^(?:of|from|with|who|whose)$/u.test(next.lower)) return true;
    // "Tom Weir in The Courier", "Tom Weir at the Maritime Museum".
    if (/^(?:in|at|for|on)$/u.test(next.lower)) return tokens.slice(last + 2, last + 5).some(({ pos, lower }) => pos === 'PROPN' && !CALENDAR.test(lower));
    if (next.pos === 'VERB' && callings.has(english.lemma(next))) return true;
    return next.pos === 'AUX' && tokens.slice(last + 2, last + 2 + PREDICATE).some(token => token.pos === 'NOUN');
  }

  /** Whether a sentence has a word for what somebody is, does or how old. */
  function tells(tokens: readonly Token[], english: English): boolean {
    return tokens.some(
      (token, i) =>
        isPerson(token, english) || (AGE.test(token.lower) && tokens[i - 1]?.text === ',') || (token.pos === 'VERB' && callings.has(english.lemma(token))),
    );
  }

  /** One person: “reporters” and “voters” stand beside those whom they hear. */
  function isPerson({ lower, pos }: Token, english: English): boolean {
    return pos === 'NOUN' && people.has(lower) && english.lemma({ lower, pos }) === lower;
  }
}

/** Whether what begins here is an apposition that ends with a comma, as in “according to Robert Hale, an engineer, the boats …”. */
function closes(tokens: readonly Token[], from: number): boolean {
  const end = tokens.slice(from, from + NEAR).findIndex(({ text }) => text === ',' || text === '.');
  return end >= 0 && !tokens.slice(from, from + end).some(({ pos }) => pos === 'VERB' || pos === 'AUX');
}

/** Where a name stands, as tokens of its sentence. */
interface NamePlace {
  /** Place in `reading.blocks`. */
  readonly block: number;
  readonly sentence: number;
  readonly tokens: readonly Token[];
  /** First and last word of the name. */
  readonly first: number;
  readonly last: number;
}

/** Sources to whom something is attributed that they said. */
function speakersOf({ blocks, sources }: Reading, kept: KeptFacts): Source[] {
  const speak = new Set<number>();
  for (const block of blocks)
    for (const { speaker, cueKind } of kept(block, tellings)) if (speaker !== undefined && (cueKind === 'speech' || cueKind === 'phrase')) speak.add(speaker);
  return sources.filter((_, i) => speak.has(i));
}

/** The first mention by name in the copy; undefined where there is none. */
function firstMention(mentions: readonly NamePlace[], reading: Reading, lead: number): NamePlace | undefined {
  return mentions.find(({ block }) => {
    const of = reading.blocks[block];
    return block >= lead && of !== undefined && isCopy(of);
  });
}

function mentionsByName(source: Source, reading: Reading, places: ReadonlyMap<number, number>): NamePlace[] {
  const words = source.name.toLowerCase().split(/\s+/u);
  return source.mentions.flatMap(mention => {
    const block = places.get(mention.block);
    const of = block === undefined ? undefined : reading.blocks[block];
    return (of && block !== undefined && nameIn(mention, of, block, words)) || [];
  });
}

function nameIn({ start, end }: Mention, { english: { sentences } }: BlockReading, block: number, words: readonly string[]): NamePlace | undefined {
  const sentence = lastIndex(sentences, of => of.start <= start);
  const tokens = sentences[sentence]?.tokens ?? [];
  const from = lastIndex(tokens, token => token.start < start) + 1;
  const surname = words.at(-1);
  let last = from;
  while (tokens[last] && (tokens[last]?.end ?? 0) <= end && tokens[last]?.lower !== surname) last++;
  const token = tokens[last];
  if (!token || token.end > end || token.lower !== surname) return undefined;
  let first = last;
  while (first > from && words.includes(tokens[first - 1]?.lower ?? '')) first--;
  return { block, sentence, tokens, first, last };
}

function nextCopy({ blocks }: Reading, block: number): BlockReading | undefined {
  const next = blocks[block + 1];
  return next && isCopy(next) ? next : undefined;
}
