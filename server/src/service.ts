import type {
  CodeAction,
  CodeLens,
  Diagnostic,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Analyser, Analysis } from './analysis.js';
import { type CodeActionRequest, codeActions, resolveCodeAction } from './features/codeActions.js';
import { codeLenses } from './features/codeLenses.js';
import { definition } from './features/definition.js';
import { diagnosticsOf, resultIdOf } from './features/diagnostics.js';
import { documentHighlights } from './features/documentHighlights.js';
import { documentSymbols } from './features/documentSymbols.js';
import { foldingRanges } from './features/foldingRanges.js';
import { hover } from './features/hover.js';
import { inlayHints } from './features/inlayHints.js';
import { references } from './features/references.js';
import { prepareRename, type RenamePlace, type RenameProblem, rename } from './features/rename.js';
import { selectionRanges } from './features/selectionRanges.js';
import { semanticTokens } from './features/semanticTokens.js';
import { type Counts, countsOf } from './features/status.js';
import type { ClientFeatures, DraftDocument, ReadDocument, RulePage } from './features/types.js';
import { type Unreadable, unreadable } from './files/text.js';
import type { Rule } from './rules/types.js';
import type { Scores } from './second/scores.js';

export { type CodeActionRequest, codeActionKinds, documentOfAction } from './features/codeActions.js';
export { diagnosticSource } from './features/diagnostics.js';
export type { RenamePlace, RenameProblem } from './features/rename.js';
export { semanticTokensLegend } from './features/semanticTokens.js';
export type { Counts } from './features/status.js';
export { type ClientFeatures, type DraftDocument, plainClient, type RulePage } from './features/types.js';

/** What the service is built from. */
export interface LanguageServiceDependencies {
  /** Makes an analyser; one for each document. */
  readonly createAnalyser: () => Analyser;
  /** The rules of the analysers: their guidance and their fixes. */
  readonly rules: readonly Rule[];
  readonly client: ClientFeatures;
  readonly rulePage: RulePage;
  /** What the second reading has said of a document so far; undefined where there is none. */
  readonly scores?: (uri: string) => Scores | undefined;
}

/** The diagnostics of a document. `resultId` is the same for the same diagnostics. */
export interface DocumentDiagnostics {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** What there is to say about a document as a whole. */
export type DocumentStatus = { readonly state: 'read'; readonly counts: Counts } | ({ readonly state: 'unreadable' } & Unreadable);

/**
 * Everything that an editor can ask about a draft, in the protocol's terms, without a connection, an editor or a disk.
 *
 * Documents are known by their URI: the first question about one reads it, later questions about the same version under the same settings do not read it again,
 * unless the second reading has said more of it,
 * and a new version reads anew only what changed. Of a document that cannot be read (binary, over 5 MB) every answer is empty; `status` says why.
 * Nothing here throws on any text.
 */
export interface LanguageService {
  /** Reads the document; undefined where it cannot be read. */
  analyse(draft: DraftDocument): Analysis | undefined;
  diagnostics(draft: DraftDocument): DocumentDiagnostics;
  hover(draft: DraftDocument, position: Position): Hover | undefined;
  codeActions(draft: DraftDocument, range: Range, request: CodeActionRequest): CodeAction[];
  /** The action with its edit; without one if what it was offered for is gone. */
  resolveCodeAction(draft: DraftDocument, action: CodeAction): CodeAction;
  documentSymbols(draft: DraftDocument): DocumentSymbol[] | SymbolInformation[];
  /** All mentions of the source at a position. */
  documentHighlights(draft: DraftDocument, position: Position): DocumentHighlight[];
  /** The first mention of the source at a position. */
  definition(draft: DraftDocument, position: Position): Location[] | LocationLink[];
  /** All mentions of the source at a position, with or without the first. */
  references(draft: DraftDocument, position: Position, includeFirst: boolean): Location[];
  foldingRanges(draft: DraftDocument): FoldingRange[];
  /** What a selection grows to, for each position. */
  selectionRanges(draft: DraftDocument, positions: readonly Position[]): SelectionRange[];
  /** By `semanticTokensLegend`; none where the settings do not ask for them. */
  semanticTokens(draft: DraftDocument): SemanticTokens;
  /** None where the settings do not ask for them. */
  codeLenses(draft: DraftDocument): CodeLens[];
  /** None where the settings do not ask for them. */
  inlayHints(draft: DraftDocument, range: Range): InlayHint[];
  /** Whether a source can be renamed at a position; undefined in a document that cannot be read. */
  prepareRename(draft: DraftDocument, position: Position): RenamePlace | RenameProblem | undefined;
  /** The edit that gives the source at a position another name. */
  rename(draft: DraftDocument, position: Position, newName: string): WorkspaceEdit | RenameProblem | undefined;
  status(draft: DraftDocument): DocumentStatus;
  /** Drops what is known of a document. */
  forget(uri: string): void;
}

interface Known {
  readonly analyser: Analyser;
  readonly draft: DraftDocument;
  readonly version: number;
  readonly scores: Scores | undefined;
  readonly read: ReadDocument | Unreadable;
}

export function createLanguageService({ createAnalyser, rules, client, rulePage, scores }: LanguageServiceDependencies): LanguageService {
  const documents = new Map<string, Known>();
  const context = { client, rules, rulePage };

  return {
    analyse: draft => readable(draft)?.analysis,
    diagnostics(draft) {
      const read = readable(draft);
      const items = read ? diagnosticsOf(read, client, rulePage) : [];
      return { resultId: resultIdOf(items), items };
    },
    hover: (draft, position) => at(draft, position, (read, offset) => hover(read, offset, context)),
    codeActions(draft, range, request) {
      const read = readable(draft);
      if (!read) return [];
      const { document } = draft;
      return codeActions(read, { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }, request, context);
    },
    resolveCodeAction(draft, action) {
      const read = readable(draft);
      return read ? resolveCodeAction(action, read, context) : action;
    },
    documentSymbols: draft => of(draft, read => documentSymbols(read, rules, client)) ?? [],
    documentHighlights: (draft, position) => at(draft, position, documentHighlights) ?? [],
    definition: (draft, position) => at(draft, position, (read, offset) => definition(read, offset, client)) ?? [],
    references: (draft, position, includeFirst) => at(draft, position, (read, offset) => references(read, offset, includeFirst)) ?? [],
    foldingRanges: draft => of(draft, foldingRanges) ?? [],
    selectionRanges: (draft, positions) =>
      of(draft, read =>
        selectionRanges(
          read,
          positions.map(position => draft.document.offsetAt(position)),
        ),
      ) ?? [],
    semanticTokens: draft => (draft.config.features.semanticTokens && of(draft, read => semanticTokens(read, rules))) || { data: [] },
    codeLenses: draft => (draft.config.features.codeLens && of(draft, read => codeLenses(read, rules, client))) || [],
    inlayHints: (draft, range) => (draft.config.features.inlayHints && of(draft, read => inlayHints(read, range))) || [],
    prepareRename: (draft, position) => at(draft, position, prepareRename),
    rename: (draft, position, newName) => at(draft, position, (read, offset) => rename(read, offset, newName, client)),
    status(draft) {
      const read = know(draft);
      return isUnreadable(read) ? { state: 'unreadable', ...read } : { state: 'read', counts: countsOf(read.analysis.findings) };
    },
    forget(uri) {
      documents.delete(uri);
    },
  };

  function readable(draft: DraftDocument): ReadDocument | undefined {
    const read = know(draft);
    return isUnreadable(read) ? undefined : read;
  }

  function of<T>(draft: DraftDocument, answer: (read: ReadDocument) => T): T | undefined {
    const read = readable(draft);
    return read && answer(read);
  }

  function at<T>(draft: DraftDocument, position: Position, answer: (read: ReadDocument, offset: number) => T): T | undefined {
    return of(draft, read => answer(read, draft.document.offsetAt(position)));
  }

  function know(draft: DraftDocument): ReadDocument | Unreadable {
    const { document, language, config } = draft;
    const known = documents.get(document.uri);
    const same = known && known.version === document.version && known.draft.document === document && known.draft.language === language;
    const said = config.secondReading === 'on' ? scores?.(document.uri) : undefined;
    if (same && known.draft.config === config && known.scores === said) return known.read;
    const analyser = known?.analyser ?? createAnalyser();
    const text = document.getText();
    const read = unreadable(text) ?? { document, analysis: analyser.analyse(text, language, config, said) };
    documents.set(document.uri, { analyser, draft, version: document.version, scores: said, read });
    return read;
  }
}

function isUnreadable(read: ReadDocument | Unreadable): read is Unreadable {
  return 'reason' in read;
}
