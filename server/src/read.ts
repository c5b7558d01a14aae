import { readSourcing, type Sourcing } from './attribution/anonymity/draft.js';
import { createUnidentifiedReader, type UnidentifiedSource } from './attribution/anonymity/index.js';
import { attributeBlock, type Carry, type LocalReading, NO_CARRY } from './attribution/attribute.js';
import { createAttributionLexicon } from './attribution/lexicon.js';
import { findMentions, type LocalMention } from './attribution/mentions.js';
import { createSequenceReader } from './attribution/sequence/index.js';
import { createSpeakerResolver, type UnresolvedBlock } from './attribution/speakers.js';
import type { Attribution } from './attribution/types.js';
import { type PlaceWeights, placeWeights, readClaims, samePlace, scoreClaims, type UnscoredClaim } from './claims/claims.js';
import { type BlockCounts, blockCounts, draftContext, makesClaims, sentenceFacts } from './claims/features.js';
import { judgeClaims } from './claims/judged.js';
import { createClaimLexicon } from './claims/lexicon.js';
import { type ClaimModel, createClaimScorer } from './claims/score.js';
import type { Claim } from './claims/types.js';
import type { Block, Draft } from './draft/types.js';
import type { English, EnglishReading } from './english/types.js';
import type { BlockReading, Reading } from './reading.js';
import type { BlockJudgement, Judge } from './second/judgement.js';
import type { BlockOpinion, SecondThresholds } from './second/opinion.js';

/** Reads drafts; keeps what was read of blocks that did not change since the last one. One for each open document. */
export interface Reader {
  /** Depends on the draft and on what the second reading says of it alone; equals the reading of a fresh reader. */
  read(draft: Draft, second?: SecondOpinion): Reading;
}

/** What the second reading says of a draft. */
export interface SecondOpinion {
  readonly judge: Judge;
  readonly thresholds: SecondThresholds;
  /** By place in `Reading.blocks`, which is the same with and without it. */
  readonly blocks: readonly (BlockJudgement | undefined)[];
}

/** What reading needs besides the draft; built once and shared by all readers. */
export interface ReaderResources {
  readonly english: English;
  readonly claimModel: ClaimModel;
  /** `models/attribution.bin`. Without it attributions are read by the written rules alone. */
  readonly attributionWeights?: Uint8Array;
}

/** What a block alone decides, with what the block before hands on. */
interface LocalBlock {
  readonly english: EnglishReading;
  readonly local: LocalReading;
  readonly mentions: readonly LocalMention[];
  readonly counts: BlockCounts;
  readonly claims: readonly UnscoredClaim[];
  readonly opinion?: BlockOpinion;
}

/** What the rest of the draft made of a block when it was last read. */
interface Outcome {
  readonly attributions: readonly Attribution[];
  readonly claims: readonly Claim[];
  readonly unidentified: readonly UnidentifiedSource[];
  readonly place: PlaceWeights;
}

/** Throws a `WeightFileError` where weights are damaged. */
export function createReaderFactory({ english, claimModel, attributionWeights }: ReaderResources): () => Reader {
  const attributionLexicon = createAttributionLexicon();
  const readSequence = attributionWeights && createSequenceReader(attributionWeights, english, attributionLexicon);
  const readUnidentified = createUnidentifiedReader(english, attributionLexicon);
  const claimLexicon = createClaimLexicon();
  const scorer = createClaimScorer(claimModel);

  function attribute(block: Block, carry: Carry, reading: EnglishReading, opinion?: BlockOpinion): LocalReading {
    if (block.kind === 'blockQuotation') return blockQuotation(reading, carry);
    return attributeBlock(english, attributionLexicon, reading, carry, readSequence, opinion && attributionTags(opinion, reading));
  }

  function readBlock(block: Block, reading: EnglishReading, local: LocalReading, opinion?: BlockOpinion): LocalBlock {
    const facts = sentenceFacts(english, claimLexicon, reading.sentences, local.attributions, local.quotations, block.view.annotations);
    return {
      english: reading,
      local,
      mentions: findMentions(english, attributionLexicon, reading, local.quotations),
      counts: blockCounts(block.kind, facts),
      claims: makesClaims(block.kind) ? readClaims(scorer, facts, local.attributions) : [],
      ...(opinion && { opinion }),
    };
  }

  return () => {
    const speakers = createSpeakerResolver(english, attributionLexicon);
    const outcomes = new WeakMap<LocalBlock, Outcome>();
    const revisions = new WeakMap<Outcome, { readonly key: string }>();
    let cache = new Map<string, LocalBlock>();
    let texts: ReadonlyMap<string, EnglishReading> = new Map();
    /** What was read of blocks with the second reading, by what that said. */
    const judged = new WeakMap<BlockJudgement, { readonly key: string; readonly read: LocalBlock }>();

    /** What the draft makes of a block: the very object of the last reading where nothing has changed, so that its identity tells. */
    function settle(local: LocalBlock, attributions: readonly Attribution[], place: PlaceWeights): Outcome {
      const last = outcomes.get(local);
      const placed = last !== undefined && samePlace(last.place, place);
      const spoken = last !== undefined && sameSpeakers(last.attributions, attributions);
      if (placed && spoken) return last;
      const outcome = {
        attributions,
        claims: placed ? last.claims : judgedClaims(scoreClaims(scorer, local.claims, place), local),
        unidentified: spoken ? last.unidentified : readUnidentified({ reading: local.english, quotations: local.local.quotations, attributions }),
        place,
      };
      outcomes.set(local, outcome);
      return outcome;
    }

    /** The outcome's own revision for as long as what the draft adds to it is the same. */
    function revise(outcome: Outcome, { oneSource, unnamedFrom }: Sourcing, lead: boolean): object {
      const key = `${oneSource} ${lead} ${unnamedFrom.join(' ')}`;
      const last = revisions.get(outcome);
      if (last?.key === key) return last;
      const revision = { key };
      revisions.set(outcome, revision);
      return revision;
    }

    return {
      read(draft, second) {
        const prose = draft.blocks.flatMap((block, index) => (block.kind === 'code' || block.view.text.length === 0 ? [] : [{ block, index }]));
        // Each step goes over the whole draft before the next one begins: its tables are then near, and the steps do not drive out each other's.
        const readings = new Map<string, EnglishReading>();
        for (const { block } of prose) {
          const { text } = block.view;
          if (!readings.has(text)) readings.set(text, texts.get(text) ?? english.read(text));
        }
        texts = readings;
        const locals = new Map<string, LocalReading>();
        let carry = NO_CARRY;
        const attributed = prose.map(({ block, index }, i) => {
          const key = cacheKey(block, carry);
          const judgement = second?.blocks[i];
          const opinion = second && judgement && { judge: second.judge, thresholds: second.thresholds, sentences: judgement };
          const last = judgement && judged.get(judgement);
          const known = judgement ? (last?.key === key ? last.read : undefined) : cache.get(key);
          const reading = readings.get(block.view.text) ?? english.read(block.view.text);
          const local = known?.local ?? (opinion ? undefined : locals.get(key)) ?? attribute(block, carry, reading, opinion);
          if (!opinion) locals.set(key, local);
          carry = block.kind === 'heading' || block.kind === 'headline' || block.kind === 'byline' ? NO_CARRY : local.carry;
          return { block, index, key, known, reading, local, opinion };
        });
        const kept = new Map<string, LocalBlock>();
        const blocks = attributed.map(({ block, index, key, known, reading, local, opinion }) => {
          const read = known ?? (opinion ? undefined : kept.get(key)) ?? readBlock(block, reading, local, opinion);
          if (opinion) judged.set(opinion.sentences, { key, read });
          else kept.set(key, read);
          return { block, index, read };
        });
        cache = kept;
        const { attributions, sources } = speakers.resolve(
          blocks.map(
            ({ index, read }): UnresolvedBlock => ({
              index,
              english: read.english,
              attributions: read.local.attributions,
              mentions: read.mentions,
            }),
          ),
        );
        const context = draftContext(blocks.map(({ read }) => read.counts));
        const settled = blocks.map(({ read }, i) => {
          const place = context(i);
          return { outcome: settle(read, attributions[i] ?? [], placeWeights(scorer, place)), lead: place.first };
        });
        const sourcing = readSourcing(blocks.map(({ read }, i) => ({ english: read.english, unidentified: settled[i]?.outcome.unidentified ?? [] })));
        const blockReadings = blocks.flatMap(({ block, index, read }, i): BlockReading[] => {
          const { outcome, lead } = settled[i] ?? {};
          if (!outcome) return [];
          return [
            {
              index,
              block,
              english: read.english,
              quotations: read.local.quotations,
              attributions: outcome.attributions,
              claims: outcome.claims,
              unidentified: outcome.unidentified,
              sourcing,
              lead: lead ?? false,
              ...(read.opinion && { second: read.opinion }),
              revision: revise(outcome, sourcing, lead ?? false),
            },
          ];
        });
        return { draft, english, blocks: blockReadings, sources };
      },
    };
  };
}

/** The tags of all tokens of a block by the second reading, for the attribution; all zero in sentences of which it has said nothing. */
function attributionTags({ judge, sentences }: BlockOpinion, reading: EnglishReading): Float32Array {
  const parts = reading.sentences.map(({ tokens }, i) => ({ length: tokens.length, own: sentences[i] && judge.attribution(sentences[i]) }));
  const width = 7;
  const tags = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0) * width);
  let at = 0;
  for (const { length, own } of parts) {
    if (own) tags.set(own, at);
    at += length * width;
  }
  return tags;
}

function judgedClaims(claims: Claim[], { opinion }: LocalBlock): readonly Claim[] {
  return opinion ? judgeClaims(claims, opinion) : claims;
}

/** Both are of the same block, so that only what the draft adds can differ. */
function sameSpeakers(a: readonly Attribution[], b: readonly Attribution[]): boolean {
  return a.every((x, i) => x.identification === b[i]?.identification && x.speaker === b[i]?.speaker);
}

/** What the facts of a block depend on. */
function cacheKey(block: Block, carry: Carry): string {
  const annotations = block.view.annotations.map(a => `${a.kind} ${a.start} ${a.end}`).join();
  return `${block.kind}\n${carry.openMark ?? ''}\n${carry.speaking}\n${carry.trail ?? 0}\n${annotations}\n${block.view.text}`;
}

/** A set-off quotation: all of its words belong to the speaker of the text before. */
function blockQuotation(reading: EnglishReading, carry: Carry): LocalReading {
  const start = reading.sentences[0]?.start ?? 0;
  const end = reading.sentences.at(-1)?.end ?? 0;
  const span = { start, end };
  return {
    quotations: [{ ...span, inner: span, mark: '', open: false, continues: false, use: 'speech' }],
    attributions: carry.speaking ? [{ kind: 'direct', cueKind: 'none', content: [span], span, carriedFrom: 'before' }] : [],
    carry,
  };
}
