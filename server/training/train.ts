/**
 * Trains all that is learned from the corpora, in the order in which one model needs another: the tagger, then the attribution model, which reads its parts of speech.
 *
 *   npm run train -- --corpora DIR [--date YYYY-MM-DD]
 *
 * Writes server/models/tagger.bin and attribution.bin with their cards. Takes a quarter of an hour or so on two cores; the same corpora and date give the same bytes.
 * The weights of the claims are learned from marked drafts, not from the corpora: npm run train:claims.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const RUN_TYPESCRIPT = 'scripts/run-ts.mjs';
const MODELS = [
  ['the tagger', 'server/training/tagger/train.ts'],
  ['the attribution model', 'server/training/attribution/train.ts'],
] as const;

function main(args: readonly string[]): number {
  const at = args.indexOf('--corpora');
  const folder = at < 0 ? undefined : args[at + 1];
  if (folder === undefined) throw new Error('Say where the corpora are: npm run train -- --corpora DIR.');
  if (!existsSync(folder)) throw new Error(`There is no folder ${path.resolve(folder)}; --corpora names the folder that holds the corpora.`);
  if (args.includes('--out'))
    throw new Error('The attribution model reads the tagger in server/models; to write elsewhere, run train:tagger or train:attribution.');
  for (const [i, [name, program]] of MODELS.entries()) {
    console.log(`\n${i + 1} of ${MODELS.length}: ${name}`);
    const { status } = spawnSync(process.execPath, [RUN_TYPESCRIPT, program, ...args], { stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
