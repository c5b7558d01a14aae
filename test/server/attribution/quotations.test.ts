import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findQuotations } from '../../../server/src/attribution/quotations.js';

const words = (text: string, carried?: string): string[] =>
  findQuotations(text, carried).map(q => text.slice(q.inner.start, q.inner.end) + (q.open ? ' …open' : '') + (q.continues ? ' …continues' : ''));

describe('quotations', () => {
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ['He said: “We are ready.”', ['We are ready.']],
    ['"We are ready," he said, "and waiting."', ['We are ready,', 'and waiting.']],
    ["``We are ready,'' he said.", ['We are ready,']],
    ['«We are ready», he said.', ['We are ready']],
    ['„We are ready“, he said.', ['We are ready']],
    ['‹We are ready›, he said.', ['We are ready']],
    ['‘We are ready,’ he said.', ['We are ready,']],
    ["'We are ready,' he said.", ['We are ready,']],
    ['“He told me ‘no’ twice,” she said.', ['He told me ‘no’ twice,']],
    ["The boys' club of the '90s isn't ours.", []],
    ['The girls’ team and the boys’ team won.', []],
    ['He is 6\'2" tall and the door is 80" high.', []],
    ['Rock ’n’ roll was new in the ’50s.', []],
    ['“We are ready. And there is more to come.', ['We are ready. And there is more to come. …open']],
    ['', []],
  ];
  for (const [text, expected] of cases) it(`finds ${expected.length} in ${JSON.stringify(text)}`, () => assert.deepEqual(words(text), expected));

  it('goes on with a quotation that the paragraph before left open when the mark is repeated', () => {
    assert.deepEqual(words('“And this is the end of it,” he said.', '“'), ['And this is the end of it, …continues']);
  });

  it('takes an unrepeated mark for the end of what was left open', () => {
    assert.deepEqual(words('The meeting went on without him.', '“'), []);
  });

  it('gives spans in order that lie within the text and do not overlap, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('“', '”', '"', "'", '‘', '’', '«', '»', '``', "''", ' ', 'a', 's', ',', '.', '5', '\u2028'), { maxLength: 60 }),
        parts => {
          const text = parts.join('');
          let end = 0;
          for (const q of findQuotations(text)) {
            assert.ok(q.start >= end && q.inner.start >= q.start && q.inner.end >= q.inner.start && q.inner.end <= q.end && q.end <= text.length);
            end = q.end;
          }
        },
      ),
    );
  });
});
