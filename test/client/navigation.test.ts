import assert from 'node:assert/strict';
import { markFrom } from '../../client/src/navigation.js';

const at = (line: number, character: number, length = 4) => ({ start: { line, character }, end: { line, character: character + length } });

describe('going from mark to mark', () => {
  const marks = [at(7, 2), at(1, 10), at(1, 0)];

  it('goes forward to the first mark that begins after the cursor', () => {
    assert.deepEqual(markFrom(marks, { line: 1, character: 0 }, 'next'), at(1, 10));
    assert.deepEqual(markFrom(marks, { line: 1, character: 3 }, 'next'), at(1, 10));
    assert.deepEqual(markFrom(marks, { line: 1, character: 10 }, 'next'), at(7, 2));
  });

  it('goes back to the last mark that begins before the cursor', () => {
    assert.deepEqual(markFrom(marks, { line: 7, character: 2 }, 'previous'), at(1, 10));
    assert.deepEqual(markFrom(marks, { line: 1, character: 12 }, 'previous'), at(1, 10));
  });

  it('goes round the ends of the draft', () => {
    assert.deepEqual(markFrom(marks, { line: 9, character: 0 }, 'next'), at(1, 0));
    assert.deepEqual(markFrom(marks, { line: 0, character: 0 }, 'previous'), at(7, 2));
  });

  it('stays with the only mark, and goes nowhere without marks', () => {
    assert.deepEqual(markFrom([at(2, 2)], { line: 2, character: 2 }, 'next'), at(2, 2));
    assert.equal(markFrom([], { line: 2, character: 2 }, 'next'), undefined);
    assert.equal(markFrom([], { line: 2, character: 2 }, 'previous'), undefined);
  });

  it('takes marks that begin together as one stop', () => {
    const together = [at(1, 0, 9), at(1, 0, 4), at(3, 0)];
    assert.deepEqual(markFrom(together, { line: 0, character: 0 }, 'next'), at(1, 0, 4));
    assert.deepEqual(markFrom(together, { line: 1, character: 0 }, 'next'), at(3, 0));
  });
});
