import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { MarkupContent } from 'vscode-languageserver-types';
import { completeHouseStyle, hoverHouseStyle } from '../../../server/src/features/houseStyleFile.js';
import { houseStyleSchema } from '../../../server/src/house/schema.js';
import { rules } from '../../../server/src/rules/index.js';

const schema = houseStyleSchema(rules);

/** The text without its `|`, and where that stood. */
function cursor(marked: string) {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  const document = TextDocument.create('file:///.ontherecord.yaml', 'yaml', 1, marked.slice(0, offset) + marked.slice(offset + 1));
  return { document, position: document.positionAt(offset) };
}

function labels(marked: string): string[] {
  const { document, position } = cursor(marked);
  return completeHouseStyle(document, position, schema, true).map(({ label }) => label);
}

/** The text as it is when a completion was taken. */
function completed(marked: string, label: string): string {
  const { document, position } = cursor(marked);
  const edit = completeHouseStyle(document, position, schema, true).find(item => item.label === label)?.textEdit;
  assert.ok(edit && 'range' in edit, label);
  return TextDocument.applyEdits(document, [edit]);
}

function explained(marked: string): string {
  const { document, position } = cursor(marked);
  const hover = hoverHouseStyle(document, position, schema, true);
  return hover ? (hover.contents as MarkupContent).value : '';
}

describe('completion in a house style', () => {
  const top = ['extends', 'rules', 'terms', 'allow', 'identified', 'anonymity', 'strictness', 'overrides'];
  const severities = ['error', 'warning', 'information', 'hint', 'off'];

  it('offers the keys at the top, but for those that are there', () => {
    assert.deepEqual(labels('|'), top);
    assert.deepEqual(
      labels('strictness: desk\n|\nallow:\n  - a\n'),
      top.filter(key => key !== 'strictness' && key !== 'allow'),
    );
  });

  it('offers rules, kinds, and their severities', () => {
    const offered = labels('rules:\n  |\n');
    for (const name of ['unattributed-claim', 'placeholder', 'loaded']) assert.ok(offered.includes(name), offered.join());
    assert.deepEqual(labels('rules:\n  placeholder: |\n'), severities);
    assert.deepEqual(labels('rules:\n  placeholder: o|ff\n'), severities);
    assert.deepEqual(labels('rules:\n  placeholder:\n    severity: |'), severities);
    assert.deepEqual(labels('rules:\n  placeholder:\n    options:\n      |'), ['words']);
  });

  it('offers what goes into an override', () => {
    assert.deepEqual(labels('overrides:\n  - |'), ['files', 'rules', 'terms', 'allow', 'identified', 'anonymity', 'strictness']);
    assert.deepEqual(labels('overrides:\n- files: a/**\n  |').slice(0, 2), ['rules', 'terms']);
    assert.deepEqual(labels('overrides:\n  - files: a/**\n    rules:\n      placeholder: |'), severities);
  });

  it('offers the values of policies', () => {
    assert.deepEqual(labels('anonymity:\n  reason: |'), ['required', 'sufficient', 'optional']);
    assert.deepEqual(labels('strictness: |'), ['relaxed', 'desk', 'strict']);
  });

  it('offers nothing in comments and among words', () => {
    assert.deepEqual(labels('# |'), []);
    assert.deepEqual(labels('allow:\n  - |'), []);
    assert.deepEqual(labels('terms:\n  |'), []);
  });

  it('replaces the word at the cursor', () => {
    assert.equal(completed('rules:\n  place|\n', 'placeholder'), 'rules:\n  placeholder: \n');
    assert.equal(completed('rules:\n  placeholder: h|i # why\n', 'off'), 'rules:\n  placeholder: off # why\n');
    assert.equal(completed('strict|', 'strictness'), 'strictness: ');
    assert.equal(completed('over|', 'overrides'), 'overrides:');
  });
});

describe('a hover in a house style', () => {
  it('explains keys and values', () => {
    assert.match(explained('ru|les:\n  placeholder: off\n'), /severity|shown/);
    assert.match(explained('rules:\n  place|holder: off\n'), /placeholder left in the copy[\s\S]*`off`: Not marked\.[\s\S]*By default: `error`/);
    assert.match(explained('rules:\n  placeholder: o|ff\n'), /^Not marked\.$/);
    assert.match(explained('anonymity:\n  named-|outlet: identified\n'), /outlet is named/);
  });

  it('says nothing of what it does not know', () => {
    assert.equal(explained('al|low2: 3'), '');
    assert.equal(explained('# al|low'), '');
  });
});
