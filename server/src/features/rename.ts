import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Mention, Source } from '../attribution/types.js';
import { firstEndingAfter } from '../draft/spans.js';
import type { Span } from '../draft/types.js';
import { toOriginal } from '../draft/view.js';
import type { BlockReading, Reading } from '../reading.js';
import type { FixEdit } from '../rules/types.js';
import { rangeOf } from './diagnostics.js';
import { changesOf, workspaceEdit } from './edits.js';
import { mentionAt } from './mentions.js';
import { holds, placeAt } from './places.js';
import type { ClientFeatures, ReadDocument } from './types.js';

/** Why a source cannot be renamed here, in words for people. */
export interface RenameProblem {
  readonly problem: string;
}

/** The words that would be renamed, and the name to begin with: the full one, wherever the cursor stands. */
export interface RenamePlace {
  readonly range: Range;
  readonly placeholder: string;
}

/** The source whose name stands at an offset, or why there is none to rename. */
export function prepareRename({ document, analysis: { reading } }: ReadDocument, offset: number): RenamePlace | RenameProblem {
  const found = nameAt(reading, offset);
  if ('problem' in found) return found;
  return { range: rangeOf(toOriginal(found.block.block, found.place), document), placeholder: found.name.full };
}

/**
 * Renames a source through the draft. Where its full name stands comes the new one; its surname or given name by itself becomes that of the new one, and a name with a middle initial keeps it.
 * A possessive keeps its ending, other words that hold the name are left alone, and so are pronouns and roles.
 *
 * What stands in quotation marks is not the draft's to change, nor is a block quotation; words in square brackets within one are the editor's own, and change with the rest.
 * Words in scare quotes are the writer's, and change, too. A byline names who wrote the draft, and stays.
 */
export function rename(read: ReadDocument, offset: number, newName: string, client: ClientFeatures): WorkspaceEdit | RenameProblem {
  const { document, analysis } = read;
  const { reading } = analysis;
  const found = nameAt(reading, offset);
  if ('problem' in found) return found;
  const to = partsOf(newName.trim().replace(/\s+/gu, ' '));
  if (!/\p{L}/u.test(to.full)) return { problem: `“${newName}” is no name: type the full name of the source, such as “${found.name.full}”.` };
  const changes = reading.blocks.flatMap(block => {
    const edits = occurrencesIn(block, found).flatMap(occurrence => editsOf(occurrence, found.name, to));
    return changesOf({ title: to.full, edits }, block, reading);
  });
  return workspaceEdit(document, changes, client);
}

/** A name taken apart. Of a name of one word, all parts are that word. */
interface NameParts {
  /** Without an article. */
  readonly full: string;
  readonly given: string;
  /** The last word, with the particles before it: `von der Leyen`. */
  readonly family: string;
  readonly last: string;
}

const ARTICLE = /^the\s+/iu;
const SUFFIX = /,?\s+(?:jr|sr|ii|iii|iv|esq)\.?$/iu;

function partsOf(name: string): NameParts {
  const full = name.replace(ARTICLE, '');
  const words = full.replace(SUFFIX, '').split(/\s+/u);
  const [given = full] = words;
  const last = words.at(-1) ?? full;
  const particle = words.findIndex((word, i) => i > 0 && i < words.length - 1 && /^\p{Ll}/u.test(word));
  return { full, given, last, family: particle < 0 ? last : words.slice(particle).join(' ') };
}

/** A given name and the particles of the surname behind it. */
const PARTICLES = /(\p{Lu}[\p{L}.’'-]*)\s+((?:(?:al|bin|da|de|del|della|den|der|di|dos|du|el|la|le|ten|ter|van|von|zu)\s+)+)$/u;
/** In UTF-16 units. */
const LONGEST_PARTICLES = 60;

/** The name of a source with the particles and the given name before it, which the reading of names leaves out: `Ursula von der Leyen`. */
function wholeName({ name, mentions }: Source, { draft }: Reading): string {
  const last = name.split(/\s+/u).at(-1) ?? name;
  for (const { block, start, end } of mentions) {
    const text = draft.blocks[block]?.view.text ?? '';
    const place = text.lastIndexOf(last, end - last.length);
    const before = place < start ? undefined : PARTICLES.exec(text.slice(Math.max(0, place - LONGEST_PARTICLES), place));
    if (before) return `${before[0].trim()} ${last}`;
  }
  return name;
}

/** A source that can be renamed, and where. */
interface NamedPlace {
  readonly source: Source;
  readonly name: NameParts;
  readonly block: BlockReading;
  /** The words of the name under the cursor. */
  readonly place: Span;
  readonly patterns: Patterns;
  /** Its mentions by block. */
  readonly own: ReadonlyMap<number, readonly Mention[]>;
  /** Mentions of others who have the same surname, by block. */
  readonly others: ReadonlyMap<number, readonly Mention[]>;
  /** Somebody else in the draft has the surname, who may be meant where it stands alone. */
  readonly shared: boolean;
}

function nameAt(reading: Reading, offset: number): NamedPlace | RenameProblem {
  const found = mentionAt(reading, offset);
  const place = placeAt(reading, offset);
  if (!found || !place) return { problem: 'No source of this draft is named here. Place the cursor on the name of one.' };
  const { source } = found;
  const words = place.block.block.view.text.slice(found.mention.start, found.mention.end);
  const name = partsOf(wholeName(source, reading));
  if (source.identification !== 'named' || !isProper(name))
    return { problem: `“${words}” is a description, not a name; only a name can be changed through the draft.` };
  const patterns = patternsOf(name, source);
  const own = byBlock(source.mentions);
  const others = byBlock(reading.sources.filter(other => other !== source && partsOf(other.name).last === name.last).flatMap(({ mentions }) => mentions));
  const shared = others.size > 0 || reading.blocks.some(block => namesAnother(block, own.get(block.index) ?? [], patterns));
  const named: Omit<NamedPlace, 'place'> = { source, name, block: place.block, patterns, own, others, shared };
  const here = matchesIn(place.block, patterns).find(match => holds(match, place.offset) && isOneOf(match, [found.mention]));
  if (!here) return { problem: `“${words}” stands for ${name.full} here. Place the cursor on the name itself.` };
  if (isQuotedAt(place.block, here))
    return { problem: 'These are the words of a quotation, which keep the name as it was said. Place the cursor on the name outside of quotations.' };
  return { ...named, place: here };
}

/** Capitals, but for particles. */
function isProper({ full, given, last }: NameParts): boolean {
  return [given, last].every(word => /^\P{L}*\p{Lu}/u.test(word)) && !/^(?:an?|this|that|his|her|its|their|our|my|some|one)\s/iu.test(full);
}

function byBlock(mentions: readonly Mention[]): Map<number, Mention[]> {
  const map = new Map<number, Mention[]>();
  for (const mention of mentions) {
    const list = map.get(mention.block);
    if (list) list.push(mention);
    else map.set(mention.block, [mention]);
  }
  return map;
}

/** A name, or a part of one, where it stands. */
interface Match extends Span {
  /** `variant`: given name and surname with something else between. */
  readonly form: 'full' | 'variant' | 'family' | 'last' | 'given';
  readonly text: string;
}

interface Patterns {
  readonly all: RegExp;
  readonly name: NameParts;
}

/** Before and behind a name stands no part of a longer word: “Ruiz’s” and “Ruiz-led” hold “Ruiz”, “Ruizes”, “O’Ruiz” and “Ruiz-Vega” do not. */
const BEFORE = String.raw`(?<![\p{L}\p{N}\p{M}])(?<![\p{L}\p{N}][-‐’'])`;
const BEHIND = String.raw`(?![\p{L}\p{N}\p{M}])(?![-‐]\p{Lu})`;

function patternsOf(name: NameParts, { kind }: Source): Patterns {
  const { full, given, family, last } = name;
  const forms = [written(full)];
  if (given !== last && (kind === 'person' || family !== last)) {
    const middle = String.raw`(?:\s+\p{Lu}[\p{L}.]*){1,2}\s+`;
    forms.push(written(given) + middle + written(family), ...[family, last, given].map(written));
  }
  return { all: new RegExp(`${BEFORE}(?:${forms.join('|')})${BEHIND}`, 'gu'), name };
}

/** A pattern for words as they stand in a text; a particle begins with a capital where a sentence does. */
function written(words: string): string {
  const [first = ''] = words;
  const rest = words.slice(first.length).split(/\s+/u).map(escapePattern).join(String.raw`\s+`);
  const start = first === first.toLowerCase() && first !== first.toUpperCase() ? `[${first}${first.toUpperCase()}]` : escapePattern(first);
  return start + rest;
}

function escapePattern(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
}

function matchesIn({ block }: BlockReading, { all, name }: Patterns): Match[] {
  return [...block.view.text.matchAll(all)].map(match => {
    const [text] = match;
    return { start: match.index, end: match.index + text.length, text, form: formOf(text.replace(/\s+/gu, ' '), name) };
  });
}

function formOf(text: string, { full, family, last, given }: NameParts): Match['form'] {
  if (text === full) return 'full';
  if (text === family || text === capitalised(family)) return 'family';
  if (text === last) return 'last';
  return text === given ? 'given' : 'variant';
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether somebody with another given name has the surname in a block. */
function namesAnother(block: BlockReading, own: readonly Mention[], patterns: Patterns): boolean {
  return matchesIn(block, patterns).some(match => (match.form === 'family' || match.form === 'last') && !isOneOf(match, own) && nameBefore(block, match.start));
}

/** The word of a name right before a place. */
function nameBefore({ english: { sentences } }: BlockReading, offset: number): string | undefined {
  const tokens = sentences[firstEndingAfter(sentences, offset)]?.tokens ?? [];
  const token = tokens[firstEndingAfter(tokens, offset) - 1];
  return token?.pos === 'PROPN' ? token.text : undefined;
}

/** Where the name of the source stands in a block and is the draft's to change. */
function occurrencesIn(block: BlockReading, { patterns, own, others, shared }: NamedPlace): Match[] {
  if (block.block.kind === 'byline') return [];
  const mentions = own.get(block.index) ?? [];
  const alike = others.get(block.index) ?? [];
  const { text } = block.block.view;
  return matchesIn(block, patterns).filter(match => {
    if (isQuotedAt(block, match)) return false;
    if (isOneOf(match, mentions)) return true;
    if (isOneOf(match, alike)) return false;
    // A capital behind the name makes it part of another, as in “Ana Ruiz Foundation”, but where every word has one.
    const goesOn = /^\s+\p{Lu}/u.test(text.slice(match.end, match.end + 3)) && !isHeading(block);
    if (goesOn || match.form === 'given') return false;
    if (match.form === 'full' || match.form === 'variant') return true;
    return !shared && nameBefore(block, match.start) === undefined;
  });
}

function isHeading({ block: { kind } }: BlockReading): boolean {
  return kind === 'headline' || kind === 'heading';
}

/** Whether a match is the words of a mention, a part of them, or more of the same name. */
function isOneOf({ start, end }: Span, mentions: readonly Span[]): boolean {
  return mentions.some(mention => (mention.start <= start && end <= mention.end) || (start <= mention.start && mention.end <= end));
}

/** Whether words are those of somebody else: quoted, and not put in by the editor in square brackets. */
function isQuotedAt({ block, quotations }: BlockReading, match: Span): boolean {
  const quotation = quotations.find(({ use, inner }) => use !== 'scare' && inner.start <= match.start && match.end <= inner.end);
  if (!quotation) return false;
  const before = block.view.text.slice(quotation.inner.start, match.start);
  return before.lastIndexOf('[') <= before.lastIndexOf(']');
}

function editsOf({ start, end, text, form }: Match, from: NameParts, to: NameParts): FixEdit[] {
  switch (form) {
    case 'full':
      return [{ start, end, text: to.full }];
    case 'variant':
      return [
        { start, end: start + from.given.length, text: to.given },
        { start: start + text.length - from.family.length, end, text: to.family },
      ];
    case 'family':
      return [{ start, end, text: text === from.family ? to.family : capitalised(to.family) }];
    default:
      return [{ start, end, text: to[form] }];
  }
}
