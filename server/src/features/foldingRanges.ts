import type { FoldingRange } from 'vscode-languageserver-types';
import { sectionsOf } from './sections.js';
import type { ReadDocument } from './types.js';

/** The sections of a draft, and its front matter, as they fold: by whole lines, without the blank lines at their ends. Linear in the text. */
export function foldingRanges({ document, analysis }: ReadDocument): FoldingRange[] {
  const { draft } = analysis.reading;
  const { frontMatter, text } = draft;
  // A headline of the front matter stands over the whole draft, and would fold it together with the rest of the front matter.
  const sections = sectionsOf(draft).filter(({ start }) => !frontMatter || start >= frontMatter.span.end);
  const spans = frontMatter ? [frontMatter.span, ...sections] : sections;
  return spans.flatMap(({ start, end }) => {
    const startLine = document.positionAt(start).line;
    const endLine = document.positionAt(lastWordBefore(text, start, end)).line;
    return endLine > startLine ? [{ startLine, endLine }] : [];
  });
}

/** Offset of the last character that is no white space. */
function lastWordBefore(text: string, start: number, end: number): number {
  let last = end - 1;
  while (last > start && /\s/u.test(text[last] ?? '')) last--;
  return last;
}
