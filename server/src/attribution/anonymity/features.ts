import type { Token } from '../../english/types.js';
import type { Description } from '../describe.js';
import type { Candidate, CandidateResources } from './candidates.js';

const MANY = /^(?:some|many|several|few|most|other|others|numerous|countless|multiple|various|dozens|scores|two|three|four|five|more)$/u;
const LINKS = /^(?:as|if|when|what|because|after|and|or|than|whether|why|how)$/u;

/** The features of a candidate, by name; all are 0 or 1. Names are the keys of `server/models/anonymity.json`. */
export function candidateFeatures(resources: CandidateResources, candidate: Candidate): string[] {
  const { form, facts, source } = candidate;
  const { around, first } = facts;
  const features = ['bias', `form ${form}`, `${form} behind ${around.sentence.tokens[first - 1]?.lower ?? 'start'}`];
  features.push(...readingFeatures(candidate));
  if (around.quotes) features.push('sentence quotes');
  if (around.contrast) features.push('contrast');
  if (facts.description && source) features.push(...phraseFeatures(resources, candidate, facts.description));
  else features.push(...agentlessFeatures(resources, candidate));
  return features;
}

/** What the reading of who says what makes of the candidate. */
function readingFeatures({ form, attribution, facts, start, end }: Candidate): string[] {
  const features = attribution
    ? [
        `reading ${form} ${attribution.identification} ${attribution.cueKind}`,
        `reading ${attribution.identification}`,
        `reading cue ${attribution.cueKind}`,
        `content ${attribution.kind} ${attribution.content.length > 0}`,
      ]
    : [`no reading ${form}`];
  const nested = facts.around.attributions.some(
    other =>
      other !== attribution &&
      !other.carried &&
      other.identification === 'named' &&
      other.cueKind !== 'stance' &&
      other.content.some(span => span.start <= start && span.end >= end),
  );
  if (nested) features.push(`nested ${form}`);
  return features;
}

/** Of a noun phrase that stands for a source: its head, its number, its cue. */
function phraseFeatures({ english, lexicon, anonymity }: CandidateResources, { facts }: Candidate, description: Description): string[] {
  const { around, first, end, cue, preposition } = facts;
  const { tokens } = around.sentence;
  const lower = (i: number): string => tokens[i]?.lower ?? '';
  const posOf = (i: number): string => tokens[i]?.pos ?? 'end';
  const own = tokens.slice(first, end);
  const { head, plural, possessor, modifiers } = description;
  const verb = cue >= 0 ? english.lemma({ lower: lower(cue), pos: 'VERB' }) : '';
  const cueClass = preposition
    ? 'according'
    : (anonymity.cues.get(`${verb} ${lower(cue + 1)}`) ?? anonymity.cues.get(verb) ?? (lexicon.speech.has(verb) ? 'speech' : 'other'));
  const listed = lexicon.roles.has(head) ? 'role' : lexicon.institutions.has(head) ? 'institution' : lexicon.vaguePronouns.has(head) ? 'pronoun' : 'other';
  const headClass = anonymity.groups.get(head) ?? listed;
  const number = numberOf(tokens[first], description);
  const cueForm = preposition ? 'preposition' : cue < first ? 'before' : 'after';
  const features = [
    `described ${description.identification} ${description.kind}`,
    `head ${head}`,
    `head ${headClass}`,
    `number ${number}${plural ? ' plural' : ''}`,
    `head ${headClass} ${number}`,
    `head ${headClass} cue ${cueClass}`,
    `number ${number} cue ${cueClass}`,
    `head ${headClass} ${number} cue ${cueClass}`,
    `modifiers ${Math.min(2, modifiers.length)}`,
    ...modifiers.map(word => `modifier ${word}`),
    `cue ${cueForm}`,
    `cue ${cueClass}`,
    `cue word ${verb}`,
    `cue ${cueForm} ${cueClass}`,
  ];
  if (own.some(token => token.lower === 'including') || /^(?:including|like|such)$/u.test(lower(end) === ',' ? lower(end + 1) : lower(end)))
    features.push('examples');
  if (possessor) features.push(`possessor ${possessor}`);
  if (own.some(token => token.pos === 'PROPN')) features.push(`name within ${headClass}`);
  if (own.some(token => token.lower === 'who' || token.lower === 'that')) features.push('clause within');
  if (MANY.test(lower(first))) features.push(`counted ${lower(first)}`);
  if (!preposition) for (const name of tenseOf(tokens, cue, verb)) features.push(`tense ${name}`);
  if (cue >= end) features.push(`next ${/^(?:to|that|,|:)$/u.test(lower(cue + 1)) ? lower(cue + 1) : posOf(cue + 1)}`);
  features.push(first === 0 ? 'before start' : `before ${/^[,;:—–“"(]$/u.test(lower(first - 1)) ? lower(first - 1) : posOf(first - 1)}`);
  if (LINKS.test(lower(first - 1))) features.push(`after ${lower(first - 1)}`);
  if (around.anonymity) features.push('anonymity');
  return features;
}

function numberOf(leading: Token | undefined, { definite, plural }: Description): string {
  const word = leading?.lower ?? '';
  if (definite) return 'definite';
  if (MANY.test(word) || leading?.pos === 'NUM') return 'counted';
  if (plural) return 'bare';
  return /^(?:an?|one|another)$/u.test(word) ? 'indefinite' : 'bare singular';
}

/** Of words that tell of something without anybody who tells it. */
function agentlessFeatures({ english }: CandidateResources, { form, facts }: Candidate): string[] {
  const { around, first, end, cue } = facts;
  const { tokens } = around.sentence;
  const lower = (i: number): string => tokens[i]?.lower ?? '';
  const after = tokens[end]?.pos ?? 'end';
  const verb = cue >= 0 ? english.lemma({ lower: lower(cue), pos: 'VERB' }) : '';
  const features = [`${form} ${verb || lower(first)}`, `${form} next word ${lower(end) || 'end'}`, `${form} last ${lower(end - 1)}`, `${form} next ${after}`];
  if (form === 'word') features.push(`word before ${tokens[first - 1]?.pos ?? 'start'}`, `word ${lower(first)} next ${after}`);
  else {
    const subject = tokens[first - 1];
    features.push(`${form} first ${lower(first)}`, `${form} subject ${subject ? (subject.pos === 'PRON' ? subject.lower : subject.pos) : 'none'}`);
    for (let i = first; i < cue; i++) if (tokens[i]?.pos === 'ADV') features.push(`${form} adverb ${lower(i)}`);
    for (const name of tenseOf(tokens, cue, verb)) features.push(`${form} tense ${name}`);
  }
  if (around.court) features.push(`${form} court`);
  return features;
}

/** Tense of the verb group that ends with the token at `i`. */
function tenseOf(tokens: readonly Token[], i: number, lemma: string): string[] {
  const verb = tokens[i];
  if (!verb) return [];
  const group: string[] = [];
  for (let j = i - 1; j >= 0 && /^(?:AUX|ADV|PART)$/u.test(tokens[j]?.pos ?? ''); j--) group.push(tokens[j]?.lower ?? '');
  const names: string[] = [];
  if (group.some(word => /^(?:not|n't|never)$/u.test(word))) names.push('negated');
  if (group.some(word => /^(?:will|would|could|may|might|can|should|must|'ll|to)$/u.test(word))) names.push('modal');
  else if (group.some(word => /^(?:have|has|had|'ve)$/u.test(word))) names.push('perfect');
  else if (verb.lower.endsWith('ing'))
    names.push(group.some(word => /^(?:is|are|'re)$/u.test(word)) ? 'present progressive' : group.length > 0 ? 'past progressive' : 'participle');
  else if (group.some(word => /^(?:is|are|'s|'re)$/u.test(word))) names.push('present be');
  else if (group.some(word => /^(?:was|were)$/u.test(word))) names.push('past be');
  else names.push(verb.lower === lemma || verb.lower === `${lemma}s` ? 'present' : 'past');
  return names;
}
