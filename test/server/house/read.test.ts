import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readHouseFile } from '../../../server/src/house/read.js';
import { houseStyleSchema } from '../../../server/src/house/schema.js';
import { rules } from '../../../server/src/rules/index.js';

const schema = houseStyleSchema(rules);

/** The words at which something is wrong, and what. */
function wrong(text: string): string[] {
  const { file, problems } = readHouseFile(text, schema);
  assert.equal(file === undefined, problems.length > 0);
  return problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
}

describe('a house style file', () => {
  it('gives what it sets', () => {
    const { file, problems } = readHouseFile(
      [
        'extends: [base.yaml]',
        'rules:',
        '  loaded: hint',
        '  placeholder: { severity: off, options: { words: [FILL] } }',
        'terms:',
        '  slum: informal settlement',
        '  hike: [raise, increase]',
        '  take the podium:',
        '    preferred: go to the lectern',
        '    reason: One stands on a podium.',
        '    part: verb',
        'allow: [regime change]',
        'identified: ["the prime minister’s office"]',
        'anonymity: { reason: sufficient, named-outlet: identified }',
        'strictness: strict',
        'overrides:',
        '  - files: opinion/**',
        '    rules: { loaded-language: off }',
      ].join('\n'),
      schema,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      file?.extends.map(({ path }) => path),
      ['base.yaml'],
    );
    assert.deepEqual(
      [...(file?.settings.rules ?? [])],
      [
        ['loaded', { severity: 'hint' }],
        ['placeholder', { severity: 'off', options: { words: ['FILL'] } }],
      ],
    );
    assert.deepEqual(file?.settings.terms, [
      { term: 'slum', preferred: ['informal settlement'] },
      { term: 'hike', preferred: ['raise', 'increase'] },
      { term: 'take the podium', preferred: ['go to the lectern'], reason: 'One stands on a podium.', part: 'verb' },
    ]);
    assert.deepEqual(file?.settings.anonymity, { reason: 'sufficient', namedOutlet: 'identified' });
    assert.equal(file?.settings.strictness, 'strict');
    assert.deepEqual(file?.overrides[0]?.files, ['opinion/**']);
  });

  it('sets nothing where it says nothing', () => {
    for (const text of ['', '# soon\n', 'rules:\nallow:\n', '---\n']) assert.deepEqual(wrong(text), [], text);
  });

  it('says where something is wrong, and what could be meant', () => {
    assert.deepEqual(wrong('rules:\n  placeholdr: off\n'), ['placeholdr: There is no rule “placeholdr”. Did you mean “placeholder”?']);
    assert.deepEqual(wrong('rules:\n  placeholder: loud\n'), ['loud: “placeholder” can be error, warning, information, hint or off, not “loud”.']);
    assert.deepEqual(wrong('rules:\n  placeholder:\n    options: { wrds: [] }\n'), ['wrds: There is no option “wrds”. Did you mean “words”?']);
    assert.match(wrong('alow: [a]\n').join(), /^alow: There is no key “alow”\. Did you mean “allow”\?$/);
    assert.match(wrong('colour: red\n').join(), /^colour: There is no key “colour”\. Known here: extends, rules, .* or overrides\.$/);
    assert.deepEqual(wrong('allow: regime\n'), ['regime: “allow” must be a list, not a text.']);
    assert.deepEqual(wrong('allow: [2024]\n'), ['2024: An entry of “allow” must be a text, not a number. In quotation marks it is a text.']);
    assert.deepEqual(wrong('allow: [""]\n'), ['"": An entry of “allow” is empty.']);
    assert.deepEqual(wrong('overrides:\n  - strictness: desk\n'), ['strictness: desk: “files” is missing here.']);
    assert.deepEqual(wrong('overrides:\n  - files: []\n'), ['[]: “files” is empty; it must name at least one.']);
    assert.match(wrong('allow: &x [a]\nidentified: *x\n').join(), /^\*x: “identified” cannot be a reference/);
    assert.match(wrong('- a list\n').join(), /The file must be keys with their values, not a list/);
  });

  it('says what of it is no YAML', () => {
    assert.match(wrong('allow: [a\nrules: x').join(), /This is not YAML: /);
    assert.match(wrong('allow: [a]\nallow: [b]\n').join(), /unique/);
    assert.match(wrong('a: &x [*x]\n').join(), /./);
  });

  it('is read whatever is in it, and every problem lies within it', () => {
    const words = fc.constantFrom(
      'rules',
      'allow',
      'placeholder',
      ':',
      ' ',
      '\n',
      '  ',
      '- ',
      'off',
      '[',
      ']',
      '{',
      '}',
      '"',
      '&a',
      '*a',
      '#',
      '|',
      '!!x',
      '<<',
      '\t',
      'é',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), parts => {
        const text = parts.join('');
        const { problems } = readHouseFile(text, schema);
        for (const { start, end } of problems) assert.ok(0 <= start && start <= end && end <= text.length);
      }),
    );
  });

  it('is refused where it is nested so deep that reading it would end the program', () => {
    const deep = [
      '['.repeat(100_000),
      '{a: '.repeat(5000),
      '- '.repeat(50_000),
      '? '.repeat(50_000),
      Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ];
    for (const text of deep) assert.match(wrong(text).join(), /40 deep at most/);
  });
});
