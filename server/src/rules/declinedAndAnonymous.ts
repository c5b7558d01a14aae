import { namesIn } from '../attribution/anonymity/draft.js';
import type { Sentence } from '../english/types.js';
import { spanSet } from './spans.js';
import type { Mark, Rule } from './types.js';

const DECLINES = /^(?:declined|declines|refused|refuses)$/u;

/**
 * Marks “declined to comment” of a body from which the same draft has somebody speak without a name.
 * Leaves alone: bodies of which nobody speaks in the draft, and those whose people are named.
 */
export const declinedAndAnonymous: Rule = {
  id: 'declined-and-anonymous',
  kind: 'anonymous-source',
  defaultSeverity: 'warning',
  summary: 'A body that declined to comment, and of which somebody speaks unnamed in the same draft.',
  guidance: 'do not let somebody who is quoted anonymously be said to have declined to comment as well.',
  check(block) {
    const { kind, view } = block.block;
    const { unnamedFrom } = block.sourcing;
    if (unnamedFrom.length === 0 || kind === 'headline' || kind === 'heading' || kind === 'tableCell') return [];
    const quoted = spanSet(block.quotations.filter(({ use }) => use !== 'scare'));
    const spokenFor = new Set(unnamedFrom);
    return block.english.sentences.flatMap((sentence): Mark[] => {
      const span = declining(sentence);
      if (!span || quoted.touches(span)) return [];
      const body = namesIn(block.english, { start: sentence.start, end: span.start }).find(name => spokenFor.has(name));
      if (body === undefined) return [];
      return [
        {
          ...span,
          sub: 'declined',
          message: `“${view.text.slice(span.start, span.end)}”: somebody from there speaks in this draft without a name.`,
          why: 'If it is the same person, the sentence misleads the reader; if it is not, say who declined.',
        },
      ];
    });
  },
};

/** "declined to comment", "refused to discuss". */
function declining({ tokens }: Sentence): { readonly start: number; readonly end: number } | undefined {
  const first = tokens.findIndex(
    (token, i) => DECLINES.test(token.lower) && tokens[i + 1]?.lower === 'to' && /^(?:comment|discuss|elaborate)$/u.test(tokens[i + 2]?.lower ?? ''),
  );
  const start = tokens[first]?.start;
  const end = tokens[first + 2]?.end;
  return first < 0 || start === undefined || end === undefined ? undefined : { start, end };
}
