import type { Analyser } from '../analysis.js';
import { jsonVersion, readingJson } from '../reports/json.js';
import { rules } from '../rules/index.js';
import type { Options } from './arguments.js';
import { forEachDraft } from './drafts.js';
import { answerLines } from './jsonLines.js';
import { write } from './terminal.js';

const allOff = Object.fromEntries(rules.map(({ id }) => [id, 'off' as const]));

/** Writes the reading of what the options name. Resolves to the exit code. */
export async function read(asked: Options, createAnalyser: () => Analyser): Promise<number> {
  // Nobody asks for marks: the rules need not look.
  const options = { ...asked, config: { ...asked.config, rules: allOff } };
  if (options.jsonLines) {
    await answerLines(options, createAnalyser, ({ reading }) => readingJson(reading));
    return 0;
  }
  let separator = '';
  await write(`{"version":${jsonVersion},"drafts":[`);
  const { unreadable } = await forEachDraft(options, createAnalyser, async (path, { reading }, clear) => {
    clear();
    await write(`${separator}\n${JSON.stringify({ path, ...readingJson(reading) })}`);
    separator = ',';
  });
  await write('\n]}\n');
  return unreadable > 0 ? 2 : 0;
}
