import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading, Reading } from '../reading.js';
import type { Fix } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import type { ClientFeatures } from './types.js';

/** A change of the original text; `snippet` is the same with tab stops. */
export interface TextChange extends Span {
  readonly text: string;
  readonly snippet?: string;
}

/** What a fix changes in the original text: its words are written as the place demands (HTML, YAML). Ascending by start. */
export function changesOf(fix: Fix, block: BlockReading, { draft }: Reading): TextChange[] {
  return fix.edits
    .map(edit => {
      const span = toOriginal(block.block, edit);
      const write = writingAt(span.start);
      return { ...span, text: write(edit.text), ...(edit.snippet === undefined ? {} : { snippet: write(edit.snippet) }) };
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);

  function writingAt(offset: number): (words: string) => string {
    const frontMatter = draft.frontMatter;
    if (frontMatter && offset >= frontMatter.span.start && offset < frontMatter.span.end) return writeInYaml;
    return draft.language === 'html' ? writeInHtml : words => words;
  }
}

/** The changes as an edit of the workspace, with tab stops where the client has them. */
export function workspaceEdit(document: TextDocument, changes: readonly TextChange[], client: ClientFeatures): WorkspaceEdit {
  const { uri, version } = document;
  if (!client.documentChanges) return { changes: { [uri]: changes.map(change => textEdit(change, document)) } };
  const edits = changes.map((change): TextEdit | SnippetTextEdit =>
    client.snippetEdits && change.snippet !== undefined
      ? { range: rangeOf(change, document), snippet: { kind: 'snippet', value: change.snippet } }
      : textEdit(change, document),
  );
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

function textEdit(change: TextChange, document: TextDocument): TextEdit {
  return { range: rangeOf(change, document), newText: change.text };
}

function writeInHtml(words: string): string {
  return words.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
}

/** A value of the front matter may stand in quotation marks of either kind or in none; typographic ones are safe in all three. */
function writeInYaml(words: string): string {
  return words
    .replace(/(^|[\s([{])"/gu, '$1“')
    .replace(/"/gu, '”')
    .replace(/'/gu, '’');
}
