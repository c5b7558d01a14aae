/** What the claim score reaches on drafts that it was not trained on, by the criteria of the marked drafts' scorer. */
import { holdsTheStory, wantsSource } from '../../src/rules/unattributedClaim.js';
import { type MarkedDrafts, type MarkRow, matches, type Sample } from './samples.js';

export interface Scored extends Sample {
  readonly claim: NonNullable<Sample['claim']>;
  readonly score: number;
}

/** A draft with at most so many marks is one that a desk would nearly pass as it is. */
const QUIET = 2;

interface Figures {
  readonly precision: number;
  readonly recall: number;
  /** Recall of the marks that would hold the story. */
  readonly must: number;
  readonly findings: number;
}

/** Prints the mean over the runs, each of which has all drafts once. */
export function report(runs: readonly (readonly Scored[])[], { marks, drafts }: MarkedDrafts): void {
  const rights = new Map<Scored, boolean>();
  for (const run of runs)
    for (const row of run)
      rights.set(
        row,
        marks.some(mark => mark.doc === row.doc && matches(row.claim, mark)),
      );
  const line = (name: string, chosen: (row: Scored) => boolean): void => {
    const all = runs.map(run => figuresOf(run.filter(chosen), marks, rights));
    const mean = (of: keyof Figures): number => all.reduce((sum, figures) => sum + figures[of], 0) / all.length;
    const p = mean('precision');
    const r = mean('recall');
    console.log(
      `${name.padEnd(22)} P ${p.toFixed(3)}  R ${r.toFixed(3)}  F1 ${((2 * p * r) / Math.max(1e-9, p + r)).toFixed(3)}  must-R ${mean('must').toFixed(3)}  (${mean('findings').toFixed(0)} findings)`,
    );
  };
  for (let threshold = 0.1; threshold < 0.75; threshold += 0.025) line(`score ≥ ${threshold.toFixed(3)}`, row => row.score >= threshold);
  line('as the rule marks', row => wantsSource({ ...row.claim.of, score: row.score }));
  for (const holds of [true, false])
    line(holds ? '  as a warning' : '  as information', row => {
      const claim = { ...row.claim.of, score: row.score };
      return wantsSource(claim) && holdsTheStory(claim) === holds;
    });
  for (const sign of ['milestone', 'hedge', 'motive', 'accusation', 'superlative', 'cause', 'number'] as const)
    for (const threshold of [0.15, 0.2, 0.25, 0.3, 0.36])
      line(`${sign}, score ≥ ${threshold.toFixed(2)}`, row => row.score >= threshold && row.claim.of.signs.includes(sign));
  const quiet = new Set([...drafts].filter(([, { marks: of }]) => of <= QUIET).map(([doc]) => doc));
  const words = [...drafts].reduce((sum, [doc, draft]) => sum + (quiet.has(doc) ? draft.words : 0), 0);
  const inQuiet = runs.flat().filter(row => quiet.has(row.doc) && wantsSource({ ...row.claim.of, score: row.score })).length / runs.length;
  console.log(`${((inQuiet / words) * 1000).toFixed(2)} findings per 1,000 words in the ${quiet.size} drafts with at most ${QUIET} marks of any kind`);
  const precisions = runs.map(run => averagePrecision(run, rights));
  console.log(`average precision ${(precisions.reduce((a, b) => a + b, 0) / runs.length).toFixed(3)}`);
  for (let tenth = 0; tenth < 7; tenth++) {
    const rows = runs.flat().filter(({ score }) => Math.floor(score * 10) === tenth);
    if (rows.length > 0)
      console.log(
        `score ${(tenth / 10).toFixed(1)}–${((tenth + 1) / 10).toFixed(1)}: ${(rows.filter(row => rights.get(row)).length / rows.length).toFixed(3)} right of ${rows.length}`,
      );
  }
}

function figuresOf(found: readonly Scored[], marks: readonly MarkRow[], rights: ReadonlyMap<Scored, boolean>): Figures {
  const byDoc = new Map<string, Scored[]>();
  for (const row of found) byDoc.set(row.doc, [...(byDoc.get(row.doc) ?? []), row]);
  const hit = (mark: MarkRow): boolean => (byDoc.get(mark.doc) ?? []).some(row => matches(row.claim, mark));
  const must = marks.filter(({ priority }) => priority === 'must');
  return {
    precision: found.filter(row => rights.get(row)).length / Math.max(1, found.length),
    recall: marks.filter(hit).length / Math.max(1, marks.length),
    must: must.filter(hit).length / Math.max(1, must.length),
    findings: found.length,
  };
}

function averagePrecision(run: readonly Scored[], rights: ReadonlyMap<Scored, boolean>): number {
  let right = 0;
  let sum = 0;
  [...run]
    .sort((a, b) => b.score - a.score)
    .forEach((row, i) => {
      if (!rights.get(row)) return;
      right++;
      sum += right / (i + 1);
    });
  return sum / Math.max(1, right);
}
