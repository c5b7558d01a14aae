import type { Analyser, Analysis } from '../analysis.js';
import type { Config } from '../config/types.js';
import type { DraftLanguage } from '../draft/types.js';
import type { SecondReading } from '../second/index.js';

/** Analyses one draft after the other. `file`: the draft's path, by which its settings are found; `-` for standard input. */
export type Analyse = (text: string, language: DraftLanguage, file: string) => Promise<Analysis>;

/** The queue knows documents by name; here there is one at a time. */
const DRAFT = 'draft';

/** Reads each draft a second time where there is a second reading; without one, or where it has become unavailable, the first reading stands. */
export function createAnalyse(configOf: (file: string) => Promise<Config>, createAnalyser: () => Analyser, second: SecondReading | undefined): Analyse {
  return async (text, language, file) => {
    const config = await configOf(file);
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
