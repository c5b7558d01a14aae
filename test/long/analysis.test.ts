import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { analyse, testAnalyser } from '../support/analysis.js';
import { languages, pieces } from '../support/texts.js';

const drafts = ['saint-petersburg.md', 'harbour-strike.draft'].map(name => readFileSync(`test/drafts/${name}`, 'utf8'));

describe('the analysis', () => {
  it('of a draft after any edits equals the analysis from scratch', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...drafts),
        fc.constantFrom(...languages),
        fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(40), insert: fc.constantFrom('', ...pieces) }), {
          minLength: 1,
          maxLength: 5,
        }),
        (text, language, edits) => {
          const analyser = testAnalyser();
          analyser.analyse(text, language, defaultConfig);
          let current = text;
          for (const { at, remove, insert } of edits) {
            const start = Math.floor(at * current.length);
            current = current.slice(0, start) + insert + current.slice(start + remove);
            const again = analyser.analyse(current, language, defaultConfig);
            const fresh = analyse(current, language);
            assert.deepEqual(again.findings, fresh.findings);
            assert.deepEqual(again.reading.sources, fresh.reading.sources);
            assert.deepEqual(
              again.reading.blocks.map(b => [b.attributions, b.claims, b.quotations]),
              fresh.reading.blocks.map(b => [b.attributions, b.claims, b.quotations]),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  }).timeout(60_000);

  for (const [name, unit] of [
    ['one letter', 'a'],
    ['opening quotation marks', '“'],
    ['straight quotation marks', '"'],
    ['apostrophes', "'"],
    ['words', 'said '],
    ['sentences', 'He said so. '],
    ['brackets', '['],
    ['stars', '*'],
    ['commas', ', '],
    ['names', 'Smith '],
    ['anonymous sources', 'Critics say no. '],
    ['quotations', '“Yes,” he said. '],
    ['loaded words', 'They slammed it. '],
    ['placeholders', 'It cost TK. '],
  ] as const) {
    it(`of a long text of nothing but ${name} comes to an end`, () => {
      analyse(unit.repeat(Math.floor(200_000 / unit.length)), 'plaintext');
    }).timeout(60_000);
  }
});
