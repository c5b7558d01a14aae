/** A character as people count them, as a terminal shows it. */
export interface Cell {
  /** What is written. */
  readonly shown: string;
  /** Columns that it takes: 0, 1 or 2, more for a tab. */
  readonly width: number;
  /** UTF-16 offset of its first unit in the text, and of what follows. */
  readonly start: number;
  readonly end: number;
}

const TAB = '    ';
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** They would move the cursor, colour the terminal or turn the line round. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * The characters of a piece of text for a terminal: wide ones take two columns, combining ones none, controls are shown as a dot. Meant for pieces of a line, not for whole drafts.
 * @param offset Of the piece, in the text that it was taken from.
 */
export function cellsOf(piece: string, offset: number): Cell[] {
  const cells: Cell[] = [];
  for (const { segment, index } of SEGMENTER.segment(piece)) {
    const start = offset + index;
    cells.push({ ...appearance(segment), start, end: start + segment.length });
  }
  return cells;
}

function appearance(character: string): { shown: string; width: number } {
  if (character === '\t') return { shown: TAB, width: TAB.length };
  if (UNSAFE.test(character)) return { shown: '·', width: 1 };
  if (INVISIBLE.test(character)) return { shown: '', width: 0 };
  return { shown: character, width: WIDE.test(character) ? 2 : 1 };
}
