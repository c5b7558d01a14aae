import { linesOf } from './lines.js';
import type { Span } from './types.js';

/** An HTML comment; `body` is what stands between its delimiters. Original offsets. */
export interface Comment extends Span {
  readonly body: string;
}

const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})/;

/**
 * The comments of a text from an offset on, ascending. A comment that is not closed, or not before the next one begins, ends with its line: it must not swallow the draft.
 * With `markdown`, what stands in fenced code, behind a backslash or behind an open backtick is no comment.
 */
export function findComments(text: string, from: number, markdown: boolean): Comment[] {
  const comments: Comment[] = [];
  let opening = text.indexOf('<!--', from);
  if (opening < 0) return comments;
  let closing = text.indexOf('-->', from);
  let fence: string | undefined;
  let position = from;
  for (const line of linesOf(text, from)) {
    if (opening < 0) break;
    if (markdown && line.start >= position) {
      const mark = FENCE.exec(text.slice(line.start, Math.min(line.end, line.start + 100)))?.[1];
      const closesFence = fence !== undefined && mark?.startsWith(fence) === true && text.slice(line.start, line.end).trim() === mark;
      if (fence !== undefined || mark !== undefined) {
        fence = closesFence ? undefined : (fence ?? mark);
        if (opening < line.next) opening = text.indexOf('<!--', line.next);
        continue;
      }
    }
    let scanned = Math.max(position, line.start);
    let inCode = false;
    while (opening >= 0 && opening < line.end) {
      if (markdown) {
        for (; scanned < opening; scanned++) if (text[scanned] === '`') inCode = !inCode;
        if (inCode || text[opening - 1] === '\\') {
          opening = text.indexOf('<!--', opening + 1);
          continue;
        }
      }
      const next = text.indexOf('<!--', opening + 4);
      while (closing >= 0 && closing < opening + 2) closing = text.indexOf('-->', closing + 1);
      const closed = closing >= 0 && (next < 0 || closing < next);
      const end = closed ? closing + 3 : Math.min(line.end, next < 0 ? line.end : next);
      comments.push({ start: opening, end, body: text.slice(opening + 4, closed ? Math.max(closing, opening + 4) : end) });
      position = end;
      scanned = end;
      opening = next;
    }
  }
  return comments;
}
