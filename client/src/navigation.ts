/** A place in a text, as the editor counts: line and UTF-16 character, from zero. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface PlacedMark {
  readonly start: Place;
  readonly end: Place;
}

export type Direction = 'next' | 'previous';

/** The mark to go to from `cursor`, round the end of the text if need be; undefined without marks. Marks need no order. */
export function markFrom<M extends PlacedMark>(marks: readonly M[], cursor: Place, direction: Direction): M | undefined {
  const inOrder = [...marks].sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end));
  return direction === 'next'
    ? (inOrder.find(mark => compare(mark.start, cursor) > 0) ?? inOrder[0])
    : (inOrder.findLast(mark => compare(mark.start, cursor) < 0) ?? inOrder.at(-1));
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character;
}
