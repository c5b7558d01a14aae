import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeLens, Range } from 'vscode-languageserver-types';
import type { Source } from '../attribution/types.js';
import { toOriginal } from '../draft/view.js';
import type { Reading } from '../reading.js';
import type { Rule } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import { isHeading } from './sections.js';
import { statementsOf } from './statements.js';
import type { ClientFeatures, ReadDocument } from './types.js';
import { counted } from './words.js';

/** Above the headline: how many claims the draft makes and how many have no source, how many sources it has and how many are not named. None for what it has none of. */
export function codeLenses({ document, analysis }: ReadDocument, rules: readonly Rule[], client: ClientFeatures): CodeLens[] {
  const { reading } = analysis;
  const statements = statementsOf(analysis, rules);
  const sources = new Set<Source>();
  let bare = 0;
  for (const { carrier } of statements) {
    if (carrier.by === 'nothing') bare++;
    else if (carrier.by === 'source' && carrier.source) sources.add(carrier.source);
  }
  const unnamed = [...sources].filter(({ identification }) => identification !== 'named').length;
  const range = headRange(reading, document);
  return [
    ...lens(statements.length, `${counted(statements.length, 'claim')}${bare > 0 ? `, ${bare} without a source` : ''}`, client.showClaimsCommand),
    ...lens(sources.size, `${counted(sources.size, 'source')}${unnamed > 0 ? `, ${unnamed} unnamed` : ''}`, client.showSourcesCommand),
  ];

  /** A lens without a command has an empty one, by which editors show the words and offer nothing to click. */
  function lens(count: number, title: string, command: string | undefined): CodeLens[] {
    if (count === 0) return [];
    return [{ range, command: command === undefined ? { title, command: '' } : { title, command, arguments: [document.uri] } }];
  }
}

/** The words of the headline; where there is none, of the first block. */
function headRange({ draft }: Reading, document: TextDocument): Range {
  const head = draft.blocks.find(block => block.kind === 'headline' && isHeading(block)) ?? draft.blocks[0];
  return rangeOf(head ? toOriginal(head, { start: 0, end: head.view.text.length }) : { start: 0, end: 0 }, document);
}
