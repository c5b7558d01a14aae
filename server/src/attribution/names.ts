import type { Token } from '../english/types.js';
import type { AttributionLexicon } from './lexicon.js';

export type Gender = 'male' | 'female';

/** A proper name as it stands in the text, taken apart. */
export interface ProperName {
  /** The name without titles, as written: `Dmitry Peskov`. */
  readonly name: string;
  /** Its words in lower case, without `Jr.` and the like; never empty. */
  readonly words: readonly string[];
  readonly kind: 'person' | 'organisation' | 'unknown';
  /** Where the kind shows in the words themselves: a title, a given name, “Ministry”. */
  readonly sure: boolean;
  readonly gender?: Gender;
  /** Lemmas of titles that are part of the run: “Senator”, “Defense Secretary”. */
  readonly titles: readonly string[];
  /** Places in the tokens: from the first title or word to behind the last. */
  readonly first: number;
  readonly nameFirst: number;
  readonly end: number;
}

const HONORIFICS: Readonly<Record<string, Gender | undefined>> = {
  mr: 'male',
  mrs: 'female',
  ms: 'female',
  miss: 'female',
  sir: 'male',
  dame: 'female',
  lord: 'male',
  lady: 'female',
  king: 'male',
  queen: 'female',
  prince: 'male',
  princess: 'female',
  duke: 'male',
  duchess: 'female',
  pope: 'male',
  chairman: 'male',
  chairwoman: 'female',
  congressman: 'male',
  congresswoman: 'female',
  spokesman: 'male',
  spokeswoman: 'female',
};
/** What a title is written out. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  sen: 'senator',
  rep: 'representative',
  gov: 'governor',
  gen: 'general',
  col: 'colonel',
  capt: 'captain',
  sgt: 'sergeant',
  lt: 'lieutenant',
  prof: 'professor',
  dr: 'doctor',
  rev: 'reverend',
  adm: 'admiral',
};
const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq)\.?$/u;
/** What a title needs beside it: it makes no person by itself. */
const QUALIFIER = new Set(['former', 'foreign', 'deputy', 'vice', 'prime']);
const PLACE_BEGINS = /^(?:new|north|south|east|west|san|santa|los|las|el|saint|st|fort|mount|lake|cape|port|great|united|hong)$/u;

/** The person that a word for a role makes of its bearer. */
export function genderOfRole(lemma: string): Gender | undefined {
  if (/(?:woman|girl|mother|wife|daughter|sister|actress|widow|aunt|niece|queen|mom|grandmother)$/u.test(lemma)) return 'female';
  if (
    /(?:spokesman|businessman|chairman|congressman|boy|father|husband|son|brother|uncle|nephew|king|dad|grandfather|policeman)$/u.test(lemma) ||
    lemma === 'man'
  )
    return 'male';
  return undefined;
}

export function titleOf({ lower }: Token): string {
  const bare = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  return WRITTEN_OUT[bare] ?? bare;
}

/** Capital and part of a name: a proper noun, or another word with a capital between or before proper nouns (“New York Times”, “Supreme Court”). */
export function isNameWord(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (!token) return false;
  if (token.text === token.lower) return false;
  if (token.pos === 'PROPN') return true;
  if ((token.pos !== 'ADJ' && token.pos !== 'NOUN') || !/^\p{Lu}/u.test(token.text)) return false;
  const next = tokens[i + 1];
  return next !== undefined && /^\p{Lu}/u.test(next.text) && (next.pos === 'PROPN' || (i > 0 && isNameWord(tokens, i + 1)));
}

/**
 * Reads the name that begins at `first`, which must be a word of a name; looks no further than `limit`.
 * `article`: “the” stands before.
 */
export function readName(lexicon: AttributionLexicon, tokens: readonly Token[], first: number, limit: number, article: boolean): ProperName {
  let end = first;
  while (end < limit) {
    if (isNameWord(tokens, end)) end++;
    else if (end > first && joins(lexicon, tokens, end, limit)) end++;
    else break;
  }
  // A mark that joined nothing is no part of the name.
  while (end > first + 1 && !isNameWord(tokens, end - 1)) end--;
  let start = first;
  let nameFirst = first;
  const titles: string[] = [];
  const organised = lexicon.organisationWords.has(tokens[end - 1]?.lower ?? '');
  let honorific: string | undefined;
  if (!organised || hasGivenName(lexicon, tokens, first, end)) {
    for (let i = first; i < end - 1; i++) {
      const token = tokens[i];
      if (!token) continue;
      const title = titleOf(token);
      const bare = token.lower.replace(/\.$/u, '');
      if (!lexicon.titles.has(bare) && !lexicon.roles.has(title) && HONORIFICS[bare] === undefined) continue;
      // "Justice Department", "General Motors", "Chief Minister's Office": the title is part of a body's name.
      if (lexicon.organisationWords.has(tokens[i + 1]?.lower ?? '')) continue;
      for (let j = nameFirst; j <= i; j++) titles.push(titleOf(tokens[j] as Token));
      if (!QUALIFIER.has(bare)) honorific = bare;
      nameFirst = i + 1;
    }
    // "Refugee Council Enver Solomon", "Mispronouncing Kamala Harris": the person begins with the given name.
    for (let i = nameFirst + 1; i < end - 1; i++) {
      const here = tokens[i]?.lower ?? '';
      const before = tokens[i - 1]?.lower ?? '';
      if (!lexicon.givenNames.has(here) || lexicon.givenNames.has(tokens[nameFirst]?.lower ?? '')) continue;
      const opens = i === first + 1 && (first === 0 || tokens[first - 1]?.pos === 'PUNCT') && titles.length === 0;
      if (!lexicon.organisationWords.has(before) && !opens) continue;
      start = nameFirst = i;
      titles.length = 0;
    }
  }
  const parts = tokens.slice(nameFirst, end);
  const words = parts.filter((t, i) => /[\p{L}\p{N}]/u.test(t.text) && (i === 0 || !SUFFIX.test(t.lower))).map(t => t.lower);
  if (words.length === 0) words.push(tokens[first]?.lower ?? '');
  const [given = ''] = words;
  const capital = /^[\p{Lu}.&]{2,}$/u;
  const acronym =
    parts.some(t => capital.test(t.text) && t.text.replace(/[^\p{L}]/gu, '').length > 1) &&
    !parts.every(t => t.text === t.text.toUpperCase() && parts.length > 1);
  const known = lexicon.givenNames.has(given) && words.length > 1;
  const initial = parts.length > 2 && parts.slice(1, -1).some(t => /^\p{Lu}\.?$/u.test(t.text));
  const body =
    words.some(word => lexicon.organisationWords.has(word)) || lexicon.metonyms.has(words.join(' ')) || (acronym && !known) || (article && titles.length === 0);
  const person = honorific !== undefined || (!body && (known || initial)) || (known && !lexicon.organisationWords.has(words.at(-1) ?? ''));
  const place = PLACE_BEGINS.test(given);
  const gender =
    (honorific === undefined ? undefined : (HONORIFICS[honorific] ?? genderOfRole(honorific))) ??
    (words.length > 1 ? (lexicon.men.has(given) ? 'male' : lexicon.women.has(given) ? 'female' : undefined) : undefined);
  return {
    name: textBetween(tokens, nameFirst, end),
    words,
    kind: person ? 'person' : body ? 'organisation' : words.length > 1 && words.length < 5 && !place ? 'person' : 'unknown',
    sure: person || body,
    ...(person && gender && { gender }),
    titles,
    first: start,
    nameFirst,
    end,
  };
}

function textBetween(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token) continue;
    if (i > from && token.start > (tokens[i - 1]?.end ?? token.start)) text += ' ';
    text += token.text;
  }
  return text;
}

function hasGivenName(lexicon: AttributionLexicon, tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to - 1; i++) if (lexicon.givenNames.has(tokens[i]?.lower ?? '')) return true;
  return false;
}

/** A hyphen without spaces, “&”; “of” and “for” behind a word for a body: “Bank of Japan”, “Ministry of Defence”. */
function joins(lexicon: AttributionLexicon, tokens: readonly Token[], i: number, limit: number): boolean {
  const token = tokens[i];
  const next = tokens[i + 1];
  if (!token || !next || i + 1 >= limit) return false;
  if (token.lower === '-') return token.start === tokens[i - 1]?.end && token.end === next.start && isNameWord(tokens, i + 1);
  if (token.lower === '&') return isNameWord(tokens, i + 1);
  if (token.lower === 'of' || token.lower === 'for') {
    if (!lexicon.organisationWords.has(tokens[i - 1]?.lower ?? '')) return false;
    return isNameWord(tokens, i + 1) || (next.lower === 'the' && isNameWord(tokens, i + 2));
  }
  if (token.lower === 'the') return /^(?:of|for)$/u.test(tokens[i - 1]?.lower ?? '') && isNameWord(tokens, i + 1);
  return false;
}
