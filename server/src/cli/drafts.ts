import type { Analysis } from '../analysis.js';
import type { Analyse } from './analyse.js';
import type { Options } from './arguments.js';
import { findInputs, readInput } from './inputs.js';
import { complain, createProgress } from './terminal.js';

/** What came of reading the inputs. */
export interface Outcome {
  readonly drafts: number;
  /** Inputs that could not be found or read; each has been named. */
  readonly unreadable: number;
}

/**
 * Reads the drafts that the command line names, one after the other, and hands each analysis on as soon as it is there, so that only one draft is held at a time.
 * Inputs that cannot be read are named on standard error and passed over.
 */
export async function forEachDraft(
  options: Options,
  analyse: Analyse,
  use: (path: string, analysis: Analysis, clear: () => void) => Promise<void>,
): Promise<Outcome> {
  const progress = createProgress();
  const { inputs, problems } = await findInputs(options.paths, options.config, options.language);
  problems.forEach(complain);
  let unreadable = problems.length;
  if (inputs.length === 0 && unreadable === 0) complain(`No drafts in ${options.paths.length > 0 ? options.paths.join(', ') : 'this folder'}.`);
  for (const [index, input] of inputs.entries()) {
    progress.report(`${index} of ${inputs.length} drafts`);
    try {
      const text = await readInput(input);
      await use(input.path, await analyse(text, input.language, input.path), progress.clear);
    } catch (error) {
      progress.clear();
      unreadable++;
      complain(`${input.path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  progress.clear();
  return { drafts: inputs.length + problems.length - unreadable, unreadable };
}
