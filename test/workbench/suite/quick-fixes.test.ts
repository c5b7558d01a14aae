import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, applyQuickFix, closeAll, marksOf, openDraft, openFile, quickFixes, set, untilMarked, untilMarks } from './editor.js';

const claim = 'The bridge could become the most expensive mistake in the history of the city.';
const anonymous = 'A diplomat said the deal was near.';

/** A draft that is marked, ready for its fixes. */
async function marked(text: string, rule: string): Promise<{ document: vscode.TextDocument; words: string }> {
  const document = await openDraft(text);
  const marks = await untilMarks(document, `${rule} should mark something`, all => all.some(mark => mark.rule === rule));
  return { document, words: marks.find(mark => mark.rule === rule)!.words };
}

describe('Quick fixes', () => {
  afterEach(async () => {
    await set('rules', undefined);
    await closeAll();
  });

  it('“Attribute…” keeps the sentence, adds a source and puts the cursor on it', async () => {
    const { document, words } = await marked(`${claim}\n`, 'unattributed-claim');
    await applyQuickFix(document, words, /^Attribute…/);
    const text = document.getText();
    assert.match(text, /^The bridge could become the most expensive mistake in the history of the city, (according to|said) .+\.\n$/);
    const selection = vscode.window.activeTextEditor?.selection;
    assert.ok(selection && !selection.isEmpty, 'the source is selected, to be typed over');
    assert.match(text, new RegExp(`(according to|said) ${document.getText(selection)}`));
  });

  it('“Attribute…” offers the named sources of the draft', async () => {
    const { document, words } = await marked(`“It was a hard year,” said Maria Keller, the mayor.\n\n${claim}\n`, 'unattributed-claim');
    const fixes = await quickFixes(document, words);
    const attribute = fixes.find(fix => fix.title.startsWith('Attribute…'));
    assert.ok(attribute, 'there is a fix to attribute');
    await apply(attribute);
    assert.match(document.getText(), /Maria Keller|Keller/);
  });

  it('“Mark as needing a source” puts a placeholder behind the claim, which is then marked itself', async () => {
    const { document, words } = await marked(`${claim}\n`, 'unattributed-claim');
    await applyQuickFix(document, words, /^Mark as needing a source/);
    assert.match(document.getText(), / \[source TK\]/);
    assert.equal(document.getText().replace(' [source TK]', ''), `${claim}\n`);
    await untilMarks(document, 'the placeholder should be marked', all => all.some(mark => mark.rule === 'placeholder'));
  });

  it('“Name the source” gives room for a name, keeps the description as the role and selects what is to be typed', async () => {
    const { document, words } = await marked(`${anonymous}\n`, 'anonymous-lead');
    await applyQuickFix(document, words, /^Name the source/);
    assert.match(document.getText(), /^name, a diplomat, said the deal was near\.\n$/);
    assert.equal(document.getText(vscode.window.activeTextEditor?.selection), 'name');
  });

  it('“Add the reason” keeps the source and gives room for why it is not named', async () => {
    const { document, words } = await marked(`${anonymous}\n`, 'anonymous-lead');
    await applyQuickFix(document, words, /^Add the reason/);
    assert.match(document.getText(), /^A diplomat, who spoke on condition of anonymity because \w+, said the deal was near\.\n$/);
  });

  it('“Replace with …” keeps inflection and case', async () => {
    const { document } = await marked('The minister slammed the plan.\n', 'loaded-language');
    await applyQuickFix(document, 'slammed', /^Replace with .criticized/);
    assert.equal(document.getText(), 'The minister criticized the plan.\n');
    await untilMarked(document, 'loaded-language', []);
  });

  it('“Attribute the term” puts the words between quotation marks that someone else answers for', async () => {
    const { document } = await marked('The regime closed the border on Monday.\n', 'loaded-language');
    await applyQuickFix(document, 'regime', /^Attribute the term/);
    assert.match(document.getText(), /what .+ calls? .*[“"].*regime.*[”"]/i);
  });

  it('“Delete” takes an editorial adverb out with its comma and its space', async () => {
    const { document } = await marked('Clearly, the plan failed.\n', 'loaded-language');
    await applyQuickFix(document, 'Clearly', /^Delete/);
    assert.equal(document.getText(), 'The plan failed.\n');
  });

  it('“Dismiss here” silences one mark and leaves the words and the other marks alone', async () => {
    const document = await openDraft('The price is TK.\n\nThe date is TK.\n');
    await untilMarked(document, 'placeholder', ['TK', 'TK']);
    await applyQuickFix(document, 'TK', /^Dismiss here/);
    await untilMarked(document, 'placeholder', ['TK']);
    assert.equal(document.getText(), '<!-- on-the-record-disable-next-line placeholder -->\nThe price is TK.\n\nThe date is TK.\n');
    assert.ok(marksOf(document).every(mark => mark.rule !== 'placeholder' || mark.range.start.line === 3));
  });

  it('“Turn the rule off” silences the rule in the workspace and no other rule', async () => {
    const document = await openFile('story.md', 'The regime closed the border. TK\n');
    await untilMarked(document, 'loaded-language', ['regime']);
    await applyQuickFix(document, 'regime', /^Turn the rule .*loaded-language.* off/);
    await untilMarked(document, 'loaded-language', []);
    await untilMarked(document, 'placeholder', ['TK']);
    assert.equal(vscode.workspace.getConfiguration('onTheRecord').get<Record<string, string>>('rules')?.['loaded-language'], 'off');
  });

  it('exist for every mark of the sample draft, “Dismiss here” and “Turn the rule off” among them', async () => {
    const document = await openFile('saint-petersburg.md');
    const marks = await untilMarks(document, 'the sample should be marked', all => all.length > 5);
    for (const mark of marks) {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, mark.range, 'quickfix');
      const titles = actions.map(action => action.title);
      assert.ok(
        titles.some(title => title.startsWith('Dismiss here')),
        `“${mark.words}” can be dismissed; offered are ${JSON.stringify(titles)}`,
      );
      assert.ok(titles.some(title => /^Turn the rule .*off/.test(title)));
    }
  });

  it('for the whole file change nothing that is not safe', async () => {
    const text = `${claim} ${anonymous} Clearly, the minister slammed the “special” plan.\n`;
    const { document } = await marked(text, 'loaded-language');
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      everything,
      'source.fixAll.onTheRecord',
      100,
    );
    for (const action of actions) await apply(action);
    assert.equal(document.getText(), text);
  });
});
