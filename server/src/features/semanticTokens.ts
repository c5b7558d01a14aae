import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { Source } from '../attribution/types.js';
import type { Block, Span } from '../draft/types.js';
import type { BlockReading } from '../reading.js';
import type { Rule } from '../rules/types.js';
import { type Carrier, type Statement, statementsOf } from './statements.js';
import type { ReadDocument } from './types.js';

/** The manifest contributes the same names, with what they mean. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: ['claim', 'quotation', 'cue', 'source'],
  tokenModifiers: ['attributed', 'cited', 'unsourced', 'dismissed', 'unnamed'],
};

/** Types by their place in the legend; where several would cover a word, the last one wins. */
const CLAIM = 0;
const QUOTATION = 1;
const CUE = 2;
const SOURCE = 3;

/** Modifiers as the bits that the protocol has for them. */
const MODIFIERS: Readonly<Record<Carrier['by'], number>> = { source: 1, citation: 2, nothing: 4, dismissal: 8, nobody: 16 };
const UNNAMED = 16;

/** Words without anything to tell. */
const PLAIN = 0;

/** A run of words of one type on one line; original offsets. */
interface Run extends Span {
  readonly style: number;
}

/** Quotations, sources, cues, and claims by what carries them; no two overlap, and none holds a line break or markup. Linear in the text. */
export function semanticTokens({ document, analysis }: ReadDocument, rules: readonly Rule[]): SemanticTokens {
  const statements = byBlock(statementsOf(analysis, rules));
  const { blocks, sources } = analysis.reading;
  const text = document.getText();
  const runs = blocks.flatMap(block => runsOf(paint(block, statements.get(block) ?? [], sources), block.block, text));
  return {
    data: encode(
      runs.sort((a, b) => a.start - b.start),
      document,
    ),
  };
}

function byBlock(statements: readonly Statement[]): Map<BlockReading, Statement[]> {
  const map = new Map<BlockReading, Statement[]>();
  for (const statement of statements) {
    const list = map.get(statement.block);
    if (list) list.push(statement);
    else map.set(statement.block, [statement]);
  }
  return map;
}

/** The style of each character of a block's view. */
function paint({ block, quotations, attributions }: BlockReading, statements: readonly Statement[], sources: readonly Source[]): Uint8Array {
  const styles = new Uint8Array(block.view.text.length);
  const cover = ({ start, end }: Span, type: number, modifiers = 0): void => {
    styles.fill(styleOf(type, modifiers), start, end);
  };
  for (const { content, carrier } of statements) for (const span of content) cover(span, CLAIM, MODIFIERS[carrier.by]);
  for (const quotation of quotations) if (quotation.use === 'speech' || quotation.use === 'fragment') cover(quotation, QUOTATION);
  // What somebody does or holds is told in the reporter's own voice.
  const said = attributions.filter(({ cueKind }) => cueKind !== 'stance');
  for (const { cue } of said) if (cue) cover(cue, CUE);
  for (const { source, speaker, identification } of said) {
    const known = speaker === undefined ? identification : (sources[speaker]?.identification ?? identification);
    if (source) cover(source, SOURCE, known === 'named' ? 0 : UNNAMED);
  }
  return styles;
}

/** Type and modifiers in eight bits, apart from `PLAIN`. */
function styleOf(type: number, modifiers: number): number {
  return ((type + 1) << 5) | modifiers;
}

/** The painted words piece by piece: neither markup nor line breaks belong to one. */
function runsOf(styles: Uint8Array, { span, view }: Block, text: string): Run[] {
  const runs: { start: number; end: number; style: number }[] = [];
  for (const { view: first, original, length, originalLength } of view.segments) {
    const divisible = length === originalLength;
    for (let i = 0; i < length; i += divisible ? 1 : length) {
      const style = styles[first + i] ?? PLAIN;
      const start = span.start + original + i;
      const end = divisible ? start + 1 : start + originalLength;
      const last = runs.at(-1);
      if (style === PLAIN || isLineBreak(text, start, end)) continue;
      if (last?.end === start && last.style === style) last.end = end;
      else runs.push({ start, end, style });
    }
  }
  return runs;
}

function isLineBreak(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text[i] === '\n' || text[i] === '\r') return true;
  return false;
}

/** Five numbers a token, each place counted from the one before. */
function encode(runs: readonly Run[], document: TextDocument): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const { start, end, style } of runs) {
    const position = document.positionAt(start);
    data.push(position.line - line, position.line === line ? position.character - character : position.character, end - start, (style >> 5) - 1, style & 31);
    ({ line, character } = position);
  }
  return data;
}
