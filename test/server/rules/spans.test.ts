import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { spanSet } from '../../../server/src/rules/spans.js';

describe('a set of spans', () => {
  const span = fc.tuple(fc.nat(30), fc.nat(8)).map(([start, length]) => ({ start, end: start + length }));

  it('answers as the characters that it holds do', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), span, (spans, asked) => {
        const held = new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
        const characters = Array.from({ length: asked.end - asked.start }, (_, i) => asked.start + i);
        assert.equal(
          spanSet(spans).touches(asked),
          characters.some(character => held.has(character)),
        );
        if (characters.length > 0)
          assert.equal(
            spanSet(spans).covers(asked),
            characters.every(character => held.has(character)),
          );
      }),
    );
  });
});
