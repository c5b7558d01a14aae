import { isMap, isScalar, isSeq } from 'yaml';
import { parseYaml } from '../config/yaml.js';
import { linesOf } from './lines.js';
import type { Directive, FrontMatter, Span } from './types.js';

/** A longer field is none of ours, in UTF-16 units. */
const LONGEST = 10_000;

const FIELD = /^on-the-record[ \t]*:/;

/** What the front matter says to the checker: `on-the-record: { disable: [rule-a, rule-b] }`. A field that is written otherwise says nothing. */
export function readFrontMatterDirectives(text: string, { span }: FrontMatter): Directive[] {
  const field = fieldIn(text, span);
  if (!field) return [];
  const snippet = text.slice(field.start, field.end);
  const root = parsed(snippet);
  const value = isMap(root) ? root.items[0]?.value : undefined;
  const disable = isMap(value) ? value.items.find(({ key }) => isScalar(key) && key.value === 'disable')?.value : undefined;
  const names = isSeq(disable) ? disable.items : [disable];
  const rules = names.flatMap(name => {
    if (!isScalar(name) || typeof name.value !== 'string' || !name.range) return [];
    const [start, end] = name.range;
    return [{ rule: name.value, span: { start: field.start + start, end: field.start + end } }];
  });
  if (rules.length === 0) return [];
  const end = field.start + snippet.trimEnd().length;
  return [
    {
      kind: 'disable-file',
      rules: rules.map(({ rule }) => rule),
      ruleSpans: rules.map(each => each.span),
      span: { start: field.start, end },
      scope: { start: 0, end: text.length },
    },
  ];
}

/** The field with the lines that continue it. */
function fieldIn(text: string, frontMatter: Span): Span | undefined {
  let start: number | undefined;
  let end = frontMatter.end;
  for (const line of linesOf(text, frontMatter.start)) {
    if (line.start >= frontMatter.end) break;
    const content = text.slice(line.start, line.end);
    if (start === undefined) {
      if (FIELD.test(content)) start = line.start;
    } else if (!/^(?:\s|$)/.test(content)) {
      end = line.start;
      break;
    }
  }
  return start === undefined ? undefined : { start, end };
}

function parsed(snippet: string): unknown {
  const document = parseYaml(snippet, LONGEST);
  return 'problem' in document || document.errors.length > 0 ? undefined : document.contents;
}
