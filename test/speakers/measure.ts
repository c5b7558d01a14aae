/**
 * Prints the share of attributions whose source the reading leads back to the right first mention, by the hand-checked table beside this file.
 *
 *   npm run bench:speakers -- --drafts DIR [--show]
 *
 * DIR holds the drafts of the table (00.txt, …), which are not part of this project. `--show` lists the lines that are not right; only their offsets are printed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultConfig } from '../../server/src/config/defaults.js';
import { testAnalyser } from '../support/analysis.js';
import { draftFile, judge, type Outcome, readTable } from './table.js';

function main(): void {
  const { values } = parseArgs({ options: { drafts: { type: 'string' }, show: { type: 'boolean', default: false } } });
  const folder = values.drafts;
  if (folder === undefined) throw new Error('Give the folder of the drafts: npm run bench:speakers -- --drafts DIR');
  const rows = readTable();
  const drafts = [...new Set(rows.map(({ draft }) => draft))];
  const missing = drafts.filter(draft => !existsSync(draftFile(folder, draft)));
  if (missing.length > 0) throw new Error(`${folder} lacks ${missing.length} of the ${drafts.length} drafts of the table: ${missing.join(', ')}`);
  const outcomes = drafts.flatMap(draft => {
    const { reading } = testAnalyser().analyse(readFileSync(draftFile(folder, draft), 'utf8'), 'plaintext', defaultConfig);
    return judge(
      rows.filter(row => row.draft === draft),
      reading,
    );
  });
  const read = outcomes.filter(({ verdict }) => verdict !== 'not read');
  console.log(`${drafts.length} drafts, ${rows.length} attributions in the table, ${read.length} of them read`);
  console.log(`right first mention                        ${share(read)}`);
  console.log(`  where the source was mentioned before    ${share(read.filter(({ first }) => !first))}`);
  if (values.show)
    for (const { row, verdict, found } of outcomes)
      if (verdict !== 'right')
        console.log(
          `  ${row.draft}  ${row.source.start}-${row.source.end}  ${verdict}${found ? `: ${found.start}-${found.end}` : ''}, not ${written(row.first)}`,
        );
}

function written(spans: Outcome['row']['first']): string {
  return spans.map(({ start, end }) => `${start}-${end}`).join(' or ');
}

function share(outcomes: readonly Outcome[]): string {
  const right = outcomes.filter(({ verdict }) => verdict === 'right').length;
  return `${(right / Math.max(1, outcomes.length)).toFixed(3)}  (${right} of ${outcomes.length})`;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
