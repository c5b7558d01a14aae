import { type Hover, type MarkupContent, MarkupKind } from 'vscode-languageserver-types';
import type { Analysis, Finding } from '../analysis.js';
import type { Identification, Quotation, Source, SourceKind } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading } from '../reading.js';
import type { Fix, Rule } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import { directiveRemoval } from './directives.js';
import { dismissalScope, dismissalTitle } from './dismiss.js';
import { mentionAt } from './mentions.js';
import { narrowestAt, type Place, placeAt } from './places.js';
import { type Carrier, statementsOf } from './statements.js';
import type { ClientFeatures, ReadDocument, RulePage } from './types.js';
import { firstWords } from './words.js';

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

/**
 * What there is to say about the words at an offset: the marks on them, else the source that they name, else who is quoted there, else what the claim rests on;
 * undefined where there is nothing.
 */
export function hover(read: ReadDocument, offset: number, context: HoverContext): Hover | undefined {
  const { document, analysis } = read;
  const findings = findingsAt(analysis.findings, offset);
  const [first] = findings;
  if (first) {
    const parts = findings.slice(0, MOST_FINDINGS).map(finding => describeFinding(finding, read, context));
    return { contents: markup(parts.join(context.client.markdown ? '\n\n---\n\n' : '\n\n'), context.client), range: rangeOf(first, document) };
  }
  return sourceHover(read, offset, context) ?? quotationHover(read, offset, context) ?? claimHover(read, offset, context);
}

function sourceHover({ document, analysis }: ReadDocument, offset: number, { client }: HoverContext): Hover | undefined {
  const found = mentionAt(analysis.reading, offset);
  const block = found && analysis.reading.draft.blocks[found.mention.block];
  // Neither a name nor a noun for people, bodies or documents: there is nothing to tell.
  if (!block || found.source.kind === 'unknown') return undefined;
  return { contents: markup(describeSource(found.source, found.index, analysis, client), client), range: rangeOf(toOriginal(block, found.mention), document) };
}

/** Whose words a quotation holds. Of titles, and of words at a distance, nobody is the speaker. */
function quotationHover({ document, analysis }: ReadDocument, offset: number, { client }: HoverContext): Hover | undefined {
  const place = placeAt(analysis.reading, offset);
  const quotation = place && narrowestAt(place.block.quotations.filter(isQuoted), place.offset);
  if (!quotation) return undefined;
  const write = writer(client);
  const attribution = place.block.attributions.find(({ content }) =>
    content.some(({ start, end }) => start < quotation.inner.end && end > quotation.inner.start),
  );
  const speaker = attribution?.speaker === undefined ? undefined : analysis.reading.sources[attribution.speaker];
  const words = speaker
    ? `Words of ${write.strong(speaker.name)}${roleOf(speaker, client)} (${IDENTIFICATIONS[speaker.identification]}).`
    : 'Nobody is named for this quotation.';
  return { contents: markup(words, client), range: rangeOf(toOriginal(place.block.block, quotation), document) };
}

/** What carries a claim. */
function claimHover({ document, analysis }: ReadDocument, offset: number, { client, rules }: HoverContext): Hover | undefined {
  const place = placeAt(analysis.reading, offset);
  if (!place) return undefined;
  const claim = claimAt(analysis, place, rules);
  if (!claim) return undefined;
  return { contents: markup(describeClaim(claim.carrier, client), client), range: rangeOf(toOriginal(place.block.block, claim), document) };
}

function claimAt(analysis: Analysis, place: Place, rules: readonly Rule[]): (Span & { readonly carrier: Carrier }) | undefined {
  const parts = statementsOf(analysis, rules)
    .filter(({ block }) => block === place.block)
    .flatMap(({ content, carrier }) => content.map(({ start, end }) => ({ start, end, carrier })));
  return narrowestAt(parts, place.offset);
}

function describeClaim(carrier: Carrier, client: ClientFeatures): string {
  switch (carrier.by) {
    case 'source': {
      const { name, source } = carrier;
      const { strong } = writer(client);
      return source ? `Attributed to ${strong(name)}${roleOf(source, client)} (${IDENTIFICATIONS[source.identification]}).` : `Attributed to ${strong(name)}.`;
    }
    case 'nobody':
      return 'Attributed to nobody in particular.';
    case 'citation':
      return 'A citation stands by this claim.';
    case 'nothing':
      return 'Nothing carries this claim.';
    case 'dismissal':
      return 'Nothing carries this claim; its mark is dismissed.';
  }
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
    block.attributions.filter(attribution => attribution.speaker === index && attribution.cueKind !== 'stance').map(({ content }) => ({ content, block })),
  );
  const mentioned = source.mentions.length === 1 ? 'Mentioned once.' : `Mentioned ${source.mentions.length} times.`;
  const lines = [`${write.strong(source.name)}${roleOf(source, client)}`, `${KINDS[source.kind]}, ${IDENTIFICATIONS[source.identification]}. ${mentioned}`];
  if (source.reasonForAnonymity) lines.push(`${write.emphasis('Reason for anonymity:')} ${write.text(source.reasonForAnonymity)}`);
  const count = statements.length;
  if (count === 0) lines.push('Nothing in this draft is attributed to this source.');
  else {
    const openings = statements.flatMap(({ content: [first], block }) => (first ? [firstWords(block.block.view.text, WORDS_OF_STATEMENT, first)] : []));
    const shown = openings.slice(0, MOST_STATEMENTS);
    const more = count > shown.length && shown.length > 0 ? [`and ${count - shown.length} more`] : [];
    const quoted = quotedShare(statements);
    const share = quoted === undefined ? '' : `, ${Math.round(quoted * 100)}% of the words quoted`;
    lines.push(`Speaks ${count === 1 ? 'once' : `${count} times`} in this draft${share}${shown.length > 0 ? ':' : '.'}`);
    if (shown.length > 0) lines.push([...shown.map(write.text), ...more].map(line => `- ${line}`).join('\n'));
  }
  return lines.join('\n\n');
}

function roleOf({ role }: Source, client: ClientFeatures): string {
  return role ? `, ${writer(client).text(role)}` : '';
}

/** The share of the words that stand in quotation marks, 0–1; undefined where there are no words. */
function quotedShare(statements: readonly { readonly content: readonly Span[]; readonly block: BlockReading }[]): number | undefined {
  let all = 0;
  let quoted = 0;
  for (const { content, block } of statements) {
    const quotations = block.quotations.filter(isQuoted);
    for (const span of content)
      for (const start of wordStarts(block, span)) {
        all++;
        if ((quotations[firstEndingAfter(quotations, start)]?.start ?? Number.POSITIVE_INFINITY) <= start) quoted++;
      }
  }
  return all === 0 ? undefined : quoted / all;
}

function* wordStarts({ english: { sentences } }: BlockReading, { start, end }: Span): Iterable<number> {
  for (let s = firstEndingAfter(sentences, start); (sentences[s]?.start ?? end) < end; s++) {
    const tokens = sentences[s]?.tokens ?? [];
    for (let t = firstEndingAfter(tokens, start); (tokens[t]?.start ?? end) < end; t++) {
      const token = tokens[t];
      if (token && token.pos !== 'PUNCT') yield token.start;
    }
  }
}

function isQuoted({ use }: Quotation): boolean {
  return use === 'speech' || use === 'fragment';
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
