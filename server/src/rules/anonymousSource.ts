import type { Attribution, Identification } from '../attribution/types.js';
import type { Span } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import { escapeSnippet, sourceChoices } from './snippets.js';
import type { Fix, Mark, Rule, Severity } from './types.js';

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
  check(block, english) {
    if (block.block.kind === 'headline' || block.block.kind === 'heading' || block.block.kind === 'tableCell') return [];
    const marks: Mark[] = [];
    block.attributions.forEach((attribution, index) => {
      if (attribution.identification === 'named' || attribution.carried || !speaks(attribution, block, english)) return;
      const span = phrase(attribution);
      if (!span || quoted(block, span)) return;
      // One source with two cues ("some said, adding that …") is one mark.
      if (attribution.source && marks.some(m => m.start < span.end && m.end > span.start)) return;
      const { message, why, severity } = MESSAGES[attribution.identification];
      const words = block.block.view.text.slice(span.start, span.end);
      marks.push({ ...span, sub: attribution.identification, message: message(words), why, ...(severity && { severity }), data: index });
    });
    return marks;
  },
  fixes(mark, block, reading) {
    const attribution = block.attributions[Number(mark.data)];
    if (!attribution) return [];
    return attribution.source
      ? [nameSource(mark, attribution.source, block), addReason(mark, attribution.source, block)].filter(fix => fix !== undefined)
      : agentlessFixes(mark, attribution, block, reading);
  },
};

/** Sources that stay unknown even where the article says that they were told of before. */
const STILL_UNKNOWN = /\b(?:sources?|officials?|critics|insiders?|aides?)\b/iu;
const PRONOUN = /^(?:he|she|they|it|who|we|i|you|which|that|both)$/iu;
/** To promise, to want or to report a noise is to act or to live through something, not to inform the paper. */
const ACTS = new Set(['promise', 'vow', 'pledge', 'want', 'hope', 'declare', 'yell', 'chant', 'shout', 'scream']);

/** A group that criticizes, praises or calls for something acts rather than informs; a pronoun or "the caller" goes back to somebody whom the draft has told of. */
function speaks(attribution: Attribution, block: BlockReading, english: English): boolean {
  if (attribution.cueKind === 'judgement') return false;
  const { source, cue } = attribution;
  if (!source) return true;
  const { text } = block.block.view;
  const words = text.slice(source.start, source.end);
  if (PRONOUN.test(words) || (/^(?:the|our) /iu.test(words) && !STILL_UNKNOWN.test(words))) return false;
  const verb = cue && text.slice(cue.start, cue.end).split(' ').at(-1);
  const lemma = verb === undefined ? '' : english.lemma({ lower: verb.toLowerCase(), pos: 'VERB' });
  return !ACTS.has(lemma) && !(lemma === 'report' && !STILL_UNKNOWN.test(words));
}

/** The source with its cue where they stand together, else the source alone. */
function phrase(attribution: Attribution): Span | undefined {
  const { source, cue } = attribution;
  if (!source) return cue;
  if (!cue) return source;
  const gap = Math.max(source.start, cue.start) - Math.min(source.end, cue.end);
  return gap <= 2 ? { start: Math.min(source.start, cue.start), end: Math.max(source.end, cue.end) } : source;
}

function quoted(block: BlockReading, span: Span): boolean {
  return block.quotations.some(q => q.use !== 'scare' && q.start < span.end && q.end > span.start);
}

/** The name comes before the description, which stays as the role; a bare "sources" gives way. */
function nameSource(mark: Mark, source: Span, block: BlockReading): Fix {
  const { text } = block.block.view;
  if (mark.sub !== 'described' && mark.sub !== 'reasoned') {
    const comma = closed(text, source.end) ? '' : ',';
    return { title: 'Name the source', preferred: true, edits: [{ ...source, text: `[name], [role]${comma}`, snippet: `\${1:name}, \${2:role}${comma}` }] };
  }
  const description = text.slice(source.start, source.end);
  const lowered = /^(?:A|An|The|One|Some|Two|Three|Several) /u.test(description) ? description.charAt(0).toLowerCase() + description.slice(1) : description;
  const after = closed(text, source.end) ? '' : ',';
  return {
    title: 'Name the source',
    preferred: true,
    edits: [{ ...source, text: `[name], ${lowered}${after}`, snippet: `\${1:name}, ${escapeSnippet(lowered)}${after}` }],
  };
}

/** A comma or stop follows already. */
function closed(text: string, at: number): boolean {
  return /^\s*(?:[,.;:?!)]|$)/u.test(text.slice(at, at + 2));
}

function addReason(mark: Mark, source: Span, block: BlockReading): Fix | undefined {
  if (mark.sub === 'reasoned') return undefined;
  const { text } = block.block.view;
  const comma = closed(text, source.end) ? '' : ',';
  const clause = (reason: string): string => `, who spoke on condition of anonymity because ${reason}${comma}`;
  return { title: 'Add the reason for anonymity', edits: [{ start: source.end, end: source.end, text: clause('[reason]'), snippet: clause('${1:reason}') }] };
}

/** "reportedly" goes, and "according to …" comes at the end of what it qualifies. */
function agentlessFixes(mark: Mark, attribution: Attribution, block: BlockReading, reading: Reading): Fix[] {
  const { text } = block.block.view;
  const sentence = block.english.sentences.find(s => s.start <= mark.start && s.end >= mark.end);
  if (!sentence) return [];
  let at = attribution.content.at(-1)?.end ?? sentence.end;
  while (at > mark.end && /[.?!]/u.test(text[at - 1] ?? '')) at--;
  const goesOn = /^\s*[\p{L}\p{N}“"]/u.test(text.slice(at, at + 3));
  const added = {
    start: at,
    end: at,
    text: `, according to [source]${goesOn ? ',' : ''}`,
    snippet: `, according to ${sourceChoices(reading, 1)}${goesOn ? ',' : ''}`,
  };
  const adverb = /^\p{L}+ly$/u.test(text.slice(mark.start, mark.end));
  const removed = adverb ? [removal(mark, text)] : [];
  return [{ title: 'Name the source', preferred: true, edits: [...removed, added] }];
}

/** Takes the word out with one of the spaces around it; at the head of a sentence the next word takes the capital. */
function removal(mark: Span, text: string): { start: number; end: number; text: string } {
  const followed = /^,?\s+/u.exec(text.slice(mark.end));
  const head = /^\p{Lu}/u.test(text.slice(mark.start));
  if (followed) {
    const end = mark.end + followed[0].length;
    const next = text[end] ?? '';
    return head ? { start: mark.start, end: end + 1, text: next.toUpperCase() } : { start: mark.start, end, text: '' };
  }
  const before = /\s+$/u.exec(text.slice(0, mark.start));
  return { start: mark.start - (before?.[0].length ?? 0), end: mark.end, text: '' };
}
