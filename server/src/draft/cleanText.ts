/** A text with some ranges cut out, and the way back. Clean offsets address `text`, original offsets the text that it was made from. */
export class CleanText {
  private constructor(
    readonly text: string,
    /** Clean offsets at which a piece of the original begins, ascending from 0. */
    private readonly starts: readonly number[],
    /** The original offset of each of these pieces. */
    private readonly originals: readonly number[],
  ) {}

  static whole(text: string): CleanText {
    return new CleanText(text, [0], [0]);
  }

  /** `cuts`: ascending and disjoint. Line endings other than LF become LF. */
  static cut(text: string, cuts: readonly { readonly start: number; readonly end: number }[]): CleanText {
    const parts: string[] = [];
    const starts: number[] = [];
    const originals: number[] = [];
    let length = 0;
    const keep = (start: number, end: number): void => {
      if (start >= end) return;
      starts.push(length);
      originals.push(start);
      parts.push(text.slice(start, end));
      length += end - start;
    };
    let position = 0;
    let carriage = text.indexOf('\r\n');
    for (const { start, end } of [...cuts, { start: text.length, end: text.length }]) {
      while (carriage >= 0 && carriage + 1 < start) {
        keep(position, carriage);
        position = Math.max(position, carriage + 1);
        carriage = text.indexOf('\r\n', position);
      }
      keep(position, start);
      position = end;
    }
    const clean = parts.join('').replaceAll('\r', '\n');
    return starts.length === 0 ? new CleanText('', [0], [position]) : new CleanText(clean, starts, originals);
  }

  /** The original offset of the character at a clean offset; for the end of the text, the offset after its last character. */
  original(offset: number): number {
    const piece = this.pieceAt(offset);
    return (this.originals[piece] ?? 0) + offset - (this.starts[piece] ?? 0);
  }

  /** The original offset after the character before a clean offset. */
  originalEnd(offset: number): number {
    return offset > 0 ? this.original(offset - 1) + 1 : this.original(0);
  }

  /** Where the piece ends that holds the character at a clean offset: the first clean offset after it that does not follow on in the original. */
  pieceEnd(offset: number): number {
    return this.starts[this.pieceAt(offset) + 1] ?? this.text.length;
  }

  /** The part between two clean offsets; its original offsets count from that of `start`. */
  slice(start: number, end: number): CleanText {
    const text = this.text.slice(start, end);
    const first = this.pieceAt(start);
    const origin = this.original(start);
    const starts = [0];
    const originals = [0];
    for (let piece = first + 1; (this.starts[piece] ?? end) < end; piece++) {
      starts.push((this.starts[piece] ?? 0) - start);
      originals.push((this.originals[piece] ?? 0) - origin);
    }
    return new CleanText(text, starts, originals);
  }

  private pieceAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
