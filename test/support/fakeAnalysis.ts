import type { Analyser, Analysis, Finding } from '../../server/src/analysis.js';
import type { Source } from '../../server/src/attribution/types.js';
import type { Config } from '../../server/src/config/types.js';
import type { Block, Directive, Draft, DraftLanguage } from '../../server/src/draft/types.js';
import type { English } from '../../server/src/english/types.js';
import type { BlockReading, Reading } from '../../server/src/reading.js';
import type { Mark, Rule } from '../../server/src/rules/types.js';

/** A rule that marks a word wherever it stands. */
export function wordRule(id: string, word: string, rest: Partial<Rule> = {}): Rule {
  return {
    id,
    kind: 'loaded',
    defaultSeverity: 'warning',
    summary: `Marks ${word}.`,
    guidance: `avoid ${word}.`,
    check({ block }) {
      return [...block.view.text.matchAll(new RegExp(word, 'g'))].map(
        (match): Mark => ({
          start: match.index,
          end: match.index + word.length,
          sub: 'word',
          message: `“${word}” stands here.`,
          why: `Because ${word} is a word.`,
        }),
      );
    },
    ...rest,
  };
}

/** How a fake draft differs from its lines. */
export interface FakeDraft {
  readonly sources?: readonly Source[];
  readonly block?: (line: string, index: number) => Partial<Block>;
  readonly blockReading?: (index: number) => Partial<BlockReading>;
  readonly frontMatter?: Draft['frontMatter'];
}

/** Analysers that take each line for a block, its words for its view, and mark what the rules mark; `texts` tells what was read. */
export function fakeAnalysers(rules: readonly Rule[], fake: FakeDraft = {}): { createAnalyser: () => Analyser; texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    createAnalyser: () => ({
      analyse(text, language, config) {
        texts.push(text);
        return analyse(text, language, config, rules, fake);
      },
    }),
  };
}

function analyse(text: string, language: DraftLanguage, config: Config, rules: readonly Rule[], fake: FakeDraft): Analysis {
  const blocks = blocksOf(text, fake);
  const draft: Draft = { text, language, blocks, directives: directivesOf(text), ...(fake.frontMatter ? { frontMatter: fake.frontMatter } : {}) };
  const readings = blocks.map(
    (block, index): BlockReading => ({
      index,
      block,
      english: { text: block.view.text, sentences: [] },
      quotations: [],
      attributions: [],
      claims: [],
      unidentified: [],
      sourcing: { oneSource: false, unnamedFrom: [] },
      lead: false,
      revision: {},
      ...fake.blockReading?.(index),
    }),
  );
  const reading: Reading = { draft, english: {} as English, blocks: readings, sources: fake.sources ?? [] };
  const findings = rules.flatMap(rule =>
    readings.flatMap((block, index) =>
      rule.check(block, reading.english).map((mark): Finding => {
        const offset = block.block.span.start + (block.block.view.segments[0]?.original ?? 0);
        const { id, kind, defaultSeverity } = rule;
        const { sub, message, why } = mark;
        return {
          start: offset + mark.start,
          end: offset + mark.end,
          rule: id,
          kind,
          sub,
          severity: mark.severity ?? defaultSeverity,
          message,
          why,
          block: index,
          mark,
        };
      }),
    ),
  );
  return { reading, config, dismissed: [], findings: findings.filter(({ rule }) => config.rules[rule] !== 'off').sort((a, b) => a.start - b.start) };
}

function blocksOf(text: string, fake: FakeDraft): Block[] {
  return [...text.matchAll(/[^\r\n]+/g)].map((match, index): Block => {
    const [line] = match;
    const view = { text: line, segments: [{ view: 0, original: 0, length: line.length, originalLength: line.length }], annotations: [] };
    return { kind: 'paragraph', span: { start: match.index, end: match.index + line.length }, view, ...fake.block?.(line, index) };
  });
}

function directivesOf(text: string): Directive[] {
  return [...text.matchAll(/<!-- on-the-record-(disable-next-line|disable-file) ([\w -]*?)(?: -- (.*?))? -->/g)].map(match => ({
    kind: match[1] as Directive['kind'],
    rules: match[2]!.split(' ').filter(Boolean),
    span: { start: match.index, end: match.index + match[0].length },
    scope: { start: match.index, end: text.length },
  }));
}
