import type { Span } from '../draft/types.js';
import type { Sentence } from '../english/types.js';

/**
 * What a sentence says of why somebody has no name.
 * given  a reason that tells the reader something
 * rote   a formula that is no reason: "not authorized to speak publicly"
 * none   that there is no name, and nothing of why
 */
export interface AnonymityGround extends Span {
  readonly sort: 'given' | 'rote' | 'none';
}

const ALLOWED = /^(?:authori[sz]ed|allowed|permitted|cleared)$/u;
const TALKS = /^(?:speak|talk|comment|discuss|brief|address)$/u;
/** In tokens. What such a formula goes on with: "speak publicly about the matter". */
const FORMULA = 5;
/** Words that begin a reason: "because", "to discuss private talks", "citing", "out of fear". */
const BEGINS_REASON = /^(?:because|since|as|to|for|citing|given|out|so|due|fearing|lest)$/u;
/** In tokens. A reason begins no further behind what it is the reason of. */
const REASON_WITHIN = 3;

/** The first thing that a sentence says of why a source has no name; undefined where it says nothing of it. */
export function anonymityGround(sentence: Sentence): AnonymityGround | undefined {
  const clause = anonymityClause(sentence);
  const rote = formula(sentence, clause?.end ?? 0);
  if (rote) return { ...spanOf(sentence, rote), sort: 'rote' };
  if (!clause) return undefined;
  const { tokens } = sentence;
  const reasoned = tokens.slice(clause.end, clause.end + REASON_WITHIN).some(token => BEGINS_REASON.test(token.lower));
  return { ...spanOf(sentence, clause), sort: reasoned || fears(sentence) ? 'given' : 'none' };
}

interface TokenRun {
  readonly first: number;
  readonly end: number;
}

/** "on condition of anonymity", "requested anonymity", "asked not to be named", "declined to be identified". */
function anonymityClause({ tokens }: Sentence): TokenRun | undefined {
  const lower = (i: number): string => tokens[i]?.lower ?? '';
  for (let i = 0; i < tokens.length; i++) {
    if (lower(i) === 'anonymity' || lower(i) === 'anonymously') {
      let first = i;
      while (first > 0 && /^(?:on|the|of|condition|granted|given|requested|requesting|asked|for|spoke|speaking|under)$/u.test(lower(first - 1))) first--;
      if (first < i) return { first, end: i + 1 };
    }
    if (/^(?:named|identified|quoted)$/u.test(lower(i)) && lower(i - 1) === 'be' && lower(i - 2) === 'to') {
      const refused = /^(?:declin|refus)/u.test(lower(i - 3))
        ? i - 3
        : lower(i - 3) === 'not' && /^(?:ask|request|want|prefer)/u.test(lower(i - 4))
          ? i - 4
          : -1;
      if (refused >= 0) return { first: refused, end: i + 1 };
    }
  }
  return undefined;
}

/** "not authorized to speak publicly about the matter". */
function formula({ tokens }: Sentence, from: number): TokenRun | undefined {
  for (let i = from; i < tokens.length; i++) {
    if (!ALLOWED.test(tokens[i]?.lower ?? '') || !/^(?:not|n't)$/u.test(tokens[i - 1]?.lower ?? '') || tokens[i + 1]?.lower !== 'to') continue;
    if (!TALKS.test(tokens[i + 2]?.lower ?? '')) continue;
    let end = i + 3;
    for (let j = end; j < Math.min(tokens.length, end + FORMULA); j++) {
      if (tokens[j]?.pos === 'PUNCT' || tokens[j]?.pos === 'VERB' || tokens[j]?.pos === 'AUX' || /^(?:and|but|because|who|as)$/u.test(tokens[j]?.lower ?? ''))
        break;
      if (/^(?:publicly|record|media|press|reporters|journalists|public|openly|matter|issue)$/u.test(tokens[j]?.lower ?? '')) end = j + 1;
    }
    return { first: tokens[i - 1]?.lower === "n't" ? i : i - 1, end };
  }
  return undefined;
}

/** "for fear of reprisals" stands anywhere in the sentence. */
function fears({ tokens }: Sentence): boolean {
  return tokens.some((token, i) => /^fear/u.test(token.lower) && /^(?:for|of|by|,)$/u.test(tokens[i - 1]?.lower ?? ''));
}

function spanOf({ tokens, start, end }: Sentence, run: TokenRun): Span {
  return { start: tokens[run.first]?.start ?? start, end: tokens[run.end - 1]?.end ?? end };
}
