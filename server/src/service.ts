import type { TextDocument } from 'vscode-languageserver-textdocument';
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
import type { DismissedMark } from './config/types.js';
import { type CodeActionRequest, codeActions, findingOf, resolveCodeAction } from './features/codeActions.js';
import { codeLenses } from './features/codeLenses.js';
import { definition } from './features/definition.js';
import { diagnosticsOf, resultIdOf } from './features/diagnostics.js';
import { documentHighlights } from './features/documentHighlights.js';
import { documentSymbols } from './features/documentSymbols.js';
import { type DraftFacts, draftFacts } from './features/draftFacts.js';
import { workspaceEdit } from './features/edits.js';
import { foldingRanges } from './features/foldingRanges.js';
import { hover } from './features/hover.js';
import { inlayHints } from './features/inlayHints.js';
import { references } from './features/references.js';
import { prepareRename, type RenamePlace, type RenameProblem, rename } from './features/rename.js';
import { selectionRanges } from './features/selectionRanges.js';
import { semanticTokens } from './features/semanticTokens.js';
import { allowedTerm, dismissedMark, type MarkName, silencingChanges } from './features/silence.js';
import { type Counts, countsOf } from './features/status.js';
import type { ClientFeatures, DraftDocument, ReadDocument, RulePage } from './features/types.js';
import { type Unreadable, unreadable } from './files/text.js';
import type { Rule } from './rules/types.js';
import type { Scores } from './second/scores.js';

export { type CodeActionRequest, codeActionKinds, documentOfAction, silenceCommand } from './features/codeActions.js';
export { diagnosticSource } from './features/diagnostics.js';
export type { Carrier, ClaimFacts, DraftFacts, MentionFacts, ParagraphFacts, SourceFacts } from './features/draftFacts.js';
export type { RenamePlace, RenameProblem } from './features/rename.js';
export { semanticTokensLegend } from './features/semanticTokens.js';
export type { MarkName, SilenceMenu, SilenceRequest } from './features/silence.js';
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
  /** The analysis of a document with the findings that are to be shown now; by default all of them. */
  readonly shown?: (document: TextDocument, analysis: Analysis) => Analysis;
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
  /** What it takes to silence a mark in each way; undefined where the mark is gone. */
  silencing(draft: DraftDocument, mark: MarkName): SilencingParts | undefined;
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
  /** What the draft claims and who says so; undefined where it cannot be read. */
  facts(draft: DraftDocument): DraftFacts | undefined;
  /** Drops what is known of a document. */
  forget(uri: string): void;
}

/** What it takes to silence a mark. */
export interface SilencingParts {
  /** The edit of the draft. */
  edit(how: 'here' | 'draft', reason?: string): WorkspaceEdit;
  /** How it is written down that this one mark is dismissed. */
  dismissed(): DismissedMark | undefined;
  /** The words that the house style can allow. */
  term(): string | undefined;
}

interface Known {
  readonly analyser: Analyser;
  readonly draft: DraftDocument;
  readonly version: number;
  readonly scores: Scores | undefined;
  readonly read: ReadDocument | Unreadable;
}

export function createLanguageService({ createAnalyser, rules, client, rulePage, scores, shown }: LanguageServiceDependencies): LanguageService {
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
    silencing(draft, mark) {
      const read = readable(draft);
      const finding = read && findingOf(mark, read);
      if (!finding) return undefined;
      return {
        edit: (how, reason) => workspaceEdit(read.document, silencingChanges(finding, how, read, reason), client),
        dismissed: () => dismissedMark(finding, read),
        term: () => allowedTerm(finding, read),
      };
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
      const read = look(draft);
      return isUnreadable(read) ? { state: 'unreadable', ...read } : { state: 'read', counts: countsOf(read.analysis.findings) };
    },
    facts(draft) {
      const read = readable(draft);
      return read && draftFacts(read);
    },
    forget(uri) {
      documents.delete(uri);
    },
  };

  function readable(draft: DraftDocument): ReadDocument | undefined {
    const read = look(draft);
    return isUnreadable(read) ? undefined : read;
  }

  function of<T>(draft: DraftDocument, answer: (read: ReadDocument) => T): T | undefined {
    const read = readable(draft);
    return read && answer(read);
  }

  function at<T>(draft: DraftDocument, position: Position, answer: (read: ReadDocument, offset: number) => T): T | undefined {
    return of(draft, read => answer(read, draft.document.offsetAt(position)));
  }

  /** The document with the findings that are shown. */
  function look(draft: DraftDocument): ReadDocument | Unreadable {
    const read = know(draft);
    if (!shown || isUnreadable(read)) return read;
    const analysis = shown(read.document, read.analysis);
    return analysis === read.analysis ? read : { ...read, analysis };
  }

  function know(draft: DraftDocument): ReadDocument | Unreadable {
    const { document, language, config } = draft;
    const known = documents.get(document.uri);
    const same = known && known.version === document.version && known.draft.document === document && known.draft.language === language;
    const said = config.secondReading === 'on' ? scores?.(document.uri) : undefined;
    if (same && known.draft.config === config && known.draft.silencing === draft.silencing && known.scores === said) return known.read;
    const analyser = known?.analyser ?? createAnalyser();
    const text = document.getText();
    const read = unreadable(text) ?? {
      document,
      analysis: analyser.analyse(text, language, config, said),
      ...(draft.silencing ? { silencing: draft.silencing } : {}),
    };
    documents.set(document.uri, { analyser, draft, version: document.version, scores: said, read });
    return read;
  }
}

function isUnreadable(read: ReadDocument | Unreadable): read is Unreadable {
  return 'reason' in read;
}
