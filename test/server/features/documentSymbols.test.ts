import assert from 'node:assert/strict';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-types';
import { defaultConfig } from '../../../server/src/config/defaults.js';
import { documentSymbols } from '../../../server/src/features/documentSymbols.js';
import { rules } from '../../../server/src/rules/index.js';
import { plainClient } from '../../../server/src/service.js';
import { expectRanges, readMarked } from '../../support/features.js';

const tree = { ...plainClient, hierarchicalSymbols: true };
const outline = (text: string, config = defaultConfig) => documentSymbols(readMarked(text, 'markdown', config).read, rules, tree) as DocumentSymbol[];
const lines = (symbols: readonly DocumentSymbol[], indent = ''): string[] =>
  symbols.flatMap(({ name, detail, children = [] }) => [`${indent}${name}${detail ? ` | ${detail}` : ''}`, ...lines(children, `${indent}  `)]);

const BARE = 'The operator clearly wants to break the union before the summer season, and the row could spread to the ferry docks next week.';

const DRAFT = `# Ferry stays in port

Mayor Ann Lee said the ferry would stay in port until Monday.

## Background

The pier cost 4 million crowns, [the audit](https://example.org/audit) found.

${BARE}

### Costs

The repair reportedly cost more than planned.
`;

describe('the claims in the outline', () => {
  it('stand under their headings, with what carries each', () => {
    assert.deepEqual(lines(outline(DRAFT)), [
      'Ferry stays in port',
      '  the ferry would stay in port until Monday | attributed to Ann Lee',
      '  Background',
      '    The pier cost 4 million crowns | attributed to the audit',
      '    The operator clearly wants to break the union … | without a source',
      '    Costs',
      '      The repair … cost more than planned | attributed to nobody',
    ]);
  });

  it('stand at the top where there is no heading above them', () => {
    assert.deepEqual(lines(outline(BARE)), ['The operator clearly wants to break the union … | without a source']);
  });

  it('are named by their first words', () => {
    const [claim] = outline('Ann Lee said the ferry would stay in port until the end of the summer and perhaps longer.');
    assert.equal(claim?.name, 'the ferry would stay in port until the …');
  });

  it('tell what is dismissed from what is not', () => {
    assert.deepEqual(lines(outline(`<!-- on-the-record-disable-next-line unattributed-claim -->\n${BARE}\n\n${BARE}`)), [
      'The operator clearly wants to break the union … | dismissed',
      'The operator clearly wants to break the union … | without a source',
    ]);
  });

  it('are only those that have a source where the rule is off', () => {
    const text = `${BARE}\n\nAnn Lee said the ferry would stay.`;
    const config = { ...defaultConfig, rules: { 'unattributed-claim': 'off' as const } };
    assert.deepEqual(lines(outline(text, config)), ['the ferry would stay | attributed to Ann Lee']);
    assert.deepEqual(lines(outline(`<!-- on-the-record-disable-file -->\n\n${text}`, config)), ['the ferry would stay | attributed to Ann Lee']);
  });

  it('are not the entries of a list of citations', () => {
    const [claim, ...more] = outline('The port handled 1.4 million containers last year [@port].\n\n[@port]: Port of Vell, annual report 2025, p. 14\n');
    assert.equal(claim?.detail, 'cited');
    assert.deepEqual(more, []);
  });

  it('are not those of the headline, which the draft makes again below', () => {
    assert.deepEqual(lines(outline('# Mayor Ann Lee says the ferry will stay\n')), ['Mayor Ann Lee says the ferry will stay']);
  });

  it('reach over the claim and whoever carries it', () => {
    const draft = readMarked(`
      Some words. Ann Lee said the *ferry* would stay. More words.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `);
    expectRanges(draft, documentSymbols(draft.read, rules, tree) as DocumentSymbol[]);
  });

  it('are selected by what is claimed', () => {
    const draft = readMarked(`
      Some words. Ann Lee said the *ferry* would stay. More words.
                               ^^^^^^^^^^^^^^^^^^^^^^
    `);
    const symbols = documentSymbols(draft.read, rules, tree) as DocumentSymbol[];
    expectRanges(
      draft,
      symbols.map(({ selectionRange }) => ({ range: selectionRange })),
    );
  });

  it('are in a list for a client that has no trees, with what carries them in their names', () => {
    const symbols = documentSymbols(readMarked(DRAFT).read, rules, plainClient) as SymbolInformation[];
    assert.deepEqual(
      symbols.slice(0, 2).map(({ name, containerName }) => [name, containerName]),
      [
        ['Ferry stays in port', undefined],
        ['the ferry would stay in port until Monday (attributed to Ann Lee)', 'Ferry stays in port'],
      ],
    );
  });
});
