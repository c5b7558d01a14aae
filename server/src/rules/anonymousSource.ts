import type { Identification } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { type AnonymousSource, anonymousSources } from './anonymous.js';
import { accordingTo } from './attributing.js';
import { escapeSnippet } from './snippets.js';
import type { Fix, FixEdit, Mark, Rule, Severity } from './types.js';

type Unnamed = Exclude<Identification, 'named'>;

const MESSAGES: Readonly<Record<Unnamed, { message: (words: string) => string; why: string; severity?: Severity }>> = {
  vague: {
    message: words => `“${words}”: neither a name nor a role.`,
    why: 'The reader cannot judge how these people know, or how many they are.',
  },
  described: {
    message: words => `“${words}”: a role without a name.`,
    why: 'The reader learns the position but not the person, and no reason why the name is withheld.',
  },
  reasoned: {
    message: words => `“${words}”: unnamed, with a reason given.`,
    why: 'The reason for anonymity is there; the desk still wants to know who it is and what makes the source credible.',
    severity: 'information',
  },
  agentless: {
    message: words => `“${words}”: by whom?`,
    why: 'Nobody is named as saying so; the reader cannot tell a rumour from a record.',
  },
  secondhand: {
    message: words => `“${words}”: somebody else’s unnamed source.`,
    why: 'The report rests on people whom neither this desk nor the reader can identify.',
  },
};

/**
 * Marks information that is attributed to somebody whom the reader cannot identify.
 * Leaves alone: named people, bodies and documents, bodies that speak as such ("police said", "the company said"), sources named earlier in the draft,
 * and groups that act rather than speak.
 */
export const anonymousSource: Rule = {
  id: 'anonymous-source',
  kind: 'anonymous-source',
  defaultSeverity: 'warning',
  summary: 'A source whom the reader cannot identify: vague, described only by role, or nobody at all.',
  guidance:
    'ask for name and position wherever possible; where a name is withheld, say why, how the source knows, and as much about the source as can be told.',
  check(block) {
    const { text } = block.block.view;
    return anonymousSources(block).map(({ start, end, identification, judged }, index) => {
      const { message, why, severity } = MESSAGES[identification];
      return {
        start,
        end,
        sub: identification,
        message: message(shortened(text.slice(start, end))),
        why,
        ...(severity && { severity }),
        ...(judged && { judged }),
        data: index,
      };
    });
  },
  fixes(mark, block, reading) {
    const attribution = anonymousSources(block)[Number(mark.data)];
    if (!attribution) return mark.sub === 'agentless' ? agentlessFixes(mark, block, reading) : [needsSource(mark)];
    const { source } = attribution;
    if (!source) return agentlessFixes(mark, block, reading);
    return [nameSource(mark, attribution, source, block, reading.english), addReason(mark, source, block)].filter(fix => fix !== undefined);
  },
};

/** Characters of a source that a message repeats. */
const LONGEST_QUOTED = 60;

/** A source with its clause can be as long as a sentence; the mark shows all of it already. */
function shortened(words: string): string {
  const cut = words.lastIndexOf(' ', LONGEST_QUOTED);
  return words.length <= LONGEST_QUOTED || cut <= 0 ? words : `${words.slice(0, cut).replace(/,$/u, '')} …`;
}

function needsSource(mark: Mark): Fix {
  return { title: 'Mark as needing a source', edits: [{ start: mark.end, end: mark.end, text: ' [source TK]' }] };
}

/**
 * The name comes before a description of one person, which stays as the role. "Sources", "officials" and whoever already has a clause about anonymity
 * give way to a name and a role; a verb in the plural then takes the singular.
 */
function nameSource(mark: Mark, attribution: AnonymousSource, source: Span, block: BlockReading, english: English): Fix {
  const { text } = block.block.view;
  const comma = closed(text, source.end) ? '' : ',';
  const title = 'Name the source';
  const description = text.slice(source.start, source.end);
  const one = mark.sub === 'described' && /^(?:an?|one|another) /iu.exec(description);
  if (one && !HAS_CLAUSE.test(description)) {
    const rest = description.slice(one[0].length);
    const role = /^one/iu.test(one[0]) ? `${english.indefiniteArticle(rest)} ${rest}` : `${one[0].toLowerCase()}${rest}`;
    return { title, preferred: true, edits: [{ ...source, text: `[name], ${role}${comma}`, snippet: `\${1:name}, ${escapeSnippet(role)}${comma}` }] };
  }
  const edits: FixEdit[] = [{ ...source, text: `[name], [role]${comma}`, snippet: `\${1:name}, \${2:role}${comma}` }];
  const { cue } = attribution;
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

function addReason(mark: Mark, source: Span, block: BlockReading): Fix | undefined {
  const { text } = block.block.view;
  // Another desk's source is not ours to explain.
  if (mark.sub === 'reasoned' || mark.sub === 'secondhand' || HAS_CLAUSE.test(text.slice(source.start, source.end))) return undefined;
  const comma = closed(text, source.end) ? '' : ',';
  const clause = (reason: string): string => `, who spoke on condition of anonymity because ${reason}${comma}`;
  return { title: 'Add the reason for anonymity', edits: [{ start: source.end, end: source.end, text: clause('[reason]'), snippet: clause('${1:reason}') }] };
}

/** "according to …" comes at the end of what the cue qualifies; "reportedly" and "it is understood that" then go. "Allegedly" stays: without it the sentence would state the charge. */
function agentlessFixes(mark: Mark, block: BlockReading, reading: Reading): Fix[] {
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
