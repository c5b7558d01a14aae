import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { analyse } from '../support/analysis.js';
import { languages, pieces } from '../support/texts.js';

const SAMPLE = readFileSync('test/drafts/saint-petersburg.md', 'utf8');

describe('the founding sample', () => {
  const { findings } = analyse(SAMPLE);
  const marked = (kind: string): string[] => findings.filter(f => f.kind === kind).map(f => SAMPLE.slice(f.start, f.end));

  for (const words of ['special military operation', 'former Ukraine', 'bogged down', 'behind closed doors']) {
    it(`has a mark of loaded language on “${words}”`, () => assert.ok(marked('loaded').includes(words), marked('loaded').join(' | ')));
  }
  it('has a mark on both uses of “special military operation”', () =>
    assert.equal(marked('loaded').filter(words => words === 'special military operation').length, 2));

  for (const words of ['reportedly', 'According to Sky News sources']) {
    it(`has a mark of an anonymous source on “${words}”`, () => assert.ok(marked('anonymous-source').includes(words), marked('anonymous-source').join(' | ')));
  }

  for (const [words, sub] of [
    ['first publicly confirmed', 'superlative'],
    ['suggests growing frustration', undefined],
    ['may be attempting', 'speculation'],
    ['could become', 'speculation'],
  ] as const) {
    it(`has a mark of an unattributed claim over “${words}”`, () => {
      const finding = findings.find(f => f.kind === 'unattributed-claim' && SAMPLE.slice(f.start, f.end).includes(words));
      assert.ok(finding, marked('unattributed-claim').join(' | '));
      if (sub) assert.equal(finding.sub, sub);
    });
  }

  it('leaves Peskov’s attributed sentence and Trump’s post alone, and every word inside their quotations', () => {
    const paragraph = { start: SAMPLE.indexOf('Ahead of the talks'), end: SAMPLE.indexOf('Nevertheless') };
    const post = { start: SAMPLE.indexOf('On the same day'), end: SAMPLE.indexOf('According to Sky News') };
    for (const { start, end } of [paragraph, post]) {
      assert.deepEqual(
        findings.filter(f => f.start < end && f.end > start).map(f => `${f.rule}: ${SAMPLE.slice(f.start, f.end)}`),
        [],
      );
    }
  });

  it('has only marks that slice to words', () => {
    for (const f of findings) assert.match(SAMPLE.slice(f.start, f.end), /^\S(?:.*\S)?$/su);
  });
});

describe('the analysis', () => {
  it('never throws, and its spans stay within the text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(...pieces, 'The minister', ' told', ' reporters', ' that ', ', ', 'according to ', 'officials', ' “We', ' go,” '),
            fc.string({ unit: 'binary', maxLength: 8 }),
          ),
          { maxLength: 40 },
        ),
        fc.constantFrom(...languages),
        (parts, language) => {
          const text = parts.join('');
          const { findings, reading } = analyse(text, language);
          for (const f of findings) assert.ok(f.start >= 0 && f.start < f.end && f.end <= text.length);
          for (const block of reading.blocks) {
            const { length } = block.block.view.text;
            for (const a of block.attributions) {
              const spans = [a.source, a.cue, ...a.content].filter(s => s !== undefined).sort((x, y) => x.start - y.start);
              for (const [i, s] of spans.entries())
                assert.ok(s.start < s.end && s.end <= length && s.start >= (spans[i - 1]?.end ?? 0), 'the parts of one attribution do not overlap');
            }
            for (const c of block.claims) assert.ok(c.start < c.end && c.end <= length && c.score >= 0 && c.score <= 1);
          }
        },
      ),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  it('leaves a draft alone whose directives say so', () => {
    assert.equal(analyse(`<!-- on-the-record-disable-file -->\n\n${SAMPLE}`).findings.length, 0);
  });

  it('takes a rule’s severity from the settings, and keeps the distance of a weaker mark', () => {
    const text =
      'The talks ended.\n\nA senior official, who spoke on condition of anonymity because the talks are secret, said they had. Critics said nothing had changed.';
    const severities = (rules: Record<string, 'error' | 'hint' | 'off'>): string[] =>
      analyse(text, 'markdown', { ...defaultConfig, rules })
        .findings.filter(f => f.kind === 'anonymous-source')
        .map(f => `${f.sub} ${f.severity}`);
    assert.deepEqual(severities({ 'described-source': 'error' }), ['reasoned warning', 'vague warning']);
    assert.deepEqual(severities({ 'described-source': 'off' }), ['vague warning']);
  });

  it('takes the name of a kind for all of its rules that are not named', () => {
    const text = 'The talks ended.\n\nCritics said nothing had changed. A senior official said they had ended.';
    const marks = (rules: Record<string, 'error' | 'off'>, before = ''): string[] =>
      analyse(before + text, 'markdown', { ...defaultConfig, rules })
        .findings.filter(f => f.kind === 'anonymous-source')
        .map(f => `${f.rule} ${f.severity}`);
    assert.deepEqual(marks({ 'anonymous-source': 'error' }), ['vague-source error', 'described-source error']);
    assert.deepEqual(marks({ 'anonymous-source': 'off' }), []);
    assert.deepEqual(marks({ 'anonymous-source': 'off', 'vague-source': 'error' }), ['vague-source error']);
    assert.deepEqual(marks({}, '<!-- on-the-record-disable-file anonymous-source -->\n\n'), []);
  });
});
