import assert from 'node:assert/strict';
import { createDraftReader } from '../../../server/src/draft/index.js';
import type { Block, Draft, DraftLanguage } from '../../../server/src/draft/types.js';
import { toOriginal } from '../../../server/src/draft/view.js';

export function read(text: string, language: DraftLanguage): Draft {
  return createDraftReader().read(text, language);
}

/** The text of a template literal without its indentation and the line breaks at both ends. */
export function unindented(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '')
    .split('\n');
  const indent = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length));
  return lines.map(line => line.slice(indent)).join('\n');
}

/**
 * Asserts the blocks of a draft, one a line: `kind: words`, `heading 2: words`, `listItem 1: words`.
 * Notes stand where they belong in the words: `{link https://…: the words}`, `{footnote 1}`, `{citation key}`, `{emphasis: the words}`.
 */
export function expectBlocks(language: DraftLanguage, draft: string, expected: string): void {
  const { blocks } = read(unindented(draft), language);
  assert.equal(blocks.map(outlineOf).join('\n'), unindented(expected));
}

/** What the words of a view are in the draft: of the first block that holds them. */
export function originalOf(draft: Draft, words: string): string {
  const block = draft.blocks.find(({ view }) => view.text.includes(words));
  assert.ok(block, `no block has the words “${words}”`);
  const start = block.view.text.indexOf(words);
  const { start: from, end: to } = toOriginal(block, { start, end: start + words.length });
  return draft.text.slice(from, to);
}

function outlineOf({ kind, level, view }: Block): string {
  const marks = view.annotations.flatMap(({ kind: note, start, end, target }, index) => {
    const name = [note, target].filter(part => part !== undefined).join(' ');
    if (start === end) return [{ at: start, order: index, mark: `{${name}}` }];
    return [
      { at: start, order: index, mark: `{${name}: ` },
      { at: end, order: -index, mark: '}' },
    ];
  });
  let text = '';
  let position = 0;
  for (const { at, mark } of marks.sort((a, b) => a.at - b.at || Number(b.mark === '}') - Number(a.mark === '}') || a.order - b.order)) {
    text += view.text.slice(position, at) + mark;
    position = at;
  }
  const name = level === undefined ? kind : `${kind} ${level}`;
  return `${name}: ${text}${view.text.slice(position)}`.trimEnd();
}
