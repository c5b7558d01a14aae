import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache } from '../../../server/src/second/cache.js';
import { createQueue, type Queue } from '../../../server/src/second/queue.js';
import type { WindowJudgement } from '../../../server/src/second/scores.js';
import type { PlacedWindow, SecondWindow } from '../../../server/src/second/windows.js';

/** Marker, then the letters of the sentence: a letter is a word of one piece. What stands around the sentence comes before the marker and behind it. */
const MARKER = '|';

/** A draft of sentences, a block each; a window judges one sentence and sees its neighbours. */
function windowsOf(sentences: readonly string[]): PlacedWindow[] {
  return sentences.map((sentence, block) => {
    const before = sentences[block - 1] ?? '';
    const key = `${before}${MARKER}${sentence}/${sentences[block + 1] ?? ''}`;
    const marker = before.length;
    const words = Int32Array.from(sentence, (_, i) => marker + 1 + i);
    return {
      block,
      window: { key, ids: new Int32Array(key.length), features: new Int32Array(key.length), sentences: [{ block: 0, index: 0, marker, words }] },
    };
  });
}

/** What the fake encoder says of a window: its whole key, so that a judgement shows where it comes from. */
function judgement(window: SecondWindow): WindowJudgement {
  const said = Float32Array.from(window.key, letter => letter.charCodeAt(0));
  return [{ words: said, sentence: new Float32Array(1) }];
}

function said(queue: Queue, document: string, windows: readonly PlacedWindow[]): (string | undefined)[] {
  return windows.map(({ window }) => {
    const [first] = queue.scores(document).of(window);
    return first && String.fromCharCode(...first.words);
  });
}

const keys = (windows: readonly PlacedWindow[]) => windows.map(({ window }) => window.key);

/** A queue whose encoder answers when it is told to. */
function setUp({ atOnce = 1, most = 1e6 } = {}) {
  const asked: string[] = [];
  const spoken: string[] = [];
  const answers: (() => void)[] = [];
  let refuse = false;
  const queue = createQueue({
    atOnce,
    cache: createCache<WindowJudgement>(most, () => 100),
    onSpoken: (document, changed) => spoken.push(`${document}${changed ? '' : ' as before'}`),
    read(window) {
      asked.push(window.key);
      if (refuse) return Promise.reject(new Error('gone'));
      return new Promise(resolve => {
        answers.push(() => resolve(judgement(window)));
      });
    },
  });
  /** Lets the encoder answer so many times. */
  const answer = async (times = 1e6) => {
    for (let i = 0; i < times && answers.length > 0; i++) {
      answers.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return {
    queue,
    asked,
    spoken,
    answer,
    refuse: () => {
      refuse = true;
    },
  };
}

describe('the queue of the second reading', () => {
  it('has every window read, and says so once', async () => {
    const { queue, spoken, answer } = setUp();
    const windows = windowsOf(['abc', 'de', 'f']);
    assert.equal(queue.want('d', windows), false);
    assert.deepEqual(said(queue, 'd', windows), [undefined, undefined, undefined]);
    assert.equal(queue.settled('d'), false);
    await answer();
    assert.deepEqual(spoken, ['d']);
    assert.equal(queue.settled('d'), true);
    assert.deepEqual(said(queue, 'd', windows), keys(windows));
  });

  it('gives the scores of a document as they were until it has spoken', async () => {
    const { queue, answer } = setUp();
    const windows = windowsOf(['abc', 'de', 'f']);
    queue.want('d', windows);
    const before = queue.scores('d');
    await answer(2);
    assert.equal(queue.scores('d'), before);
    assert.deepEqual(said(queue, 'd', windows), [undefined, undefined, undefined]);
    await answer();
    assert.notEqual(queue.scores('d'), before);
  });

  it('answers at once what it has read before', async () => {
    const { queue, asked, answer, spoken } = setUp();
    const windows = windowsOf(['abc', 'de']);
    queue.want('d', windows);
    await answer();
    queue.drop('d');
    assert.equal(queue.want('other', windows), true);
    assert.deepEqual(said(queue, 'other', windows), keys(windows));
    assert.equal(asked.length, 2);
    assert.deepEqual(spoken, ['d']);
  });

  it('reads a window once that several documents want', async () => {
    const { queue, asked, answer, spoken } = setUp();
    queue.want('a', windowsOf(['abc']));
    queue.want('b', windowsOf(['abc']));
    await answer();
    assert.deepEqual(asked, ['|abc/']);
    assert.deepEqual(spoken, ['a', 'b']);
  });

  it('takes what is near first, and another order when the view moves', async () => {
    const { queue, asked, answer } = setUp();
    const windows = windowsOf(['a', 'b', 'c', 'd', 'e']);
    queue.want('d', windows, ({ block }) => Math.abs(block - 2));
    await answer(1);
    queue.focus('d', ({ block }) => 4 - block);
    await answer();
    assert.deepEqual(asked, ['b|c/d', 'a|b/c', 'd|e/', 'c|d/e', '|a/b']);
  });

  it('speaks of what somebody looks at before the rest has been read', async () => {
    const { queue, spoken, answer } = setUp();
    const windows = windowsOf(['a', 'b', 'c', 'd']);
    queue.want('d', windows, ({ block }) => (block < 2 ? 0 : block));
    await answer(2);
    assert.deepEqual(spoken, ['d']);
    assert.deepEqual(said(queue, 'd', windows), ['|a/b', 'a|b/c', undefined, undefined]);
    assert.equal(queue.settled('d'), false);
    await answer();
    assert.deepEqual(spoken, ['d', 'd']);
  });

  it('takes what has just been written before what has been waiting', async () => {
    const { queue, asked, answer } = setUp();
    queue.want('d', windowsOf(['a', 'b', 'c', 'd', 'e']));
    queue.want('d', windowsOf(['a', 'b', 'c', 'd', 'E']));
    await answer();
    assert.deepEqual(asked, ['|a/b', 'c|d/E', 'd|E/', 'a|b/c', 'b|c/d']);
  });

  it('takes the document first that asked last, and drops what is outdated', async () => {
    const { queue, asked, answer } = setUp();
    queue.want('a', windowsOf(['a', 'b', 'c']));
    queue.want('b', windowsOf(['x']));
    queue.want('a', windowsOf(['a', 'z']));
    queue.drop('b');
    await answer();
    assert.deepEqual(asked, ['|a/b', '|a/z', 'a|z/']);
  });

  it('keeps the judgement of a sentence for the time being while its surroundings are read again', async () => {
    const { queue, answer } = setUp();
    queue.want('d', windowsOf(['abc', 'de', 'fg']));
    await answer();
    const edited = windowsOf(['abc', 'dex', 'fg']);
    queue.want('d', edited);
    assert.deepEqual(said(queue, 'd', edited), ['|abc/de', undefined, 'de|fg/']);
    await answer();
    assert.deepEqual(said(queue, 'd', edited), keys(edited));
  });

  it('holds what a document wants even where the cache is too small for it', async () => {
    const { queue, asked, answer } = setUp({ most: 250 });
    const windows = windowsOf(['a', 'b', 'c', 'd', 'e']);
    queue.want('d', windows);
    await answer();
    assert.deepEqual(said(queue, 'd', windows), keys(windows));
    queue.want('d', windows);
    await answer();
    assert.equal(asked.length, 5);
  });

  it('asks for no more than it should at one time', async () => {
    const { queue, asked, answer } = setUp({ atOnce: 2 });
    queue.want('d', windowsOf(['a', 'b', 'c', 'd']));
    assert.equal(asked.length, 2);
    await answer(1);
    assert.equal(asked.length, 3);
  });

  it('asks nothing more of an encoder that has gone', async () => {
    const { queue, asked, spoken, refuse } = setUp();
    refuse();
    queue.want('d', windowsOf(['a', 'b']));
    await new Promise(setImmediate);
    queue.want('d', windowsOf(['a', 'c']));
    await new Promise(setImmediate);
    assert.equal(asked.length, 1);
    assert.deepEqual(spoken, []);
  });

  it('ends up, after any edits at any moment, with what a fresh one says', async () => {
    const sentence = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') });
    const draft = fc.array(sentence, { maxLength: 6 });
    const step = fc.record({ document: fc.constantFrom('x', 'y'), draft, answers: fc.nat(4), near: fc.nat(5), drop: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.constantFrom(150, 1e6), async (steps, most) => {
        const { queue, answer } = setUp({ most, atOnce: 2 });
        const last = new Map<string, PlacedWindow[]>();
        for (const { document, draft, answers, near, drop } of steps) {
          if (drop) queue.drop(document);
          const windows = windowsOf(draft);
          queue.want(document, windows, ({ block }) => Math.abs(block - near));
          last.set(document, windows);
          await answer(answers);
        }
        await answer();
        for (const [document, windows] of last) {
          assert.equal(queue.settled(document), true);
          assert.deepEqual(said(queue, document, windows), keys(windows));
        }
      }),
      { numRuns: 300 },
    );
  });
});
