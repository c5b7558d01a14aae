import type { BlockColumns } from './features.js';
import { WORD_MARGIN } from './features.js';
import { mix } from './hash.js';
import { roleOf, type SpanRole, Tag } from './states.js';
import type { WordTraits } from './words.js';

/** A span that the chain found, by its tokens. */
export interface TaggedSpan {
  readonly role: SpanRole;
  /** Tokens from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
}

/** Which cue carries each content, and which source each cue belongs to: indices into the spans, or -1. */
export interface Links {
  readonly cueOf: Int32Array;
  readonly sourceOf: Int32Array;
}

/** Features of links are numbers of this many bits. */
export const LINK_BITS = 12;
/** Only so many candidates on each side are looked at, and only among so many spans. */
const NEAREST = 4;
const REACH = 24;
/** Upper bound of the features of one link. */
export const MOST_LINK_FEATURES = 24;

/** The spans that tags stand for, ascending. */
export function spansOfTags(tags: Uint8Array): TaggedSpan[] {
  const spans: TaggedSpan[] = [];
  for (let i = 0; i < tags.length; ) {
    const tag: Tag = tags[i] ?? Tag.Outside;
    const role = roleOf(tag);
    let end = i + 1;
    if (role) {
      const goesOn = tag % 2 === 1 ? tag + 1 : tag;
      while (end < tags.length && tags[end] === goesOn) end++;
      spans.push({ role, first: i, end });
    }
    i = end;
  }
  return spans;
}

/** The places among `spans` of those that could be what a span is looking for: the nearest of the role on both sides, ascending. */
export function candidates(spans: readonly TaggedSpan[], at: number, role: SpanRole, out: number[]): void {
  out.length = 0;
  for (let i = at - 1; i >= Math.max(0, at - REACH) && out.length < NEAREST; i--) if (spans[i]?.role === role) out.push(i);
  out.reverse();
  const before = out.length;
  for (let i = at + 1; i < Math.min(spans.length, at + REACH) && out.length - before < NEAREST; i++) if (spans[i]?.role === role) out.push(i);
}

function gapStep(gap: number): number {
  return gap < 3 ? gap : gap < 6 ? 3 : gap < 12 ? 4 : gap < 25 ? 5 : gap < 50 ? 6 : gap < 100 ? 7 : 8;
}

/** Writes the features of the link from one span to another, or to none (-1), and returns how many there are. */
export function linkFeatures<T extends WordTraits>(columns: BlockColumns<T>, spans: readonly TaggedSpan[], from: number, to: number, out: Int32Array): number {
  const x = spans[from];
  const role = x?.role === 'cue' ? 64 : 0;
  let n = 0;
  const put = (template: number, value: number): void => {
    out[n++] = (mix(value, template + role) >>> 8) & ((1 << LINK_BITS) - 1);
  };
  const y = spans[to];
  if (!x) return 0;
  const stemAt = (i: number): number => columns.words[i + WORD_MARGIN]?.stem ?? 0;
  const lastStem = stemAt(x.end - 1);
  if (!y) {
    put(1, 0);
    put(2, lastStem);
    put(3, columns.place[x.first] ?? 0);
    return n;
  }
  const after = y.first >= x.end ? 1 : 0;
  const gap = gapStep(after ? y.first - x.end : x.first - y.end);
  const sentences = columns.sentenceOf(y.first) - columns.sentenceOf(after ? x.end - 1 : x.first);
  const sentence = Math.max(-3, Math.min(3, sentences)) + 3;
  let cues = 0;
  let sources = 0;
  let contents = 0;
  for (let i = Math.min(from, to) + 1; i < Math.max(from, to); i++) {
    const between = spans[i]?.role;
    if (between === 'cue') cues++;
    else if (between === 'source') sources++;
    else contents++;
  }
  const between = (Math.min(cues, 2) * 9 + Math.min(sources, 2) * 3 + Math.min(contents, 2)) * 2 + after;
  const quoted = columns.place[x.first] ?? 0;
  const leadWord = stemAt(after ? x.end : y.end);
  const tailWord = stemAt(after ? y.first - 1 : x.first - 1);
  const beyondContent = spans[after ? to + 1 : to - 1];
  put(5, gap * 2 + after);
  put(6, (gap * 2 + after) * 8 + sentence);
  put(7, sentence * 64 + between);
  put(8, between);
  put(9, mix(stemAt(y.end - 1), after * 8 + sentence));
  put(10, mix(stemAt(y.first), after));
  put(11, mix(stemAt(x.first), between));
  put(12, mix(lastStem, between));
  put(13, mix(leadWord, gap * 2 + after));
  put(14, mix(tailWord, gap * 2 + after));
  put(15, (quoted * 8 + sentence) * 64 + between);
  put(16, (columns.partOf(y.first) * 32 + columns.partOf(y.end - 1)) * 2 + after);
  put(17, gap * 64 + between);
  put(18, (beyondContent ? (beyondContent.role === 'content' ? 1 : beyondContent.role === 'cue' ? 2 : 3) : 0) * 64 + between);
  put(19, (columns.place[y.first] ?? 0) * 4 + quoted);
  return n;
}

/** Links contents to cues and cues to sources by the best of their candidates. */
export class Linker<T extends WordTraits> {
  private readonly features = new Int32Array(MOST_LINK_FEATURES);
  private readonly near: number[] = [];

  constructor(private readonly weights: Int16Array) {}

  link(columns: BlockColumns<T>, spans: readonly TaggedSpan[]): Links {
    const cueOf = new Int32Array(spans.length).fill(-1);
    const sourceOf = new Int32Array(spans.length).fill(-1);
    spans.forEach(({ role }, i) => {
      if (role === 'content') cueOf[i] = this.best(columns, spans, i, 'cue');
      else if (role === 'cue') sourceOf[i] = this.best(columns, spans, i, 'source');
    });
    return { cueOf, sourceOf };
  }

  private best(columns: BlockColumns<T>, spans: readonly TaggedSpan[], at: number, role: SpanRole): number {
    candidates(spans, at, role, this.near);
    let best = -1;
    let highest = this.score(columns, spans, at, -1);
    for (const candidate of this.near) {
      const score = this.score(columns, spans, at, candidate);
      if (score > highest) {
        highest = score;
        best = candidate;
      }
    }
    return best;
  }

  private score(columns: BlockColumns<T>, spans: readonly TaggedSpan[], from: number, to: number): number {
    const count = linkFeatures(columns, spans, from, to, this.features);
    let score = 0;
    for (let i = 0; i < count; i++) score += this.weights[this.features[i] ?? 0] ?? 0;
    return score;
  }
}
