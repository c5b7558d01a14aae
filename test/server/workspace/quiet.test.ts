import assert from 'node:assert/strict';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import type { RunSetting } from '../../../server/src/config/types.js';
import { createQuietMarks, TYPING_REST } from '../../../server/src/workspace/quiet.js';
import { testAnalyser } from '../../support/analysis.js';

const uri = 'file:///drafts/quay.draft';

/** A writer at an open draft: what is typed, where the caret is, and which words are marked. */
function writer(text: string, { run = 'onType', tells = true }: { run?: RunSetting; tells?: boolean } = {}) {
  const analyser = testAnalyser();
  const config = { ...defaultConfig, run, rules: { 'unattributed-claim': 'off', 'anonymous-source': 'off' } as const };
  const document = TextDocument.create(uri, 'draft', 1, text);
  const changed: string[] = [];
  let rest: { work: () => void; milliseconds: number } | undefined;
  const quiet = createQuietMarks({
    changed: each => changed.push(each),
    later(work, milliseconds) {
      const timer = { work, milliseconds };
      rest = timer;
      return () => {
        if (rest === timer) rest = undefined;
      };
    },
  });
  quiet.opened(uri);

  const marked = () =>
    quiet.shown(document, analyser.analyse(document.getText(), 'draft', config)).findings.map(({ start, end }) => document.getText().slice(start, end));
  const caret = (offset: number) => quiet.carets(document, document.version, [document.positionAt(offset)]);
  const change = (...changes: TextDocumentContentChangeEvent[]) => {
    quiet.editing(document, changes);
    TextDocument.update(document, changes, document.version + 1);
  };
  return {
    quiet,
    document,
    changed,
    marked,
    caret,
    change,
    /** Types letter by letter behind some words; the marks after each letter. */
    type(words: string, behind: string) {
      let at = document.getText().indexOf(behind) + behind.length;
      return [...words].map(letter => {
        const place = document.positionAt(at);
        at += letter.length;
        change({ range: { start: place, end: place }, text: letter });
        if (tells) caret(at);
        return marked();
      });
    },
    remove(words: string) {
      const start = document.getText().indexOf(words);
      change({ range: { start: document.positionAt(start), end: document.positionAt(start + words.length) }, text: '' });
      if (tells) caret(start);
      return marked();
    },
    caretAt(words: string) {
      caret(document.getText().indexOf(words));
      return marked();
    },
    pause() {
      assert.equal(rest?.milliseconds, TYPING_REST, 'somebody types');
      rest.work();
      return marked();
    },
  };
}

/** Lists that follow one another, each once. */
const steps = (lists: readonly string[][]) => lists.filter((list, index) => JSON.stringify(list) !== JSON.stringify(lists[index - 1]));

describe('quiet typing', () => {
  it('shows everything when a draft is opened', () => {
    assert.deepEqual(writer('The mayor slammed the plan. It cost TK.').marked(), ['slammed', 'TK']);
  });

  it('waits with new marks until the sentence is finished and left', () => {
    const { type, marked } = writer('The council met.');
    assert.deepEqual(marked(), []);
    assert.deepEqual(steps(type(' The mayor slammed the plan.', 'met.')), [[]]);
    assert.deepEqual(type(' ', 'plan.'), [['slammed']]);
  });

  it('waits behind an unfinished sentence and its blanks, too', () => {
    const { type, marked } = writer('The council met.');
    marked();
    assert.deepEqual(steps(type(' The mayor slammed  ', 'met.')), [[]]);
  });

  it('shows them when the caret goes elsewhere, and says that there is something to show', () => {
    const { type, caretAt, changed, marked } = writer('The council met. It rained.');
    marked();
    type(' The mayor slammed the plan.', 'met.');
    assert.deepEqual(changed, []);
    assert.deepEqual(caretAt('rained'), ['slammed']);
    assert.deepEqual(changed, [uri]);
  });

  it('shows them after a rest', () => {
    const { type, pause, changed, marked } = writer('The council met.');
    marked();
    type(' The mayor slammed the plan', 'met.');
    assert.deepEqual(pause(), ['slammed']);
    assert.deepEqual(changed, [uri]);
  });

  it('goes by the place of the last edit where nobody tells of carets', () => {
    const { type, pause, marked } = writer('The council met.', { tells: false });
    marked();
    assert.deepEqual(steps(type(' The mayor slammed the plan.', 'met.')), [[]]);
    assert.deepEqual(type(' It', 'plan.').at(-1), ['slammed']);
    const other = writer('The council met.', { tells: false });
    other.marked();
    other.type(' The mayor slammed the plan', 'met.');
    assert.deepEqual(other.pause(), ['slammed']);
    assert.deepEqual(pause(), ['slammed']);
  });

  it('takes back at once what no longer holds', () => {
    const { remove, marked } = writer('The mayor slammed the plan. It cost TK.');
    marked();
    assert.deepEqual(remove('slammed '), ['TK']);
    assert.deepEqual(remove('TK'), []);
  });

  it('keeps the other marks of the sentence where they are', () => {
    const { type, marked } = writer('The mayor slammed the plan and it cost TK.');
    marked();
    assert.deepEqual(steps(type(' of the council', 'plan')), [['slammed', 'TK']]);
    assert.deepEqual(steps(type(' loudly', 'slammed')), [['slammed', 'TK']]);
  });

  it('does not show the new marks of a sentence for the sake of its old ones', () => {
    const { type, marked } = writer('The mayor slammed the plan today.');
    marked();
    assert.deepEqual(steps(type(' and blasted the council', 'plan')), [['slammed']]);
  });

  it('shows the marks of a sentence that nobody types in at once, as when text is pasted', () => {
    const { document, change, caret, marked } = writer('The council met.');
    marked();
    const place = document.positionAt('The council met.'.length);
    change({ range: { start: place, end: place }, text: '\n\nThe mayor slammed the plan.\n\nIt blasted him' });
    caret(document.getText().length);
    assert.deepEqual(marked(), ['slammed']);
  });

  it('lets a mark that went while typing come back only after the rest', () => {
    const { document, change, pause, marked } = writer('The mayor slammed the plan. It rained.');
    marked();
    /** An edit in the first sentence, then one behind the second. */
    const swap = (words: string, by: string) => {
      const start = document.getText().indexOf(words);
      change({ range: { start: document.positionAt(start), end: document.positionAt(start + words.length) }, text: by });
      const end = document.positionAt(document.getText().length);
      change({ range: { start: end, end }, text: ' ' });
      return marked();
    };
    assert.deepEqual(swap('lamm', 'l'), []);
    assert.deepEqual(swap('led', 'lammed'), []);
    assert.deepEqual(swap('rained', 'rained, the council blasted it'), ['blasted']);
    assert.deepEqual(pause(), ['slammed', 'blasted']);
  });

  it('understands a client that sends the whole text, and several edits at once', () => {
    const { document, change, marked, pause } = writer('The council met. It rained.', { tells: false });
    marked();
    change({ text: 'The council slammed it. It rained.' });
    assert.deepEqual(marked(), []);
    change(
      { range: { start: document.positionAt(24), end: document.positionAt(24) }, text: 'TK ' },
      { range: { start: document.positionAt(0), end: document.positionAt(0) }, text: 'TK ' },
    );
    assert.deepEqual(marked(), []);
    assert.deepEqual(pause(), ['TK', 'slammed', 'TK']);
  });

  it('does not listen to carets of an older version', () => {
    const { quiet, document, type, marked } = writer('The council met. It rained.');
    marked();
    type(' The mayor slammed it.', 'met.');
    quiet.carets(document, document.version - 1, [document.positionAt(document.getText().length)]);
    assert.deepEqual(marked(), []);
  });

  it('gives the same answer object for the same question', () => {
    const analysis = testAnalyser().analyse('It cost TK.', 'draft', defaultConfig);
    const { quiet, document } = writer('It cost TK.');
    assert.equal(quiet.shown(document, analysis), analysis);
    assert.equal(quiet.shown(TextDocument.create('file:///other.md', 'markdown', 1, ''), analysis), analysis);
  });
});

describe('checking on saving', () => {
  it('shows what is new when the draft is saved, and takes back at once what no longer holds', () => {
    const { quiet, type, remove, pause, marked } = writer('It cost TK.', { run: 'onSave' });
    assert.deepEqual(marked(), ['TK']);
    type(' The mayor slammed the plan. It', 'TK.');
    assert.deepEqual(pause(), ['TK']);
    assert.equal(quiet.waitsFor(uri), 'save');
    quiet.released(uri, 'save');
    assert.deepEqual(marked(), ['TK', 'slammed']);
    assert.equal(quiet.waitsFor(uri), undefined);
    assert.deepEqual(remove('TK'), ['slammed']);
  });
});

describe('checking by hand', () => {
  it('shows nothing before it is asked for, and what is new when it is asked again', () => {
    const { quiet, type, remove, marked } = writer('It cost TK.', { run: 'manual' });
    assert.deepEqual(marked(), []);
    assert.equal(quiet.waitsFor(uri), 'command');
    quiet.released(uri, 'command');
    assert.deepEqual(marked(), ['TK']);
    quiet.released(uri, 'save');
    assert.deepEqual(marked(), ['TK']);
    assert.deepEqual(steps(type(' The mayor slammed the plan. It', 'TK.')), [['TK']]);
    quiet.released(uri, 'save');
    assert.deepEqual(marked(), ['TK'], 'saving is not asking');
    assert.deepEqual(remove('TK'), []);
    quiet.released(uri, 'command');
    assert.deepEqual(marked(), ['slammed']);
  });
});
