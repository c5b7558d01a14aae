import type { Attribution } from '../attribution/types.js';
import type { BlockReading } from '../reading.js';
import { isCopy, storyOf, tellings } from './story.js';
import type { DraftMark, RelatedPlace, Rule } from './types.js';

/** In words. A shorter story may well rest on one source, and often says so. */
const SHORTEST = 250;
/** With fewer attributions the story does not rest on its sources, but on the record. */
const FEWEST = 4;
/** Blocks in which it speaks. A source of one paragraph is not what the story rests on. */
const FEWEST_BLOCKS = 3;
/** Places that the list under the mark shows. */
const MOST_RELATED = 12;

/**
 * Marks the first attribution of a news story in which one source speaks alone.
 * Leaves alone: short copy, columns, stories that cite (a link, a footnote, a citation) or that quote, paraphrase or hint at anybody else.
 */
export const singleSource: Rule = {
  id: 'single-source',
  kind: 'other',
  defaultSeverity: 'information',
  summary: 'A news story of more than 250 words in which everything that is attributed comes from one source.',
  guidance: 'ask for a second, independent source, or that the desk is told and the reader can see that there is one alone.',
  check: () => [],
  checkDraft(reading, kept) {
    const { words, reports, lead } = storyOf(reading, kept);
    if (!reports || words <= SHORTEST) return [];
    const told: Told[] = [];
    let voice: number | undefined;
    for (const [block, of] of reading.blocks.entries()) {
      if (block < lead || of.block.kind === 'heading') continue;
      if (cites(of)) return [];
      for (const attribution of kept(of, tellings)) {
        const { speaker } = attribution;
        // A pronoun that goes back to nobody, and words that hang on it.
        if (speaker === undefined && attribution.cueKind !== 'agentless') continue;
        voice ??= speaker;
        if (speaker === undefined || speaker !== voice) return [];
        told.push({ block, attribution });
      }
    }
    const [first] = told;
    const source = voice === undefined ? undefined : reading.sources[voice];
    if (!first || !source || told.length < FEWEST || new Set(told.map(({ block }) => block)).size < FEWEST_BLOCKS) return [];
    return [mark(first, source.name, told.slice(1))];
  },
};

interface Told {
  readonly block: number;
  readonly attribution: Attribution;
}

function mark({ block, attribution }: Told, name: string, rest: readonly Told[]): DraftMark {
  const { start, end } = phrase(attribution);
  return {
    block,
    start,
    end,
    sub: 'single-source',
    message: `The only source of this story: ${name}.`,
    why: `All that is attributed here (${rest.length + 1} times) comes from one source. Nobody confirms it, adds to it or answers it.`,
    related: rest.slice(0, MOST_RELATED).map(({ block, attribution }): RelatedPlace => ({ block, ...phrase(attribution), message: 'The same source' })),
  };
}

/** Source and cue where they stand together, else the source; the words that are attributed where the speaker is carried over. */
function phrase({ source, cue, span }: Attribution): { start: number; end: number } {
  const { start, end } = source ?? cue ?? span;
  return { start, end };
}

function cites(block: BlockReading): boolean {
  return isCopy(block) && block.block.view.annotations.some(({ kind }) => kind === 'link' || kind === 'footnote' || kind === 'citation');
}
