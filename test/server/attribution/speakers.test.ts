import assert from 'node:assert/strict';
import { analyse } from '../../support/analysis.js';

/** For each attribution of the text its speaker as the reading has it; “-” where there is none. */
function speakers(text: string): string[] {
  const { reading } = analyse(text);
  return reading.blocks.flatMap(block => block.attributions.map(a => (a.speaker === undefined ? '-' : (reading.sources[a.speaker]?.name ?? '-'))));
}

describe('speakers', () => {
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['a pronoun goes back to the last person', 'Ana Ruiz said the vote was fair. She said it would be close.', ['Ana Ruiz', 'Ana Ruiz']],
    ['a surname goes back to the full name', 'Ana Ruiz said the vote was fair. It would be close, Ruiz said.', ['Ana Ruiz', 'Ana Ruiz']],
    ['a title is no part of a name', 'Water Minister Tomas Reyl said the dam was full.', ['Tomas Reyl']],
    ['a body keeps its full name', 'The Office for Budget Responsibility said growth would slow.', ['Office for Budget Responsibility']],
    ['a role goes back to the one who has it', 'Mayor Ana Ruiz said the vote was fair. The mayor said it would be close.', ['Ana Ruiz', 'Ana Ruiz']],
    ['the writer is no source', 'I said the vote was fair.', ['-']],
    ['a pronoun with nobody before it makes no source', 'He said the vote was fair.', ['-']],
    ['a quotation that goes on keeps its speaker', '“The vote was fair,” Ana Ruiz said. “It was close.”', ['Ana Ruiz', 'Ana Ruiz']],
    ['two people stay two', 'Ana Ruiz said the vote was fair. Lo Tan said it was not.', ['Ana Ruiz', 'Lo Tan']],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(speakers(text), expected));
});
