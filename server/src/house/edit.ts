import { isMap, isScalar, isSeq, type Pair, Scalar, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import { parseYaml } from '../config/yaml.js';
import type { Span } from '../draft/types.js';

/** Longer texts are not added to, in UTF-16 units. */
const LONGEST = 1 << 20;

/** A change of a house style's text, in UTF-16 offsets. */
export interface HouseEdit extends Span {
  readonly text: string;
}

/** What of the house style a writer can change from a draft. `reason` becomes a comment behind the entry, where it stands on a line of its own. */
export type HouseChange = { readonly reason?: string } & (
  | { readonly change: 'allow'; readonly term: string }
  | { readonly change: 'off'; readonly rule: string }
);

/**
 * The edit that adds a term to `allow` or sets a rule to `off`; all else in the file stays as it is, comments and order included. Undefined where the text is no YAML that could be added to,
 * and where the change has been made already.
 */
export function editHouseStyle(text: string, change: HouseChange): HouseEdit | undefined {
  const document = parse(text);
  if (!document) return undefined;
  const breakAs = text.includes('\r\n') ? '\r\n' : '\n';
  const root = document.contents;
  const note = change.reason === undefined ? '' : ` # ${change.reason.replace(/\s+/gu, ' ').trim()}`;
  const edit = change.change === 'allow' ? allow(text, root, change.term, note) : turnOff(text, root, change.rule, note);
  return edit && { ...edit, text: edit.text.replaceAll('\n', breakAs) };
}

function parse(text: string) {
  const document = parseYaml(text, LONGEST);
  if ('problem' in document || document.errors.length > 0) return undefined;
  const root: unknown = document.contents;
  return isNothing(root) || (isMap(root) && !root.flow) ? document : undefined;
}

function allow(text: string, root: unknown, term: string, note: string): HouseEdit | undefined {
  const written = scalarText(term);
  const pair = pairOf(root, 'allow');
  if (!pair) return append(text, `allow:\n  - ${written}${note}\n`);
  const list = pair.value;
  if (isNothing(list)) return fill(text, pair, `\n  - ${written}${note}`);
  if (!isSeq(list)) return undefined;
  if (list.items.some(item => isScalar(item) && String(item.value).toLowerCase() === term.toLowerCase())) return undefined;
  return list.flow ? addToFlow(text, list, written) : addToBlock(text, list, `- ${written}${note}`);
}

function turnOff(text: string, root: unknown, rule: string, note: string): HouseEdit | undefined {
  const pair = pairOf(root, 'rules');
  if (!pair) return append(text, `rules:\n  ${rule}: off${note}\n`);
  const map = pair.value;
  if (isNothing(map)) return fill(text, pair, `\n  ${rule}: off${note}`);
  if (!isMap(map)) return undefined;
  const own = pairOf(map, rule);
  if (!own) return map.flow ? addToFlow(text, map, `${rule}: off`) : addToBlock(text, map, `${rule}: off${note}`);
  const set = isMap(own.value) ? pairOf(own.value, 'severity') : own;
  if (!set) return isMap(own.value) && !own.value.flow ? addToBlock(text, own.value, `severity: off${note}`) : addToFlow(text, own.value, 'severity: off');
  if (isNothing(set.value)) return fill(text, set, ` off${note}`);
  if (!isScalar(set.value) || !set.value.range || set.value.value === 'off') return undefined;
  const [start, end] = set.value.range;
  // A comment stands there already, and says why it was so before.
  return { start, end, text: `off${/^[ \t]*(?:#|[,}])/u.test(text.slice(end)) ? '' : note}` };
}

/** At the end of the text, on a line of its own; before what ends the document. */
function append(text: string, lines: string): HouseEdit {
  const end = /(?:^|\r?\n)\.\.\.[ \t]*(?:\r?\n[\s\S]*)?$/u.exec(text);
  const at = end ? end.index + (/^\r?\n/u.exec(end[0])?.[0].length ?? 0) : text.length;
  const opening = at === 0 || /[\r\n]$/u.test(text.slice(0, at)) ? '' : '\n';
  return { start: at, end: at, text: opening + lines };
}

/** The value of a key that has none yet. */
function fill(text: string, { key }: Pair, value: string): HouseEdit | undefined {
  const end = isScalar(key) ? key.range?.[1] : undefined;
  const colon = end === undefined ? -1 : text.indexOf(':', end);
  if (colon < 0) return undefined;
  // `allow: ~` and `allow: null` say that there is none.
  const nothing = /^[ \t]*(?:~|null)?/iu.exec(text.slice(colon + 1))?.[0].length ?? 0;
  const comment = /^[ \t]*#[^\r\n]*/u.exec(text.slice(colon + 1 + nothing))?.[0];
  if (comment !== undefined && value.startsWith('\n'))
    return { start: colon + 1 + nothing + comment.length, end: colon + 1 + nothing + comment.length, text: value };
  return { start: colon + 1, end: colon + 1 + nothing, text: value };
}

/** Before the bracket that closes `[a, b]`, behind a comma that stands there already. */
function addToFlow(text: string, collection: unknown, entry: string): HouseEdit | undefined {
  if (!(isMap(collection) || isSeq(collection)) || !collection.range) return undefined;
  const close = collection.range[1] - 1;
  const last: unknown = collection.items.at(-1);
  const end = isPairOfMap(last) ? (rangeEnd(last.value) ?? rangeEnd(last.key)) : rangeEnd(last);
  if (end === undefined) return { start: collection.range[0] + 1, end: collection.range[0] + 1, text: isMap(collection) ? ` ${entry} ` : entry };
  const comma = text
    .slice(end, close)
    .replace(/#[^\r\n]*/gu, comment => ' '.repeat(comment.length))
    .indexOf(',');
  return comma < 0 ? { start: end, end, text: `, ${entry}` } : { start: end + comma + 1, end: end + comma + 1, text: ` ${entry},` };
}

/** On a line of its own behind the last entry, indented like the first, with the comment on the last one's line left where it is. */
function addToBlock(text: string, collection: YAMLMap | YAMLSeq, entry: string): HouseEdit | undefined {
  const first: unknown = collection.items[0];
  const start = isPairOfMap(first) ? rangeStart(first.key) : collection.range?.[0];
  const last: unknown = collection.items.at(-1);
  const end = isPairOfMap(last) ? (rangeEnd(last.value) ?? rangeEnd(last.key)) : rangeEnd(last);
  if (start === undefined || end === undefined) return undefined;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indentation = /^[ \t]*/u.exec(text.slice(lineStart, start))?.[0] ?? '';
  // A text over several lines (`|`) ends behind its line break.
  const bare = text.slice(0, end).replace(/[\r\n]+$/u, '').length;
  const line = /[\r\n]/u.exec(text.slice(bare));
  const at = line ? bare + line.index : text.length;
  return { start: at, end: at, text: `\n${indentation}${entry}` };
}

function isPairOfMap(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !isScalar(item);
}

function rangeStart(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}

function rangeEnd(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? Number(node.range[1]) : undefined;
}

function pairOf(node: unknown, key: string): Pair | undefined {
  return isMap(node) ? node.items.find(pair => isScalar(pair.key) && pair.key.value === key) : undefined;
}

function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** The words as YAML writes them on one line, in quotation marks where they need some; fit for `[a, b]`, too. */
function scalarText(words: string): string {
  const scalar = new Scalar(words);
  if (/[[\]{},#&*!|>'"%@`:?-]/u.test(words)) scalar.type = words.includes("'") ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE;
  return stringify(scalar, { lineWidth: 0 }).trim();
}
