import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dismissedMarkOf } from '../../../server/src/analysis.js';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { DismissedMark } from '../../../server/src/config/types.js';
import { fingerprintOf } from '../../../server/src/dismissed/fingerprint.js';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { rules } from '../../../server/src/rules/index.js';
import { analyse } from '../../support/analysis.js';

/** Only placeholders, so that each mark is where the test put it. */
const base = { ...defaultConfig, rules: Object.fromEntries(rules.filter(({ id }) => id !== 'placeholder').map(({ id }) => [id, 'off' as const])) };

function findings(text: string, dismissed: readonly DismissedMark[] = [], language: DraftLanguage = 'markdown') {
  const analysis = analyse(text, language, { ...base, dismissed });
  return { analysis, findings: analysis.findings };
}

/** What is written down when the mark at an offset is dismissed. */
function dismiss(text: string, offset: number): DismissedMark {
  const { analysis, findings: found } = findings(text);
  const finding = found.find(({ start }) => start === offset);
  assert.ok(finding, `something is marked at ${offset} of ${text}`);
  const dismissed = dismissedMarkOf(finding, analysis);
  assert.ok(dismissed);
  return dismissed;
}

const starts = (text: string, dismissed: readonly DismissedMark[]) => findings(text, dismissed).findings.map(({ start }) => start);
const paragraph = fc
  .array(fc.constantFrom('harbour', 'the', 'council', 'met', 'on', 'Friday', 'to', 'vote', 'fees', 'and', 'left'), { minLength: 1, maxLength: 12 })
  .map(words => `${words.join(' ')}.`);

describe('a dismissed mark', function () {
  this.timeout(20_000);
  const sentence = 'The old bridge over the river cost TK million to repair last year.';
  const mark = dismiss(sentence, sentence.indexOf('TK'));

  it('is known by its rule, its words and those beside them', () => {
    assert.deepEqual(mark, { rule: 'placeholder', words: 'tk', before: 'over the river cost', after: 'million to repair last', nth: 1 });
  });

  it('stays dismissed wherever its paragraph goes, and whatever is written elsewhere', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph, { maxLength: 4 }),
        fc.array(paragraph, { maxLength: 4 }),
        fc.constantFrom('', 'Yesterday, ', '**Note.** '),
        (before, after, opening) => {
          const text = [...before, opening + sentence, ...after, 'The quay cost TK, too.'].join('\n\n');
          assert.deepEqual(starts(text, [mark]), [text.lastIndexOf('TK')]);
        },
      ),
    );
  });

  it('stays dismissed whatever its markup, its line breaks and its letter case', () => {
    for (const text of [
      'The old bridge over the *river* cost **TK** million to repair last year.',
      'The old bridge over the\nriver cost TK million\nto repair last year.',
      '> The old bridge, over the river, cost TK million (to repair) last year.',
      '- THE OLD BRIDGE OVER THE RIVER COST TK MILLION TO REPAIR LAST YEAR.',
    ])
      assert.deepEqual(starts(text, [mark]), [], text);
  });

  it('comes back when its words or their neighbours change', () => {
    for (const text of [
      sentence.replace('million', 'billion'),
      sentence.replace('cost TK', 'took TK'),
      sentence.replace('TK', 'XX'),
      sentence.replace('million', 'TK million'),
    ])
      assert.notDeepEqual(starts(text, [mark]), [], text);
  });

  it('is one of several that are the same by its count, and alone is dismissed', () => {
    const text = [sentence, 'Something else.', sentence, sentence].join('\n\n');
    const all = findings(text).findings.map(({ start }) => start);
    assert.equal(all.length, 3);
    for (const [index, start] of all.entries()) {
      const dismissed = dismiss(text, start);
      assert.equal(dismissed.nth, index + 1);
      assert.deepEqual(
        starts(text, [dismissed]),
        all.filter(other => other !== start),
      );
    }
  });

  it('is told apart from the same words in another place by their neighbours', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(paragraph, paragraph), { minLength: 2, maxLength: 6 }), fc.nat(), (places, pick) => {
        const text = places.map(([before, after]) => `${before.slice(0, -1)} TK ${after}`).join('\n\n');
        const all = findings(text).findings.map(({ start }) => start);
        const chosen = all[pick % all.length];
        assert.ok(chosen !== undefined);
        assert.deepEqual(
          starts(text, [dismiss(text, chosen)]),
          all.filter(start => start !== chosen),
        );
      }),
    );
  });

  it('does not count what a directive silences otherwise than what it does not', () => {
    const text = [sentence, sentence].join('\n\n');
    const second = dismiss(text, text.lastIndexOf('TK'));
    const silenced = `<!-- on-the-record-disable-next-line placeholder -->\n${text}`;
    assert.deepEqual(starts(silenced, [second]), []);
  });
});

describe('a fingerprint', function () {
  this.timeout(20_000);
  it('depends on nothing but what is near, and is made of any text', () => {
    const long = 'word '.repeat(100_000);
    const view = `${long}a b c d TK e f g h ${long}`;
    const start = view.indexOf('TK');
    assert.deepEqual(fingerprintOf('r', { start, end: start + 2 }, view), { rule: 'r', words: 'tk', before: 'a b c d', after: 'e f g h' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(30), fc.nat(30), (text, a, b) => {
        const [from, to] = [Math.min(a, text.length), Math.min(a + b, text.length)];
        assert.equal(fingerprintOf('r', { start: from, end: to }, text).rule, 'r');
      }),
    );
  });

  it('knows marks without a letter by their characters', () => {
    assert.equal(fingerprintOf('r', { start: 5, end: 8 }, 'Cost ???').words, '???');
  });
});
