import type { Identification } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { accordingTo, needsSource } from './attributing.js';
import { escapeSnippet } from './snippets.js';
import type { Fix, FixEdit, Mark } from './types.js';

/** What the mark of a source keeps for its fixes; plain JSON. */
export interface SourceData {
  readonly identification: Exclude<Identification, 'named'>;
  readonly source?: Span;
  readonly cue?: Span;
}

/** What can be done about a source whom the reader cannot identify. */
export function sourceFixes(mark: Mark, block: BlockReading, reading: Reading): Fix[] {
  const data = mark.data as SourceData;
  const { source } = data;
  if (source) return [nameSource({ ...data, source }, block, reading.english), addReason({ ...data, source }, block)].filter(fix => fix !== undefined);
  return data.identification === 'agentless' ? agentlessFixes(mark, block, reading) : [needsSource(mark, block)];
}

/**
 * The name comes before a description of one person, which stays as the role. "Sources", "officials" and whoever already has a clause about anonymity
 * give way to a name and a role; a verb in the plural then takes the singular.
 */
function nameSource({ identification, source, cue }: SourceData & { readonly source: Span }, block: BlockReading, english: English): Fix {
  const { text } = block.block.view;
  const comma = closed(text, source.end) ? '' : ',';
  const title = 'Name the source';
  const description = text.slice(source.start, source.end);
  const one = identification === 'described' && /^(?:an?|one|another) /iu.exec(description);
  if (one && !HAS_CLAUSE.test(description)) {
    const rest = description.slice(one[0].length);
    const role = /^one/iu.test(one[0]) ? `${english.indefiniteArticle(rest)} ${rest}` : `${one[0].toLowerCase()}${rest}`;
    return { title, preferred: true, edits: [{ ...source, text: `[name], ${role}${comma}`, snippet: `\${1:name}, ${escapeSnippet(role)}${comma}` }] };
  }
  const edits: FixEdit[] = [{ ...source, text: `[name], [role]${comma}`, snippet: `\${1:name}, \${2:role}${comma}` }];
  const verb = cue && text.slice(cue.start, cue.end);
  if (cue && verb && /^\p{Ll}+$/u.test(verb) && cue.start >= source.end && english.lemma({ lower: verb, pos: 'VERB' }) === verb) {
    edits.push({ ...cue, text: english.inflectLike(verb, { lower: 'says', pos: 'VERB' }) });
  }
  return { title, preferred: true, edits };
}

/** The source phrase already says why it is unnamed, or goes on in a clause of its own. */
const HAS_CLAUSE = /,|\b(?:who|whom|speaking|asking|requesting)\b/u;

/** A comma or stop follows already. */
function closed(text: string, at: number): boolean {
  return /^\s*(?:[,.;:?!)”"]|$)/u.test(text.slice(at, at + 2));
}

function addReason({ identification, source }: SourceData & { readonly source: Span }, block: BlockReading): Fix | undefined {
  const { text } = block.block.view;
  // Another desk's source is not ours to explain.
  if (identification === 'reasoned' || identification === 'secondhand' || HAS_CLAUSE.test(text.slice(source.start, source.end))) return undefined;
  const comma = closed(text, source.end) ? '' : ',';
  const clause = (reason: string): string => `, who spoke on condition of anonymity because ${reason}${comma}`;
  return { title: 'Add the reason for anonymity', edits: [{ start: source.end, end: source.end, text: clause('[reason]'), snippet: clause('${1:reason}') }] };
}

/** "according to …" comes at the end of what the cue qualifies; "reportedly" and "it is understood that" then go. "Allegedly" stays: without it the sentence would state the charge. */
function agentlessFixes(mark: Span, block: BlockReading, reading: Reading): Fix[] {
  const { text } = block.block.view;
  const sentence = block.english.sentences.find(s => s.start <= mark.start && s.end >= mark.end);
  if (!sentence) return [];
  const clause = sentence.tokens.find(t => t.start >= mark.end && t.text === ';')?.start ?? sentence.end;
  const words = text.slice(mark.start, mark.end);
  const goes = /^(?:reportedly|purportedly|it\b.*\bthat)$/iu.test(words);
  return [{ title: 'Name the source', preferred: true, edits: [...(goes ? [removal(mark, text)] : []), ...accordingTo(block, reading, clause)] }];
}

/** Takes the words out with the commas and one of the spaces around them; at the head of a sentence the next word takes the capital. */
function removal(mark: Span, text: string): FixEdit {
  const between = /,\s+$/u.exec(text.slice(0, mark.start));
  if (between && text[mark.end] === ',') return { start: mark.start - between[0].length, end: mark.end + 1, text: '' };
  const followed = /^,?\s+/u.exec(text.slice(mark.end));
  if (followed) {
    const end = mark.end + followed[0].length;
    const next = text[end] ?? '';
    return /^\p{Lu}/u.test(text.slice(mark.start)) ? { start: mark.start, end: end + 1, text: next.toUpperCase() } : { start: mark.start, end, text: '' };
  }
  const before = /\s+$/u.exec(text.slice(0, mark.start));
  return { start: mark.start - (before?.[0].length ?? 0), end: mark.end, text: '' };
}
