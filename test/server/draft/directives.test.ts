import assert from 'node:assert/strict';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { read, unindented } from './outline.js';

function directives(draft: string, language: DraftLanguage = 'markdown'): unknown[] {
  const text = unindented(draft);
  return read(text, language).directives.map(({ kind, rules, reason, scope }) => [kind, rules.join(' '), reason, text.slice(scope.start, scope.end).trim()]);
}

describe('directives', () => {
  it('hold for the next line that has words', () => {
    for (const language of ['draft', 'markdown', 'plaintext', 'html'] as const) {
      assert.deepEqual(
        directives(
          `
          One.

          <!-- on-the-record-disable-next-line loaded-language, placeholder -- the court's own words -->
          <!-- on-the-record-disable-next-line -->

          Two.
          Three.
          `,
          language,
        ),
        [
          ['disable-next-line', 'loaded-language placeholder', "the court's own words", 'Two.'],
          ['disable-next-line', '', undefined, 'Two.'],
        ],
      );
    }
  });

  it('hold for the whole file', () => {
    assert.deepEqual(directives('One.\n\n<!-- on-the-record-disable-file a -->'), [
      ['disable-file', 'a', undefined, 'One.\n\n<!-- on-the-record-disable-file a -->'],
    ]);
  });

  it('hold until each rule is enabled again', () => {
    assert.deepEqual(
      directives(`
        <!-- on-the-record-disable a b -->
        One.
        <!-- on-the-record-enable b -->
        Two.
      `).slice(0, 2),
      [
        ['disable', 'a', undefined, 'One.\n<!-- on-the-record-enable b -->\nTwo.'],
        ['disable', 'b', undefined, 'One.'],
      ],
    );
  });

  it('that disable every rule hold until any is enabled again, or to the end', () => {
    assert.deepEqual(directives('<!-- on-the-record-disable -->\nOne.\n<!-- on-the-record-enable a -->\nTwo.')[0], ['disable', '', undefined, 'One.']);
    assert.deepEqual(directives('<!-- on-the-record-disable -->\nOne.'), [['disable', '', undefined, 'One.']]);
  });

  it('with nothing below them hold for nothing', () => {
    assert.deepEqual(directives('One.\n<!-- on-the-record-disable-next-line -->\n'), [['disable-next-line', '', undefined, '']]);
  });

  it('are none by another name, in code or in an open comment over lines', () => {
    assert.deepEqual(directives('<!-- on-the-record-disabled -->\n<!-- note on-the-record-disable -->\n`<!-- on-the-record-disable -->`'), []);
    assert.deepEqual(directives('```\n<!-- on-the-record-disable -->\n```'), []);
    assert.deepEqual(directives('<!-- a note\n<!-- on-the-record-disable-next-line a -->\nOne.'), [['disable-next-line', 'a', undefined, 'One.']]);
  });
});
