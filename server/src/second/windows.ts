import type { BlockReading, Reading } from '../reading.js';
import { NO_FEATURE, type PlaceMarker, placeMarker, wordFeatures } from './words.js';

/** How much of a draft the encoder sees at once, in pieces; from the model's manifest. */
export interface WindowBudgets {
  /** Of the sentences before the judged ones. */
  readonly before: number;
  /** Of the sentences behind them. */
  readonly after: number;
  /** Of the judged sentences, which may be those of several short blocks. */
  readonly most: number;
  /** Of the headline, which stands before every window that does not hold it. */
  readonly headline: number;
  /** Of one word; what is longer is cut. */
  readonly word: number;
}

/** The vocabulary as windows need it. */
export interface PieceVocabulary {
  /** Pieces of one word; never empty. */
  pieces(word: string): readonly number[];
  /** Piece that begins every input, and the one that ends it. */
  readonly first: number;
  readonly last: number;
  /** Stands before every sentence; the judgement of a sentence is read at it. */
  readonly sentence: number;
  /** Stands before the first sentence of a block. */
  readonly places: Readonly<Record<PlaceMarker, number>>;
}

/** A sentence that a window judges. */
export interface WindowSentence {
  /** Its block, counted from the window's first. */
  readonly block: number;
  /** Its place in its block. */
  readonly index: number;
  /** Position of its marker in the input. */
  readonly marker: number;
  /** Position of the first piece of each word; shorter than the sentence where that is too long for a window. */
  readonly words: Int32Array;
}

/** One input of the encoder: consecutive sentences, with what stands around them. */
export interface SecondWindow {
  /** Exactly what the encoder sees: windows of one key have one judgement. */
  readonly key: string;
  readonly ids: Int32Array;
  readonly features: Int32Array;
  readonly sentences: readonly WindowSentence[];
}

/** A window with its place in the draft. */
export interface PlacedWindow {
  /** Place of the window's first block in `reading.blocks`. */
  readonly block: number;
  readonly window: SecondWindow;
}

/** Cuts readings of one document into windows, every sentence into one; keeps what did not change since the last reading. */
export type WindowCutter = (reading: Reading) => readonly PlacedWindow[];

interface EncodedSentence {
  readonly place: PlaceMarker;
  /** Its place in its block. */
  readonly index: number;
  readonly ids: readonly number[];
  readonly features: readonly number[];
  /** Index of each word's first piece. */
  readonly words: readonly number[];
}

interface EncodedBlock {
  readonly place: PlaceMarker;
  readonly sentences: readonly EncodedSentence[];
  /** A group of blocks always begins here, so that an edit above does not move the groups below. */
  readonly anchor: boolean;
}

/** Each sentence takes a marker, and the first of a block one more. */
const MARKERS_OF_A_SENTENCE = 2;
/** One block in so many is an anchor. */
const ANCHORS = 5;

export function createWindowCutter(vocabulary: PieceVocabulary, budgets: WindowBudgets): WindowCutter {
  const blocks = new WeakMap<object, EncodedBlock>();
  /** Windows of the last reading by their first judged sentence, with all sentences that they were laid out from. */
  let kept = new Map<EncodedSentence, { readonly from: readonly unknown[]; readonly window: SecondWindow }>();

  function encode(block: BlockReading, paragraphs: number): EncodedBlock {
    const place = placeMarker(block.block.kind, paragraphs);
    const known = blocks.get(block.revision);
    if (known?.place === place) return known;
    const features = wordFeatures(block);
    let at = 0;
    let hash = 0;
    const sentences = block.english.sentences.map(({ tokens }, index): EncodedSentence => {
      const ids: number[] = [];
      const own: number[] = [];
      const words: number[] = [];
      let whole = true;
      for (const token of tokens) {
        const feature = features[at++] ?? NO_FEATURE;
        const pieces = vocabulary.pieces(token.lower);
        const count = Math.min(pieces.length, budgets.word);
        whole &&= ids.length + count <= budgets.most - MARKERS_OF_A_SENTENCE;
        if (!whole) continue;
        words.push(ids.length);
        for (let i = 0; i < count; i++) {
          ids.push(pieces[i] ?? 0);
          own.push(feature);
          hash = (Math.imul(hash, 31) + (pieces[i] ?? 0)) | 0;
        }
      }
      return { place, index, ids, features: own, words };
    });
    const encoded = { place, sentences, anchor: (hash >>> 0) % ANCHORS === 0 };
    blocks.set(block.revision, encoded);
    return encoded;
  }

  return reading => {
    let paragraphs = 0;
    const encoded = reading.blocks.map(block => {
      const own = encode(block, paragraphs);
      if (block.block.kind === 'paragraph' || block.block.kind === 'standfirst') paragraphs++;
      return own;
    });
    const order = encoded.flatMap(({ sentences }) => sentences);
    const blockOf = encoded.flatMap(({ sentences }, block) => sentences.map(() => block));
    const [opening] = encoded;
    const headline = opening?.place === 'headline' ? opening.sentences[0] : undefined;
    const next: typeof kept = new Map();
    const placed: PlacedWindow[] = [];
    for (const { block, from, to } of groups(encoded, budgets.most)) {
      const first = contextBefore(order, from, budgets.before);
      const end = contextBehind(order, to, budgets.after);
      const sentences = order.slice(first, end);
      const judgedBlocks = blockOf.slice(from, to).map(of => of - block);
      const made = [headline, from - first, ...judgedBlocks, ...sentences];
      const last = kept.get(order[from] as EncodedSentence);
      const window = last && sameItems(last.from, made) ? last.window : layOut(vocabulary, budgets, sentences, from - first, judgedBlocks, headline);
      next.set(order[from] as EncodedSentence, { from: made, window });
      placed.push({ block, window });
    }
    kept = next;
    return placed;
  };
}

/** Consecutive sentences that fit into one window, by their first and last-but-one in the draft; whole blocks together where they are short. */
function groups(blocks: readonly EncodedBlock[], most: number): { readonly block: number; readonly from: number; readonly to: number }[] {
  const found: { block: number; from: number; to: number }[] = [];
  let open: { block: number; from: number; to: number } | undefined;
  let room = 0;
  let at = 0;
  blocks.forEach(({ sentences, anchor }, block) => {
    const size = sentences.reduce((sum, sentence) => sum + sizeOf(sentence), 0);
    if (open && (anchor || size > room)) open = undefined;
    for (const sentence of sentences) {
      const own = sizeOf(sentence);
      if (!open || own > room) {
        open = { block, from: at, to: at };
        found.push(open);
        room = most;
      }
      room -= own;
      at++;
      open.to = at;
    }
  });
  return found;
}

function contextBefore(order: readonly EncodedSentence[], at: number, budget: number): number {
  let from = at;
  for (let left = budget; from > 0; from--) {
    left -= sizeOf(order[from - 1]);
    if (left < 0) break;
  }
  return from;
}

function contextBehind(order: readonly EncodedSentence[], at: number, budget: number): number {
  let to = at;
  for (let left = budget; to < order.length; to++) {
    left -= sizeOf(order[to]);
    if (left < 0) break;
  }
  return to;
}

function sizeOf(sentence: EncodedSentence | undefined): number {
  return (sentence?.ids.length ?? 0) + MARKERS_OF_A_SENTENCE;
}

function layOut(
  vocabulary: PieceVocabulary,
  budgets: WindowBudgets,
  sentences: readonly EncodedSentence[],
  judgedFrom: number,
  /** The block of each judged sentence, counted from the window's first. */
  judgedBlocks: readonly number[],
  headline: EncodedSentence | undefined,
): SecondWindow {
  const ids: number[] = [vocabulary.first];
  const features: number[] = [NO_FEATURE];
  if (headline && sentences[0]?.place !== 'headline') {
    const length = Math.min(headline.ids.length, budgets.headline);
    ids.push(vocabulary.places.headline, ...headline.ids.slice(0, length));
    features.push(NO_FEATURE, ...headline.features.slice(0, length));
  }
  const judged: WindowSentence[] = [];
  sentences.forEach((sentence, k) => {
    if (sentence.index === 0 || k === 0) {
      ids.push(vocabulary.places[sentence.place]);
      features.push(NO_FEATURE);
    }
    const marker = ids.length;
    ids.push(vocabulary.sentence);
    features.push(NO_FEATURE);
    const block = judgedBlocks[k - judgedFrom];
    if (block !== undefined) judged.push({ block, index: sentence.index, marker, words: Int32Array.from(sentence.words, first => marker + 1 + first) });
    ids.push(...sentence.ids);
    features.push(...sentence.features);
  });
  ids.push(vocabulary.last);
  features.push(NO_FEATURE);
  return { key: String.fromCharCode(...ids, 0xffff, ...features), ids: Int32Array.from(ids), features: Int32Array.from(features), sentences: judged };
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
