import assert from 'node:assert/strict';
import type { DraftLanguage } from '../../../server/src/draft/types.js';
import { prepareRename, rename } from '../../../server/src/features/rename.js';
import { plainClient } from '../../../server/src/service.js';
import { applied } from '../../support/edits.js';
import { expectRanges, readMarked } from '../../support/features.js';

/** The text after the source at the cursor has got another name. */
function renamed(text: string, newName: string, language?: DraftLanguage): string {
  const { read, cursor } = readMarked(text, language);
  const edit = rename(read, cursor, newName, plainClient);
  assert.ok(!('problem' in edit), 'problem' in edit ? edit.problem : '');
  return applied({ title: 'rename', edit }, read.document);
}

function problem(text: string, newName = 'Anna Reyes'): string {
  const { read, cursor } = readMarked(text);
  const answers = [prepareRename(read, cursor), rename(read, cursor, newName, plainClient)];
  const [first] = answers.map(answer => ('problem' in answer ? answer.problem : undefined)).filter(found => found !== undefined);
  assert.ok(first, 'it can be renamed');
  return first;
}

describe('renaming a source', () => {
  it('changes full names and surnames alike', () => {
    assert.equal(
      renamed('Ana R$0uiz said the pier was closed. It was old, Ruiz said.', 'Anna Reyes'),
      'Anna Reyes said the pier was closed. It was old, Reyes said.',
    );
  });

  it('does the same from a surname, and offers the full name to begin with', () => {
    const text = 'Ana Ruiz said the pier was closed. It was old, R$0uiz said.';
    const { read, cursor } = readMarked(text);
    const place = prepareRename(read, cursor);
    assert.equal('placeholder' in place && place.placeholder, 'Ana Ruiz');
    assert.equal(renamed(text, 'Ana Reyes'), 'Ana Reyes said the pier was closed. It was old, Reyes said.');
  });

  it('takes the name, and not the words that stand by it', () => {
    const draft = readMarked(`
      Mayor Ana R$0uiz, who leads the branch, said the pier was closed.
            ^^^^^^^^
    `);
    const place = prepareRename(draft.read, draft.cursor);
    assert.ok('range' in place);
    expectRanges(draft, [place]);
    assert.equal(renamed('Mayor Ana R$0uiz said the pier was closed.', 'Eva Reyes'), 'Mayor Eva Reyes said the pier was closed.');
  });

  it('keeps possessives and leaves pronouns and roles alone', () => {
    assert.equal(
      renamed('Mayor Ana R$0uiz said Ruiz’s plan was dead. “It is old,” she said. The mayor said no more.', 'Ana Reyes'),
      'Mayor Ana Reyes said Reyes’s plan was dead. “It is old,” she said. The mayor said no more.',
    );
  });

  it('does not touch longer words and other names that hold the name', () => {
    const rest = 'The Ruizes, Tom Ruiz-Vega and the Ana Ruiz Foundation were silent.';
    assert.equal(renamed(`Ana R$0uiz said the pier was closed. ${rest}`, 'Ana Reyes'), `Ana Reyes said the pier was closed. ${rest}`);
  });

  it('does not touch somebody else with the same surname', () => {
    assert.equal(
      renamed('Ana R$0uiz said the pier was closed. Pedro Ruiz said it was open. Pedro Ruiz said no more.', 'Ana Reyes'),
      'Ana Reyes said the pier was closed. Pedro Ruiz said it was open. Pedro Ruiz said no more.',
    );
  });

  it('changes the headline, where every word has a capital', () => {
    assert.equal(
      renamed('# Ana Ruiz Wins Vote Over Old Pier\n\nAna R$0uiz said the pier was closed.', 'Ana Reyes'),
      '# Ana Reyes Wins Vote Over Old Pier\n\nAna Reyes said the pier was closed.',
    );
  });

  it('changes the surname where it tells of what is theirs', () => {
    assert.equal(
      renamed('Ana R$0uiz said the pier was closed. The Ruiz camp was silent, and so was the Ruiz-led council.', 'Ana Reyes'),
      'Ana Reyes said the pier was closed. The Reyes camp was silent, and so was the Reyes-led council.',
    );
  });

  it('keeps a middle initial', () => {
    assert.equal(
      renamed('Ana R$0uiz said the pier was closed. Ana M. Ruiz said it was old.', 'Eva Reyes'),
      'Eva Reyes said the pier was closed. Eva M. Reyes said it was old.',
    );
  });

  it('knows particles as part of a surname', () => {
    assert.equal(
      renamed('Ursula von der L$0eyen said the pier was closed. Von der Leyen left. The von der Leyen plan is dead.', 'Ursula van Dam'),
      'Ursula van Dam said the pier was closed. Van Dam left. The van Dam plan is dead.',
    );
  });

  it('knows a particle that begins a sentence', () => {
    assert.equal(renamed('Ludwig van D$0am said no. Van Dam said it was old.', 'Ludwig Bauer'), 'Ludwig Bauer said no. Bauer said it was old.');
  });

  it('leaves the words of a quotation as they were said, but not what the editor has put into it', () => {
    assert.equal(
      renamed('Ana R$0uiz said so. “Ruiz never calls,” Tom Fry said. “She [Ruiz] is always late,” he said.', 'Ana Reyes'),
      'Ana Reyes said so. “Ruiz never calls,” Tom Fry said. “She [Reyes] is always late,” he said.',
    );
  });

  it('leaves the byline alone', () => {
    assert.equal(
      renamed('---\nheadline: Ruiz closes pier\nbyline: By Ana Ruiz\n---\n\nAna R$0uiz said the pier was closed.', 'Ana Reyes', 'draft'),
      '---\nheadline: Reyes closes pier\nbyline: By Ana Ruiz\n---\n\nAna Reyes said the pier was closed.',
    );
  });

  it('keeps markup whole and writes as the document demands', () => {
    assert.equal(renamed('**Ana R$0uiz** said the pier was closed.', 'Ana Reyes'), '**Ana Reyes** said the pier was closed.');
    assert.equal(renamed('<p>Ana R$0uiz said the pier was closed.</p>', 'A & B Reyes', 'html'), '<p>A &amp; B Reyes said the pier was closed.</p>');
  });

  it('changes the whole name of a body and no part of it', () => {
    assert.equal(
      renamed('The Harbour B$0oard said the pier was closed. The board said it was old. The Harbour Board left.', 'Port Authority'),
      'The Port Authority said the pier was closed. The board said it was old. The Port Authority left.',
    );
  });

  it('is refused with a reason where nobody is named', () => {
    assert.match(problem('Ana Ruiz said the pi$0er was closed.'), /^No source of this draft is named here/);
    assert.match(problem('A senior off$0icial said the pier was closed.'), /“A senior official” is a description/);
    assert.match(problem('Ana Ruiz was late. “It is old,” s$0he said.'), /“she” stands for Ana Ruiz here/);
    assert.match(problem('Ana R$0uiz said the pier was closed.', ' - '), /“ - ” is no name/);
  });
});
