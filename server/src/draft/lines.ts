/** A line of a text: `start` to `end` without the line ending, `next` where the next line starts. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of a text from an offset on, ended by LF, CRLF or CR. */
export function* linesOf(text: string, from = 0): Generator<Line> {
  let start = from;
  const ending = /\r\n?|\n/g;
  ending.lastIndex = from;
  for (let match = ending.exec(text); match; match = ending.exec(text)) {
    yield { start, end: match.index, next: ending.lastIndex };
    start = ending.lastIndex;
  }
  yield { start, end: text.length, next: text.length };
}
