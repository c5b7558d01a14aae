import assert from 'node:assert/strict';
import { createCache } from '../../../server/src/second/cache.js';

describe('the cache of the second reading', () => {
  const make = (most: number) => createCache<number>(most, value => value);

  it('gives back what was put in', () => {
    const cache = make(100);
    cache.set('a', 10);
    cache.set('b', 20);
    assert.equal(cache.get('a'), 10);
    assert.equal(cache.get('b'), 20);
    assert.equal(cache.get('c'), undefined);
    assert.equal(cache.bytes, 34);
  });

  it('lets go what was used longest ago', () => {
    const cache = make(66);
    for (const key of ['a', 'b', 'c']) cache.set(key, 20);
    assert.equal(cache.get('a'), 20);
    cache.set('d', 20);
    assert.deepEqual(['a', 'b', 'c', 'd'].map(cache.get), [20, undefined, 20, 20]);
    assert.equal(cache.bytes, 66);
  });

  it('counts a value once that is put in again', () => {
    const cache = make(100);
    cache.set('a', 30);
    cache.set('a', 40);
    assert.equal(cache.bytes, 42);
  });

  it('keeps nothing that is larger than all of it', () => {
    const cache = make(50);
    cache.set('a', 60);
    assert.equal(cache.get('a'), undefined);
    assert.equal(cache.bytes, 0);
  });
});
