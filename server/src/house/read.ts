import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { globProblem } from '../config/files.js';
import type { AnonymityPolicy, HouseTerm, OptionValue, Strictness } from '../config/types.js';
import { parseYaml } from '../config/yaml.js';
import type { Span } from '../draft/types.js';
import type { Severity } from '../rules/types.js';
import { listed, nearest, typeName } from './messages.js';
import type { Schema } from './schema.js';

/** Something wrong in a file, in UTF-16 offsets of its text, in words for whoever wrote it. */
export interface FileProblem extends Span {
  readonly message: string;
}

/** What a house style sets, in order; what it does not set is not there. */
export interface HouseSettings {
  /** By rule id or kind. */
  readonly rules: ReadonlyMap<string, { readonly severity?: Severity | 'off'; readonly options?: Readonly<Record<string, OptionValue>> }>;
  readonly terms: readonly HouseTerm[];
  readonly allow: readonly string[];
  readonly identified: readonly string[];
  readonly anonymity: Partial<AnonymityPolicy>;
  readonly strictness?: Strictness;
}

/** A house style file as it stands, without those that it extends. */
export interface HouseFile {
  /** Paths relative to the file, with the places where they are named. */
  readonly extends: readonly (Span & { readonly path: string })[];
  readonly settings: HouseSettings;
  readonly overrides: readonly { readonly files: readonly string[]; readonly settings: HouseSettings }[];
}

/** `file` is absent where something in the text is wrong: then none of it holds. */
export interface ReadHouseFile {
  readonly file?: HouseFile;
  readonly problems: readonly FileProblem[];
}

/** Longer texts are no house styles, in UTF-16 units. */
const LONGEST = 1 << 20;

/** Reads the text of a house style and checks it by its schema. Never throws. */
export function readHouseFile(text: string, schema: Schema): ReadHouseFile {
  const document = parseYaml(text, LONGEST);
  if ('problem' in document) return { problems: [{ start: 0, end: 0, message: document.problem }] };
  const problems: FileProblem[] = document.errors.map(({ pos: [start, end], message }) => ({
    start: Math.min(start, text.length),
    end: Math.min(end, text.length),
    message: `This is not YAML: ${message}`,
  }));
  if (problems.length === 0) check(document.contents, schema, 'The file', problems);
  if (problems.length === 0) checkGlobs(document.contents, problems);
  if (problems.length === 0) return { file: fileOf(document.contents), problems };
  // What is written over several lines ends behind the last line break.
  return {
    problems: problems
      .map(problem => ({ ...problem, end: problem.start + text.slice(problem.start, problem.end).trimEnd().length }))
      .sort((a, b) => a.start - b.start),
  };
}

/** @param name What the value is the value of, for messages. */
function check(node: unknown, schema: Schema, name: string, problems: FileProblem[]): void {
  if (isNothing(node)) return;
  if (isAlias(node)) {
    problems.push({ ...spanOf(node), message: `${name} cannot be a reference (*${node.source}) here; write it out, or use “extends”.` });
    return;
  }
  const chosen = alternativeFor(node, schema);
  if (!chosen) {
    const types = (schema.anyOf ?? [schema]).map(({ type }) => typeName(type));
    const quotes = isScalar(node) && types.includes(typeName('string')) ? ' In quotation marks it is a text.' : '';
    problems.push({ ...spanOf(node), message: `${name} must be ${[...new Set(types)].join(' or ')}, not ${typeName(typeOf(node))}.${quotes}` });
    return;
  }
  if (isMap(node)) checkMap(node.items, spanOf(node), chosen, name, problems);
  else if (isSeq(node)) {
    if (node.items.length < (chosen.minItems ?? 0)) problems.push({ ...spanOf(node), message: `${name} is empty; it must name at least one.` });
    for (const item of node.items) check(item, chosen.items ?? {}, `An entry of ${name}`, problems);
  } else if (isScalar(node)) checkScalar(node.value, spanOf(node), chosen, name, problems);
}

function checkMap(pairs: readonly Pair[], span: Span, schema: Schema, name: string, problems: FileProblem[]): void {
  const keys = new Set<string>();
  const noun = schema.propertyNames?.title ?? 'key';
  for (const { key, value } of pairs) {
    const at = spanOf(key);
    const word = isScalar(key) && !isSeq(key) ? String(key.value ?? '') : undefined;
    if (word === undefined || word.length < (schema.propertyNames?.minLength ?? 0)) {
      problems.push({ ...at, message: `A ${noun} must be a text here.` });
      continue;
    }
    keys.add(word);
    const own = schema.properties && Object.hasOwn(schema.properties, word) ? schema.properties[word] : schema.additionalProperties;
    if (own) check(value, own, `“${word}”`, problems);
    else if (schema.properties) {
      const known = Object.keys(schema.properties);
      const hint = known.length === 0 ? ` ${name} has none.` : (suggestion(word, known) ?? ` Known here: ${listed(known)}.`);
      problems.push({ ...at, message: `There is no ${noun} “${word}”.${hint}` });
    }
  }
  for (const key of schema.required ?? []) if (!keys.has(key)) problems.push({ ...span, message: `“${key}” is missing here.` });
}

function checkScalar(value: unknown, span: Span, schema: Schema, name: string, problems: FileProblem[]): void {
  if (schema.enum && !schema.enum.some(allowed => allowed === value)) {
    const word = String(value);
    problems.push({ ...span, message: `${name} can be ${listed(schema.enum)}, not “${word}”.${suggestion(word, schema.enum) ?? ''}` });
  } else if (typeof value === 'string' && value.trim().length < (schema.minLength ?? 0)) problems.push({ ...span, message: `${name} is empty.` });
  else if (typeof value === 'number' && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value) || Number.isNaN(value)))
    problems.push({ ...span, message: `${name} must be between ${schema.minimum} and ${schema.maximum}, not ${value}.` });
}

function suggestion(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  return near === undefined ? undefined : ` Did you mean “${near}”?`;
}

/** The schema, or its alternative, that a node has the type of. */
export function alternativeFor(node: unknown, schema: Schema): Schema | undefined {
  const type = typeOf(node);
  return (schema.anyOf ?? [schema]).find(alternative => alternative.type === undefined || alternative.type === type);
}

function typeOf(node: unknown): Schema['type'] {
  if (isMap(node)) return 'object';
  if (isSeq(node)) return 'array';
  const value = isScalar(node) ? node.value : undefined;
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    default:
      return undefined;
  }
}

/** A key whose value is still to come sets nothing. */
function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function spanOf(node: unknown): Span {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node as Node).range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function checkGlobs(root: unknown, problems: FileProblem[]): void {
  for (const override of itemsOf(childOf(root, 'overrides'))) {
    for (const glob of listOf(childOf(override, 'files'))) {
      const problem = globProblem(String(isScalar(glob) ? glob.value : ''));
      if (problem) problems.push({ ...spanOf(glob), message: `This is no glob pattern: ${problem}.` });
    }
  }
}

function fileOf(root: unknown): HouseFile {
  return {
    extends: listOf(childOf(root, 'extends')).map(node => ({ ...spanOf(node), path: wordOf(node) })),
    settings: settingsOf(root),
    overrides: itemsOf(childOf(root, 'overrides')).map(override => ({
      files: listOf(childOf(override, 'files')).map(wordOf),
      settings: settingsOf(override),
    })),
  };
}

function settingsOf(node: unknown): HouseSettings {
  const anonymity = childOf(node, 'anonymity');
  const reason = scalarOf(childOf(anonymity, 'reason'));
  const namedOutlet = scalarOf(childOf(anonymity, 'named-outlet'));
  const strictness = scalarOf(childOf(node, 'strictness'));
  return {
    rules: new Map(pairsOf(childOf(node, 'rules')).map(([name, value]) => [name, ruleOf(value)])),
    terms: pairsOf(childOf(node, 'terms')).map(([term, value]) => termOf(term, value)),
    allow: itemsOf(childOf(node, 'allow')).map(wordOf),
    identified: itemsOf(childOf(node, 'identified')).map(wordOf),
    anonymity: {
      ...(reason !== undefined && { reason: reason as AnonymityPolicy['reason'] }),
      ...(namedOutlet !== undefined && { namedOutlet: namedOutlet as AnonymityPolicy['namedOutlet'] }),
    },
    ...(strictness !== undefined && { strictness: strictness as Strictness }),
  };
}

function ruleOf(node: unknown): { readonly severity?: Severity | 'off'; readonly options?: Readonly<Record<string, OptionValue>> } {
  const severity = scalarOf(isMap(node) ? childOf(node, 'severity') : node);
  const options = pairsOf(childOf(node, 'options')).map(([name, value]): [string, OptionValue] => [
    name,
    isSeq(value) ? value.items.map(wordOf) : (scalarOf(value) as OptionValue),
  ]);
  return {
    ...(severity !== undefined && { severity: severity as Severity | 'off' }),
    ...(options.length > 0 && { options: Object.fromEntries(options) }),
  };
}

function termOf(term: string, node: unknown): HouseTerm {
  if (!isMap(node)) return { term, preferred: listOf(node).map(wordOf) };
  const reason = scalarOf(childOf(node, 'reason'));
  const part = scalarOf(childOf(node, 'part'));
  return {
    term,
    preferred: listOf(childOf(node, 'preferred')).map(wordOf),
    ...(reason !== undefined && { reason: String(reason) }),
    ...(part !== undefined && { part: part as NonNullable<HouseTerm['part']> }),
  };
}

/** The value of a key; undefined where there is none. */
function childOf(node: unknown, key: string): unknown {
  return pairsOf(node).find(([name]) => name === key)?.[1];
}

function pairsOf(node: unknown): [string, unknown][] {
  return isMap(node) ? node.items.filter(({ value }) => !isNothing(value)).map(({ key, value }) => [wordOf(key), value]) : [];
}

function itemsOf(node: unknown): unknown[] {
  return isSeq(node) ? node.items.filter(item => !isNothing(item)) : [];
}

/** One, or a list of them. */
function listOf(node: unknown): unknown[] {
  return isSeq(node) ? itemsOf(node) : isNothing(node) ? [] : [node];
}

function scalarOf(node: unknown): unknown {
  return isScalar(node) && node.value !== null ? node.value : undefined;
}

function wordOf(node: unknown): string {
  return String(scalarOf(node) ?? '').trim();
}
