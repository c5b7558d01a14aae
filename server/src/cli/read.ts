import { jsonVersion, readingJson } from '../reports/json.js';
import type { Analyse } from './analyse.js';
import type { Options } from './arguments.js';
import { forEachDraft } from './drafts.js';
import { answerLines } from './jsonLines.js';
import { write } from './terminal.js';

/** Writes the reading of what the options name. Resolves to the exit code. */
export async function read(options: Options, analyse: Analyse): Promise<number> {
  if (options.jsonLines) {
    await answerLines(options, analyse, ({ reading }) => readingJson(reading));
    return 0;
  }
  let separator = '';
  await write(`{"version":${jsonVersion},"drafts":[`);
  const { unreadable } = await forEachDraft(options, analyse, async (path, { reading }, clear) => {
    clear();
    await write(`${separator}\n${JSON.stringify({ path, ...readingJson(reading) })}`);
    separator = ',';
  });
  await write('\n]}\n');
  return unreadable > 0 ? 2 : 0;
}
