import assert from 'node:assert/strict';
import { inlayHints } from '../../../server/src/features/inlayHints.js';
import { readMarked } from '../../support/features.js';

const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** The draft with its hints in brackets where they are shown. */
function hinted(text: string, range = whole): string {
  const { read } = readMarked(text);
  const hints = inlayHints(read, range);
  return hints.reduceRight((shown, { position, label }) => {
    const offset = read.document.offsetAt(position);
    return `${shown.slice(0, offset)}[${label}]${shown.slice(offset)}`;
  }, text);
}

describe('inlay hints', () => {
  it('name the speaker behind a quotation whose source is a pronoun', () => {
    assert.equal(hinted('Ann Lee was late. “It is old,” she said.'), 'Ann Lee was late. “It is old,”[Ann Lee] she said.');
    assert.equal(hinted('Ann Lee was late. She said: “It is old.”'), 'Ann Lee was late. She said: “It is old.”[Ann Lee]');
  });

  it('are none behind a quotation whose source is named', () => {
    const text = 'Ann Lee was late. “It is old,” Lee said.';
    assert.equal(hinted(text), text);
  });

  it('are none where what is said is not quoted', () => {
    const text = 'Ann Lee was late. It was old, she said.';
    assert.equal(hinted(text), text);
  });

  it('are none where the draft has no name for the speaker', () => {
    const text = 'A senior official was late. “It is old,” she said.';
    assert.equal(hinted(text), text);
  });

  it('are none outside of the lines that are asked for', () => {
    const text = 'Ann Lee was late. “It is old,” she said.\n\n“It is not,” she said later.';
    assert.equal(hinted(text, { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }).indexOf('['), text.indexOf(' she said later'));
  });

  it('say in words how the pronoun is read', () => {
    const [hint] = inlayHints(readMarked('Ann Lee was late. “It is old,” she said.').read, whole);
    assert.equal(hint?.tooltip, '“she” is read as Ann Lee.');
  });
});
