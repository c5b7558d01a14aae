import type { Token } from '../../english/types.js';
import type { Candidate, CandidateResources } from './candidates.js';

const OF_A_PERSON = /^(?:he|she|him|his|her|they|them|their|who)$/u;

/** Whether the source judges or attacks a person: “critics slammed the mayor”, “an aide called him a liar”. */
export function passesJudgement({ english, anonymity }: CandidateResources, { facts }: Candidate): boolean {
  const { cue, first, end, around } = facts;
  const { tokens } = around.sentence;
  const verb = cue < 0 ? '' : english.lemma({ lower: tokens[cue]?.lower ?? '', pos: 'VERB' });
  const others = tokens.filter((_, i) => i < first || i >= end);
  if (!others.some(token => OF_A_PERSON.test(token.lower) || namesSomebody(token))) return false;
  if (anonymity.attacks.has(verb)) return tokens.slice(cue + 1).some((token, i) => i < 4 && (OF_A_PERSON.test(token.lower) || namesSomebody(token)));
  const content = around.attributions
    .filter(({ source }) => source && source.start < (tokens[end - 1]?.end ?? 0) && source.end > (tokens[first]?.start ?? 0))
    .flatMap(a => a.content);
  return others.some(token => anonymity.judgements.has(english.lemma(token)) && content.some(span => token.start >= span.start && token.end <= span.end));
}

function namesSomebody({ pos, text }: Token): boolean {
  return pos === 'PROPN' && /^\p{Lu}\p{Ll}/u.test(text);
}

/** Whether another newsroom's report brings the source in: “CNN reported, citing officials”, “the Herald quoted an aide as saying”. */
export function citedBy({ english, anonymity }: CandidateResources, candidate: Candidate): boolean {
  const { facts } = candidate;
  const { tokens } = facts.around.sentence;
  const isOutlet = (words: readonly Token[]): boolean => words.some(token => token.pos === 'PROPN' && anonymity.outlets.has(token.lower));
  const cue = tokens[facts.cue];
  if (cue && facts.cue < facts.first && /^(?:cite|quote)$/u.test(english.lemma({ lower: cue.lower, pos: 'VERB' }))) return isOutlet(tokens.slice(0, facts.cue));
  // "reported that officials say": of two cues in one clause the first one's content is cut short.
  const that = tokens[candidate.facts.first - 1]?.lower === 'that' ? tokens[candidate.facts.first - 2]?.end : undefined;
  return facts.around.attributions.some(
    ({ source, cue: other, content, cueKind, identification }) =>
      source !== undefined &&
      cueKind !== 'stance' &&
      identification === 'named' &&
      (content.some(span => span.start <= candidate.start && span.end >= candidate.end) || (that !== undefined && other?.end === that)) &&
      isOutlet(tokens.filter(token => token.start >= source.start && token.end <= source.end)),
  );
}
