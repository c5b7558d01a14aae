import { PARTS_OF_SPEECH } from '../../english/taggerFeatures.js';
import type { English, EnglishReading, PartOfSpeech } from '../../english/types.js';
import type { LocalAttribution } from '../attribute.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { QuotedSpan } from '../quotations.js';
import { feature, mix } from './hash.js';
import { Tag } from './states.js';
import { type WordHabits, WordKind, type WordTraits, wordTraits } from './words.js';

/** Upper bound of the features of one token beside those of its words. */
export const MOST_CONTEXT_FEATURES = 80;

/** Observations that the steps from tag to tag are weighed by, each with the number of its values. */
export const EDGE_VALUES = [512, 256, 256] as const;
/** Observations that the steps from state to state are weighed by. */
export const STATE_EDGE_VALUES = [64, 64] as const;

/** Where a token stands to the quotation marks. */
export enum QuotationPlace {
  Outside,
  OpeningMark,
  Inside,
  ClosingMark,
}

/** What the text of one block tells the next, in bits. */
export enum BlockTrail {
  Nothing = 0,
  OpenQuotation = 1,
  EndsWithColon = 2,
  CueInLastSentence = 4,
  Quotation = 8,
  /** There was a block before. */
  Begun = 16,
}

const REMEMBERED_WORDS = 30_000;
const LONGEST_REMEMBERED = 40;
/** Room before and behind the tokens of a block, so that neighbours need no bounds. */
export const WORD_MARGIN = 3;
const STRONG_CUE = 3;

const partNumbers: ReadonlyMap<PartOfSpeech, number> = new Map(PARTS_OF_SPEECH.map((pos, index) => [pos, index + 1]));

/** Knows the words that it has met, with whatever `extend` adds to their traits; a text of other words starts the memory anew, which `forget` is told. */
export class WordMemory<T extends WordTraits> {
  private readonly words = new Map<string, T>();
  private readonly titles: ReadonlySet<string>;
  private met = 0;
  readonly boundary: T;

  constructor(
    private readonly english: English,
    lexicon: AttributionLexicon,
    private readonly habits: WordHabits,
    private readonly extend: (traits: WordTraits) => T,
    private readonly forget: () => void = () => {},
  ) {
    this.titles = new Set([...lexicon.titles, ...lexicon.roles]);
    this.boundary = extend(wordTraits(english, habits, this.titles, '\u0000', '\u0000'));
  }

  traits(text: string, lower: string): T {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    const word = this.extend(wordTraits(this.english, this.habits, this.titles, text, lower));
    this.met++;
    if (text.length <= LONGEST_REMEMBERED) this.words.set(text, word);
    return word;
  }

  /** Forgets all words but the boundary where they have become too many; to be called only where none is in use. */
  trim(): void {
    if (this.met < REMEMBERED_WORDS) return;
    this.words.clear();
    this.met = 0;
    this.forget();
  }
}

/** Distances in steps that grow with them. */
const DISTANCE_STEPS = distanceSteps();
function distanceSteps(): Uint8Array {
  const steps = new Uint8Array(36);
  for (let d = 0; d < steps.length; d++) steps[d] = d < 4 ? d : d < 6 ? 4 : d < 9 ? 5 : d < 14 ? 6 : d < 22 ? 7 : d < 35 ? 8 : 9;
  return steps;
}
function step(distance: number): number {
  return distance < 36 ? (DISTANCE_STEPS[distance] ?? 0) : 9;
}

/** A block laid out in columns, one value a token; the columns are used again for the next block. */
export class BlockColumns<T extends WordTraits> {
  /** Number of tokens. */
  length = 0;
  /** From `WORD_MARGIN` before the first token to `WORD_MARGIN` behind the last. */
  words: T[] = [];
  /** What the next block is told. */
  trail: number = BlockTrail.Nothing;
  /** 1 where the token begins a sentence. */
  startsSentence = new Uint8Array(0);
  place = new Uint8Array(0);

  private part = new Uint8Array(0);
  private rule = new Uint8Array(0);
  private region = new Int32Array(0);
  private sentenceFirst = new Int32Array(0);
  private sentenceEnd = new Int32Array(0);
  private sentenceNumber = new Int32Array(0);
  private sentenceFact = new Int32Array(0);
  private beforeFact = new Int32Array(0);
  private cueBefore = new Int32Array(0);
  private cueAfter = new Int32Array(0);
  private breakBefore = new Int32Array(0);
  private breakAfter = new Int32Array(0);
  private commasBefore = new Uint8Array(0);
  private commasAfter = new Uint8Array(0);
  private opener = new Uint8Array(0);
  private quoted: readonly QuotedSpan[] = [];
  private regionFirst: number[] = [];
  private regionEnd: number[] = [];
  private sentences = 0;
  private context = 0;
  private layout = 0;

  constructor(private readonly memory: WordMemory<T>) {}

  /** Lays out a block. `ruleRead` is what the written rules make of it; `trail` what the block before left. */
  fill(reading: EnglishReading, quoted: readonly QuotedSpan[], ruleRead: readonly LocalAttribution[], trail: number): void {
    let n = 0;
    for (const sentence of reading.sentences) n += sentence.tokens.length;
    this.reserve(n);
    this.length = n;
    this.quoted = quoted;
    this.context = trail;
    this.sentences = reading.sentences.length;
    this.fillWords(reading, n);
    this.fillPlaces(reading);
    this.fillRules(reading, ruleRead);
    this.layout = this.transcriptLayout();
    this.fillSentences(reading);
  }

  private reserve(n: number): void {
    if (this.place.length >= n && this.place.length > 0) return;
    const size = Math.max(256, 2 ** Math.ceil(Math.log2(n + 1)));
    this.part = new Uint8Array(size + 2 * WORD_MARGIN);
    for (const name of ['startsSentence', 'place', 'rule', 'commasBefore', 'commasAfter', 'opener'] as const) this[name] = new Uint8Array(size);
    for (const name of [
      'region',
      'sentenceFirst',
      'sentenceEnd',
      'sentenceNumber',
      'sentenceFact',
      'beforeFact',
      'cueBefore',
      'cueAfter',
      'breakBefore',
      'breakAfter',
    ] as const)
      this[name] = new Int32Array(size);
  }

  private fillWords(reading: EnglishReading, n: number): void {
    const { memory, part } = this;
    memory.trim();
    const words: T[] = new Array(n + 2 * WORD_MARGIN).fill(memory.boundary);
    part.fill(0, 0, WORD_MARGIN);
    let i = 0;
    let number = 0;
    for (const { tokens } of reading.sentences) {
      const first = i;
      const end = i + tokens.length;
      for (const token of tokens) {
        words[i + WORD_MARGIN] = memory.traits(token.text, token.lower);
        part[i + WORD_MARGIN] = partNumbers.get(token.pos) ?? 0;
        this.startsSentence[i] = i === first ? 1 : 0;
        this.sentenceFirst[i] = first;
        this.sentenceEnd[i] = end;
        this.sentenceNumber[i] = number;
        i++;
      }
      number++;
    }
    part.fill(0, n + WORD_MARGIN, n + 2 * WORD_MARGIN);
    this.words = words;
  }

  private fillPlaces(reading: EnglishReading): void {
    const { place, region, quoted } = this;
    this.regionFirst = [];
    this.regionEnd = [];
    let q = 0;
    let i = 0;
    for (const { tokens } of reading.sentences) {
      for (const token of tokens) {
        while (q < quoted.length && (quoted[q]?.end ?? 0) <= token.start) q++;
        const quotation = quoted[q];
        if (quotation && token.start >= quotation.start) {
          if (this.regionFirst[q] === undefined) this.regionFirst[q] = i;
          this.regionEnd[q] = i + 1;
          region[i] = q;
          place[i] =
            token.end <= quotation.inner.start
              ? QuotationPlace.OpeningMark
              : !quotation.open && token.start >= quotation.inner.end
                ? QuotationPlace.ClosingMark
                : QuotationPlace.Inside;
        } else {
          region[i] = -1;
          place[i] = QuotationPlace.Outside;
        }
        i++;
      }
    }
  }

  private fillRules(reading: EnglishReading, ruleRead: readonly LocalAttribution[]): void {
    const { rule, length } = this;
    rule.fill(0, 0, length);
    if (ruleRead.length === 0) return;
    const starts: number[] = [];
    for (const { tokens } of reading.sentences) for (const token of tokens) starts.push(token.start);
    const put = (start: number, end: number, tag: Tag): void => {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) < start) low = middle + 1;
        else high = middle;
      }
      for (let i = low; i < starts.length && (starts[i] ?? 0) < end; i++) rule[i] = i === low ? tag : tag + 1;
    };
    for (const { source, cue, content } of ruleRead) {
      for (const span of content) put(span.start, span.end, Tag.ContentBegins);
      if (cue) put(cue.start, cue.end, Tag.CueBegins);
      if (source) put(source.start, source.end, Tag.SourceBegins);
    }
  }

  /** "WALLACE: …": the block begins as a line of a transcript. */
  private transcriptLayout(): number {
    const { words, length, place } = this;
    const first = place[0] === QuotationPlace.OpeningMark ? 1 : 0;
    if (length <= 3 || words[first + WORD_MARGIN]?.kind !== WordKind.Capitals) return first;
    for (let i = 0; i < 6 && i < length; i++) if (words[i + WORD_MARGIN]?.kind === WordKind.Colon) return 2 + first;
    return first;
  }

  private fillSentences(reading: EnglishReading): void {
    const { words, place, rule, quoted, length } = this;
    let first = 0;
    let before = 0;
    let cueOutside = 0;
    for (const { tokens } of reading.sentences) {
      const end = first + tokens.length;
      let inside = 0;
      let ruleContent = 0;
      cueOutside = 0;
      for (let i = first; i < end; i++) {
        const word = words[i + WORD_MARGIN];
        if (word === undefined) continue;
        if (place[i] === QuotationPlace.Inside) inside++;
        else if (word.cue >= STRONG_CUE || word.kind === WordKind.According) cueOutside = 1;
        if ((rule[i] ?? 0) >= Tag.ContentBegins) ruleContent = 1;
      }
      const share = inside >= end - first - 2 && inside > 0 ? 2 : inside > 0 ? 1 : 0;
      const fact = (share * 2 + cueOutside) * 2 + ruleContent;
      for (let i = first; i < end; i++) {
        this.sentenceFact[i] = fact;
        this.beforeFact[i] = before;
      }
      this.scan(first, end, cueOutside === 1);
      before = 12 + fact;
      first = end;
    }
    this.trail =
      BlockTrail.Begun |
      (quoted.at(-1)?.open ? BlockTrail.OpenQuotation : 0) |
      (words[length - 1 + WORD_MARGIN]?.kind === WordKind.Colon && length > 0 ? BlockTrail.EndsWithColon : 0) |
      (cueOutside ? BlockTrail.CueInLastSentence : 0) |
      (quoted.length > 0 ? BlockTrail.Quotation : 0);
  }

  /** For each token of a sentence the nearest cue and the nearest break on both sides, and what stands between. */
  private scan(first: number, end: number, cueOutside: boolean): void {
    const { words, place } = this;
    const isCue = (i: number, word: T): boolean =>
      (word.cue >= STRONG_CUE || word.kind === WordKind.According) && !(cueOutside && place[i] === QuotationPlace.Inside);
    const isBreak = (i: number, kind: WordKind): boolean =>
      (kind >= WordKind.Comma && kind <= WordKind.Colon) || place[i] === QuotationPlace.OpeningMark || place[i] === QuotationPlace.ClosingMark;
    let cue = -1;
    let gap = first - 1;
    let commas = 0;
    let opener = 0;
    for (let i = first; i < end; i++) {
      const word = words[i + WORD_MARGIN];
      if (word === undefined) continue;
      this.cueBefore[i] = cue;
      this.breakBefore[i] = gap;
      this.commasBefore[i] = commas;
      this.opener[i] = opener;
      const { kind } = word;
      if (isCue(i, word)) {
        cue = i;
        commas = 0;
        opener = 0;
      }
      if (isBreak(i, kind)) {
        gap = i;
        if (kind === WordKind.Comma && commas < 3) commas++;
      } else if (kind === WordKind.That) opener = 1;
      else if (kind === WordKind.To) opener = 2;
      else if (kind === WordKind.Question) opener = 3;
    }
    cue = -1;
    gap = end;
    commas = 0;
    for (let i = end - 1; i >= first; i--) {
      const word = words[i + WORD_MARGIN];
      if (word === undefined) continue;
      this.cueAfter[i] = cue;
      this.breakAfter[i] = gap;
      this.commasAfter[i] = commas;
      if (isCue(i, word)) {
        cue = i;
        commas = 0;
      }
      if (isBreak(i, word.kind)) {
        gap = i;
        if (word.kind === WordKind.Comma && commas < 3) commas++;
      }
    }
  }

  /** Number of the token's part of speech, from 1. */
  partOf(i: number): number {
    return this.part[i + WORD_MARGIN] ?? 0;
  }

  /** Index of the sentence that the token is in. */
  sentenceOf(i: number): number {
    return this.sentenceNumber[i] ?? 0;
  }

  /** The values of `EDGE_VALUES` and then of `STATE_EDGE_VALUES` for a token, written to `out`. */
  edges(i: number, out: Int32Array): void {
    const part = this.part[i + WORD_MARGIN] ?? 0;
    const partBefore = this.part[i + WORD_MARGIN - 1] ?? 0;
    const word = this.words[i + WORD_MARGIN];
    const before = this.words[i + WORD_MARGIN - 1];
    const place = this.place[i] ?? 0;
    const placeBefore = i > 0 ? (this.place[i - 1] ?? 0) : 0;
    const starts = this.startsSentence[i] ?? 0;
    const rule = this.rule[i] ?? 0;
    out[0] = partBefore * 19 + part;
    out[1] = (word?.form ?? 0) >>> 24;
    out[2] = (before?.form ?? 0) >>> 24;
    out[3] = (placeBefore * 4 + place) * 4 + starts * 2 + (rule === Tag.ContentBegins ? 1 : 0);
    out[4] = (this.sentenceFact[i] ?? 0) * 4 + (word && word.cue >= STRONG_CUE ? 1 : 0) + ((this.cueAfter[i] ?? -1) >= 0 ? 2 : 0);
  }

  /** Features of a token together with its surroundings, written to `out`; returns how many. */
  contextFeatures(i: number, out: Int32Array): number {
    const { words, place, part, rule } = this;
    const at = i + WORD_MARGIN;
    const word = words[at];
    const w1 = words[at - 1];
    const w2 = words[at - 2];
    const x1 = words[at + 1];
    const x2 = words[at + 2];
    if (!word || !w1 || !w2 || !x1 || !x2) return 0;
    const p0 = part[at] ?? 0;
    const p1 = part[at - 1] ?? 0;
    const p2 = part[at - 2] ?? 0;
    const n1 = part[at + 1] ?? 0;
    const n2 = part[at + 2] ?? 0;
    const first = this.sentenceFirst[i] ?? 0;
    const end = this.sentenceEnd[i] ?? 0;
    const fact = this.sentenceFact[i] ?? 0;
    const q0 = place[i] ?? 0;
    const q1 = i > 0 ? (place[i - 1] ?? 0) : 0;
    const qn = i + 1 < this.length ? (place[i + 1] ?? 0) : 0;
    const starts = i === first ? 1 : 0;
    const ends = i === end - 1 ? 1 : 0;
    let n = 0;
    const form = word.form;

    out[n++] = feature(21, word.cue * 512 + word.source * 64 + p0);
    out[n++] = feature(22, p1 * 32 + p0);
    out[n++] = feature(23, p0 * 32 + n1);
    out[n++] = feature(24, (p1 * 32 + p0) * 32 + n1);
    out[n++] = feature(25, (p2 * 32 + p1) * 32 + p0);
    out[n++] = feature(26, (p0 * 32 + n1) * 32 + n2);
    out[n++] = feature(29, mix(form, p1));
    out[n++] = feature(30, mix(form, n1));
    out[n++] = feature(31, mix(w1.form, form));
    out[n++] = feature(32, mix(form, x1.form));
    out[n++] = feature(34, mix(w2.form, w1.form));
    out[n++] = feature(36, w1.cue * 64 + word.cue * 8 + x1.cue);
    out[n++] = feature(38, (x1.cue * 64 + x2.cue * 8 + word.source) * 32 + p0);
    out[n++] = feature(39, mix(w1.stem, p0));
    out[n++] = feature(40, mix(x1.stem, p0));
    out[n++] = feature(41, mix(w1.shape, mix(word.shape, x1.shape)));
    out[n++] = feature(42, mix(w1.title * 8 + word.title * 4 + x1.title * 2 + w2.title, word.shape));

    const q = (q0 * 4 + q1) * 4 + qn;
    out[n++] = feature(45, q * 32 + p0);
    out[n++] = feature(46, mix(q0 * 4 + q1, form));
    out[n++] = feature(48, mix(q0 * 4 + qn, x1.form));
    out[n++] = feature(49, mix(q0, w1.form));
    const region = this.region[i] ?? -1;
    if (region >= 0) {
      const from = this.regionFirst[region] ?? 0;
      const to = this.regionEnd[region] ?? 0;
      const size = step(to - from);
      out[n++] = feature(50, size * 4 + (this.quoted[region]?.open ? 2 : 0) + (from === first ? 1 : 0));
      out[n++] = feature(51, mix(size * 4 + q0, words[from - 1 + WORD_MARGIN]?.stem ?? 0));
      out[n++] = feature(52, mix(size * 16 + step(i - from), words[to + WORD_MARGIN]?.stem ?? 0));
    }

    const fromStart = step(i - first);
    const toEnd = step(end - 1 - i);
    out[n++] = feature(53, fromStart * 16 + toEnd);
    out[n++] = feature(54, fromStart * 32 + p0);
    out[n++] = feature(55, mix(form, toEnd));
    out[n++] = feature(56, mix(form, starts * 4 + ends * 2 + (fact & 2)));
    const left = this.cueBefore[i] ?? -1;
    const right = this.cueAfter[i] ?? -1;
    const cueLeft = left >= 0 ? words[left + WORD_MARGIN] : undefined;
    const cueRight = right >= 0 ? words[right + WORD_MARGIN] : undefined;
    const commasLeft = this.commasBefore[i] ?? 0;
    const commasRight = this.commasAfter[i] ?? 0;
    if (cueLeft) {
      const distance = step(i - left);
      const opener = this.opener[i] ?? 0;
      const { stem, cue } = cueLeft;
      out[n++] = feature(57, mix(stem, distance));
      out[n++] = feature(58, mix(stem, p0));
      out[n++] = feature(59, mix(stem, commasLeft * 4 + opener));
      out[n++] = feature(60, ((cue * 16 + distance) * 4 + commasLeft) * 32 + p0);
      out[n++] = feature(62, mix(mix(stem, words[left + 1 + WORD_MARGIN]?.form ?? 0), distance));
      out[n++] = feature(64, mix(mix(stem, distance < 3 ? distance : 3), form));
    } else out[n++] = feature(57, 3);
    if (cueRight) {
      const distance = step(right - i);
      const { stem, cue } = cueRight;
      out[n++] = feature(65, mix(stem, distance));
      out[n++] = feature(66, mix(stem, p0));
      out[n++] = feature(67, mix(stem, commasRight));
      out[n++] = feature(68, ((cue * 16 + distance) * 4 + commasRight) * 32 + p0);
      out[n++] = feature(70, mix(mix(stem, part[right - 1 + WORD_MARGIN] ?? 0), distance));
      out[n++] = feature(71, mix(words[right - 1 + WORD_MARGIN]?.form ?? 0, distance * 8 + cue));
      out[n++] = feature(
        72,
        (((step(end - 1 - right) * 4 + commasRight) * 4 + q0) * 8 + cue) * 2 + (words[right - 1 + WORD_MARGIN]?.kind === WordKind.Comma ? 1 : 0),
      );
    } else out[n++] = feature(65, 3);
    const cues = (cueLeft ? cueLeft.cue * 4 + commasLeft : 63) * 64 + (cueRight ? cueRight.cue * 4 + commasRight : 63);
    out[n++] = feature(73, cues);
    out[n++] = feature(74, (((cueLeft?.cue ?? 7) * 8 + (cueRight?.cue ?? 7)) * 32 + p0) * 4 + q0);
    const gapLeft = this.breakBefore[i] ?? 0;
    const gapRight = this.breakAfter[i] ?? 0;
    const breakLeft = gapLeft >= first ? (words[gapLeft + WORD_MARGIN]?.form ?? 0) : 1;
    const breakRight = gapRight < end ? (words[gapRight + WORD_MARGIN]?.form ?? 0) : 1;
    const sinceBreak = step(i - gapLeft);
    const untilBreak = step(gapRight - i);
    out[n++] = feature(75, mix(breakLeft, sinceBreak));
    out[n++] = feature(76, mix(breakRight, untilBreak));
    out[n++] = feature(77, mix(mix(breakLeft, breakRight), p0));
    out[n++] = feature(78, mix(words[gapLeft + 1 + WORD_MARGIN]?.form ?? 0, sinceBreak * 2 + (gapLeft >= first ? 1 : 0)));
    out[n++] = feature(79, mix(words[gapRight + 1 + WORD_MARGIN]?.stem ?? 0, untilBreak));
    const head = words[first + WORD_MARGIN]?.form ?? 0;
    out[n++] = feature(80, mix(head, fromStart));
    out[n++] = feature(81, mix(mix(head, words[first + 1 + WORD_MARGIN]?.form ?? 0), fact));
    out[n++] = feature(82, fact * 32 + p0);

    const r0 = rule[i] ?? 0;
    const r1 = i > 0 ? (rule[i - 1] ?? 0) : 7;
    const rn = i + 1 < this.length ? (rule[i + 1] ?? 0) : 7;
    out[n++] = feature(84, mix(form, r0));
    out[n++] = feature(85, (r0 * 8 + r1) * 32 + p0);
    out[n++] = feature(86, (r0 * 4 + q0) * 16 + fact);
    out[n++] = feature(87, mix(x1.form, r0 * 8 + rn));

    const number = Math.min(this.sentenceNumber[i] ?? 0, 3);
    const before = this.beforeFact[i] ?? 0;
    out[n++] = feature(88, this.context * 4 + q0);
    out[n++] = feature(89, (this.context * 4 + number) * 2 + starts);
    out[n++] = feature(92, (before * 4 + q0) * 2 + starts);
    out[n++] = feature(93, (this.layout * 16 + step(i)) * 32 + p0);
    out[n++] = feature(94, (this.context * 16 + fact) * 4 + number);
    return n;
  }
}
