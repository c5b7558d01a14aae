import type { HouseStyle, OptionValue } from '../config/types.js';
import type { Span } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading } from '../reading.js';
import { createHouseTermMatcher } from './houseTerms.js';
import { spanSet } from './spans.js';
import type { Mark, Rule, RuleHouse } from './types.js';

/** A house style made ready for checking blocks. */
export interface House {
  /** The marks of a rule in a block, as the house style has them. */
  check(rule: Rule, block: BlockReading, english: English): readonly Mark[];
}

/** Prepares a house style. Takes time in proportion to its lists: once for each style. */
export function createHouse(style: HouseStyle): House {
  const terms = createHouseTermMatcher(style.terms);
  const allowed = createHouseTermMatcher(style.allow.map(term => ({ term, preferred: [] })));
  const identified = createHouseTermMatcher(style.identified.map(term => ({ term, preferred: [], part: 'phrase' })));
  const given = new Map<string, RuleHouse>();

  function houseOf(rule: Rule): RuleHouse {
    const known = given.get(rule.id) ?? { options: optionsOf(rule, style.options[rule.id]), terms };
    given.set(rule.id, known);
    return known;
  }

  const spansIn = (matcher: typeof allowed, block: BlockReading, english: English) =>
    spanSet(block.english.sentences.flatMap(sentence => matcher.match(english, sentence, isHeading(block))));

  return {
    check(rule, block, english) {
      let marks = rule.check(block, english, houseOf(rule));
      if (marks.length === 0) return marks;
      if (style.allow.length > 0) {
        const spans = spansIn(allowed, block, english);
        marks = marks.filter(mark => !spans.covers(mark));
      }
      if (rule.kind !== 'anonymous-source') return marks;
      if (style.identified.length > 0) {
        const names = block.english.sentences.flatMap(sentence => identified.match(english, sentence, isHeading(block)));
        marks = marks.filter(mark => !names.some(({ start, end }) => mark.start <= start && end <= mark.end));
      }
      return marks.filter(mark => !isEnough(mark, block, style.anonymity));
    },
  };
}

/** Whether a mark would go if the house style allowed a term. */
export function isAllowedBy(term: string, mark: Span, block: BlockReading, english: English): boolean {
  const matcher = createHouseTermMatcher([{ term, preferred: [] }]);
  return spanSet(block.english.sentences.flatMap(sentence => matcher.match(english, sentence, isHeading(block)))).covers(mark);
}

/** Whether the policy asks nothing more of such a source. */
function isEnough(mark: Mark, block: BlockReading, { reason, namedOutlet }: HouseStyle['anonymity']): boolean {
  switch (mark.sub) {
    case 'reasoned':
      return reason !== 'required';
    case 'described':
    case 'rote':
    case 'none':
      return reason === 'optional';
    case 'secondhand':
      return namedOutlet === 'identified' && namesSomebody(mark, block);
    default:
      return false;
  }
}

function namesSomebody({ start, end }: Mark, { english }: BlockReading): boolean {
  return english.sentences.some(({ tokens }) => tokens.some(token => token.pos === 'PROPN' && token.start >= start && token.end <= end));
}

function isHeading({ block: { kind } }: BlockReading): boolean {
  return kind === 'headline' || kind === 'heading' || kind === 'standfirst';
}

function optionsOf({ options = {} }: Rule, set: Readonly<Record<string, OptionValue>> = {}): Record<string, OptionValue> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, set[name] ?? option.default]));
}
