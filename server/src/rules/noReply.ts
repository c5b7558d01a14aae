import givenNames from '../../lexicons/given-names.yaml';
import data from '../../lexicons/replies.yaml';
import type { CueKind } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import type { English, Token } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { lastIndex, spanSet } from './spans.js';
import { isCopy, storyOf } from './story.js';
import type { DraftMark, Fix, KeptFacts, Mark, Rule } from './types.js';

/** How `lexicons/replies.yaml` is written. */
interface ReplyLists {
  /** Lemma → the words of which one leads to the accusation; none where the verb says enough. */
  readonly accusing: Readonly<Record<string, readonly string[]>>;
  readonly accusations: readonly string[];
  readonly facing: readonly string[];
  readonly answering: readonly string[];
  readonly comment: readonly string[];
  readonly asking: readonly string[];
  readonly notAnswering: readonly string[];
  readonly reaching: readonly string[];
  readonly representatives: readonly string[];
  readonly settled: readonly string[];
  readonly companies: readonly string[];
}

type GivenNames = Readonly<Record<'men' | 'women' | 'either', readonly string[]>>;

/** Words that accuse a name. View offsets. */
interface Accusation extends Span {
  /** The words of the name in lower case. */
  readonly name: readonly string[];
  readonly called: string;
}

/** What the rule needs of a block. */
interface ReplyFacts {
  readonly accusations: readonly Accusation[];
  /** Full names of people, in lower case. */
  readonly people: readonly string[];
  /** Somebody answers, or was asked, or the matter is decided. */
  readonly replies: boolean;
}

/** In tokens, between the name and the verb or noun that accuses. */
const REACH = 4;
/** In tokens, between the verb and the word that leads to the accusation. */
const LEADING = 8;

/**
 * Marks the first accusation of a person or company by name in a story in which nobody answers it and nobody is said to have been asked.
 * Leaves alone: whoever speaks in the draft, in person or through somebody; drafts with any denial, plea, “declined to comment” or verdict; columns.
 */
export const noReply: Rule = createNoReply(data as ReplyLists, givenNames as GivenNames);

function createNoReply(lists: ReplyLists, given: GivenNames): Rule {
  const accusations = new Set(lists.accusations);
  const facing = new Set(lists.facing);
  const answering = new Set([...lists.answering, ...lists.settled]);
  const comment = new Set(lists.comment);
  const asking = new Set(lists.asking);
  const notAnswering = new Set(lists.notAnswering);
  const reaching = new Set(lists.reaching);
  const representatives = new Set(lists.representatives);
  const companies = new Set(lists.companies);
  const firstNames = new Set([...given.men, ...given.women, ...given.either]);

  return {
    id: 'no-reply',
    kind: 'other',
    defaultSeverity: 'hint',
    summary: 'A person or company that the draft accuses by name, and that neither answers nor is said to have been asked.',
    guidance: 'put an accusation to the accused before it is published, and print the answer, or say that there was none.',
    check: () => [],
    checkDraft(reading, kept) {
      const { reports } = storyOf(reading, kept);
      if (!reports) return [];
      const facts = reading.blocks.map(block => kept(block, factsOf));
      if (facts.some(({ replies }) => replies)) return [];
      const people = new Set(facts.flatMap(({ people }) => people));
      const surnames = new Set([...people].map(name => name.split(' ').at(-1) ?? ''));
      const voices = voicesOf(reading, kept);
      const seen = new Set<string>();
      const marks: DraftMark[] = [];
      facts.forEach(({ accusations }, block) => {
        if (!isCopy(reading.blocks[block] as BlockReading)) return;
        for (const { start, end, name: words, called } of accusations) {
          const given = words.findIndex(word => firstNames.has(word));
          const name = given > 0 && given < words.length - 1 ? words.slice(given) : words;
          const last = name.at(-1) ?? '';
          const isPerson = name.length > 1 ? people.has(name.join(' ')) : surnames.has(last);
          const isCompany = companies.has(last.replace(/\.$/u, ''));
          if ((!isPerson && !isCompany) || seen.has(last) || name.some(word => voices.has(word))) continue;
          seen.add(last);
          marks.push({
            block,
            start,
            end,
            sub: 'no-reply',
            message: `Has ${called} been asked? Nothing in this draft answers the accusation.`,
            why: 'A reader should learn what the accused says, or that there was no answer; a court may ask whether there was a chance to give one.',
            data: called,
          });
        }
      });
      return marks;
    },
    fixes(mark, block) {
      return [noteReply(mark, block)];
    },
  };

  function factsOf(block: BlockReading, english: English): ReplyFacts {
    const quoted = spanSet(block.quotations.map(({ inner }) => inner));
    const found: Accusation[] = [];
    const people: string[] = [];
    let replies = false;
    for (const { tokens } of block.english.sentences) {
      replies ||= tellsOfReply(tokens, english);
      tokens.forEach((token, i) => {
        if (token.pos === 'PROPN' && firstNames.has(token.lower) && tokens[i - 1]?.pos !== 'PROPN') {
          const name = nameFrom(tokens, i);
          if (name.length > 1) people.push(name.join(' '));
        }
        if (quoted.touches(token)) return;
        const accused = accusedBy(tokens, i, english);
        if (!accused) return;
        const first = tokens[Math.min(accused.first, i)];
        const last = tokens[Math.max(accused.end - 1, i)];
        if (first && last) found.push({ start: first.start, end: last.end, name: accused.name, called: accused.called });
      });
    }
    for (const { source } of block.attributions) replies ||= source !== undefined && isRepresentative(source, block, english);
    return { accusations: found, people, replies };
  }

  /** Whom the verb or noun at a place accuses. */
  function accusedBy(tokens: readonly Token[], i: number, english: English): Accused | undefined {
    const token = tokens[i] as Token;
    if (token.pos === 'NOUN' && accusations.has(english.lemma(token))) {
      const before = tokens.slice(Math.max(0, i - REACH), i).findLastIndex(({ lower }) => facing.has(english.lemma({ lower, pos: 'VERB' })));
      if (before >= 0) return nameBefore(tokens, Math.max(0, i - REACH) + before);
      return /^(?:against|that)$/u.test(tokens[i + 1]?.lower ?? '') ? nameBehind(tokens, i + 2) : undefined;
    }
    if (token.lower === 'allegedly') return nameBefore(tokens, i);
    // "alleges" is at times taken for a noun.
    const that = tokens[i + 1]?.lower === 'that';
    if (token.pos !== 'VERB' && !that) return undefined;
    const lemma = english.lemma({ lower: token.lower, pos: 'VERB' });
    const leading = lists.accusing[lemma];
    if (!leading) return undefined;
    if (lemma === 'allege' && tokens[i + 1]?.lower !== 'to') return nameBehind(tokens, that ? i + 2 : i + 1);
    if (leading.length > 0 && !tokens.slice(i + 1, i + LEADING).some(({ lower }) => leading.includes(lower))) return undefined;
    const auxiliary = tokens.slice(Math.max(0, i - 3), i).some(({ lower }) => /^(?:is|are|was|were|been|being|be|gets?|got)$/u.test(lower));
    if (auxiliary) return nameBefore(tokens, i);
    // "Weir, accused of bribery, …".
    if (tokens[i - 1]?.text === ',' && token.lower.endsWith('ed') && leading.includes(tokens[i + 1]?.lower ?? '')) return nameBefore(tokens, i - 1);
    return nameBehind(tokens, i + 1);
  }

  /** Whether a sentence says that somebody answers, has been asked, or that a court has decided. */
  function tellsOfReply(tokens: readonly Token[], english: English): boolean {
    const verbs = new Set<string>();
    let commented = false;
    let negated = false;
    for (const token of tokens) {
      const { lower, pos } = token;
      if (pos === 'VERB' || pos === 'AUX') verbs.add(english.lemma(token));
      if (comment.has(english.lemma({ lower, pos: 'NOUN' }))) commented = true;
      if (/^(?:not|n't|no|never|unable|without)$/u.test(lower) || lower.endsWith("n't")) negated = true;
      if (asking.has(english.lemma({ lower, pos: 'NOUN' })) && pos === 'NOUN') verbs.add(english.lemma({ lower, pos: 'NOUN' }));
    }
    const has = (set: ReadonlySet<string>): boolean => [...verbs].some(verb => set.has(verb));
    return has(answering) || (commented && (has(asking) || negated)) || (negated && (has(notAnswering) || has(reaching)));
  }

  function isRepresentative(source: Span, { english: { sentences } }: BlockReading, english: English): boolean {
    const { tokens = [] } = sentences[lastIndex(sentences, ({ start }) => start <= source.start)] ?? {};
    const from = lastIndex(tokens, ({ start }) => start < source.start) + 1;
    return tokens.slice(from, from + LONGEST_SOURCE).some(({ lower, end }) => end <= source.end && representatives.has(english.lemma({ lower, pos: 'NOUN' })));
  }
}

/** In tokens. */
const LONGEST_SOURCE = 20;

interface Accused {
  readonly name: readonly string[];
  readonly called: string;
  readonly first: number;
  readonly end: number;
}

/** The words of everybody who speaks, or for whom somebody speaks, in lower case. */
function voicesOf(reading: Reading, kept: KeptFacts): ReadonlySet<string> {
  const words = new Set<string>();
  for (const block of reading.blocks) for (const word of kept(block, wordsOfSources)) words.add(word);
  for (const { attributions } of reading.blocks)
    for (const { speaker, cueKind } of attributions) {
      const source = speaker === undefined || !SPEAKS.has(cueKind) ? undefined : reading.sources[speaker];
      for (const word of source?.name.toLowerCase().split(/\s+/u) ?? []) words.add(word);
    }
  return words;
}

/** Whoever knows or wants something has not answered. */
const SPEAKS: ReadonlySet<CueKind> = new Set(['speech', 'judgement', 'phrase', 'none']);

/** “Weir's brother”, “the Weir campaign”; but “a lawsuit against Weir” speaks for the other side. */
function wordsOfSources({ attributions, block }: BlockReading): readonly string[] {
  return attributions.flatMap(({ source, cueKind }) => {
    if (!source || !SPEAKS.has(cueKind)) return [];
    const [words = ''] = block.view.text.slice(source.start, source.end).toLowerCase().split(' against ');
    return words.split(/[^\p{L}\p{N}.-]+/u);
  });
}

function nameFrom(tokens: readonly Token[], first: number): string[] {
  const name: string[] = [];
  for (let i = first; tokens[i]?.pos === 'PROPN'; i++) name.push(tokens[i]?.lower ?? '');
  return name;
}

/** The name that begins at a place, behind titles in small letters at most: “accused harbor master Tom Weir of”. */
function nameBehind(tokens: readonly Token[], from: number): Accused | undefined {
  let first = from;
  while (first < from + REACH && /^(?:DET|ADJ|NOUN)$/u.test(tokens[first]?.pos ?? '')) first++;
  const end = first + nameFrom(tokens, first).length;
  // "accused Weir's brother", "sued the Weir campaign": somebody else.
  return /^['’]s?$/u.test(tokens[end]?.lower ?? '') || tokens[end]?.pos === 'NOUN' ? undefined : nameAt(tokens, first, end);
}

/** The name that ends before a place, with auxiliaries, adverbs or an apposition between. */
function nameBefore(tokens: readonly Token[], place: number): Accused | undefined {
  let end = place;
  while (end > place - REACH && /^(?:AUX|ADV|PART)$/u.test(tokens[end - 1]?.pos ?? '')) end--;
  if (tokens[end - 1]?.text === ',' && tokens[end - 2]?.pos === 'PROPN') end--;
  if (tokens[end - 1]?.lower === 'who') end -= tokens[end - 2]?.text === ',' ? 2 : 1;
  let first = end;
  while (tokens[first - 1]?.pos === 'PROPN') first--;
  return first < end ? nameAt(tokens, first, end) : undefined;
}

function nameAt(tokens: readonly Token[], first: number, end: number): Accused | undefined {
  const words = tokens.slice(first, end);
  if (words.length === 0) return undefined;
  let called = '';
  words.forEach((word, i) => {
    called += `${i > 0 && word.start > (words[i - 1]?.end ?? word.start) ? ' ' : ''}${word.text}`;
  });
  return { name: words.map(({ lower }) => lower), called, first, end };
}

/** A note behind the sentence that the rule `placeholder` will not let pass into print. */
function noteReply(mark: Mark, block: BlockReading): Fix {
  const { sentences } = block.english;
  const at = sentences[lastIndex(sentences, ({ start }) => start <= mark.start)]?.end ?? mark.end;
  return { title: 'Note that a reply is owed', edits: [{ start: at, end: at, text: ` [reply from ${String(mark.data)} TK]` }] };
}
