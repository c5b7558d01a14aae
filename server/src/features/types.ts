import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis.js';
import type { Config } from '../config/types.js';
import type { DraftLanguage } from '../draft/types.js';

/** A document as it is to be read: its text in one version, its language, its settings. */
export interface DraftDocument {
  readonly document: TextDocument;
  readonly language: DraftLanguage;
  readonly config: Config;
  readonly silencing?: Silencing;
}

/** How a mark can be silenced outside of the draft. */
export interface Silencing {
  /** It can be written down beside the drafts that this one mark is dismissed. */
  readonly mark: boolean;
  /** The house style can be changed. */
  readonly house: boolean;
}

/** A document that was read: what the features look at. */
export interface ReadDocument {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly silencing?: Silencing;
}

/** What the client can do, as far as it shapes what the features give. */
export interface ClientFeatures {
  /** Hovers are Markdown, else plain text. */
  readonly markdown: boolean;
  /** The editor itself shows a diagnostic's message above the hover. */
  readonly messagesInHover: boolean;
  /** Edits of a workspace name the version of the document that they are for. */
  readonly documentChanges: boolean;
  /** Edits can have tab stops (LSP 3.18). */
  readonly snippetEdits: boolean;
  /** The edit of a code action can be asked for later. */
  readonly resolveEdits: boolean;
  /** Outlines are trees, else lists. */
  readonly hierarchicalSymbols: boolean;
  /** Definitions can say which words lead to them. */
  readonly definitionLinks: boolean;
  /** Diagnostics can carry the address of a page. */
  readonly codeDescriptions: boolean;
  /** Diagnostics can point to other places that belong to them. */
  readonly relatedInformation: boolean;
  /** The command of the client that turns a rule off; its arguments are the rule's id and the document's URI. */
  readonly turnRuleOffCommand?: string;
  /** The command of the client that asks how a mark is to be silenced, and why; its argument is a `SilenceMenu`. */
  readonly reasonCommand?: string;
  /** The commands of the client that list the claims and the sources of a draft; their argument is the document's URI. */
  readonly showClaimsCommand?: string;
  readonly showSourcesCommand?: string;
}

/** The least that any client can do. */
export const plainClient: ClientFeatures = {
  markdown: false,
  messagesInHover: false,
  documentChanges: false,
  snippetEdits: false,
  resolveEdits: false,
  hierarchicalSymbols: false,
  definitionLinks: false,
  codeDescriptions: false,
  relatedInformation: false,
};

/** The address of a rule's page; undefined where there is none to show. */
export type RulePage = (rule: string) => string | undefined;
