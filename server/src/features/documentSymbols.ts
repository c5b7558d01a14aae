import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { Rule } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import { sectionsOf } from './sections.js';
import { type Carrier, describeCarrier, type Statement, statementsOf } from './statements.js';
import type { ClientFeatures, ReadDocument } from './types.js';
import { firstWords } from './words.js';

const WORDS_OF_CLAIM = 8;

/** Told apart by their icons, and in editors that can, by what the outline shows. */
const KINDS: Readonly<Record<Carrier['by'], SymbolKind>> = {
  source: SymbolKind.Field,
  nobody: SymbolKind.Variable,
  citation: SymbolKind.Constant,
  nothing: SymbolKind.Event,
  dismissal: SymbolKind.Null,
};

/** The outline of a draft: its headline, the headings by their levels, and under each the claims with what carries them. */
export function documentSymbols(read: ReadDocument, rules: readonly Rule[], client: ClientFeatures): DocumentSymbol[] | SymbolInformation[] {
  const { document, analysis } = read;
  const roots: DocumentSymbol[] = [];
  const flat: SymbolInformation[] = [];
  const open: { readonly level: number; readonly symbol: DocumentSymbol }[] = [];
  const put = (symbol: DocumentSymbol, title = symbol.name): void => {
    const parent = open.at(-1)?.symbol;
    (parent?.children ?? roots).push(symbol);
    flat.push({ name: title, kind: symbol.kind, location: { uri: document.uri, range: symbol.range }, ...(parent && { containerName: parent.name }) });
  };
  const claims = statementsOf(analysis, rules).map(statement => ({ statement, start: toOriginal(statement.block.block, statement.span).start }));
  let next = 0;
  const putClaimsBefore = (offset: number): void => {
    for (let claim = claims[next]; claim && claim.start < offset; claim = claims[++next]) {
      const symbol = claimSymbol(claim.statement, read);
      put(symbol, `${symbol.name} (${symbol.detail})`);
    }
  };
  for (const section of sectionsOf(analysis.reading.draft)) {
    putClaimsBefore(section.start);
    while ((open.at(-1)?.level ?? -1) >= section.level) open.pop();
    const name = section.heading.view.text;
    const symbol = { name, kind: SymbolKind.String, range: rangeOf(section, document), selectionRange: rangeOf(section.words, document), children: [] };
    put(symbol);
    open.push({ level: section.level, symbol });
  }
  putClaimsBefore(Number.POSITIVE_INFINITY);
  return client.hierarchicalSymbols ? roots : flat;
}

function claimSymbol({ block, span, content, carrier }: Statement, { document }: ReadDocument): DocumentSymbol {
  const [words = span] = content;
  return {
    name: firstWords(wordsOfClaim(block.block.view.text, content), WORDS_OF_CLAIM),
    detail: describeCarrier(carrier),
    kind: KINDS[carrier.by],
    range: rangeOf(toOriginal(block.block, span), document),
    selectionRange: rangeOf(toOriginal(block.block, words), document),
  };
}

/** What is claimed, with an ellipsis where a cue stands between its parts. */
function wordsOfClaim(text: string, content: readonly Span[]): string {
  return content.map(({ start, end }) => text.slice(start, end)).join(' … ');
}
