import { type WordingData, wordingFixes } from './loadedLanguage.js';
import { spanSet } from './spans.js';
import type { Mark, Rule } from './types.js';

/**
 * Marks the newsroom's own terms, those that its `.ontherecord.yaml` lists under `terms`, in the writer's own voice.
 * Leaves alone: quotations and code.
 */
export const houseStyle: Rule = {
  id: 'house-style',
  kind: 'loaded',
  defaultSeverity: 'warning',
  summary: 'A word that the newsroom’s own house style replaces by another.',
  guidance: 'agree on such words once, so that no writer has to decide alone.',
  check(block, english, house) {
    if (!house || block.block.kind === 'code' || block.block.kind === 'blockQuotation') return [];
    const headline = block.block.kind === 'headline' || block.block.kind === 'heading' || block.block.kind === 'standfirst';
    const quoted = spanSet(block.quotations.filter(({ use }) => use !== 'scare'));
    return block.english.sentences.flatMap(sentence =>
      house.terms.match(english, sentence, headline).flatMap(({ term, start, end }): Mark[] => {
        if (quoted.touches({ start, end })) return [];
        const { preferred, reason } = term.house;
        const data: WordingData = { alternatives: preferred, deletable: false, attributable: false, part: term.part };
        const words = block.block.view.text.slice(start, end);
        const advice = preferred.length > 0 ? ` House style: ${preferred.join(', ')}.` : '';
        const why = reason ?? 'The newsroom has agreed not to use it in its own voice.';
        return [{ start, end, sub: 'term', message: `“${words}” is not house style.${advice}`, why, data }];
      }),
    );
  },
  fixes: wordingFixes,
};
