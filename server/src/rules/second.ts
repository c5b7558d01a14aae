import type { Span } from '../draft/types.js';
import type { Sentence } from '../english/types.js';
import type { BlockReading } from '../reading.js';
import type { Judge, SentenceJudgement, WordRun } from '../second/judgement.js';
import { lastIndex } from './spans.js';

/** What the second reading says where some words stand. */
export interface JudgedPlace {
  readonly judgement: SentenceJudgement;
  /** Half-open range of the words among the sentence's tokens. */
  readonly first: number;
  readonly end: number;
}

/** Undefined where the second reading has said nothing of the sentence that the words begin in. */
export function judgedPlace(block: BlockReading, span: Span): JudgedPlace | undefined {
  const { sentences } = block.english;
  const index = lastIndex(sentences, ({ start }) => start <= span.start);
  const sentence = sentences[index];
  const judgement = block.second?.sentences[index];
  if (!sentence || !judgement) return undefined;
  const first = sentence.tokens.findIndex(({ end }) => end > span.start);
  return first < 0 ? undefined : { judgement, first, end: lastIndex(sentence.tokens, ({ start }) => start < span.end) + 1 };
}

/** The words of a run without the marks at its ends; undefined where nothing is left. */
export function spanOfRun({ tokens }: Sentence, { first, end }: WordRun<string>): Span | undefined {
  let from = first;
  let to = Math.min(end, tokens.length);
  while (from < to && tokens[from]?.pos === 'PUNCT') from++;
  while (to > from && tokens[to - 1]?.pos === 'PUNCT') to--;
  const a = tokens[from];
  const b = tokens[to - 1];
  return to > from && a && b ? { start: a.start, end: b.end } : undefined;
}

/** A word belongs to a run from this probability on. */
const RUN_FROM = 0.2;

/** Runs of words that the second reading finds in a block; `runsOf` asks it of one sentence for the runs from a probability on. */
export function judgedRuns<Kind extends string>(
  { second, english }: BlockReading,
  runsOf: (judge: Judge, judgement: SentenceJudgement, bar: number) => readonly WordRun<Kind>[],
): { readonly span: Span; readonly run: WordRun<Kind> }[] {
  if (!second) return [];
  return english.sentences.flatMap((sentence, i) => {
    const judgement = second.sentences[i];
    if (!judgement) return [];
    return runsOf(second.judge, judgement, RUN_FROM).flatMap(run => {
      const span = spanOfRun(sentence, run);
      return span ? [{ span, run }] : [];
    });
  });
}
