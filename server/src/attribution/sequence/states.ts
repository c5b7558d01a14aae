/** What a token is to an attribution: outside of all, or at the beginning or inside of a source, a cue or a content. */
export enum Tag {
  Outside,
  SourceBegins,
  SourceGoesOn,
  CueBegins,
  CueGoesOn,
  ContentBegins,
  ContentGoesOn,
}

export const TAG_COUNT = 7;

export type SpanRole = 'source' | 'cue' | 'content';

/** The role that a tag begins or goes on with; undefined outside. */
export function roleOf(tag: Tag): SpanRole | undefined {
  if (tag === Tag.Outside) return undefined;
  return tag <= Tag.SourceGoesOn ? 'source' : tag <= Tag.CueGoesOn ? 'cue' : 'content';
}

export const beginTag: Readonly<Record<SpanRole, Tag>> = { source: Tag.SourceBegins, cue: Tag.CueBegins, content: Tag.ContentBegins };

/** Whether the tag goes on with the span of the token before. */
export function goesOn(tag: Tag): boolean {
  return tag !== Tag.Outside && tag % 2 === 0;
}

/** What of an attribution the sentence has shown so far: the chain's memory beyond the last token. */
enum Seen {
  Nothing,
  Source,
  /** A cue that still wants its content. */
  Cue,
  /** Content that still wants its cue. */
  Content,
  /** Cue and content. */
  Whole,
}

const SEEN_COUNT = 5;

function seenAfter(seen: Seen, begun: SpanRole): Seen {
  if (begun === 'source') return seen === Seen.Nothing || seen === Seen.Whole ? Seen.Source : seen;
  if (begun === 'cue') return seen === Seen.Content ? Seen.Whole : Seen.Cue;
  return seen === Seen.Cue || seen === Seen.Whole ? Seen.Whole : Seen.Content;
}

/** A step of the chain from one state to another. */
interface Step {
  readonly from: number;
  readonly tag: Tag;
  /** The state it leads to within a sentence, and where the token begins a new one. */
  readonly to: number;
  readonly toAtStart: number;
}

/**
 * The states of the chain, each a tag with what the sentence has shown so far. The states of a text follow from its tags, so that a model over states is still learned from tags alone.
 * State 0 is outside with nothing seen; every block begins behind it.
 */
export interface StateGraph {
  readonly stateCount: number;
  readonly tagOfState: Uint8Array;
  /** All steps, ordered by the state that they come from; parallel arrays. */
  readonly stepCount: number;
  /** The steps from a state are `stepsOf[state]` to before `stepsOf[state + 1]`. */
  readonly stepsOf: Uint8Array;
  readonly stepFrom: Uint8Array;
  readonly stepTag: Uint8Array;
  readonly stepTo: Uint8Array;
  readonly stepToAtStart: Uint8Array;
  /** Number of the pair of tags of a step, dense from 0. */
  readonly stepPair: Uint8Array;
  readonly pairCount: number;
  /** Step by `state * TAG_COUNT + tag`, or 255 where the tag cannot follow. */
  readonly stepOf: Uint8Array;
}

export const NO_STEP = 255;

export function createStateGraph(): StateGraph {
  const keys = [Tag.Outside * SEEN_COUNT + Seen.Nothing];
  const stateOf = (tag: Tag, seen: Seen): number => {
    const key = tag * SEEN_COUNT + seen;
    const known = keys.indexOf(key);
    return known >= 0 ? known : keys.push(key) - 1;
  };
  const steps: Step[] = [];
  const stepsOf: number[] = [];
  for (let from = 0; from < keys.length; from++) {
    stepsOf.push(steps.length);
    const key = keys[from] ?? 0;
    const tag: Tag = Math.floor(key / SEEN_COUNT);
    const seen: Seen = key % SEEN_COUNT;
    for (let next: Tag = 0; next < TAG_COUNT; next++) {
      if (goesOn(next)) {
        if (roleOf(next) !== roleOf(tag)) continue;
        const to = stateOf(next, seen);
        steps.push({ from, tag: next, to, toAtStart: to });
        continue;
      }
      const role = roleOf(next);
      const after = (before: Seen): number => stateOf(next, role === undefined ? before : seenAfter(before, role));
      steps.push({ from, tag: next, to: after(seen), toAtStart: after(Seen.Nothing) });
    }
  }
  const tagOfState = Uint8Array.from(keys, key => Math.floor(key / SEEN_COUNT));
  const pairs: number[] = [];
  const pairOf = (from: number, tag: Tag): number => {
    const pair = (tagOfState[from] ?? 0) * TAG_COUNT + tag;
    const known = pairs.indexOf(pair);
    return known >= 0 ? known : pairs.push(pair) - 1;
  };
  const stepPair = Uint8Array.from(steps, step => pairOf(step.from, step.tag));
  const stepOf = new Uint8Array(keys.length * TAG_COUNT).fill(NO_STEP);
  steps.forEach((step, index) => {
    stepOf[step.from * TAG_COUNT + step.tag] = index;
  });
  return {
    stateCount: keys.length,
    tagOfState,
    stepCount: steps.length,
    stepsOf: Uint8Array.from([...stepsOf, steps.length]),
    stepFrom: Uint8Array.from(steps, step => step.from),
    stepTag: Uint8Array.from(steps, step => step.tag),
    stepTo: Uint8Array.from(steps, step => step.to),
    stepToAtStart: Uint8Array.from(steps, step => step.toAtStart),
    stepPair,
    pairCount: pairs.length,
    stepOf,
  };
}
