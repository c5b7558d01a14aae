import assert from 'node:assert/strict';
import { codeLenses } from '../../../server/src/features/codeLenses.js';
import { rules } from '../../../server/src/rules/index.js';
import { plainClient } from '../../../server/src/service.js';
import { expectRanges, readMarked } from '../../support/features.js';

const titles = (text: string) => codeLenses(readMarked(text).read, rules, plainClient).map(({ command }) => command?.title);
const BARE = 'The operator clearly wants to break the union before the summer season, and the row could spread to the ferry docks next week.';

describe('the lenses above a draft', () => {
  it('count claims and sources, those without a source and those without a name', () => {
    const text = `# Ferry stays\n\nAnn Lee said the pier was closed. Lee said it was old.\n\nA senior official said it would open.\n\n${BARE}\n`;
    assert.deepEqual(titles(text), ['4 claims, 1 without a source', '2 sources, 1 unnamed']);
  });

  it('say nothing of what there is none of', () => {
    assert.deepEqual(titles('Ann Lee said the pier was closed.'), ['1 claim', '1 source']);
    assert.deepEqual(titles(BARE), ['1 claim, 1 without a source']);
    assert.deepEqual(titles('A note to myself.'), []);
  });

  it('do not count what is dismissed as without a source', () => {
    assert.deepEqual(titles(`<!-- on-the-record-disable-next-line -->\n${BARE}`), ['1 claim']);
  });

  it('stand over the headline', () => {
    const draft = readMarked(`
      Copy for Monday.

      # Ferry stays
        ^^^^^^^^^^^

      Ann Lee said the pier was closed.
    `);
    const [lens] = codeLenses(draft.read, rules, plainClient);
    assert.ok(lens);
    expectRanges(draft, [lens]);
  });

  it('stand over the first words where there is no headline', () => {
    const draft = readMarked(`
      Ann Lee said the pier was closed.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      More.
    `);
    const [lens] = codeLenses(draft.read, rules, plainClient);
    assert.ok(lens);
    expectRanges(draft, [lens]);
  });

  it('run the commands that the client has, with the draft', () => {
    const { read } = readMarked('Ann Lee said the pier was closed.');
    const commands = codeLenses(read, rules, { ...plainClient, showClaimsCommand: 'show.claims' }).map(({ command }) => [command?.command, command?.arguments]);
    assert.deepEqual(commands, [
      ['show.claims', [read.document.uri]],
      ['', undefined],
    ]);
  });
});
