import { createCache } from './cache.js';
import { createJudge, type Judge } from './judgement.js';
import { checkFile, type ModelManifest, modelFiles, type SecondModel } from './model.js';
import type { SecondThresholds } from './opinion.js';
import { createQueue, type Nearness } from './queue.js';
import { judgementOf, type Scores, sizeOf, type WindowJudgement } from './scores.js';
import { type Session, type StartWorker, startSession, WindowRefused, type WorkerParts } from './session.js';
import { createWindowCutter, type PlacedWindow, type SecondWindow, type WindowCutter } from './windows.js';

export type { Nearness } from './queue.js';
export { noScores, type Scores } from './scores.js';
export type { PlacedWindow, WindowCutter } from './windows.js';

/** What the second reading is about as a whole. */
export type SecondState = { readonly state: 'available' } | { readonly state: 'unavailable'; readonly reason: string };

/** The second reading of one process: an encoder in a worker, which is started when it is first needed, and what it has said. */
export interface SecondReading {
  readonly state: SecondState;
  /** What the model says of itself; undefined where there is none that can be used. */
  readonly manifest: ModelManifest | undefined;
  /** One for each document; undefined where the second reading is unavailable. */
  createDocument(): SecondDocument | undefined;
  /** What is known of a document; undefined where the second reading is unavailable. */
  scores(document: string): Scores | undefined;
  /** Has the windows of a document read; see `Queue.want`. */
  want(document: string, windows: readonly PlacedWindow[], nearness?: Nearness): boolean;
  focus(document: string, nearness: Nearness): void;
  /** All that the document wants has been read. */
  settled(document: string): boolean;
  /** Resolves when all that the document wants has been read, or will never be. */
  complete(document: string): Promise<void>;
  drop(document: string): void;
  /** Who is told; the last one counts. */
  listen(listener: SecondListener): void;
  /** Ends the worker. */
  end(): void;
}

/** What the analysis of one document needs of the second reading, apart from its scores. */
export interface SecondDocument {
  readonly cut: WindowCutter;
  readonly judge: Judge;
  readonly thresholds: SecondThresholds;
}

export interface SecondReadingDependencies {
  /** Manifest and vocabulary; called once, when first needed. Throws an error for people. */
  readonly readModel: () => SecondModel;
  /** What only the worker needs; called when the first window is to be read. */
  readonly readParts: () => Promise<WorkerParts>;
  readonly startWorker: StartWorker;
}

export interface SecondListener {
  /** All that a document wants, or what of it is near, has been read; `changed` where its scores have changed by it. */
  spoken(document: string, changed: boolean): void;
  /** The second reading has become unavailable. */
  unavailable(reason: string): void;
}

/** Judgements that are kept, in bytes: those of some 200,000 words. */
const KEPT = 16 * 1024 * 1024;

/** One window is computed and one waits, so that the worker does not idle until this thread has time. */
const AT_ONCE = 2;

export function createSecondReading({ readModel, readParts, startWorker }: SecondReadingDependencies): SecondReading {
  let state: SecondState = { state: 'available' };
  let model: SecondModel | undefined;
  let session: Promise<Session> | undefined;
  let judge: Judge | undefined;
  let listener: SecondListener | undefined;
  const waiting = new Map<string, Set<() => void>>();
  const queue = createQueue({
    read,
    cache: createCache<WindowJudgement>(KEPT, sizeOf),
    atOnce: AT_ONCE,
    onSpoken(document, changed) {
      if (queue.settled(document)) release(document);
      listener?.spoken(document, changed);
    },
  });

  function release(document: string): void {
    for (const resolve of waiting.get(document) ?? []) resolve();
    waiting.delete(document);
  }

  function fail(reason: string): void {
    if (state.state === 'unavailable') return;
    state = { state: 'unavailable', reason };
    for (const document of [...waiting.keys()]) release(document);
    listener?.unavailable(reason);
  }

  /** The model, read when it is first asked for. */
  function load(): SecondModel | undefined {
    if (model || state.state === 'unavailable') return model;
    try {
      model = readModel();
      judge = createJudge(model.manifest.columns);
    } catch (error) {
      fail(reasonOf(error));
    }
    return model;
  }

  async function start({ manifest, vocabularyBytes }: SecondModel): Promise<Session> {
    try {
      const parts = await readParts();
      await checkFile(modelFiles.vocabulary, vocabularyBytes, manifest.vocabulary);
      await checkFile(modelFiles.model, parts.model, manifest.model);
      return startSession(startWorker, parts, fail);
    } catch (error) {
      fail(reasonOf(error));
      throw error;
    }
  }

  async function read(window: SecondWindow): Promise<WindowJudgement> {
    const known = load();
    if (!known) throw new Error('the second reading is unavailable');
    session ??= start(known);
    try {
      const outputs = await (await session).run(window.ids, window.features);
      return judgementOf(outputs, window, known.manifest.columns.length, judge?.wordColumns ?? 0);
    } catch (error) {
      if (error instanceof WindowRefused) return [];
      throw error;
    }
  }

  return {
    get state() {
      return state;
    },
    get manifest() {
      return load()?.manifest;
    },
    createDocument() {
      const known = load();
      if (!known || !judge) return undefined;
      const { vocabulary, manifest } = known;
      return { cut: createWindowCutter(vocabulary, manifest.budgets), judge, thresholds: manifest.thresholds };
    },
    scores: document => (state.state === 'unavailable' ? undefined : queue.scores(document)),
    want: (document, windows, nearness) => state.state === 'available' && queue.want(document, windows, nearness),
    focus: queue.focus,
    settled: queue.settled,
    complete(document) {
      if (state.state === 'unavailable' || queue.settled(document)) return Promise.resolve();
      return new Promise(resolve => {
        waiting.set(document, (waiting.get(document) ?? new Set()).add(resolve));
      });
    },
    drop(document) {
      queue.drop(document);
      release(document);
    },
    listen(next) {
      listener = next;
    },
    end() {
      listener = undefined;
      fail('it has ended');
      session?.then(
        running => running.end(),
        () => {},
      );
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
