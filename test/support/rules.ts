import claimModel from '../../server/models/claims.json';
import type { Block, BlockKind, Draft, Span } from '../../server/src/draft/types.js';
import { createReaderFactory } from '../../server/src/read.js';
import type { BlockReading, Reading } from '../../server/src/reading.js';
import type { Fix, KeptFacts, Mark, Rule } from '../../server/src/rules/types.js';
import { testEnglish, testWeights } from './english.js';
import type { Found } from './marked.js';

const createReader = createReaderFactory({ english: testEnglish(), claimModel, ...testWeights() });

const PREFIXES: readonly (readonly [string, BlockKind])[] = [
  ['# ', 'headline'],
  ['## ', 'heading'],
  ['! ', 'caption'],
  ['> ', 'blockQuotation'],
  ['    ', 'code'],
];

/**
 * Reads text as a draft without the readers of markup: every line that is not blank is a block, a paragraph unless it begins with `# ` (headline), `## ` (heading),
 * `! ` (caption), `> ` (block quotation) or four spaces (code). Views hold the words as they are, so that offsets in the text are plain.
 */
export function readLines(text: string): Reading {
  const blocks: Block[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') blocks.push(lineBlock(line, start));
    start += line.length + 1;
  }
  const draft: Draft = { text, language: 'plaintext', blocks, directives: [] };
  return createReader().read(draft);
}

function lineBlock(line: string, start: number): Block {
  const [prefix, kind] = PREFIXES.find(([mark]) => line.startsWith(mark)) ?? ['', 'paragraph'];
  const words = line.slice(prefix.length);
  const segments = [{ view: 0, original: prefix.length, length: words.length, originalLength: words.length }];
  return { kind, span: { start, end: start + line.length }, view: { text: words, segments, annotations: [] } };
}

/** What a rule marks in a text that is read by `readLines`, in offsets of the text; for `expectMarks`. */
export function marksOf(rule: Rule): (text: string) => Found[] {
  return text => {
    const reading = readLines(text);
    return placedMarks(rule, reading).map(({ mark, block }) => ({ ...inText(block, mark), rule: rule.id, sub: mark.sub }));
  };
}

/** The words that a rule lists beside its marks, in their order. */
export function relatedWordsOf(rule: Rule): (text: string) => string[] {
  return text => {
    const reading = readLines(text);
    const marks = rule.checkDraft?.(reading, readAnew(reading)) ?? [];
    return marks.flatMap(({ related = [] }) => related.map(({ block, start, end }) => reading.blocks[block]?.block.view.text.slice(start, end) ?? ''));
  };
}

function placedMarks(rule: Rule, reading: Reading): { mark: Mark; block: BlockReading }[] {
  const ofBlocks = reading.blocks.flatMap(block => rule.check(block, reading.english).map(mark => ({ mark, block })));
  const ofDraft = (rule.checkDraft?.(reading, readAnew(reading)) ?? []).flatMap(mark => {
    const block = reading.blocks[mark.block];
    return block ? [{ mark, block }] : [];
  });
  return [...ofBlocks, ...ofDraft];
}

/** Facts of blocks, kept for nobody. */
function readAnew({ english }: Reading): KeptFacts {
  return (block, read) => read(block, english);
}

function inText({ block }: BlockReading, { start, end }: Span): Span {
  const shift = block.span.start + (block.view.segments[0]?.original ?? 0);
  return { start: start + shift, end: end + shift };
}

/** A fix of the rule's mark on `words`, as the text reads when it is applied. */
export interface AppliedFix extends Fix {
  readonly mark: Mark;
  readonly result: string;
}

/** The fixes that a rule offers for the first mark on `words` in a draft; `result` is the text of the mark's block. */
export function fixesOf(rule: Rule, line: string, words: string): AppliedFix[] {
  const reading = readLines(line);
  const { block, mark } = placedMarks(rule, reading).find(({ block, mark }) => block.block.view.text.slice(mark.start, mark.end) === words) ?? {};
  if (!block || !mark) throw new Error(`“${words}” is not marked in “${line}”`);
  return (rule.fixes?.(mark, block, reading) ?? []).map(fix => {
    const edits = [...fix.edits].sort((a, b) => b.start - a.start);
    return { ...fix, mark, result: edits.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), block.block.view.text) };
  });
}
