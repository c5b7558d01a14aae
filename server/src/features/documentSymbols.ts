import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { Block } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import { rangeOf } from './diagnostics.js';
import type { ClientFeatures, ReadDocument } from './types.js';

/** The outline of a draft: its headline, and under it the headings by their levels. A section reaches to the next heading that is not below it. */
export function documentSymbols({ document, analysis }: ReadDocument, client: ClientFeatures): DocumentSymbol[] | SymbolInformation[] {
  const headings = analysis.reading.draft.blocks.filter(isHeading);
  const textEnd = analysis.reading.draft.text.length;
  const roots: DocumentSymbol[] = [];
  const open: { level: number; symbol: DocumentSymbol }[] = [];
  const flat: SymbolInformation[] = [];
  const ends = sectionEnds(headings, textEnd);
  headings.forEach((block, index) => {
    const level = levelOf(block);
    const words = toOriginal(block, { start: 0, end: block.view.text.length });
    const start = Math.min(block.span.start, words.start);
    const range = rangeOf({ start, end: Math.max(ends[index] ?? textEnd, block.span.end, words.end) }, document);
    while ((open.at(-1)?.level ?? -1) >= level) open.pop();
    const parent = open.at(-1)?.symbol;
    const symbol: DocumentSymbol = { name: block.view.text, kind: SymbolKind.String, range, selectionRange: rangeOf(words, document), children: [] };
    (parent?.children ?? roots).push(symbol);
    open.push({ level, symbol });
    flat.push({ name: symbol.name, kind: symbol.kind, location: { uri: document.uri, range }, ...(parent && { containerName: parent.name }) });
  });
  return client.hierarchicalSymbols ? roots : flat;
}

/** Where each section ends: at the next heading of its own level or above. */
function sectionEnds(headings: readonly Block[], textEnd: number): number[] {
  const ends: number[] = [];
  const nextByLevel: number[] = [];
  for (const block of headings.toReversed()) {
    const level = levelOf(block);
    ends.push(Math.min(textEnd, ...nextByLevel.slice(0, level + 1).filter(start => start !== undefined)));
    nextByLevel[level] = block.span.start;
  }
  return ends.reverse();
}

function isHeading(block: Block): boolean {
  return (block.kind === 'headline' || block.kind === 'heading') && block.view.text.trim() !== '';
}

/** The headline stands above every heading. */
function levelOf(block: Block): number {
  return block.kind === 'headline' ? 0 : (block.level ?? 1);
}
