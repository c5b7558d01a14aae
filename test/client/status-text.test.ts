import assert from 'node:assert/strict';
import { statusText, summary } from '../../client/src/status-text.js';

describe('the status item', () => {
  it('counts the marks of the draft by kind, in the words of the desk', () => {
    const counts = { 'unattributed-claim': 3, 'anonymous-source': 1, loaded: 5, other: 0 };
    assert.equal(summary(counts), '3 claims without a source, 1 unnamed source, 5 loaded words');
    const status = statusText('ready', { uri: 'file:///a.draft', state: 'read', counts });
    assert.equal(status.text, 'On the Record: 9 marks');
    assert.equal(status.action, 'next');
  });

  it('says so when a draft has no marks', () => {
    assert.equal(statusText('ready', { uri: 'file:///a.draft', state: 'read', counts: {} }).text, 'On the Record: no marks');
  });

  it('gives the reason why a document cannot be read, as a warning', () => {
    const status = statusText('ready', { uri: 'file:///a.draft', state: 'unreadable', message: 'larger than 5 MB' });
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
      assert.equal(statusText(state, { uri: 'file:///a.draft', state: 'read', counts: { loaded: 2 } }).action, 'restart');
    }
  });

  it('is busy while the server starts', () => {
    assert.equal(statusText('starting', undefined).busy, true);
    assert.equal(statusText('ready', undefined).busy, false);
  });
});
