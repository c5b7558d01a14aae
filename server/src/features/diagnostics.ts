import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, type Range } from 'vscode-languageserver-types';
import type { Finding, RelatedWords } from '../analysis.js';
import type { Span } from '../draft/types.js';
import type { Severity } from '../rules/types.js';
import type { ClientFeatures, ReadDocument, RulePage } from './types.js';

/** Who says so, in the Problems list. */
export const diagnosticSource = 'on the record';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The findings of a document as the protocol has them, in order of their places. */
export function diagnosticsOf({ document, analysis }: ReadDocument, client: ClientFeatures, rulePage: RulePage): Diagnostic[] {
  return analysis.findings.map(finding => diagnosticOf(finding, document, client, rulePage));
}

export function diagnosticOf(finding: Finding, document: TextDocument, client: ClientFeatures, rulePage: RulePage): Diagnostic {
  const href = client.codeDescriptions ? rulePage(finding.rule) : undefined;
  return {
    range: rangeOf(finding, document),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: diagnosticSource,
    message: finding.message,
    ...(client.relatedInformation && finding.related?.length ? { relatedInformation: relatedInformation(finding.related, document) } : {}),
    data: { kind: finding.kind, sub: finding.sub },
  };
}

function relatedInformation(related: readonly RelatedWords[], document: TextDocument): DiagnosticRelatedInformation[] {
  return related.map(words => ({ location: { uri: document.uri, range: rangeOf(words, document) }, message: words.message }));
}

/**
 * Names a list of diagnostics: the same diagnostics, the same name. FNV-1a over their JSON, twice 32 bits with different starting values.
 */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  const json = JSON.stringify(diagnostics);
  return hash(json, 0x811c9dc5) + hash(json, 0x050c5d1f);
}

export function rangeOf(span: Span, document: TextDocument): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

function hash(text: string, start: number): string {
  let value = start;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
