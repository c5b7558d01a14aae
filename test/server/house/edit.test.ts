import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { editHouseStyle, type HouseChange } from '../../../server/src/house/edit.js';

function edited(text: string, change: HouseChange): string | undefined {
  const edit = editHouseStyle(text, change);
  return edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

const allow = (term: string, reason?: string): HouseChange => ({ change: 'allow', term, ...(reason === undefined ? {} : { reason }) });
const off = (rule: string, reason?: string): HouseChange => ({ change: 'off', rule, ...(reason === undefined ? {} : { reason }) });

describe('adding a term to the house style', () => {
  const cases: Record<string, [string, string]> = {
    'an empty file': ['', 'allow:\n  - regime\n'],
    'a file of comments': ['# Our style\n', '# Our style\nallow:\n  - regime\n'],
    'a file without a list': ['strictness: desk\n', 'strictness: desk\nallow:\n  - regime\n'],
    'a file without a last line break': ['strictness: desk', 'strictness: desk\nallow:\n  - regime\n'],
    'a list': ['allow:\n  - junta # agreed in May\n\nstrictness: desk\n', 'allow:\n  - junta # agreed in May\n  - regime\n\nstrictness: desk\n'],
    'a list at the margin': ['allow:\n- junta\n', 'allow:\n- junta\n- regime\n'],
    'a list that ends the file': ['allow:\n  - junta', 'allow:\n  - junta\n  - regime'],
    'a list in brackets': ['allow: [junta, clan] # ours\n', 'allow: [junta, clan, regime] # ours\n'],
    'a list in brackets with a comma at the end': ['allow: [\n  junta, # agreed\n]\n', 'allow: [\n  junta, regime, # agreed\n]\n'],
    'an empty list': ['allow: []\n', 'allow: [regime]\n'],
    'a key without a list': ['allow:\nstrictness: desk\n', 'allow:\n  - regime\nstrictness: desk\n'],
    'a key without a list but a comment': ['allow: # none yet\nstrictness: desk\n', 'allow: # none yet\n  - regime\nstrictness: desk\n'],
    'a file of another system': ['allow:\r\n  - junta\r\n', 'allow:\r\n  - junta\r\n  - regime\r\n'],
    'a document that is closed': ['strictness: desk\n...\n', 'strictness: desk\nallow:\n  - regime\n...\n'],
  };
  for (const [name, [before, after]] of Object.entries(cases)) it(`keeps the rest of ${name}`, () => assert.equal(edited(before, allow('regime')), after));

  it('writes the reason behind it', () => assert.equal(edited('allow:\n  - junta\n', allow('regime', 'a name')), 'allow:\n  - junta\n  - regime # a name\n'));

  it('does nothing where it is there already, and where the file cannot be added to', () => {
    assert.equal(edited('allow:\n  - Regime\n', allow('regime')), undefined);
    for (const broken of ['allow: [', '- a list', 'a text', 'allow: a text', '{ allow: [junta] }'])
      assert.equal(edited(broken, allow('regime')), undefined, broken);
  });

  it('writes any words so that they are read as they were', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'B', ' ', "'", '"', ':', '#', '-', ',', '[', '}', '9', '’', 'off', '\\'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, fc.constantFrom('', 'allow: [junta]\n', 'allow:\n  - junta\n'), (term, before) => {
        fc.pre(term.trim() === term);
        const after = edited(before, allow(term));
        assert.equal(parse(after ?? '').allow.at(-1), term);
      }),
    );
  });
});

describe('turning a rule off in the house style', () => {
  const cases: Record<string, [string, string]> = {
    'an empty file': ['', 'rules:\n  placeholder: off\n'],
    'other rules': [
      '# Agreed.\nrules:\n  # On purpose:\n  loaded-language: hint\n\nallow: [a]\n',
      '# Agreed.\nrules:\n  # On purpose:\n  loaded-language: hint\n  placeholder: off\n\nallow: [a]\n',
    ],
    'its own severity': ['rules:\n  placeholder: hint # for now\n  loaded: off\n', 'rules:\n  placeholder: off # for now\n  loaded: off\n'],
    'its options': [
      'rules:\n  placeholder:\n    severity: error\n    options:\n      words: [FILL]\n',
      'rules:\n  placeholder:\n    severity: off\n    options:\n      words: [FILL]\n',
    ],
    'options without a severity': [
      'rules:\n  placeholder:\n    options:\n      words: [FILL]\n',
      'rules:\n  placeholder:\n    options:\n      words: [FILL]\n    severity: off\n',
    ],
    'rules in braces': ['rules: { loaded: hint }\n', 'rules: { loaded: hint, placeholder: off }\n'],
    'empty braces': ['rules: {}\n', 'rules: { placeholder: off }\n'],
    'options in braces': ['rules: { placeholder: { severity: hint } }\n', 'rules: { placeholder: { severity: off } }\n'],
    'a rule without a value': ['rules:\n  placeholder:\n', 'rules:\n  placeholder: off\n'],
  };
  for (const [name, [before, after]] of Object.entries(cases))
    it(`keeps the rest of a file with ${name}`, () => assert.equal(edited(before, off('placeholder')), after));

  it('does nothing where it is off already', () => assert.equal(edited('rules:\n  placeholder: off\n', off('placeholder')), undefined));

  it('changes nothing but the rule, and loses no comment, whatever the rest', () => {
    const entry = fc.constantFrom('loaded: hint # a', 'placeholder: hint # b', 'house-style:\n    severity: error # c', 'anonymous-source: off');
    fc.assert(
      fc.property(
        fc.uniqueArray(entry),
        fc.constantFrom('# top\n', 'strictness: desk\n'),
        fc.constantFrom('', 'allow:\n  - a # d\n', '# end'),
        (entries, head, tail) => {
          const before = `${head}${entries.length > 0 ? `rules:\n${entries.map(each => `  ${each}\n`).join('')}` : ''}${tail}`;
          const after = edited(before, off('placeholder')) ?? '';
          const expected = { ...(parse(before) ?? {}) };
          assert.deepEqual(parse(after), { ...expected, rules: { ...expected.rules, placeholder: 'off' } });
          for (const comment of before.match(/#.*/g) ?? []) assert.ok(after.includes(comment), after);
        },
      ),
    );
  });
});
