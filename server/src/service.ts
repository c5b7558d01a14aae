import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CompletionItem, Diagnostic, DocumentSymbol, Hover, Position, Range, SymbolInformation, TextEdit } from 'vscode-languageserver-types';
import type { Analyser, Analysis } from './analysis.js';
import { type CodeActionRequest, codeActions, resolveCodeAction } from './features/codeActions.js';
import { completeSources } from './features/completion.js';
import { diagnosticsOf, rangeOf, resultIdOf } from './features/diagnostics.js';
import { documentSymbols } from './features/documentSymbols.js';
import { type DraftFacts, draftFacts } from './features/draftFacts.js';
import { hover } from './features/hover.js';
import { type Counts, countsOf } from './features/status.js';
import type { ClientFeatures, DraftDocument, ReadDocument, RulePage } from './features/types.js';
import { typographicQuotes } from './features/typographicQuotes.js';
import { type Unreadable, unreadable } from './files/text.js';
import type { Rule } from './rules/types.js';
import type { Scores } from './second/scores.js';

export { type CodeActionRequest, codeActionKinds, documentOfAction } from './features/codeActions.js';
export { completionTriggers } from './features/completion.js';
export { diagnosticSource } from './features/diagnostics.js';
export type { Carrier, ClaimFacts, DraftFacts, MentionFacts, ParagraphFacts, SourceFacts } from './features/draftFacts.js';
export type { Counts } from './features/status.js';
export { type ClientFeatures, type DraftDocument, plainClient, type RulePage } from './features/types.js';
export { quoteTriggers } from './features/typographicQuotes.js';

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
  documentSymbols(draft: DraftDocument): DocumentSymbol[] | SymbolInformation[];
  /** The named sources of the draft, where one is to be written. */
  completion(draft: DraftDocument, position: Position): CompletionItem[];
  /** What becomes of a character that has just been typed before a position. Does not read the document. */
  onTypeFormatting(draft: DraftDocument, position: Position, typed: string): TextEdit[];
  status(draft: DraftDocument): DocumentStatus;
  /** What the draft claims and who says so; undefined where it cannot be read. */
  facts(draft: DraftDocument): DraftFacts | undefined;
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
    hover(draft, position) {
      const read = readable(draft);
      return read && hover(read, draft.document.offsetAt(position), context);
    },
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
    documentSymbols(draft) {
      const read = readable(draft);
      return read ? documentSymbols(read, client) : [];
    },
    completion(draft, position) {
      const read = readable(draft);
      return read ? completeSources(read, draft.document.offsetAt(position)) : [];
    },
    onTypeFormatting({ document, language, config }, position, typed) {
      if (!config.typographicQuotes || language !== 'draft') return [];
      const changes = typographicQuotes(document.getText(), document.offsetAt(position), typed);
      return changes.map(change => ({ range: rangeOf(change, document), newText: change.text }));
    },
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
