import type { Cache } from './cache.js';
import type { SentenceJudgement } from './judgement.js';
import { createScores, noScores, type Scores, sentenceKey, type WindowJudgement } from './scores.js';
import type { PlacedWindow, SecondWindow } from './windows.js';

/** How soon a window is to be read: the smaller, the sooner; 0 for what somebody looks at. */
export type Nearness = (window: PlacedWindow) => number;

/** Decides what the encoder reads next. Knows documents by name and windows by key; does no reading itself. */
export interface Queue {
  /**
   * The windows that a document has now; what it wanted before is dropped. What is known already is there at once, the rest is read: the document that asked last
   * goes first, in it what has changed since it asked before, then what is nearest. True where `scores` have changed by it.
   */
  want(document: string, windows: readonly PlacedWindow[], nearness?: Nearness): boolean;
  /** Puts what a document still waits for in another order. */
  focus(document: string, nearness: Nearness): void;
  /** Nobody waits for this document any more; what is being read of it still goes to the cache. */
  drop(document: string): void;
  /** What is known of a document; another object only after `want` or when `onSpoken` says so. */
  scores(document: string): Scores;
  /** All that the document wants has been read. */
  settled(document: string): boolean;
}

export interface QueueDependencies {
  /** Reads a window; rejects where nothing more will be read. */
  readonly read: (window: SecondWindow) => Promise<WindowJudgement>;
  readonly cache: Cache<WindowJudgement>;
  /** All that a document wants has been read, or all of it that somebody looks at; `changed` where its scores have changed by it. */
  readonly onSpoken: (document: string, changed: boolean) => void;
  /** How many windows are with the encoder at one time. */
  readonly atOnce: number;
}

interface Wanted {
  readonly windows: readonly PlacedWindow[];
  readonly found: Map<string, WindowJudgement>;
  /** Soonest first. */
  missing: Map<string, PlacedWindow>;
  /** Keys of what is missing and somebody looks at. */
  urgent: Set<string>;
  scores: Scores;
  /** Judgements of the sentences that stood in the document when all of it had last been read. */
  passing: ReadonlyMap<string, SentenceJudgement>;
}

export function createQueue({ read, cache, onSpoken, atOnce }: QueueDependencies): Queue {
  /** The one that asked last is the last. */
  const documents = new Map<string, Wanted>();
  const reading = new Set<string>();

  function next(): SecondWindow | undefined {
    for (const { missing } of [...documents.values()].reverse()) for (const [key, { window }] of missing) if (!reading.has(key)) return window;
    return undefined;
  }

  function fill(): void {
    while (reading.size < atOnce) {
      const window = next();
      if (!window) return;
      const { key } = window;
      reading.add(key);
      read(window).then(
        judgement => {
          reading.delete(key);
          cache.set(key, judgement);
          arrived(key, judgement);
          fill();
        },
        // Whoever reads has said why there is no more; nothing is asked of it again.
        () => {},
      );
    }
  }

  function arrived(key: string, judgement: WindowJudgement): void {
    for (const [document, wanted] of documents) {
      if (!wanted.missing.delete(key)) continue;
      wanted.found.set(key, judgement);
      const seen = wanted.urgent.delete(key) && wanted.urgent.size === 0;
      if (wanted.missing.size === 0) onSpoken(document, settle(wanted));
      else if (seen) onSpoken(document, renew(wanted));
    }
  }

  /** True where the scores have changed. */
  function settle(wanted: Wanted): boolean {
    const passing = new Map<string, SentenceJudgement>();
    for (const { window } of wanted.windows)
      wanted.found.get(window.key)?.forEach((judgement, i) => {
        const sentence = window.sentences[i];
        if (sentence) passing.set(sentenceKey(window, sentence), judgement);
      });
    wanted.passing = passing;
    return renew(wanted);
  }

  function renew(wanted: Wanted): boolean {
    const scores = createScores(new Map(wanted.found), wanted.passing);
    if (wanted.windows.every(({ window }) => sameItems(wanted.scores.of(window), scores.of(window)))) return false;
    wanted.scores = scores;
    return true;
  }

  return {
    want(document, windows, nearness) {
      const last = documents.get(document);
      const wanted: Wanted = {
        windows,
        found: new Map(),
        missing: new Map(),
        urgent: new Set(),
        scores: last?.scores ?? noScores,
        passing: last?.passing ?? new Map(),
      };
      for (const placed of windows) {
        const { key } = placed.window;
        const known = last?.found.get(key) ?? cache.get(key);
        if (known) wanted.found.set(key, known);
        else wanted.missing.set(key, placed);
      }
      sort(wanted, nearness, key => last !== undefined && !last.missing.has(key));
      documents.delete(document);
      documents.set(document, wanted);
      const changed = wanted.missing.size === 0 ? settle(wanted) : renew(wanted);
      fill();
      return changed;
    },
    focus(document, nearness) {
      const wanted = documents.get(document);
      if (wanted) sort(wanted, nearness);
    },
    drop: document => void documents.delete(document),
    scores: document => documents.get(document)?.scores ?? noScores,
    settled: document => (documents.get(document)?.missing.size ?? 0) === 0,
  };
}

/** @param isNew Whether a window has come with the last edit. */
function sort(wanted: Wanted, nearness: Nearness = () => 0, isNew: (key: string) => boolean = () => false): void {
  const missing = [...wanted.missing].map(([key, placed]) => ({ key, placed, distance: nearness(placed), late: isNew(key) ? 0 : 1 }));
  missing.sort((a, b) => a.late - b.late || a.distance - b.distance);
  wanted.missing = new Map(missing.map(({ key, placed }) => [key, placed]));
  wanted.urgent = new Set(missing.filter(({ distance }) => distance === 0).map(({ key }) => key));
}

/** What is not there is undefined. */
function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let i = 0; i < a.length || i < b.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
