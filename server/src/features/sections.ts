import type { Block, Draft, Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';

/** A heading with what stands under it. Original offsets: it reaches to the next heading that is not below its own. */
export interface Section extends Span {
  readonly heading: Block;
  /** The words of the heading. */
  readonly words: Span;
  /** 0 for the headline, which stands above every heading. */
  readonly level: number;
}

/** The sections of a draft in the order of their headings. */
export function sectionsOf({ blocks, text }: Draft): Section[] {
  const headings = blocks.filter(isHeading);
  const ends = sectionEnds(headings, text.length);
  return headings.map((heading, index) => {
    const words = toOriginal(heading, { start: 0, end: heading.view.text.length });
    const start = Math.min(heading.span.start, words.start);
    return { heading, words, level: levelOf(heading), start, end: Math.max(ends[index] ?? text.length, heading.span.end, words.end) };
  });
}

/** Where each section ends: at the next heading of its own level or above. */
function sectionEnds(headings: readonly Block[], textEnd: number): number[] {
  const ends: number[] = [];
  const nextByLevel: number[] = [];
  for (const block of headings.toReversed()) {
    const level = levelOf(block);
    ends.push(Math.min(textEnd, ...nextByLevel.slice(0, level + 1).filter(start => start !== undefined)));
    nextByLevel[level] = block.span.start;
  }
  return ends.reverse();
}

/** Whether a block names what stands under it and has words to do so. */
export function isHeading(block: Block): boolean {
  return (block.kind === 'headline' || block.kind === 'heading') && block.view.text.trim() !== '';
}

function levelOf(block: Block): number {
  return block.kind === 'headline' ? 0 : (block.level ?? 1);
}
