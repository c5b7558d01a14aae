import assert from 'node:assert/strict';
import { checkedText, statusEntry, statusText, summary } from '../../client/src/status-text.js';

describe('the status item', () => {
  const none = { 'unattributed-claim': 0, 'anonymous-source': 0, loaded: 0, other: 0 };

  it('counts the marks of the draft by kind, in the words of the desk', () => {
    const counts = { 'unattributed-claim': 3, 'anonymous-source': 1, loaded: 5, other: 0 };
    assert.equal(summary(counts), '3 unsourced claims, 1 unnamed source, 5 loaded words');
    const status = statusText('ready', { uri: 'file:///a.draft', state: 'read', counts });
    assert.equal(status.text, 'On the Record: 9');
    assert.equal(status.action, 'next');
  });

  it('says so when a draft has no marks', () => {
    assert.equal(statusText('ready', { uri: 'file:///a.draft', state: 'read', counts: none }).text, 'On the Record: no marks');
  });

  it('says what new marks wait for where they do not come by themselves', () => {
    const read = { uri: 'file:///a.draft', state: 'read', counts: { ...none, loaded: 1 } } as const;
    assert.equal(statusText('ready', { ...read, waitsFor: 'save' }).detail, '1 loaded word · new marks come when it is saved');
    assert.equal(statusText('ready', { ...read, counts: none, waitsFor: 'command' }).detail, 'Nothing marked in this draft · new marks come with Check Draft');
  });

  it('gives the reason why a document cannot be read, as a warning', () => {
    const status = statusText('ready', { uri: 'file:///a.draft', state: 'unreadable', reason: 'too large', message: 'larger than 5 MB' });
    assert.equal(status.detail, 'larger than 5 MB');
    assert.equal(status.severity, 'warning');
  });

  it('says of an excluded document that it is not checked, without a warning', () => {
    const status = statusText('ready', { uri: 'file:///README.md', state: 'ignored', message: 'excluded by onTheRecord.files.exclude' });
    assert.equal(status.text, 'On the Record: not checked');
    assert.equal(status.detail, 'excluded by onTheRecord.files.exclude');
    assert.equal(status.severity, 'information');
  });

  it('offers a restart when the server is down, whatever was known of the document', () => {
    for (const state of ['stopped', 'failed'] as const) {
      assert.equal(statusText(state, { uri: 'file:///a.draft', state: 'read', counts: { ...none, loaded: 2 } }).action, 'restart');
    }
  });

  it('is busy while the server starts', () => {
    assert.equal(statusText('starting', undefined).busy, true);
  });

  it('says that the draft is being read until the server has said something of it', () => {
    const { busy, detail } = statusText('ready', undefined);
    assert.deepEqual({ busy, detail }, { busy: true, detail: 'Reading the draft…' });
  });

  it('says why the server could not be started', () => {
    assert.equal(statusText('failed', undefined, 'no such file').detail, 'The server could not be started: no such file');
  });
});

describe('the entry of the status bar', () => {
  const uri = 'file:///a.draft';
  const counts = { 'unattributed-claim': 5, 'anonymous-source': 1, loaded: 0, other: 0 };

  it('counts claims, sources and words, and says in words what it counts', () => {
    assert.deepEqual(statusEntry('ready', { uri, state: 'read', counts }), {
      text: '$(quote) 5 · 1 · 0',
      label: 'On the Record: 5 unsourced claims, 1 unnamed source, 0 loaded words',
      tooltip: ['5 unsourced claims', '1 unnamed source', '0 loaded words', 'Click to list them in the Problems view'],
      severity: 'information',
    });
  });

  it('counts other marks where there are any', () => {
    assert.equal(statusEntry('ready', { uri, state: 'read', counts: { ...counts, other: 2 } })?.text, '$(quote) 5 · 1 · 0 · 2');
  });

  it('shows that new marks wait', () => {
    const entry = statusEntry('ready', { uri, state: 'read', counts, waitsFor: 'save' });
    assert.equal(entry?.text, '$(quote) 5 · 1 · 0 $(clock)');
    assert.match(entry?.label ?? '', /loaded words\. New marks come when it is saved$/);
  });

  it('is not there for what is not checked', () => {
    assert.equal(statusEntry('ready', { uri, state: 'ignored', message: 'excluded' }), undefined);
  });

  it('warns of what cannot be read and of a server that does not run, with the reason', () => {
    const large = statusEntry('ready', { uri, state: 'unreadable', reason: 'too large', message: 'larger than 5 MB' });
    assert.deepEqual([large?.severity, large?.tooltip], ['warning', ['larger than 5 MB']]);
    const failed = statusEntry('failed', undefined, 'no such file');
    assert.equal(failed?.severity, 'error');
    assert.match(failed?.label ?? '', /no such file/);
  });

  it('turns while the server starts and stands still while a draft is read', () => {
    assert.match(statusEntry('starting', undefined)?.text ?? '', /spin/);
    assert.equal(statusEntry('ready', undefined)?.text, '$(quote) …');
  });
});

describe('the result of a check of the workspace', () => {
  it('counts marks and drafts', () => {
    assert.equal(checkedText({ drafts: 12, findings: 34 }), '34 marks in 12 drafts');
    assert.equal(checkedText({ drafts: 1, findings: 1 }), '1 mark in 1 draft');
    assert.equal(checkedText({ drafts: 2, findings: 0 }), 'no marks in 2 drafts');
  });

  it('names the setting to look at where there are no drafts', () => {
    assert.match(checkedText({ drafts: 0, findings: 0 }), /onTheRecord\.files\.include/);
  });
});
