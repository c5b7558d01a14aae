import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultConfig, noHouseStyle } from '../../../server/src/config/defaults.js';
import type { Config, HouseStyle, HouseTerm } from '../../../server/src/config/types.js';
import { rules } from '../../../server/src/rules/index.js';
import { isSureEnough } from '../../../server/src/rules/strictness.js';
import { analyse, testAnalyser } from '../../support/analysis.js';

/** Settings under which only these rules mark anything. */
function only(ids: readonly string[], style: Partial<HouseStyle> = {}, more: Partial<Config> = {}): Config {
  const off = rules.filter(({ id, kind }) => !ids.includes(id) && !ids.includes(kind)).map(({ id }) => [id, 'off' as const]);
  return { ...defaultConfig, rules: Object.fromEntries(off), style: { ...noHouseStyle, ...style }, ...more };
}

const words = (text: string, config: Config) => analyse(text, 'markdown', config).findings.map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`);

/** The text under the first fix of its first mark. */
function fixed(text: string, config: Config): string {
  const { findings, reading } = analyse(text, 'markdown', config);
  const [finding] = findings;
  assert.ok(finding, text);
  const block = reading.blocks[finding.block];
  const fix = block && rules.find(({ id }) => id === finding.rule)?.fixes?.(finding.mark, block, reading)[0];
  assert.ok(fix && block, text);
  const view = block.block.view.text;
  return [...fix.edits].sort((a, b) => b.start - a.start).reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), view);
}

describe('house-style', () => {
  const terms: HouseTerm[] = [
    { term: 'hike', preferred: ['raise'], reason: 'One hikes in the hills.' },
    { term: 'slum', preferred: ['informal settlement'], part: 'noun' },
    { term: 'take the podium', preferred: ['go to the lectern'], part: 'verb' },
    { term: 'circle back', preferred: [] },
  ];
  const config = only(['house-style'], { terms });

  it('marks the newsroom’s terms in all of their forms', () => {
    assert.deepEqual(words('The council hiked the fees, and will hike them again.', config), ['house-style: hiked', 'house-style: hike']);
    assert.deepEqual(words('Two slums burned. She took the podium.', config), ['house-style: slums', 'house-style: took the podium']);
  });

  it('leaves quotations and code alone', () => {
    assert.deepEqual(words('“They hiked the fees,” she said.\n\n    hike()\n', config), []);
  });

  it('says what is written instead, and why', () => {
    const [finding] = analyse('The council hiked the fees.', 'markdown', config).findings;
    assert.equal(finding?.message, '“hiked” is not house style. House style: raise.');
    assert.equal(finding?.why, 'One hikes in the hills.');
    assert.equal(analyse('We will circle back.', 'markdown', config).findings[0]?.message, '“circle back” is not house style.');
  });

  it('writes it in the form of the sentence', () => {
    assert.equal(fixed('The council hiked the fees.', config), 'The council raised the fees.');
    assert.equal(fixed('It burned in a slum.', config), 'It burned in an informal settlement.');
    assert.equal(fixed('The slums burned.', config), 'The informal settlements burned.');
    assert.equal(fixed('She took the podium.', config), 'She went to the lectern.');
  });

  it('marks nothing where the newsroom has no terms', () => assert.deepEqual(words('The council hiked the fees.', only(['house-style'])), []));
});

describe('what the house style allows', () => {
  it('is never marked, in any form', () => {
    const text = 'The mayor slammed the plan. The regime fell. It cost TK at TK Corner.';
    const all = only(['loaded-language', 'placeholder']);
    assert.deepEqual(words(text, all), ['loaded-language: slammed', 'loaded-language: regime', 'placeholder: TK', 'placeholder: TK']);
    const allowing = only(['loaded-language', 'placeholder'], { allow: ['slam', 'Regime', 'TK Corner'] });
    assert.deepEqual(words(text, allowing), ['placeholder: TK']);
  });

  it('goes before its own terms', () => {
    const style = { terms: [{ term: 'hike', preferred: ['raise'] }], allow: ['hike trail'] };
    assert.deepEqual(words('They hike. The hike trail is shut.', only(['house-style'], style)), ['house-style: hike']);
  });
});

describe('sources that the house style identifies', () => {
  const said = 'According to sources at the Harbour Board, the quay will close.';
  const rule = ['anonymous-source'];

  it('are not marked', () => {
    assert.equal(words(said, only(rule)).length, 1);
    assert.deepEqual(words(said, only(rule, { identified: ['harbour board'] })), []);
    assert.equal(words(said, only(rule, { identified: ['Port Authority'] })).length, 1);
  });

  it('are so by the policy on anonymity', () => {
    const texts = {
      described: 'The quay will close, a senior official said.',
      reasoned: 'A senior official, who spoke on condition of anonymity because the talks are secret, said the quay would close.',
      secondhand: 'The quay will close, according to Harbour News sources.',
    };
    const kinds = (anonymity: Partial<HouseStyle['anonymity']>) =>
      Object.values(texts).flatMap(text =>
        analyse(text, 'markdown', only(rule, { anonymity: { ...noHouseStyle.anonymity, ...anonymity } })).findings.map(({ sub }) => sub),
      );
    assert.deepEqual(kinds({}), ['described', 'reasoned', 'secondhand']);
    assert.deepEqual(kinds({ reason: 'sufficient' }), ['described', 'secondhand']);
    assert.deepEqual(kinds({ reason: 'optional' }), ['secondhand']);
    assert.deepEqual(kinds({ namedOutlet: 'identified' }), ['described', 'reasoned']);
    const formula = 'A senior official who was not authorized to speak publicly said the quay would close.';
    const ofFormula = (reason: HouseStyle['anonymity']['reason']) =>
      analyse(formula, 'markdown', only(rule, { anonymity: { ...noHouseStyle.anonymity, reason } })).findings.map(({ sub }) => sub);
    assert.deepEqual(ofFormula('sufficient'), ['described', 'rote']);
    assert.deepEqual(ofFormula('optional'), []);
  });
});

describe('an option of a rule', () => {
  it('is set by the house style', () => {
    const text = 'It cost FILL IN, or FILL.';
    assert.deepEqual(words(text, only(['placeholder'])), []);
    assert.deepEqual(words(text, only(['placeholder'], { options: { placeholder: { words: ['FILL', 'FILL IN'] } } })), [
      'placeholder: FILL IN',
      'placeholder: FILL',
    ]);
  });
});

describe('strictness', () => {
  it('shows what is sure enough, and marks without a confidence but when relaxed those that are weaker than their rule', () => {
    const shown = (mark: Parameters<typeof isSureEnough>[0]) => (['relaxed', 'desk', 'strict'] as const).filter(strictness => isSureEnough(mark, strictness));
    assert.deepEqual(shown({}), ['relaxed', 'desk', 'strict']);
    assert.deepEqual(shown({ severity: 'hint' }), ['desk', 'strict']);
    assert.deepEqual(shown({ confidence: 0.8, severity: 'hint' }), ['relaxed', 'desk', 'strict']);
    assert.deepEqual(shown({ confidence: 0.6 }), ['desk', 'strict']);
    assert.deepEqual(shown({ confidence: 0.1 }), ['strict']);
  });

  it('is asked for in the analysis', () => {
    const text = 'A senior official, who spoke on condition of anonymity because the talks are secret, said the quay would close.';
    assert.equal(words(text, only(['anonymous-source'], {}, { strictness: 'desk' })).length, 1);
    assert.equal(words(text, only(['anonymous-source'], {}, { strictness: 'relaxed' })).length, 0);
  });
});

describe('an analysis under a house style that changes', function () {
  this.timeout(20_000);

  it('equals one from scratch', () => {
    const text = 'The mayor slammed the plan.\n\nThe council hiked the fees, critics say.\n\nIt cost FILL or TK.';
    const styles: Partial<HouseStyle>[] = [
      {},
      { allow: ['slam'] },
      { terms: [{ term: 'hike', preferred: ['raise'] }] },
      { identified: ['critics'] },
      { options: { placeholder: { words: ['FILL'] } } },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...styles), { maxLength: 4 }), steps => {
        const analyser = testAnalyser();
        for (const style of steps) {
          const config = { ...defaultConfig, style: { ...noHouseStyle, ...style } };
          assert.deepEqual(analyser.analyse(text, 'markdown', config).findings, testAnalyser().analyse(text, 'markdown', config).findings);
        }
      }),
      { numRuns: 20 },
    );
  });
});
