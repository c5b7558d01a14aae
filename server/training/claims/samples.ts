/** The marked drafts as rows to learn from, and the scorer's criteria. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  blockCounts,
  claimFeatures,
  draftContext,
  draftFigures,
  LEAD,
  makesClaims,
  placeFeatures,
  sentenceFacts,
  sentenceFigures,
} from '../../src/claims/features.js';
import { createClaimLexicon } from '../../src/claims/lexicon.js';
import { EMPTY_CLAIM_MODEL } from '../../src/claims/score.js';
import type { Claim } from '../../src/claims/types.js';
import { createDraftReader } from '../../src/draft/index.js';
import type { Span } from '../../src/draft/types.js';
import { toOriginal } from '../../src/draft/view.js';
import { createEnglish } from '../../src/english/index.js';
import { createReaderFactory } from '../../src/read.js';

/** A sentence in which a claim could be made. */
export interface Sample {
  readonly doc: string;
  readonly features: readonly string[];
  /** In the order of `FIGURES`. */
  readonly figures: readonly number[];
  /** Somebody has marked it. */
  readonly label: 0 | 1;
  /** The claim and its span in the draft's text; absent where the rule would leave the sentence alone whatever its score. */
  readonly claim?: Span & { readonly of: Claim };
}

export interface MarkRow extends Span {
  readonly doc: string;
  readonly kind: string;
  readonly priority: string;
}

export interface MarkedDrafts {
  readonly samples: readonly Sample[];
  readonly marks: readonly MarkRow[];
  /** By document: its length, and its marks of all kinds. */
  readonly drafts: ReadonlyMap<string, { readonly words: number; readonly marks: number }>;
}

/** Half of the shorter span. */
export function matches(a: Span, b: Span): boolean {
  return (Math.min(a.end, b.end) - Math.max(a.start, b.start)) * 2 >= Math.min(a.end - a.start, b.end - b.start);
}

export function readMarkedDrafts(marksFile: string, folder: string, models: string): MarkedDrafts {
  const marks = readFileSync(marksFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as MarkRow);
  const claims = marks.filter(({ kind }) => kind === 'unattributed-claim');
  const english = createEnglish({ tagger: readFileSync(path.join(models, 'tagger.bin')) });
  const lexicon = createClaimLexicon();
  const createReader = createReaderFactory({
    english,
    claimModel: EMPTY_CLAIM_MODEL,
    attributionWeights: readFileSync(path.join(models, 'attribution.bin')),
  });
  const samples: Sample[] = [];
  const drafts = new Map<string, { words: number; marks: number }>();
  for (const file of readdirSync(folder).sort()) {
    const doc = path.basename(file, '.txt');
    const text = readFileSync(path.join(folder, file), 'utf8');
    drafts.set(doc, { words: text.split(/\s+/).filter(Boolean).length, marks: marks.filter(mark => mark.doc === doc).length });
    const wanted = claims.filter(mark => mark.doc === doc);
    const reading = createReader().read(createDraftReader().read(text, 'plaintext'));
    const blocks = reading.blocks.map(block => ({
      block,
      facts: sentenceFacts(english, lexicon, block.english.sentences, block.attributions, block.quotations, block.block.view.annotations),
    }));
    const context = draftContext(blocks.map(({ block, facts }) => blockCounts(block.block.kind, facts)));
    blocks.forEach(({ block, facts }, b) => {
      if (!makesClaims(block.block.kind)) return;
      facts.forEach((here, i) => {
        const span = toOriginal(block.block, here.sentence);
        const claim = block.claims.find(({ sentence, support }) => sentence === i && support === 'none');
        samples.push({
          doc,
          features: [...claimFeatures(facts, i), ...placeFeatures(context(b)), ...(context(b).first && i === 0 ? [LEAD] : [])],
          figures: [...sentenceFigures(facts, i), ...draftFigures(context(b))],
          label: wanted.some(mark => matches(mark, span)) ? 1 : 0,
          ...(claim && { claim: { ...toOriginal(block.block, claim), of: claim } }),
        });
      });
    });
  }
  return { samples, marks: claims, drafts };
}
