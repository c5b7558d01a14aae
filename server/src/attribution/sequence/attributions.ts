import { firstEndingAfter } from '../../draft/spans.js';
import type { Span } from '../../draft/types.js';
import type { English, EnglishReading, Token } from '../../english/types.js';
import type { LocalAttribution } from '../attribute.js';
import { couldSpeak, NEEDS_SPEAKER } from '../couldSpeak.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { QuotedSpan } from '../quotations.js';
import type { AttributionKind, CueKind } from '../types.js';
import type { Links, TaggedSpan } from './link.js';

/** What an attribution is made from. */
export interface TaggedBlock {
  readonly reading: EnglishReading;
  readonly tokens: readonly Token[];
  readonly quoted: readonly QuotedSpan[];
  /** Sentence of each token. */
  readonly sentenceOf: (token: number) => number;
  readonly spans: readonly TaggedSpan[];
  readonly links: Links;
  /** Somebody was speaking where the block before ended. */
  readonly speaking: boolean;
}

/** Puts spans together to attributions, ascending by their first part. */
export function buildAttributions(english: English, lexicon: AttributionLexicon, block: TaggedBlock): LocalAttribution[] {
  const { spans, links } = block;
  const built: LocalAttribution[] = [];
  const contentsOf = new Map<number, number[]>();
  const alone: number[] = [];
  spans.forEach(({ role }, i) => {
    if (role !== 'content') return;
    const cue = links.cueOf[i] ?? -1;
    if (cue < 0) alone.push(i);
    else {
      const others = contentsOf.get(cue);
      if (others) others.push(i);
      else contentsOf.set(cue, [i]);
    }
  });
  spans.forEach((cue, i) => {
    if (cue.role !== 'cue') return;
    const source = spans[links.sourceOf[i] ?? -1];
    const contents = contentsOf.get(i) ?? [];
    const near = contents.filter(content => sharesSentence(block, content, i));
    const own = near.length > 0 ? near : contents;
    if (own.length === 0 && isMereAct(english, block, cue)) return;
    const cueSpan = spanOf(block, cue);
    const sourceSpan = spanOf(block, source);
    const content = own.flatMap(c => spanOf(block, spans[c]) ?? []);
    const kind = kindOf(block, own);
    built.push({
      kind,
      cueKind: cueKindOf(english, lexicon, block, cue, source, spans[own[0] ?? -1], kind),
      ...(sourceSpan && { source: sourceSpan }),
      ...(cueSpan && { cue: cueSpan }),
      content,
      span: hull([sourceSpan, cueSpan, ...content]),
    });
    // What the speaker goes on to say in the next sentences, or said in those before.
    if (near.length > 0)
      for (const further of contents) if (!sharesSentence(block, further, i)) built.push(carried(block, further, further > i ? 'before' : 'after'));
  });
  const firstCue = spans.findIndex(({ role }) => role === 'cue');
  for (const content of alone) {
    // Whoever spoke before, in this block or the last, or else whoever speaks next; where nobody does, the words are nobody's.
    const spoken = block.speaking || (firstCue >= 0 && firstCue < content);
    if (spoken || firstCue > content) built.push(carried(block, content, spoken ? 'before' : 'after'));
  }
  return built.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Who “added” or “posted” with nothing that is said did no more than that: “The company added 300 jobs.” */
function isMereAct(english: English, { tokens }: TaggedBlock, cue: TaggedSpan): boolean {
  const verb = tokens.slice(cue.first, cue.end).findLast(({ pos }) => pos === 'VERB');
  return verb !== undefined && MERE_ACTS.has(english.lemma(verb));
}

const MERE_ACTS: ReadonlySet<string> = new Set(['add', 'post', 'share', 'issue', 'release']);

function carried(block: TaggedBlock, content: number, from: 'before' | 'after'): LocalAttribution {
  const span = spanOf(block, block.spans[content]) ?? { start: 0, end: 0 };
  return { kind: kindOf(block, [content]), cueKind: 'none', content: [span], span, carriedFrom: from };
}

function sharesSentence({ spans, sentenceOf }: TaggedBlock, content: number, cue: number): boolean {
  const a = spans[content];
  const b = spans[cue];
  if (!a || !b) return false;
  const sentence = sentenceOf(b.first);
  return sentenceOf(a.first) <= sentence && sentence <= sentenceOf(a.end - 1);
}

function spanOf({ tokens }: TaggedBlock, span: TaggedSpan | undefined): Span | undefined {
  const first = span && tokens[span.first];
  const last = span && tokens[span.end - 1];
  return first && last ? { start: first.start, end: last.end } : undefined;
}

function hull(spans: readonly (Span | undefined)[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const span of spans) {
    if (!span) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start: Math.min(start, end), end };
}

function kindOf({ spans, tokens, quoted }: TaggedBlock, contents: readonly number[]): AttributionKind {
  let quotedWords = 0;
  let otherWords = 0;
  for (const content of contents) {
    const span = spans[content];
    if (!span) continue;
    let q = firstEndingAfter(quoted, tokens[span.first]?.start ?? 0);
    for (let i = span.first; i < span.end; i++) {
      const token = tokens[i];
      if (!token || token.pos === 'PUNCT') continue;
      while (q < quoted.length && (quoted[q]?.end ?? 0) <= token.start) q++;
      if ((quoted[q]?.start ?? Number.POSITIVE_INFINITY) <= token.start) quotedWords++;
      else otherWords++;
    }
  }
  if (quotedWords === 0) return 'indirect';
  return otherWords <= 1 ? 'direct' : 'mixed';
}

/** Words that begin a cue without a verb. */
const PHRASES: ReadonlySet<string> = new Set(['according', 'per']);
/** What follows a verb where it is an act more than a report: "ruled in favor of", "called for". */
const ACT: ReadonlySet<string> = new Set(['for', 'of', 'against', 'with', 'on', 'not', 'over', 'into']);

/** What is not said, or not yet, or only might be; and the passive, whose subject does not speak. */
const UNSAID: ReadonlySet<string> = new Set([
  'not',
  "n't",
  'never',
  'to',
  'will',
  "'ll",
  'would',
  'should',
  'could',
  'may',
  'might',
  'must',
  'can',
  'be',
  'been',
  'being',
]);

/** Anything but a listed verb of a named speaker is a stance: the model's training corpus counts much as attribution in which nobody says a word. */
function cueKindOf(
  english: English,
  lexicon: AttributionLexicon,
  block: TaggedBlock,
  cue: TaggedSpan,
  source: TaggedSpan | undefined,
  content: TaggedSpan | undefined,
  kind: AttributionKind,
): CueKind {
  const { tokens } = block;
  const words = tokens.slice(cue.first, cue.end);
  const first = words[0]?.lower ?? '';
  if (first === ':') return source && tokens[source.end - 1]?.pos === 'PROPN' ? 'phrase' : 'stance';
  if (PHRASES.has(first)) return 'phrase';
  if (!source) return 'stance';
  const head = words.findLastIndex(word => word.pos === 'VERB');
  const verb = words[head];
  // "wrote on Facebook: “…”": with the words themselves it is no act.
  const act = kind !== 'direct' && words.slice(head + 1).some(word => ACT.has(word.lower));
  if (!verb || act || words.slice(0, head).some(word => UNSAID.has(word.lower))) return 'stance';
  const lemma = english.lemma(verb);
  const noun = tokens.slice(source.first, source.end).find(token => token.pos === 'NOUN');
  if (noun && lexicon.documents.has(english.lemma(noun)) && lexicon.document.has(lemma)) return 'document';
  const infinitive = content !== undefined && tokens[content.first]?.lower === 'to';
  // A question tells nothing; its words may be quoted all the same.
  if (lemma === 'ask' && kind === 'indirect') return 'stance';
  if (lexicon.speech.has(lemma))
    return infinitive || (NEEDS_SPEAKER.has(lemma) && !namesSpeaker(english, lexicon, tokens.slice(source.first, source.end))) ? 'stance' : 'speech';
  if (lexicon.judgement.has(lemma)) return 'judgement';
  if (lexicon.attitude.has(lemma)) return infinitive ? 'stance' : 'attitude';
  // People show and list and read, too; only documents speak so.
  return 'stance';
}

/** Whether a source phrase, up to its first preposition or comma, names somebody who speaks. */
function namesSpeaker(english: English, lexicon: AttributionLexicon, words: readonly Token[]): boolean {
  const end = words.findIndex((word, i) => i > 0 && (word.pos === 'ADP' || word.lower === ','));
  return words.slice(0, end < 0 ? words.length : end).some(word => couldSpeak(english, lexicon, word));
}
