import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Block, Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading, Reading } from '../reading.js';
import type { Fix, FixEdit } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import type { ClientFeatures } from './types.js';

/** A change of the original text; `snippet` is the same with tab stops. */
export interface TextChange extends Span {
  readonly text: string;
  readonly snippet?: string;
}

/** What a fix changes in the original text: markup stays whole, and the words are written as the place demands (HTML, YAML). Ascending by start. */
export function changesOf(fix: Fix, { block }: BlockReading, { draft }: Reading): TextChange[] {
  return fix.edits
    .flatMap(edit => {
      const [first, ...rest] = spansOf(edit, block, draft.text);
      if (!first) return [];
      const write = writingAt(first.start);
      const change: TextChange = { ...first, text: write(edit.text), ...(edit.snippet === undefined ? {} : { snippet: write(edit.snippet) }) };
      return [change, ...rest.map(span => ({ ...span, text: '' }))];
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);

  function writingAt(offset: number): (words: string) => string {
    const frontMatter = draft.frontMatter;
    if (frontMatter && offset >= frontMatter.span.start && offset < frontMatter.span.end) return writeInYaml;
    return draft.language === 'html' ? writeInHtml : words => words;
  }
}

/** Opening and closing markup of words, at the end and the beginning of what stands round them. */
const OPENING = /(?:[*_~`]+|!?\[|<[a-z][^<>]*>)$/iu;
const CLOSING = /^(?:[*_~`]+|\](?:\([^()\n]*\)|\[[^[\]\n]*\])?|<\/[^<>]*>)/u;
/** Longest opening tag that is looked for, in UTF-16 units. */
const LONGEST_OPENING = 300;

/**
 * The original spans of the words that an edit replaces, as few as can be. Emphasis or a link goes with its words where all of them go, so that no mark is left without the other;
 * where only some of them go, the marks stay and the words on either side are spans of their own.
 */
function spansOf(edit: FixEdit, block: Block, text: string): Span[] {
  const whole = toOriginal(block, edit);
  if (edit.start >= edit.end || whole.end - whole.start === edit.end - edit.start) {
    const isRemoval = edit.start < edit.end && edit.text === '';
    if (!isRemoval || !block.view.annotations.some(({ start, end }) => start === edit.start && end === edit.end)) return [whole];
  }
  let { start, end } = whole;
  for (const annotation of block.view.annotations) {
    if (annotation.start >= annotation.end || annotation.end <= edit.start || annotation.start >= edit.end) continue;
    const isInside = annotation.start >= edit.start && annotation.end <= edit.end;
    const isSame = annotation.start === edit.start && annotation.end === edit.end;
    const holdsAll = annotation.start <= edit.start && annotation.end >= edit.end;
    if (isInside && !(isSame && edit.text !== '')) {
      const outer = withMarkup(toOriginal(block, annotation), text);
      if (!outer) return wordsOf(edit, block);
      start = Math.min(start, outer.start);
      end = Math.max(end, outer.end);
    } else if (!holdsAll) return wordsOf(edit, block);
  }
  return [{ start, end }];
}

/** Words with the markup that opens and closes round them; undefined where it is of another kind. */
function withMarkup({ start, end }: Span, text: string): Span | undefined {
  const closing = CLOSING.exec(text.slice(end, end + LONGEST_OPENING))?.[0];
  const opening = OPENING.exec(text.slice(Math.max(0, start - LONGEST_OPENING), start))?.[0];
  if (closing === undefined || opening === undefined) return undefined;
  const length = /^[*_~`]/u.test(closing) ? Math.min(opening.length, closing.length) : opening.length;
  return { start: start - length, end: end + (/^[*_~`]/u.test(closing) ? length : closing.length) };
}

/** The original spans of the words of an edit, without any markup between them. */
function wordsOf({ start, end }: Span, block: Block): Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const segment of block.view.segments) {
    const from = Math.max(start, segment.view);
    const to = Math.min(end, segment.view + segment.length);
    if (from >= to) continue;
    const span = toOriginal(block, { start: from, end: to });
    const last = spans.at(-1);
    if (last?.end === span.start) last.end = span.end;
    else spans.push({ ...span });
  }
  return spans;
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
