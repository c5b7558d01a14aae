import type { Token } from '../../english/types.js';
import type { Candidate, CandidateInput, CandidateResources } from './candidates.js';

const MANY = /^(?:some|many|several|few|most|other|others|numerous|countless|multiple|various|dozens|scores|two|three|four|five|more)$/u;
const CONTRAST = /^(?:but|however|though|although|while|yet)$/u;

/** The features of a candidate, by name; all are 0 or 1. Names are the keys of `server/models/anonymity.json`. */
export function candidateFeatures(
  { english, lexicon, anonymity }: CandidateResources,
  candidate: Candidate,
  { reading: { text }, attributions }: CandidateInput,
): string[] {
  const { form, facts } = candidate;
  const { sentence, first, end, description, cue } = facts;
  const { tokens } = sentence;
  const at = (i: number): Token | undefined => tokens[i];
  const lower = (i: number): string => tokens[i]?.lower ?? '';
  const features = ['bias', `form ${form}`];
  const add = (name: string): void => {
    features.push(name);
  };
  const attribution = candidate.attribution === undefined ? undefined : attributions[candidate.attribution];
  add(attribution ? `reading ${form} ${attribution.identification} ${attribution.cueKind}` : `no reading ${form}`);
  if (attribution) {
    add(`reading ${attribution.identification}`);
    add(`reading cue ${attribution.cueKind}`);
    add(`content ${attribution.kind} ${attribution.content.length > 0}`);
  }
  const nested = attributions.some(
    other =>
      other !== attribution &&
      !other.carried &&
      other.identification === 'named' &&
      other.cueKind !== 'stance' &&
      other.content.some(span => span.start <= candidate.start && span.end >= candidate.end),
  );
  if (nested) add(`nested ${form}`);
  if (tokens.some(token => /^[“"]$/u.test(token.text))) add('sentence quotes');
  const verb = cue >= 0 ? english.lemma({ lower: lower(cue), pos: 'VERB' }) : '';
  if (description && candidate.source) {
    const { head, plural, definite, possessor, modifiers } = description;
    const cueClass = facts.preposition
      ? 'according'
      : (anonymity.cues.get(`${verb} ${lower(cue + 1)}`) ?? anonymity.cues.get(verb) ?? (lexicon.speech.has(verb) ? 'speech' : 'other'));
    const headClass =
      anonymity.groups.get(head) ??
      (lexicon.roles.has(head) ? 'role' : lexicon.institutions.has(head) ? 'institution' : lexicon.vaguePronouns.has(head) ? 'pronoun' : 'other');
    const leading = lower(first);
    const number = definite
      ? 'definite'
      : MANY.test(leading) || at(first)?.pos === 'NUM'
        ? 'counted'
        : plural
          ? 'bare'
          : /^an?|one|another$/u.test(leading)
            ? 'indefinite'
            : 'bare singular';
    add(`described ${description.identification} ${description.kind}`);
    add(`head ${head}`);
    add(`head ${headClass}`);
    add(`number ${number}${plural ? ' plural' : ''}`);
    add(`head ${headClass} ${number}`);
    add(`head ${headClass} cue ${cueClass}`);
    add(`number ${number} cue ${cueClass}`);
    add(`head ${headClass} ${number} cue ${cueClass}`);
    if (/^,? ?(?:including|like|such as)\b/u.test(text.slice(candidate.end).trimStart()) || tokens.slice(first, end).some(token => token.lower === 'including'))
      add('examples');
    if (possessor) add(`possessor ${possessor}`);
    if (tokens.slice(first, end).some(token => token.pos === 'PROPN')) add(`name within ${headClass}`);
    add(`modifiers ${Math.min(2, modifiers.length)}`);
    for (const word of modifiers) add(`modifier ${word}`);
    if (MANY.test(leading)) add(`counted ${leading}`);
    if (tokens.slice(first, end).some(token => token.lower === 'who' || token.lower === 'that')) add('clause within');
    const cueForm = facts.preposition ? 'preposition' : cue < first ? 'before' : 'after';
    add(`cue ${cueForm}`);
    add(`cue ${cueClass}`);
    add(`cue word ${verb}`);
    if (!facts.preposition) for (const name of tenseOf(tokens, cue, verb)) add(`tense ${name}`);
    add(`cue ${cueForm} ${cueClass}`);
    const next = lower(cue + 1);
    if (cue >= end) add(`next ${next === 'to' || next === 'that' || next === ',' || next === ':' ? next : (at(cue + 1)?.pos ?? 'end')}`);
    if (first > 0)
      add(`before ${/^[,;:—–“"(]$/u.test(lower(first - 1)) ? lower(first - 1) : at(first - 1)?.pos === 'PUNCT' ? 'mark' : (at(first - 1)?.pos ?? '')}`);
    else add('before start');
    if (/^(?:as|if|when|what|because|after|and|or|than|whether|why|how)$/u.test(lower(first - 1))) add(`after ${lower(first - 1)}`);
    if (
      /\b(?:condition of anonymity|not (?:authori[sz]ed|allowed)|(?:declined|asked not) to be (?:named|identified))\b/iu.test(
        text.slice(sentence.start, sentence.end),
      )
    )
      add('anonymity');
  } else {
    add(`${form} ${verb || lower(first)}`);
    add(`${form} next word ${lower(end) || 'end'}`);
    add(`${form} last ${lower(end - 1)}`);
    add(`${form} next ${at(end)?.pos ?? 'end'}`);
    if (form === 'passive' || form === 'talk') {
      add(`${form} first ${lower(first)}`);
      for (let i = first; i < cue; i++) if (at(i)?.pos === 'ADV') add(`${form} adverb ${lower(i)}`);
      for (const name of tenseOf(tokens, cue, verb)) add(`${form} tense ${name}`);
      const subject = at(first - 1);
      add(`${form} subject ${subject ? (subject.pos === 'PRON' ? subject.lower : subject.pos) : 'none'}`);
    } else {
      add(`${form} before ${at(first - 1)?.pos ?? 'start'}`);
      add(`${form} ${lower(first)} next ${at(end)?.pos ?? 'end'}`);
    }
    if (
      tokens.some(token =>
        /^(?:court|lawsuit|suit|indictment|complaint|charges?|charged|prosecutors?|police|trial|convicted|indicted|plaintiffs?)$/u.test(token.lower),
      )
    )
      add(`${form} court`);
  }
  add(`${form} behind ${lower(first - 1) || 'start'}`);
  if (tokens.slice(0, 3).some(token => CONTRAST.test(token.lower))) add('contrast');
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
