/**
 * Writes what the second reading is trained on: the corpora and marked drafts as the product reads them, word by word, one document a line.
 *
 *   npm run train:second:prepare -- --corpora DIR --gold DIR --out FILE.jsonl
 *
 * The measuring drafts (those that `gold/index.json` lists) are left out, and so are the same articles where a corpus holds them.
 * A line: { id, corpus, title, blocks: [{ place, sentences: [{ words, features, starts, ends }] }], labels }, offsets UTF-16 of the original text.
 */
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDraftReader } from '../../src/draft/index.js';
import type { Span } from '../../src/draft/types.js';
import { toOriginal } from '../../src/draft/view.js';
import { createEnglish } from '../../src/english/index.js';
import { createReaderFactory } from '../../src/read.js';
import { placeMarker, wordFeatures } from '../../src/second/words.js';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly label?: number;
  readonly spans?: readonly (Span & { readonly label: string })[];
}

interface MarkRow extends Span {
  readonly doc: string;
  readonly kind: string;
  readonly sub: readonly string[];
  readonly priority: string;
}

interface DraftRow {
  readonly file: string;
  readonly id: string;
}

/** Corpora of articles or sentences, by the name that training knows them by. */
const CORPORA: Readonly<Record<string, string>> = {
  polnear: 'attribution.polnear.train.jsonl',
  'polnear-dev': 'attribution.polnear.dev.jsonl',
  babe: 'loaded.babe.dev.jsonl',
  ptc: 'loaded.ptc.dev.jsonl',
  basil: 'loaded.basil.dev.jsonl',
  ct24: 'claims.ct24.train.jsonl',
  policlaim: 'claims.policlaim.train.jsonl',
};

const { values } = parseArgs({ options: { corpora: { type: 'string' }, gold: { type: 'string' }, out: { type: 'string' } } });
const root = path.resolve(import.meta.dirname ?? '.', '../../..');

function main(): void {
  const corpora = folder('corpora', 'a folder with attribution.polnear.train.jsonl and others');
  const gold = folder('gold', 'a folder with index.json and training/');
  if (!values.out) throw new Error('Say where to write: --out FILE.jsonl');
  const out = openSync(values.out, 'w');
  const measuring = new Set(lines<DraftRow>(path.join(gold, 'index.json')).map(({ id }) => id));
  const read = createRead();
  let left = 0;
  const put = (corpus: string, row: Row, labels: object): void => {
    writeSync(out, `${JSON.stringify({ id: row.id, corpus, ...read(row.text), labels })}\n`);
  };

  const training = path.join(gold, 'training');
  const marks = lines<MarkRow>(path.join(training, 'marks.jsonl'));
  const drafts = lines<DraftRow>(path.join(training, 'index.json'));
  for (const { file, id } of drafts) {
    const doc = path.basename(file, '.txt');
    const text = readFileSync(path.join(training, 'drafts', file), 'utf8');
    const own = marks.filter(mark => mark.doc === doc).map(({ kind, sub, start, end, priority }) => ({ kind, sub: sub[0] ?? '', start, end, priority }));
    put('marks', { id: `${doc} ${id}`, text }, { spans: own });
  }
  console.log(`marks: ${drafts.length} drafts`);
  for (const [name, file] of Object.entries(CORPORA)) {
    const rows = lines<Row>(path.join(corpora, file));
    for (const row of rows) {
      if (measuring.has(row.id)) {
        left++;
        continue;
      }
      put(name, row, { ...(row.label !== undefined && { label: row.label }), spans: row.spans ?? [] });
    }
    console.log(`${name}: ${rows.length} rows`);
  }
  closeSync(out);
  console.log(`left out ${left} articles that are measured on; wrote ${values.out}`);
}

/** Reads a text as the product does and lays out its words. */
function createRead(): (text: string) => object {
  const weights = (name: string): Uint8Array => readFileSync(path.join(root, 'server/models', name));
  const createReader = createReaderFactory({
    english: createEnglish({ tagger: weights('tagger.bin') }),
    claimModel: JSON.parse(readFileSync(path.join(root, 'server/models/claims.json'), 'utf8')),
    attributionWeights: weights('attribution.bin'),
  });
  return text => {
    const reading = createReader().read(createDraftReader().read(text, 'plaintext'));
    let paragraphs = 0;
    const blocks = reading.blocks.map(block => {
      const features = wordFeatures(block);
      let at = 0;
      const place = placeMarker(block.block.kind, paragraphs);
      if (block.block.kind === 'paragraph' || block.block.kind === 'standfirst') paragraphs++;
      const sentences = block.english.sentences.map(({ tokens }) => {
        const spans = tokens.map(token => toOriginal(block.block, token));
        const first = at;
        at += tokens.length;
        return {
          words: tokens.map(token => token.lower),
          features: [...features.subarray(first, at)],
          starts: spans.map(({ start }) => start),
          ends: spans.map(({ end }) => end),
        };
      });
      return { place, sentences };
    });
    return { blocks };
  };
}

function folder(name: 'corpora' | 'gold', what: string): string {
  const given = values[name];
  if (!given) throw new Error(`Say where the data are: --${name} DIR (${what}). The project does not ship them.`);
  if (!existsSync(given)) throw new Error(`There is no folder ${path.resolve(given)}; --${name} names ${what}.`);
  return given;
}

/** The rows of a JSON array or of a file with one JSON value a line. */
function lines<T>(file: string): T[] {
  if (!existsSync(file)) throw new Error(`${path.resolve(file)} is missing.`);
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return JSON.parse(text) as T[];
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as T);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
