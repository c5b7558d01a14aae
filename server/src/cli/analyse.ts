import type { Analyser, Analysis } from '../analysis.js';
import type { Config } from '../config/types.js';
import type { DraftLanguage } from '../draft/types.js';
import type { SecondReading } from '../second/index.js';

/** Analyses one draft after the other. */
export type Analyse = (text: string, language: DraftLanguage) => Promise<Analysis>;

/** The queue knows documents by name; here there is one at a time. */
const DRAFT = 'draft';

/** Reads each draft a second time where there is a second reading; without one, or where it has become unavailable, the first reading stands. */
export function createAnalyse(config: Config, createAnalyser: () => Analyser, second: SecondReading | undefined): Analyse {
  return async (text, language) => {
    const analyser = createAnalyser();
    const first = analyser.analyse(text, language, config, second?.scores(DRAFT));
    if (!second || !first.second) return first;
    second.want(DRAFT, first.second.windows);
    await second.complete(DRAFT);
    const both = analyser.analyse(text, language, config, second.scores(DRAFT));
    second.drop(DRAFT);
    return both;
  };
}
