import lists from '../../lexicons/certainty.yaml';
import type { Attribution } from '../attribution/types.js';
import { makesClaims } from '../claims/features.js';
import type { Span } from '../draft/types.js';
import type { English, Sentence, Token } from '../english/types.js';
import type { BlockReading } from '../reading.js';
import { lastIndex, spanSet } from './spans.js';
import type { Fix, Mark, Rule } from './types.js';

/** How `lexicons/certainty.yaml` is written. */
interface Lists {
  readonly certain: readonly string[];
  readonly owning: readonly string[];
  readonly hedges: readonly string[];
  readonly wrongs: readonly string[];
  readonly finders: readonly string[];
  readonly pleading: readonly string[];
}

type Sub = 'accusation' | 'admission' | 'certainty';

/** Words on one of the lists, among tokens. */
type Finder = (tokens: readonly Token[], english: English) => Token | undefined;

const data = lists as Lists;
const certain = finderOf(data.certain);
const owning = finderOf(data.owning);
const hedged = finderOf(data.hedges);
const wrong = finderOf(data.wrongs);
const finder = finderOf(data.finders);
const pleading = finderOf(data.pleading);

/** An attribution that names nobody, or is none of speech, has no words that the prose could go beyond. */
const SPOKEN: ReadonlySet<Attribution['cueKind']> = new Set(['speech', 'judgement', 'document']);

/** What is this far from the cue still belongs to it; in tokens. */
const SETTING = 12;

/**
 * Marks a reporting verb that says more than its source does: it makes a fact of a wrong that only the source alleges (“revealed that the mayor took bribes”), lets somebody own up to a
 * wrong that no words of theirs are given for (“admitted that he had misled the board”), or makes certain what the source's own words leave open (“confirmed … ‘it may have been an error’”).
 * Leaves alone: what courts, police, audits, tests and records find; pleas and testimony; a wrong in the quoted words themselves; negations and questions; “said” and its like.
 */
export const beyondTheSource: Rule = {
  id: 'beyond-the-source',
  kind: 'other',
  defaultSeverity: 'hint',
  summary: 'A reporting verb that makes a fact, or a confession, of what the source only says.',
  guidance: 'keep to “said” where the verb would vouch for the source’s words.',
  check(block, english) {
    if (!makesClaims(block.block.kind)) return [];
    const quoted = spanSet(block.quotations);
    const marks: Mark[] = [];
    for (const attribution of block.attributions) {
      const found = attribution.cue && reading(attribution, attribution.cue, block, english, quoted.touches);
      if (found && !marks.some(({ start }) => start === found.start)) marks.push(found);
    }
    return marks.sort((a, b) => a.start - b.start);
  },
  fixes(mark): Fix[] {
    const said = { title: 'Replace with “said”', edits: [{ start: mark.start, end: mark.end, text: 'said' }] };
    return mark.data === 'past' ? [said] : [];
  },
};

function reading(attribution: Attribution, cue: Span, block: BlockReading, english: English, isQuoted: (span: Span) => boolean): Mark | undefined {
  if (!SPOKEN.has(attribution.cueKind) || !attribution.source || isQuoted(cue)) return undefined;
  const sentence = block.english.sentences[lastIndex(block.english.sentences, ({ start }) => start <= cue.start)];
  if (!sentence || sentence.tokens.at(-1)?.text === '?') return undefined;
  const inCue = within(sentence, cue);
  const verb = certain(inCue, english) ?? owning(inCue, english);
  if (!verb || negated(sentence, verb) || inflicted(sentence, verb)) return undefined;
  const content = attribution.content.flatMap(span => within(sentence, span));
  const own = content.filter(token => !isQuoted(token));
  // “Confirmed …, saying it ‘may …’”: the source's words can stand behind a second cue of the same sentence.
  const said = block.attributions.filter(other => other.speaker !== undefined && other.speaker === attribution.speaker).flatMap(other => other.content);
  const theirs = said.flatMap(span => within(sentence, span)).filter(isQuoted);
  if (certain([verb], english) || certain(inCue, english)) {
    if (finder(within(sentence, attribution.source), english)) return undefined;
    if (hedged(theirs, english)) return mark('certainty', inCue, verb);
    return wrong(own, english) && !hedged(own, english) ? mark('accusation', inCue, verb) : undefined;
  }
  const at = sentence.tokens.indexOf(verb);
  const setting = sentence.tokens.slice(Math.max(0, at - SETTING), at + SETTING);
  return wrong(own, english) && !theirs.length && !pleading(setting, english) ? mark('admission', inCue, verb) : undefined;
}

const MESSAGES: Readonly<Record<Sub, (words: string) => { readonly message: string; readonly why: string }>> = {
  accusation: words => ({
    message: `“${words}” makes a fact of what the source alleges: does the paper vouch for it?`,
    why: 'The verb takes for granted that the wrong was done. The source says so; nothing here shows that anybody has found it.',
  }),
  admission: words => ({
    message: `“${words}” has the source own up, and none of the source’s words are given: what did they say?`,
    why: 'The verb implies guilt. It wants the very words, or where they were said.',
  }),
  certainty: words => ({
    message: `“${words}” is surer than the words that the source is quoted with.`,
    why: 'The quotation leaves open what the verb makes certain.',
  }),
};

function mark(sub: Sub, cue: readonly Token[], verb: Token): Mark {
  // “Pointed out” is marked with its particle, “has revealed” without its auxiliary.
  const particle = cue[cue.indexOf(verb) + 1];
  const whole = particle && /^(?:out|up|bare|clear)$/.test(particle.lower) ? particle : verb;
  const words = whole === verb ? verb.text : `${verb.text} ${whole.text}`;
  const past = cue.length <= 2 && cue[0] === verb && /ed$|^made$/.test(verb.lower);
  return { start: verb.start, end: whole.end, sub, ...MESSAGES[sub](words), ...(past && { data: 'past' }) };
}

function within({ tokens }: Sentence, { start, end }: Span): Token[] {
  return tokens.filter(token => token.start >= start && token.end <= end);
}

/** “Did not confirm that …”, “refused to confirm”, “could not prove”. */
function negated({ tokens }: Sentence, verb: Token): boolean {
  const at = tokens.indexOf(verb);
  return tokens
    .slice(Math.max(0, at - 4), at)
    .some(({ lower }) => /^(?:not|n['’]t|never|no|nor|without|refuse[sd]?|declined?|declines|unable|fail(?:s|ed)?)$/.test(lower));
}

/** “Was admitted to the hospital”, “is confirmed by the Senate”: not the subject's words, but what is done to it. */
function inflicted({ tokens }: Sentence, verb: Token): boolean {
  return /^(?:be|am|is|are|was|were|been|being|got|gets)$/.test(tokens[tokens.indexOf(verb) - 1]?.lower ?? '');
}

function finderOf(entries: readonly string[]): Finder {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const entry of entries) {
    const words = entry.split(' ');
    byFirst.set(words[0] ?? '', [...(byFirst.get(words[0] ?? '') ?? []), words]);
  }
  return (tokens, english) =>
    tokens.find((token, i) =>
      (byFirst.get(english.lemma(token)) ?? byFirst.get(token.lower) ?? []).some(words => words.every((word, k) => k === 0 || tokens[i + k]?.lower === word)),
    );
}
