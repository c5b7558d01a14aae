import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, markedWords, openDraft, openFile, replace, untilMarked, untilMarks } from './editor.js';

describe('Diagnostics', () => {
  afterEach(closeAll);

  it('mark exactly the words of the sample draft that a desk would query', async () => {
    const document = await openFile('saint-petersburg.md');
    const marks = await untilMarks(document, 'the sample should be marked', all => all.length > 0);
    const words = marks.map(mark => mark.words);
    const marked = (part: string) => words.some(text => text.includes(part));
    for (const part of [
      'special military operation',
      'former Ukraine',
      'reportedly',
      'Sky News sources',
      'first publicly confirmed',
      'suggests growing frustration',
      'may be attempting',
      'could become',
      'bogged down',
      'behind closed doors',
    ]) {
      assert.ok(marked(part), `“${part}” is marked; marked are ${JSON.stringify(words)}`);
    }
    assert.equal(markedWords(document, 'loaded-language').filter(text => text.includes('special military operation')).length, 2);
    for (const part of ['Peskov', 'non-breakthrough', 'Russia needs to act', 'senseless']) {
      assert.ok(!marked(part), `“${part}” is left alone; marked are ${JSON.stringify(words)}`);
    }
  });

  it('carry the rule, its page, its severity and a message for people', async () => {
    const document = await openDraft(
      'The bridge could become the most expensive mistake in the history of the city. A diplomat said the regime had closed it. TK\n',
    );
    const marks = await untilMarks(document, 'three rules should mark the draft', all => new Set(all.map(mark => mark.rule)).size >= 3);
    const severities: Record<string, vscode.DiagnosticSeverity> = {
      'unattributed-claim': vscode.DiagnosticSeverity.Warning,
      'described-source': vscode.DiagnosticSeverity.Warning,
      'loaded-language': vscode.DiagnosticSeverity.Information,
      placeholder: vscode.DiagnosticSeverity.Error,
    };
    for (const mark of marks) {
      assert.ok(mark.page.includes(mark.rule), `${mark.page} is the page of ${mark.rule}`);
      assert.ok((severities[mark.rule] ?? -1) <= mark.severity, `${mark.rule} is no worse than its severity`);
      assert.match(mark.message, /\w+ \w+/);
    }
    const placeholder = marks.find(mark => mark.rule === 'placeholder');
    assert.equal(placeholder?.words, 'TK');
    assert.equal(placeholder?.severity, vscode.DiagnosticSeverity.Error);
  });

  it('come and go with edits', async () => {
    const document = await openDraft('The council met on Monday.\n');
    await untilMarked(document, 'placeholder', []);
    await replace(document, 'Monday', 'TK');
    await untilMarked(document, 'placeholder', ['TK']);
    await replace(document, 'The council', 'The council [source TK]');
    await untilMarked(document, 'placeholder', ['[source TK]', 'TK']);
    await replace(document, 'on TK', 'on Tuesday');
    await untilMarked(document, 'placeholder', ['[source TK]']);
  });

  it('follow the words when text is inserted above them', async () => {
    const document = await openDraft('The price is TK.\n');
    await untilMarked(document, 'placeholder', ['TK']);
    await replace(document, 'The price', 'A “very” long 📰 morning.\r\n\r\nThe price');
    await untilMarks(document, 'the mark should have moved', all => all.some(mark => mark.words === 'TK' && mark.range.start.line === 2));
  });

  it('disappear with the document', async () => {
    const document = await openDraft('The price is TK.\n');
    await untilMarked(document, 'placeholder', ['TK']);
    await closeAll();
    await untilMarks(document, 'a closed draft should have no marks', all => all.length === 0);
  });
});
