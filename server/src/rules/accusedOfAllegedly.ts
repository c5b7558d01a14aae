import data from '../../lexicons/allegations.yaml';
import type { Span } from '../draft/types.js';
import type { English, Token } from '../english/types.js';
import type { BlockReading } from '../reading.js';
import { lastIndex, spanSet } from './spans.js';
import type { Fix, FixEdit, Mark, Rule } from './types.js';

/** How `lexicons/allegations.yaml` is written. */
interface AllegationLists {
  /** Lemma of a verb → the prepositions that lead to what is alleged. */
  readonly accusing: Readonly<Record<string, readonly string[]>>;
  readonly settling: Readonly<Record<string, readonly string[]>>;
  readonly nouns: readonly string[];
  readonly prepositions: readonly string[];
  /** Two words each. */
  readonly settled: readonly string[];
  readonly hedgedNouns: readonly string[];
  readonly alleging: readonly string[];
  readonly saying: readonly string[];
  readonly accusers: readonly string[];
}

type Sub = 'accused' | 'settled' | 'doubled' | 'sourced';

const MESSAGES: Readonly<Record<Sub, { message: (words: string) => string; why: string }>> = {
  accused: {
    message: words => `“${words}” hedges twice.`,
    why: 'To be accused of something is not to have done it; the second hedge adds nothing and reads as if the accusation itself were in doubt.',
  },
  settled: {
    message: words => `“${words}” hedges what has been decided.`,
    why: 'After a verdict or a plea nothing is merely alleged any longer; say what the court found.',
  },
  doubled: {
    message: words => `“${words}” hedges twice.`,
    why: 'One word says that it is alleged; the second adds nothing.',
  },
  sourced: {
    message: words => `“${words}”: the sentence says already whose allegation it is.`,
    why: 'A named source carries the allegation; the hedge adds nothing, and suggests that the source itself was not sure.',
  },
};

/** In tokens. Further apart, two hedges are about two things. */
const SAME_CLAUSE = 8;
/** In tokens. */
const LONGEST_CUE = 4;
const LONGEST_SUBJECT = 12;
const CLAUSE_END = /^(?:[,;:—–()]|and|but|or|who|which|while|after|before|because|when)$/u;

interface Found extends Span {
  readonly sub: Sub;
  /** Place of the word that goes. */
  readonly hedge: Token;
  /** Without the word the sentence says the same. */
  readonly safe: boolean;
}

/**
 * Marks a hedge on what is hedged already: “accused of allegedly stealing”, “the alleged suspect”, “police said he allegedly stole”.
 * Leaves alone: a hedge that stands alone, one in another clause than the accusation, and quotations.
 */
export const accusedOfAllegedly: Rule = createAccusedOfAllegedly(data as AllegationLists);

/** Hedges on what is hedged already, and the words round them that say so. */
export function redundantHedges(block: BlockReading, english: English): readonly Span[] {
  return accusedOfAllegedly.check(block, english);
}

function createAccusedOfAllegedly(lists: AllegationLists): Rule {
  const nouns = new Set(lists.nouns);
  const prepositions = new Set(lists.prepositions);
  const settled = new Set(lists.settled);
  const hedgedNouns = new Set(lists.hedgedNouns);
  const alleging = new Set(lists.alleging);
  const saying = new Set(lists.saying);
  const accusers = new Set(lists.accusers);

  return {
    id: 'accused-of-allegedly',
    kind: 'other',
    defaultSeverity: 'information',
    summary: '“Allegedly” where the sentence says already that it is an allegation: “accused of allegedly stealing”.',
    guidance: 'say whose allegation it is, and say it once.',
    check(block, english) {
      if (block.block.kind === 'code' || !block.english.sentences.some(({ tokens }) => tokens.some(isHedge))) return [];
      const quoted = spanSet(block.quotations.filter(({ use }) => use !== 'scare'));
      const marks: Mark[] = [];
      const { text } = block.block.view;
      const carried = carriedHedges(block, english);
      const sourced = (hedge: Token): Found | undefined =>
        carried.has(hedge.start) ? { start: hedge.start, end: hedge.end, sub: 'sourced', hedge, safe: true } : undefined;
      for (const { tokens } of block.english.sentences) {
        let last = -1;
        tokens.forEach((token, i) => {
          if (!isHedge(token) || quoted.touches(token)) return;
          const found = accused(tokens, i, english) ?? suspects(tokens, i, english) ?? doubled(tokens, i) ?? sourced(token);
          if (!found || found.start < last) return;
          last = found.end;
          const { message, why } = MESSAGES[found.sub];
          const { start, end, sub, hedge, safe } = found;
          marks.push({ start, end, sub, message: message(text.slice(start, end)), why, data: { start: hedge.start, end: hedge.end, safe } });
        });
      }
      return marks;
    },
    fixes(mark, block, reading) {
      return takeOut(mark, block, reading.english);
    },
  };

  /** “accused of allegedly stealing”, “on suspicion of alleged fraud”, “convicted of allegedly stealing”, “was allegedly accused of”. */
  function accused(tokens: readonly Token[], i: number, english: English): Found | undefined {
    const hedge = tokens[i] as Token;
    const before = tokens[i - 1];
    const governor = tokens[i - 2];
    if (before && governor) {
      const found = (sub: Sub): Found => ({ start: governor.start, end: hedge.end, sub, hedge, safe: true });
      const verb = english.lemma({ lower: governor.lower, pos: 'VERB' });
      if (settled.has(`${governor.lower} ${before.lower}`) || lists.settling[verb]?.includes(before.lower)) return found('settled');
      if (lists.accusing[verb]?.includes(before.lower)) return found('accused');
      if (governor.pos === 'NOUN' && nouns.has(english.lemma(governor)) && prepositions.has(before.lower)) return found('accused');
    }
    const next = tokens[i + 1];
    const passive = before?.pos === 'AUX' && english.lemma(before) === 'be';
    if (passive && hedge.lower === 'allegedly' && next?.lower === 'accused') return { start: hedge.start, end: next.end, sub: 'accused', hedge, safe: false };
    return undefined;
  }

  /** “the alleged suspect”, “alleged accusations”. */
  function suspects(tokens: readonly Token[], i: number, english: English): Found | undefined {
    const hedge = tokens[i] as Token;
    const next = tokens[i + 1];
    if (hedge.lower !== 'alleged' || !next || next.pos === 'PUNCT' || tokens[i + 2]?.pos === 'NOUN') return undefined;
    if (!hedgedNouns.has(english.lemma({ lower: next.lower, pos: 'NOUN' })) || (next.lower === 'accused' && tokens[i + 2]?.lower === 'of')) return undefined;
    return { start: hedge.start, end: next.end, sub: 'doubled', hedge, safe: true };
  }

  /** “the alleged theft allegedly happened”: two hedges in one clause. */
  function doubled(tokens: readonly Token[], i: number): Found | undefined {
    const first = tokens[i] as Token;
    for (let j = i + 1; j <= i + SAME_CLAUSE; j++) {
      const token = tokens[j];
      if (!token || CLAUSE_END.test(token.lower)) return undefined;
      if (token.lower !== 'allegedly' && !(token.lower === 'alleged' && token.pos !== 'VERB')) continue;
      // "the alleged victim was allegedly the thief of the alleged loot": the adverb goes, since the adjective belongs to its noun.
      const hedge = token.lower === 'allegedly' ? token : first;
      if (hedge.lower !== 'allegedly') return undefined;
      return { start: first.start, end: token.end, sub: 'doubled', hedge, safe: true };
    }
    return undefined;
  }

  /** Where a hedge stands in the first clause of what a named source alleges: “prosecutors allege that he allegedly stole”. */
  function carriedHedges(block: BlockReading, english: English): ReadonlySet<number> {
    const starts = new Set<number>();
    const { sentences } = block.english;
    for (const { source, cue, content, identification, carried } of block.attributions) {
      const part = content.find(({ start }) => cue !== undefined && start >= cue.end);
      if (!source || !cue || !part || carried || identification !== 'named') continue;
      const { tokens = [] } = sentences[lastIndex(sentences, ({ start }) => start <= cue.start)] ?? {};
      const verb = tokensFrom(tokens, cue.start, LONGEST_CUE).find(({ pos, start }) => pos === 'VERB' && start < cue.end);
      const lemma = verb && english.lemma(verb);
      if (!lemma || !(alleging.has(lemma) || (saying.has(lemma) && bringsAllegations(source, tokens, english)))) continue;
      const words = tokensFrom(tokens, part.start, LONGEST_SUBJECT);
      const hedge = words.findIndex(({ lower }) => lower === 'allegedly');
      const at = words[hedge];
      if (at && at.end <= part.end && ownStatement(words.slice(0, hedge))) starts.add(at.start);
    }
    return starts;
  }

  function bringsAllegations(source: Span, tokens: readonly Token[], english: English): boolean {
    return tokensFrom(tokens, source.start, LONGEST_SUBJECT).some(
      token => token.end <= source.end && accusers.has(english.lemma({ lower: token.lower, pos: 'NOUN' })),
    );
  }
}

/** The tokens from an offset on, as many as are asked for at most. */
function tokensFrom(tokens: readonly Token[], offset: number, most: number): readonly Token[] {
  const first = lastIndex(tokens, ({ start }) => start < offset) + 1;
  return tokens.slice(first, first + most);
}

function isHedge({ lower }: Token): boolean {
  return lower === 'allegedly' || lower === 'alleged';
}

/** Whether nothing but a subject stands between the source's verb and the hedge: then the hedge is on what the source says, and not on what it says of somebody. */
function ownStatement(words: readonly Token[]): boolean {
  const subject = words[0]?.lower === 'that' ? words.slice(1) : words;
  if (
    subject.some(({ pos, lower }) => pos === 'VERB' || pos === 'PUNCT' || /^(?:who|whom|which|that|where|when|if|while|after|before|since|until)$/u.test(lower))
  )
    return false;
  // "the plot he allegedly hatched": a second subject begins a clause about the first.
  const heads = subject.filter(({ pos }, k) => /^(?:NOUN|PROPN|PRON)$/u.test(pos) && !/^(?:NOUN|PROPN|PRON)$/u.test(subject[k + 1]?.pos ?? ''));
  const last = subject.at(-1);
  const before = subject.at(-2);
  if (heads.length > 1 && !subject.some(({ pos }) => pos === 'ADP' || pos === 'CCONJ')) return false;
  return (
    !(last?.pos === 'PRON' && before && /^(?:NOUN|PROPN)$/u.test(before.pos)) && !(last?.pos === 'PROPN' && before?.pos === 'NOUN' && subject[0]?.pos === 'DET')
  );
}

function takeOut(mark: Mark, block: BlockReading, english: English): Fix[] {
  const { start, end, safe } = mark.data as { start: number; end: number; safe: boolean };
  const { text } = block.block.view;
  const behind = /^\s*/u.exec(text.slice(end))?.[0].length ?? 0;
  const word = text.slice(start, end);
  const edits: FixEdit[] = [{ start, end: end + behind, text: '' }];
  const article = /(?:^|\s)(an?)\s+$/iu.exec(text.slice(Math.max(0, start - 6), start));
  const next = /^[\p{L}\p{N}'’-]+/u.exec(text.slice(end + behind))?.[0];
  if (article?.[1] && next) {
    const at = start - (article[0].length - article[0].search(/an?\s/iu));
    const right = english.indefiniteArticle(next);
    const cased = /^A/u.test(article[1]) ? `A${right.slice(1)}` : right;
    if (cased !== article[1]) edits.unshift({ start: at, end: at + article[1].length, text: cased });
  } else if (next && /^\p{Lu}/u.test(word))
    edits.splice(0, 1, { start, end: end + behind + 1, text: text.slice(end + behind, end + behind + 1).toUpperCase() });
  return [{ title: `Take out “${word}”`, preferred: true, safe, edits }];
}
