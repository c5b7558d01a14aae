import assert from 'node:assert/strict';
import { checkedText, statusText, summary } from '../../client/src/status-text.js';

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
    assert.equal(statusText('ready', undefined).busy, false);
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
