import { type FindingJson, findingsJson, jsonVersion } from '../reports/json.js';
import { linesOf } from '../reports/lines.js';
import { draftText, type SeverityCounts, summaryText } from '../reports/text.js';
import type { Severity } from '../rules/types.js';
import type { Analyse } from './analyse.js';
import type { FailOn, Options } from './arguments.js';
import { forEachDraft } from './drafts.js';
import { answerLines } from './jsonLines.js';
import { textStyle, write } from './terminal.js';

/** Severities, worst first. */
const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Checks what the options name and writes the report. Resolves to the exit code. */
export async function check(options: Options, analyse: Analyse): Promise<number> {
  const counts: SeverityCounts = { error: 0, warning: 0, information: 0, hint: 0 };
  const count = (findings: readonly FindingJson[]) => {
    for (const { severity } of findings) counts[severity]++;
  };
  if (options.jsonLines) {
    await answerLines(options, analyse, analysis => {
      const findings = findingsJson(analysis, linesOf(analysis.reading.draft.text));
      count(findings);
      return { findings };
    });
    return options.failOnGiven && fails(counts, options.failOn) ? 1 : 0;
  }
  const unreadable = options.format === 'json' ? await writeJson(options, analyse, count) : await writeText(options, analyse, counts, count);
  if (unreadable > 0) return 2;
  return fails(counts, options.failOn) ? 1 : 0;
}

type Count = (findings: readonly FindingJson[]) => void;

async function writeJson(options: Options, analyse: Analyse, count: Count): Promise<number> {
  let separator = '';
  await write(`{"version":${jsonVersion},"drafts":[`);
  const { unreadable } = await forEachDraft(options, analyse, async (path, analysis, clear) => {
    const findings = findingsJson(analysis, linesOf(analysis.reading.draft.text));
    count(findings);
    clear();
    await write(`${separator}\n${JSON.stringify({ path, findings })}`);
    separator = ',';
  });
  await write('\n]}\n');
  return unreadable;
}

async function writeText(options: Options, analyse: Analyse, counts: SeverityCounts, count: Count): Promise<number> {
  const style = textStyle();
  let marked = 0;
  const { drafts, unreadable } = await forEachDraft(options, analyse, async (path, analysis, clear) => {
    const { text } = analysis.reading.draft;
    const lines = linesOf(text);
    const findings = findingsJson(analysis, lines);
    count(findings);
    if (findings.length > 0) marked++;
    clear();
    await write(draftText(path === '-' ? 'standard input' : path, text, lines, findings, style));
  });
  if (drafts > 0) await write(summaryText(drafts, marked, counts, style));
  return unreadable;
}

function fails(counts: SeverityCounts, failOn: FailOn): boolean {
  return failOn !== 'never' && ORDER.slice(0, ORDER.indexOf(failOn) + 1).some(severity => counts[severity] > 0);
}
