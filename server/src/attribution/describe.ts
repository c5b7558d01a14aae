import type { English, Token } from '../english/types.js';
import type { AttributionLexicon } from './lexicon.js';
import { type Gender, genderOfRole, isNameWord, type ProperName, readName, titleOf } from './names.js';
import type { Identification, SourceKind } from './types.js';

/** What the words of a mention say about its bearer. */
export interface Description {
  readonly kind: SourceKind;
  readonly identification: Identification;
  /** As it is called there, without its role. */
  readonly name: string;
  /** What is the same for the same name or phrase: small letters, no article. */
  readonly key: string;
  /** The words of a proper name in lower case; absent where there is none. */
  readonly words?: readonly string[];
  /** The kind shows in the words themselves. */
  readonly sure?: boolean;
  readonly gender?: Gender;
  readonly role?: string;
  /** Lemmas of the words that tell a role: titles, what stands before the name, what stands behind it between commas. */
  readonly roles: readonly string[];
  /** Lemma of the head noun. */
  readonly head: string;
  /** Adjectives, names and nouns before the head, in lower case. */
  readonly modifiers: readonly string[];
  readonly definite: boolean;
  /** Somebody's: “Trump's lawyer”, “her lawyer”. */
  readonly possessor?: 'named' | 'pronoun';
  readonly pronoun: boolean;
  readonly plural: boolean;
}

const PRONOUNS: ReadonlySet<string> = new Set([
  ...['he', 'she', 'they', 'it', 'who', 'whom', 'whose', 'which', 'that', 'this', 'these', 'those', 'i', 'we', 'you'],
  ...['him', 'her', 'them', 'his', 'their', 'its', 'my', 'our', 'me', 'us'],
]);
const DEFINITE = /^(?:the|this|that|these|those|his|her|its|their|our|my|both)$/u;
const POSSESSIVE_PRONOUN = /^(?:his|her|its|their|our|my)$/u;
const OUTLET = /^(?:news|times|post|journal|cnn|bbc|reuters|ap|nbc|abc|cbs|fox|politico|axios|bloomberg|guardian|telegraph|herald|tribune)$/u;
const NATIONS = /^(?:u\.?s\.?|us|american|federal|western|israeli|russian|ukrainian|european|british|french|german|iranian|chinese|democratic|republican)$/iu;

export function describe(english: English, lexicon: AttributionLexicon, tokens: readonly Token[], view: string): Description {
  const wordsOf = (run: readonly Token[]): string => view.slice(run[0]?.start ?? 0, run.at(-1)?.end ?? 0);
  const text = wordsOf(tokens);
  const first = tokens[0];
  // The head phrase: up to the first comma, bracket, preposition or verb.
  let end = tokens.findIndex(
    (t, i) =>
      i > 0 &&
      (t.text === ',' || t.text === '(' || t.pos === 'ADP' || (t.pos === 'VERB' && !isAttributive(tokens, i)) || t.lower === 'who' || t.pos === 'SCONJ'),
  );
  if (end < 0) end = tokens.length;
  let headPhrase = tokens.slice(0, end);
  // "some of the senators", "one of the men": the head is what follows.
  if (headPhrase.length > 0 && headPhrase.every(t => ['DET', 'NUM', 'PRON', 'ADJ', 'ADV'].includes(t.pos)) && tokens[end]?.lower === 'of')
    headPhrase = [...headPhrase, ...tokens.slice(end + 1)];
  const nouns = headPhrase.filter(t => t.pos === 'NOUN' || t.pos === 'PROPN');
  const head = nouns.at(-1) ?? headPhrase.at(-1) ?? first;
  const headLemma = head ? english.lemma({ lower: head.lower, pos: 'NOUN' }) : '';
  const genitive = headPhrase.some(t => /^['’]s?$/u.test(t.lower));
  const possessor: Description['possessor'] = first && POSSESSIVE_PRONOUN.test(first.lower) && tokens.length > 1 ? 'pronoun' : genitive ? 'named' : undefined;
  const definite = first !== undefined && (DEFINITE.test(first.lower) || genitive);
  const plural = head !== undefined && head.pos === 'NOUN' && head.lower !== headLemma;
  const modifiers = headPhrase.filter(t => t !== head && ['ADJ', 'NOUN', 'PROPN'].includes(t.pos)).map(t => t.lower);
  const gender = genderOfRole(headLemma);
  const base = {
    name: text,
    key: keyOf(text),
    head: headLemma,
    roles: [] as readonly string[],
    modifiers,
    definite,
    ...(possessor && { possessor }),
    pronoun: false as const,
    plural,
  };
  const unnamed = { ...base, ...(gender && { gender }) };
  if (!head || !first) return { ...base, kind: 'unknown', identification: 'vague' };
  if (tokens.length === 1 && PRONOUNS.has(first.lower)) {
    const person = /^(?:he|she|him|his|her)$/u.test(first.lower);
    const of: Gender = /^(?:she|her)$/u.test(first.lower) ? 'female' : 'male';
    return { ...base, kind: person ? 'person' : 'unknown', identification: 'named', pronoun: true, ...(person && { gender: of }) };
  }
  if (lexicon.vaguePronouns.has(head.lower) && nouns.length === 0) return { ...base, kind: 'group', identification: 'vague' };
  const properElsewhere = tokens.some(t => t.pos === 'PROPN');
  if (/^(?:sources?|insiders?|whistleblowers?)$/u.test(head.lower)) {
    if (headPhrase.filter(t => t.pos === 'PROPN').some(t => OUTLET.test(t.lower))) return { ...base, kind: 'group', identification: 'secondhand' };
    const role =
      headPhrase.length > 1 &&
      headPhrase.some(
        t =>
          t !== head &&
          ['NOUN', 'ADJ', 'PROPN'].includes(t.pos) &&
          !/^(?:anonymous|unnamed|other|several|inside|informed|reliable|one|two|multiple|many)$/u.test(t.lower),
      );
    return { ...base, kind: plural ? 'group' : 'person', identification: role ? 'described' : 'vague' };
  }
  const unnamedRole = lexicon.roles.has(headLemma) || lexicon.vague.has(headLemma);
  const name = nameAtEnd(lexicon, tokens) ?? officeHolder(lexicon, tokens, headPhrase.length, headLemma) ?? trailingName(lexicon, tokens, headPhrase.length);
  if (name && (name.first >= headPhrase.length || !(unnamedRole && head.pos === 'NOUN'))) {
    const [only] = name.words;
    // Parties that speak as such ("Democrats say") are actors of the story; "some Republicans" is nobody.
    if (name.words.length === 1 && name.first === 0 && name.end === headPhrase.length && lexicon.roles.has(headLemma) && only?.endsWith('s')) {
      return { ...base, kind: 'group', identification: 'named', plural: true };
    }
    const role = roleOf(lexicon, english, tokens, name, wordsOf);
    const roles = rolesBeside(english, lexicon, tokens, name);
    const bodily = name.kind !== 'organisation' && !name.sure && roles.some(word => lexicon.bodies.has(word));
    const byRole = headPhrase.some(t => t.pos === 'NOUN' && lexicon.roles.has(english.lemma(t)));
    const person = !bodily && (name.kind === 'person' || (byRole && name.kind !== 'organisation'));
    const nameGender = name.gender ?? (person ? roles.map(genderOfRole).find(of => of !== undefined) : undefined);
    return {
      ...base,
      kind: name.kind === 'organisation' ? 'organisation' : person ? 'person' : 'organisation',
      identification: 'named',
      name: name.name,
      key: name.words.join(' '),
      words: name.words,
      sure: name.sure || byRole || bodily,
      roles,
      ...(nameGender && { gender: nameGender }),
      ...(role !== undefined && { role }),
    };
  }
  // A name in an appositive: "a spokesman, John Smith".
  const comma = tokens.findIndex((t, i) => i > 0 && (t.text === ',' || t.text === '-' || t.text === '—' || t.text === '–'));
  if (comma > 0) {
    let at = comma + 1;
    while (tokens[at]?.pos === 'PUNCT') at++;
    if (isNameWord(tokens, at)) {
      const apposed = readName(lexicon, tokens, at, tokens.length, false);
      if (apposed.words.length >= 2) {
        const of = apposed.gender ?? gender;
        return {
          ...base,
          kind: 'person',
          identification: 'named',
          name: apposed.name,
          key: apposed.words.join(' '),
          words: apposed.words,
          sure: true,
          role: wordsOf(headPhrase),
          roles: [headLemma, ...apposed.titles],
          ...(of && { gender: of }),
        };
      }
    }
  }
  if (lexicon.documents.has(headLemma)) {
    const vague = !definite && !properElsewhere;
    // "polls show" is the common shorthand for published figures; one study that is not named could have been.
    return { ...base, kind: 'document', identification: vague && !plural ? 'described' : 'named' };
  }
  if (/^(?:spokes(?:man|woman|person|people)|representative)$/u.test(headLemma) && (properElsewhere || definite || tokens.length > 2))
    return { ...unnamed, kind: 'organisation', identification: 'named' };
  if (
    /^(?:police|investigators|prosecutors|detectives|firefighters|deputies|authorities)$/u.test(head.lower) ||
    (lexicon.institutions.has(headLemma) && !plural)
  ) {
    const indefinite = first.lower === 'a' || first.lower === 'an' || first.lower === 'one' || first.lower === 'another';
    return { ...base, kind: 'organisation', identification: indefinite && !properElsewhere ? 'described' : 'named' };
  }
  if (lexicon.vague.has(headLemma)) {
    // "the researchers say": the draft has told who they are. "The critics" remain nobody.
    if (definite && !/^(?:critic|opponent|supporter|observer|expert)$/u.test(headLemma)) return { ...base, kind: 'group', identification: 'named' };
    return { ...base, kind: plural ? 'group' : 'person', identification: properElsewhere && !plural ? 'described' : 'vague' };
  }
  if (lexicon.roles.has(headLemma)) {
    const kind = plural ? 'group' : 'person';
    // "ICE officials said" is the agency speaking; "U.S. officials" could be anybody's.
    const body = headPhrase.some(t => t.pos === 'PROPN' && !NATIONS.test(t.text));
    if (plural && body && /^(?:official|authority|representative|leader)$/u.test(headLemma)) return { ...base, kind: 'organisation', identification: 'named' };
    // "the judge", "her lawyers", "the shooter’s neighbor": tied to a person or body that the draft tells of.
    if (definite && !/^(?:official|source|aide|insider|whistleblower)$/u.test(headLemma)) return { ...unnamed, kind, identification: 'named' };
    // Parties and professions that speak as a group ("Democrats argued", "lawyers say") are actors of the story.
    if (plural && headPhrase.length === 1 && !/^(?:official|aide|authority|diplomat|resident|witness|staffer|adviser|advisor)$/u.test(headLemma))
      return { ...base, kind, identification: 'named' };
    return { ...unnamed, kind, identification: 'described' };
  }
  if (first.lower === 'some' || first.lower === 'many' || first.lower === 'others' || first.lower === 'several')
    return { ...base, kind: 'group', identification: plural ? 'described' : 'vague' };
  if (lexicon.institutions.has(headLemma)) return { ...base, kind: 'group', identification: definite || properElsewhere ? 'named' : 'described' };
  // Neither a name nor a known role: a thing or an unlisted noun; nothing is said of it.
  return { ...unnamed, kind: 'unknown', identification: 'named' };
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/^the |[,\s]+$/gu, '');
}

const OFFICES = /^(?:minister|secretary|commissioner|chancellor)$/u;

/** "Minister of Education Stefania Giannini": behind an office and the one word of its department stands who holds it. */
function officeHolder(lexicon: AttributionLexicon, tokens: readonly Token[], of: number, headLemma: string): ProperName | undefined {
  if (!OFFICES.test(headLemma) || tokens[of]?.lower !== 'of' || tokens.length !== of + 4) return undefined;
  const behind = tokens.slice(of + 1);
  if (behind.some(({ pos, lower }) => pos !== 'PROPN' || lexicon.organisationWords.has(lower))) return undefined;
  return { ...readName(lexicon, tokens, of + 2, tokens.length, false), kind: 'person' };
}

/** "Secretary of State and presidential frontrunner Hillary Clinton": the person stands behind all that the phrase says of her; not so in "a spokesman for Hillary Clinton". */
function nameAtEnd(lexicon: AttributionLexicon, tokens: readonly Token[]): ProperName | undefined {
  let end = tokens.findIndex(token => token.text === ',' || token.text === '(');
  if (end < 0) end = tokens.length;
  const name = trailingName(lexicon, tokens, end);
  if (name?.kind !== 'person' || !name.sure || name.words.length < 2 || name.end !== end || name.first === 0) return undefined;
  if (lexicon.organisationWords.has(tokens[name.first - 1]?.lower ?? '')) return name;
  let before = name.first - 1;
  const nominal = ({ pos, lower }: Token): boolean => /^(?:ADJ|NOUN|PROPN|NUM)$/u.test(pos) || lexicon.epithets.has(lower) || lexicon.roles.has(lower);
  for (let token = tokens[before]; token && nominal(token); token = tokens[--before]);
  if (tokens[before]?.pos === 'DET') before--;
  return before < 0 || tokens[before]?.pos === 'CCONJ' || tokens[before]?.pos === 'VERB' ? name : undefined;
}

/** "a written statement": the participle is part of the phrase. */
export function isAttributive(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.pos;
  const after = tokens[i + 1]?.pos;
  return (before === 'DET' || before === 'ADJ') && (after === 'NOUN' || after === 'ADJ') && /(?:ed|en|ing)$/u.test(tokens[i]?.lower ?? '');
}

/** The name with which the head phrase ends; "the Office for Budget Responsibility" goes on behind it. */
function trailingName(lexicon: AttributionLexicon, tokens: readonly Token[], end: number): ProperName | undefined {
  let last = end - 1;
  while (last >= 0 && (tokens[last]?.lower === "'s" || tokens[last]?.pos === 'PUNCT' || tokens[last]?.pos === 'NUM')) last--;
  if (last < 0 || tokens[last]?.pos !== 'PROPN' || !isNameWord(tokens, last)) return undefined;
  let first = last;
  while (first > 0 && (isNameWord(tokens, first - 1) || (tokens[first - 1]?.lower === '-' && first > 1 && isNameWord(tokens, first - 2)))) first--;
  while (first < last && !isNameWord(tokens, first)) first++;
  return readName(lexicon, tokens, first, tokens.length, tokens[first - 1]?.lower === 'the');
}

/** "Kremlin spokesperson", "the ministry's director": the words beside the name that tell its bearer's place. */
function roleOf(
  lexicon: AttributionLexicon,
  english: English,
  tokens: readonly Token[],
  { nameFirst }: ProperName,
  wordsOf: (run: readonly Token[]) => string,
): string | undefined {
  const before = tokens.slice(0, nameFirst);
  if (before.some(t => t.pos === 'NOUN' || lexicon.titles.has(t.lower.replace(/\.$/u, '')))) {
    return wordsOf(before.at(-1)?.text === ',' ? before.slice(0, -1) : before);
  }
  const comma = tokens.findIndex((t, i) => i > nameFirst && t.text === ',');
  if (comma <= 0) return undefined;
  let end = tokens.length;
  while (end > comma && tokens[end - 1]?.text === ',') end--;
  const after = tokens.slice(comma + 1, end);
  return after.some(t => t.pos === 'NOUN' && lexicon.roles.has(english.lemma(t))) ? wordsOf(after) : undefined;
}

/** In tokens. An apposition that goes on longer is looked at no further. */
const APPOSITION = 12;
const PARTS_OF_A_PHRASE: ReadonlySet<string> = new Set(['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM', 'PRON', 'ADV', 'PART']);

/** Lemmas of the nouns before a name and at the head of an apposition behind it: “screenwriter Cole Haddon”, “Anna Lee, a spokeswoman for …”. */
export function rolesBeside(english: English, lexicon: AttributionLexicon, tokens: readonly Token[], name: ProperName): string[] {
  const roles = [...name.titles];
  for (let i = name.first - 1; i >= Math.max(0, name.first - 6); i--) {
    const token = tokens[i];
    if (!token || (token.pos !== 'NOUN' && token.pos !== 'ADJ' && token.pos !== 'PROPN')) break;
    if (token.pos === 'NOUN' || lexicon.bodies.has(token.lower)) roles.push(english.lemma({ lower: token.lower, pos: 'NOUN' }));
    else if (lexicon.titles.has(token.lower)) roles.push(titleOf(token));
  }
  let at = name.end;
  if (tokens[at]?.text === '(') while (at < tokens.length && tokens[at++]?.text !== ')');
  if (tokens[at]?.text !== ',') return roles;
  at++;
  if (
    !/^(?:a|an|the|his|her|their|its)$/u.test(tokens[at]?.lower ?? '') &&
    tokens[at]?.pos !== 'NOUN' &&
    tokens[at]?.pos !== 'ADJ' &&
    tokens[at]?.pos !== 'PROPN'
  )
    return roles;
  for (let i = at; i < Math.min(tokens.length, at + APPOSITION); i++) {
    const token = tokens[i];
    if (!token || !(PARTS_OF_A_PHRASE.has(token.pos) || /^['’]s?$/u.test(token.lower))) break;
    if (token.pos === 'NOUN') roles.push(english.lemma(token));
  }
  return roles;
}
