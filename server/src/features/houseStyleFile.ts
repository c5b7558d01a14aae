import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  MarkupKind,
  type Position,
} from 'vscode-languageserver-types';
import { placeAt, schemaOfKey, schemasAt } from '../house/place.js';
import type { FileProblem } from '../house/read.js';
import type { Schema } from '../house/schema.js';
import { diagnosticSource, rangeOf } from './diagnostics.js';

/** What is wrong in a house style, as the protocol has it. */
export function houseStyleDiagnostics(document: TextDocument, problems: readonly FileProblem[]): Diagnostic[] {
  return problems.map(problem => ({
    range: rangeOf(problem, document),
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    code: 'house-style-file',
    message: problem.message,
  }));
}

/** What can be written at a place of a house style: keys that are not there yet, and the values that a key can have. */
export function completeHouseStyle(document: TextDocument, position: Position, schema: Schema, isMarkdown: boolean): CompletionItem[] {
  const place = placeAt(document.getText(), document.offsetAt(position));
  if (!place) return [];
  const range = rangeOf(place, document);
  const schemas = schemasAt(schema, place.path);
  const values = place.key === undefined ? schemas.flatMap(valuesOf) : schemasAt(schema, [...place.path, place.key]).flatMap(valuesOf);
  const items = values.map(
    ({ value, description }): CompletionItem => ({
      label: value,
      kind: CompletionItemKind.EnumMember,
      ...documentation(description, isMarkdown),
      textEdit: { range, newText: value },
    }),
  );
  if (place.key !== undefined) return items;
  const keys = schemas.flatMap(({ properties = {} }) => Object.entries(properties)).filter(([key]) => !place.siblings.has(key));
  return [
    ...items,
    ...keys.map(
      ([key, own]): CompletionItem => ({
        label: key,
        kind: CompletionItemKind.Property,
        ...documentation(descriptionOf(own), isMarkdown),
        textEdit: { range, newText: isScalarSchema(own) ? `${key}: ` : `${key}:` },
      }),
    ),
  ];
}

/** What the key or value at a place of a house style means. */
export function hoverHouseStyle(document: TextDocument, position: Position, schema: Schema, isMarkdown: boolean): Hover | undefined {
  const offset = document.offsetAt(position);
  const place = placeAt(document.getText(), offset);
  if (!place || place.start >= place.end || offset > place.end) return undefined;
  const word = document
    .getText()
    .slice(place.start, place.end)
    .replace(/^["']|["']$/gu, '');
  const range = rangeOf(place, document);
  const explain = (lines: readonly string[]): Hover => ({ contents: markup(lines.filter(Boolean).join('\n\n'), isMarkdown), range });
  if (place.key !== undefined) {
    const value = schemasAt(schema, [...place.path, place.key])
      .flatMap(valuesOf)
      .find(each => each.value === word);
    return value && explain([value.description]);
  }
  const own = schemasAt(schema, place.path)
    .map(each => schemaOfKey(each, word))
    .find(each => each !== undefined);
  if (!own) return undefined;
  const values = [own, ...(own.anyOf ?? [])].flatMap(valuesOf);
  const scalar = [own, ...(own.anyOf ?? [])].find(each => each.default !== undefined);
  const list = values.map(({ value, description }) => `- \`${value}\`: ${description}`).join('\n');
  return explain([descriptionOf(own), list, scalar === undefined ? '' : `By default: \`${String(scalar.default)}\``]);
}

function valuesOf({ enum: values = [], enumDescriptions = [] }: Schema): { readonly value: string; readonly description: string }[] {
  return values.map((value, i) => ({ value, description: enumDescriptions[i] ?? '' }));
}

function descriptionOf({ description, anyOf }: Schema): string {
  return description ?? anyOf?.find(each => each.description !== undefined)?.description ?? '';
}

function isScalarSchema({ type, anyOf }: Schema): boolean {
  const types = (anyOf ?? [{ type }]).map(each => each.type);
  return types[0] !== 'object' && types[0] !== 'array';
}

function documentation(description: string, isMarkdown: boolean): Pick<CompletionItem, 'documentation'> {
  return description === '' ? {} : { documentation: markup(description, isMarkdown) };
}

function markup(value: string, isMarkdown: boolean): { kind: MarkupKind; value: string } {
  return { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: isMarkdown ? value : value.replaceAll('`', '') };
}
