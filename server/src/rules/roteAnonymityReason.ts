import type { Span } from '../draft/types.js';
import type { BlockReading } from '../reading.js';
import { anonymityGround } from './anonymityGrounds.js';
import { lastIndex, spanSet } from './spans.js';
import type { Fix, Mark, Rule } from './types.js';

/**
 * Marks the words that stand where the reason for anonymity should be: a formula (“not authorized to speak publicly”), or that there is no name and nothing of why.
 * Leaves alone: reasons that tell something (“because she feared for her job”), and the formula where it is said of somebody named, or of a body.
 */
export const roteAnonymityReason: Rule = {
  id: 'rote-anonymity-reason',
  kind: 'anonymous-source',
  defaultSeverity: 'information',
  summary: 'A formula where the reason for anonymity should stand.',
  guidance: 'have dropped “not authorized to speak” as a reason, and ask for something useful: why the source is unnamed, and why it is believed.',
  check(block) {
    const { kind, view } = block.block;
    if (kind === 'headline' || kind === 'heading' || kind === 'tableCell') return [];
    const quoted = spanSet(block.quotations.filter(({ use }) => use !== 'scare'));
    return block.english.sentences.flatMap((sentence): Mark[] => {
      const ground = anonymityGround(sentence);
      if (!ground || ground.sort === 'given' || quoted.touches(ground) || !unnamedIn(block, sentence)) return [];
      const { start, end, sort } = ground;
      const words = view.text.slice(start, end);
      return [
        sort === 'rote'
          ? {
              start,
              end,
              sub: sort,
              message: `“${words}”: a formula, not a reason.`,
              why: 'It says that the source may not speak, which is so of every leak; the reader learns nothing of the risk, the motive or the knowledge.',
            }
          : { start, end, sub: sort, message: `“${words}”: no reason is given.`, why: 'The reader is told that there is no name, and not why.' },
      ];
    });
  },
  fixes(mark) {
    const title = 'Give the reason';
    if (mark.sub === 'none')
      return [
        { title, preferred: true, edits: [{ start: mark.end, end: mark.end, text: ' because [reason]', snippet: ' because ${1:reason}' }] } satisfies Fix,
      ];
    return [{ title, preferred: true, edits: [{ start: mark.start, end: mark.end, text: '[reason]', snippet: '${1:reason}' }] } satisfies Fix];
  },
};

/** That a sentence tells of anonymity makes a source likelier than its own words do. */
const LIKELY_HERE = 0.2;

/** Somebody in the sentence speaks without a name. */
function unnamedIn({ unidentified }: BlockReading, { start, end }: Span): boolean {
  for (let i = lastIndex(unidentified, source => source.start < end); i >= 0; i--) {
    const source = unidentified[i];
    if (!source || source.end <= start) return false;
    if (source.source && source.score >= LIKELY_HERE) return true;
  }
  return false;
}
