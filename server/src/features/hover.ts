import { type Hover, type MarkupContent, MarkupKind } from 'vscode-languageserver-types';
import type { Analysis, Finding } from '../analysis.js';
import type { Attribution, Identification, Source, SourceKind } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading } from '../reading.js';
import type { Fix, Rule } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import { directiveRemoval } from './directives.js';
import { dismissalScope, dismissalTitle } from './dismiss.js';
import type { ClientFeatures, ReadDocument, RulePage } from './types.js';

/** More than these make a wall of text. */
const MOST_FINDINGS = 3;
const MOST_ACTIONS = 4;
const MOST_STATEMENTS = 3;
const WORDS_OF_STATEMENT = 9;

/** What a hover needs besides the document. */
export interface HoverContext {
  readonly client: ClientFeatures;
  readonly rules: readonly Rule[];
  readonly rulePage: RulePage;
}

/** What there is to say about the words at an offset: the marks on them, else the source that they name; undefined where there is nothing. */
export function hover(read: ReadDocument, offset: number, context: HoverContext): Hover | undefined {
  const { document, analysis } = read;
  const findings = findingsAt(analysis.findings, offset);
  const [first] = findings;
  if (first) {
    const parts = findings.slice(0, MOST_FINDINGS).map(finding => describeFinding(finding, read, context));
    return { contents: markup(parts.join(context.client.markdown ? '\n\n---\n\n' : '\n\n'), context.client), range: rangeOf(first, document) };
  }
  const mention = mentionAt(analysis, offset);
  if (!mention) return undefined;
  return { contents: markup(describeSource(mention.source, mention.index, analysis, context.client), context.client), range: rangeOf(mention.span, document) };
}

/** The marks on a place, the narrowest first; a place just behind a mark belongs to it where no other begins. */
function findingsAt(findings: readonly Finding[], offset: number): Finding[] {
  const inside = findings.filter(({ start, end }) => start <= offset && offset < end);
  const touched = inside.length > 0 ? inside : findings.filter(({ end }) => end === offset);
  return touched.sort((a, b) => a.end - a.start - (b.end - b.start));
}

function describeFinding(finding: Finding, read: ReadDocument, { client, rules, rulePage }: HoverContext): string {
  const { analysis } = read;
  const rule = rules.find(({ id }) => id === finding.rule);
  const block = analysis.reading.blocks[finding.block];
  const write = writer(client);
  const lines = [
    ...(client.messagesInHover ? [] : [write.strong(finding.message)]),
    write.text(finding.why),
    ...(rule ? [`${write.emphasis('Newsrooms')} ${write.text(rule.guidance)}`] : []),
  ];
  const fixes = rule && block ? (rule.fixes?.(finding.mark, block, analysis.reading) ?? []) : [];
  const page = rulePage(finding.rule);
  const done = `${write.emphasis('Quick fixes:')} ${actionsOf(finding, fixes, read, client).map(write.text).join(' · ')}`;
  return [...lines, page && client.markdown ? `${done} · [${write.text(finding.rule)}](${page})` : `${done} (${finding.rule})`].join('\n\n');
}

/** The names of what can be done: fixes, dismissing, turning the rule off, in the order of the menu. Where there are more than fit, dismissing stays and an ellipsis says so. */
function actionsOf(finding: Finding, fixes: readonly Fix[], read: ReadDocument, { turnRuleOffCommand }: ClientFeatures): string[] {
  const removal = directiveRemoval(finding, read);
  const titles = fixes.slice(0, MOST_ACTIONS - 1).map(({ title }) => title);
  const after = [
    removal ? removal.title : dismissalTitle(finding, dismissalScope(finding, read), read),
    ...(turnRuleOffCommand === undefined ? [] : ['Turn the rule off']),
  ];
  const actions = [...titles, ...after].slice(0, MOST_ACTIONS);
  return fixes.length + after.length > MOST_ACTIONS ? [...actions, '…'] : actions;
}

const KINDS: Readonly<Record<SourceKind, string>> = {
  person: 'A person',
  organisation: 'An organisation',
  document: 'A document',
  group: 'A group',
  unknown: 'A source',
};

const IDENTIFICATIONS: Readonly<Record<Identification, string>> = {
  named: 'named',
  described: 'described by role, not named',
  reasoned: 'not named, with the reason given',
  vague: 'neither named nor described',
  agentless: 'nobody in particular',
  secondhand: 'somebody else’s unnamed source',
};

function describeSource(source: Source, index: number, { reading }: Analysis, client: ClientFeatures): string {
  const write = writer(client);
  const statements = reading.blocks.flatMap(block =>
    block.attributions
      .filter(attribution => attribution.speaker === index && attribution.cueKind !== 'stance')
      .map(attribution => firstWords(attribution, block)),
  );
  const role = source.role ? `, ${write.text(source.role)}` : '';
  const lines = [`${write.strong(source.name)}${role}`, `${KINDS[source.kind]}, ${IDENTIFICATIONS[source.identification]}.`];
  if (source.reasonForAnonymity) lines.push(`${write.emphasis('Reason for anonymity:')} ${write.text(source.reasonForAnonymity)}`);
  const count = statements.length;
  if (count === 0) lines.push('Nothing in this draft is attributed to this source.');
  else {
    const shown = statements.filter(words => words !== '').slice(0, MOST_STATEMENTS);
    const more = count > shown.length && shown.length > 0 ? [`and ${count - shown.length} more`] : [];
    lines.push(`Speaks ${count === 1 ? 'once' : `${count} times`} in this draft${shown.length > 0 ? ':' : '.'}`);
    if (shown.length > 0) lines.push([...shown.map(write.text), ...more].map(line => `- ${line}`).join('\n'));
  }
  return lines.join('\n\n');
}

function firstWords(attribution: Attribution, { block }: BlockReading): string {
  const [content] = attribution.content;
  if (!content) return '';
  // Ten characters a word are plenty; the rest of a long content is not split.
  const text = block.view.text.slice(content.start, Math.min(content.end, content.start + WORDS_OF_STATEMENT * 20));
  const words = text.split(/\s+/u).filter(Boolean);
  const cut = words.length > WORDS_OF_STATEMENT || content.end - content.start > text.length;
  return words.slice(0, WORDS_OF_STATEMENT).join(' ') + (cut ? ' …' : '');
}

function mentionAt({ reading }: Analysis, offset: number): { source: Source; index: number; span: Span } | undefined {
  let best: { source: Source; index: number; span: Span } | undefined;
  reading.sources.forEach((source, index) => {
    // Neither a name nor a noun for people, bodies or documents: there is nothing to tell.
    if (source.kind === 'unknown') return;
    for (const mention of source.mentions) {
      const block = reading.draft.blocks[mention.block];
      if (!block || offset < block.span.start || offset > block.span.end) continue;
      const span = toOriginal(block, mention);
      const narrower = !best || span.end - span.start < best.span.end - best.span.start;
      if (span.start <= offset && offset <= span.end && narrower) best = { source, index, span };
    }
  });
  return best;
}

function markup(value: string, client: ClientFeatures): MarkupContent {
  return { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value };
}

/** Writes words from a draft so that they are shown and not obeyed. */
function writer({ markdown }: ClientFeatures) {
  const text = (words: string): string => (markdown ? words.replace(/[\\`*_[\]<>|~&]/gu, escapeCharacter) : words);
  return {
    text,
    strong: (words: string): string => (markdown ? `**${text(words)}**` : words),
    emphasis: (words: string): string => (markdown ? `*${text(words)}*` : words),
  };
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '<':
      return '&lt;';
    case '&':
      return '&amp;';
    default:
      return `\\${character}`;
  }
}
