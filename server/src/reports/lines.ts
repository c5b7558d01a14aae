/** The lines of a text. Lines end with LF, CRLF or CR, as in the protocol of editors. */
export interface Lines {
  readonly count: number;
  /** Line and column of an offset, both from 1; columns are UTF-16 units. */
  positionOf(offset: number): { readonly line: number; readonly column: number };
  /** Offsets of a line's first character and of its end, before the line break. Lines are counted from 1. */
  spanOf(line: number): { readonly start: number; readonly end: number };
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const startOf = (index: number): number => starts[index] ?? text.length;
  return {
    count: starts.length,
    positionOf(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - startOf(low) + 1 };
    },
    spanOf(line) {
      const start = startOf(line - 1);
      let end = startOf(line);
      if (line < starts.length) end -= text.startsWith('\r\n', end - 2) && end - 2 >= start ? 2 : 1;
      return { start, end };
    },
  };
}
