import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalyserFactory } from '../../../server/src/analysis.js';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { createEnglish } from '../../../server/src/english/index.js';
import { changesOf } from '../../../server/src/features/edits.js';

describe('a fix in a text with markup', () => {
  const analyser = createAnalyserFactory(createEnglish({}))();

  /** The text after words of its prose have been replaced. */
  function fixed(text: string, words: string, by: string, language: DraftLanguage = 'markdown'): string {
    const { reading } = analyser.analyse(text, language, defaultConfig);
    const block = reading.blocks.find(candidate => candidate.block.view.text.includes(words));
    assert.ok(block, `“${words}” is prose in ${text}`);
    const start = block.block.view.text.indexOf(words);
    const edits = changesOf({ title: 't', edits: [{ start, end: start + words.length, text: by }] }, block, reading);
    const document = TextDocument.create('file:///a', language, 1, text);
    return TextDocument.applyEdits(
      document,
      edits.map(edit => ({ range: { start: document.positionAt(edit.start), end: document.positionAt(edit.end) }, newText: edit.text })),
    );
  }

  it('keeps emphasis round words that are replaced', () => {
    assert.equal(fixed('She **slammed** it.', 'slammed', 'criticized'), 'She **criticized** it.');
    assert.equal(fixed('She [slammed](https://a.example) it.', 'slammed', 'criticized'), 'She [criticized](https://a.example) it.');
  });

  it('takes the emphasis away with the words', () => {
    assert.equal(fixed('It is **clearly** wrong.', 'clearly ', ''), 'It is wrong.');
    assert.equal(fixed('It is *clearly* wrong.', ' clearly', ''), 'It is wrong.');
    assert.equal(fixed('- **Clearly** it is.', 'Clearly ', ''), '- it is.');
    assert.equal(fixed('It is wrong, *clearly*', ', clearly', ''), 'It is wrong');
    assert.equal(fixed('It is *clearly* wrong.', 'clearly', ''), 'It is  wrong.');
    assert.equal(fixed('See [this](https://a.example) now.', 'this ', ''), 'See now.');
    assert.equal(fixed('<p>It is <b>clearly</b> wrong.</p>', 'clearly ', '', 'html'), '<p>It is wrong.</p>');
  });

  it('keeps emphasis whole that reaches beyond the words', () => {
    assert.equal(fixed('It *is clearly* wrong.', 'clearly wrong', 'false'), 'It *is false*.');
    assert.equal(fixed('It is an **outrageous** lie.', 'an outrageous', 'a'), 'It is a lie.');
    assert.equal(fixed('***Clearly** wrong*.', 'Clearly ', ''), '*wrong*.');
  });

  it('inserts behind emphasis and links, not into them', () => {
    const text = 'It cost [three million](https://a.example).';
    const { reading } = analyser.analyse(text, 'markdown', defaultConfig);
    const [block] = reading.blocks;
    assert.ok(block);
    const end = block.block.view.text.indexOf('.');
    assert.deepEqual(changesOf({ title: 't', edits: [{ start: end, end, text: ' [source TK]' }] }, block, reading), [
      { start: text.length - 1, end: text.length - 1, text: ' [source TK]' },
    ]);
  });

  it('replaces words over a line break as a whole', () => {
    assert.equal(fixed('It happened behind\nclosed doors.', 'behind closed doors', 'in private'), 'It happened in private.');
  });
});
