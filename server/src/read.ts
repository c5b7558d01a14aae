import { attributeBlock, type Carry, type LocalReading, NO_CARRY } from './attribution/attribute.js';
import { createAttributionLexicon } from './attribution/lexicon.js';
import { resolveSpeakers, type UnresolvedBlock } from './attribution/speakers.js';
import { type ClaimModel, findClaims, weigh } from './claims/claims.js';
import { claimFeatures, draftContext, makesClaims, type SentenceFacts, sentenceFacts } from './claims/features.js';
import { createClaimLexicon } from './claims/lexicon.js';
import type { Block, Draft } from './draft/types.js';
import type { English, EnglishReading } from './english/types.js';
import type { BlockReading, Reading } from './reading.js';

/** Reads drafts; keeps what was read of blocks that did not change since the last one. One for each open document. */
export interface Reader {
  /** Depends on the draft alone; equals the reading of a fresh reader. */
  read(draft: Draft): Reading;
}

/** What reading needs besides the draft; built once and shared by all readers. */
export interface ReaderResources {
  readonly english: English;
  readonly claimModel: ClaimModel;
}

interface LocalBlock {
  readonly english: EnglishReading;
  readonly local: LocalReading;
  readonly facts: readonly SentenceFacts[];
  /** What each sentence's own features weigh as a claim, in log odds. */
  readonly weights: readonly number[];
}

export function createReaderFactory({ english, claimModel }: ReaderResources): () => Reader {
  const attributionLexicon = createAttributionLexicon();
  const claimLexicon = createClaimLexicon();

  function readBlock(block: Block, carry: Carry, reading: EnglishReading): LocalBlock {
    const local = block.kind === 'blockQuotation' ? blockQuotation(reading, carry) : attributeBlock(english, attributionLexicon, reading, carry);
    const facts = sentenceFacts(english, claimLexicon, reading.sentences, local.attributions, local.quotations, block.view.annotations);
    return { english: reading, local, facts, weights: makesClaims(block.kind) ? facts.map((_, i) => weigh(claimModel, claimFeatures(facts, i))) : [] };
  }

  return () => {
    let cache = new Map<string, LocalBlock>();
    return {
      read(draft) {
        const kept = new Map<string, LocalBlock>();
        const blocks: { block: Block; index: number; read: LocalBlock }[] = [];
        let carry = NO_CARRY;
        draft.blocks.forEach((block, index) => {
          if (block.kind === 'code' || block.view.text.length === 0) return;
          const key = cacheKey(block, carry);
          const read = cache.get(key) ?? kept.get(key) ?? readBlock(block, carry, english.read(block.view.text));
          kept.set(key, read);
          blocks.push({ block, index, read });
          carry = block.kind === 'heading' || block.kind === 'headline' || block.kind === 'byline' ? NO_CARRY : read.local.carry;
        });
        cache = kept;
        const unresolved: UnresolvedBlock[] = blocks.map(({ index, read }) => ({ index, english: read.english, attributions: read.local.attributions }));
        const { attributions, sources } = resolveSpeakers(english, attributionLexicon, unresolved);
        const context = draftContext(blocks.map(({ block, read }) => ({ kind: block.kind, facts: read.facts })));
        const readings: BlockReading[] = blocks.map(({ block, index, read }, i) => ({
          index,
          block,
          english: read.english,
          quotations: read.local.quotations,
          attributions: attributions[i] ?? [],
          claims: makesClaims(block.kind) ? findClaims(claimModel, read.facts, read.weights, attributions[i] ?? [], context(i)) : [],
        }));
        return { draft, english, blocks: readings, sources };
      },
    };
  };
}

/** What the facts of a block depend on. */
function cacheKey(block: Block, carry: Carry): string {
  const annotations = block.view.annotations.map(a => `${a.kind} ${a.start} ${a.end}`).join();
  return `${block.kind}\n${carry.openMark ?? ''}\n${carry.speaking}\n${annotations}\n${block.view.text}`;
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
