import data from '../../lexicons/times.yaml';
import type { English, Token } from '../english/types.js';
import type { BlockReading } from '../reading.js';
import { spanSet } from './spans.js';
import { storyOf } from './story.js';
import type { Rule } from './types.js';

/** How `lexicons/times.yaml` is written. */
interface TimeLists {
  readonly days: readonly string[];
  readonly months: readonly string[];
  readonly ambiguousMonths: readonly string[];
  readonly alone: readonly string[];
  readonly pointers: readonly string[];
  readonly units: readonly string[];
  /** Units that “next” without “the” makes a time. */
  readonly next: readonly string[];
  readonly behind: readonly string[];
  readonly shortUnits: readonly string[];
  readonly feasts: readonly string[];
}

/** In words. A brief may leave the day to the page that it stands on. */
const SHORTEST = 120;
const BEFORE_MONTH = /^(?:\d+|in|of|last|this|next|since|until|by|early|late|mid|,)$/u;
/** Fields of a front matter that date a draft. */
const DATE_FIELD = /^(?:date|dateline|published|publish_date|pubdate|updated|created|day|embargo)$/u;

/**
 * Marks the first sentence of a news draft in which nothing says when.
 * Leaves alone: short copy, columns, a draft whose front matter has a date, and every draft with a weekday, date, month, year, “today”, “last week”, “two days ago” or a dateline.
 */
export const undated: Rule = createUndated(data as TimeLists);

function createUndated(lists: TimeLists): Rule {
  const alone = new Set([...lists.alone, ...lists.days, ...lists.months]);
  const ambiguous = new Set(lists.ambiguousMonths);
  const pointers = new Set(lists.pointers);
  const units = new Set(lists.units);
  const comingUnits = new Set(lists.next);
  const behind = new Set(lists.behind);
  const counted = new Set([...lists.units, ...lists.shortUnits]);
  const feasts = new Set(lists.feasts);

  /** Outside quotations: a speaker's “last year” does not date the story. */
  const tellsWhen = ({ english: { sentences }, quotations }: BlockReading, english: English): boolean => {
    const quoted = spanSet(quotations);
    return sentences.some(({ tokens }) => tokens.some((token, i) => isTime(tokens, i, english) && !quoted.touches(token)));
  };

  function isTime(tokens: readonly Token[], i: number, english: English): boolean {
    const token = tokens[i];
    if (!token) return false;
    const { lower, text } = token;
    if (alone.has(lower) || /^(?:1[5-9]|20)\d\d(?:s|-\d\d)?$/u.test(lower) || /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$/u.test(lower)) return true;
    const next = tokens[i + 1]?.lower ?? '';
    if (/^[ap]\.?m\.?$/u.test(next) && /^\d/u.test(lower)) return true;
    if (feasts.has(lower) || feasts.has(`${lower} ${next}`)) return true;
    // "by March", "May 3", "March, when"; but "the march", "by May Ling".
    if (ambiguous.has(lower) && text !== lower) return /^\d/u.test(next) || (BEFORE_MONTH.test(tokens[i - 1]?.lower ?? '') && tokens[i + 1]?.pos !== 'PROPN');
    const unit = english.lemma({ lower, pos: 'NOUN' });
    if (counted.has(unit) && behind.has(next)) return true;
    if (comingUnits.has(unit) && tokens[i - 1]?.lower === 'next' && tokens[i - 2]?.lower !== 'the') return true;
    return units.has(unit) && (pointers.has(tokens[i - 1]?.lower ?? '') || pointers.has(tokens[i - 2]?.lower ?? ''));
  }

  return {
    id: 'undated',
    kind: 'other',
    defaultSeverity: 'information',
    summary: 'A news draft of more than 120 words in which nothing says when.',
    guidance: 'want the when in the first paragraphs, beside who, what and where.',
    check: () => [],
    checkDraft(reading, kept) {
      const fields = reading.draft.frontMatter?.fields;
      if (fields && [...fields].some(([name, { value }]) => DATE_FIELD.test(name) && value.trim() !== '')) return [];
      const { words, reports, lead } = storyOf(reading, kept);
      if (!reports || words <= SHORTEST || reading.blocks.some(block => kept(block, tellsWhen) || block.block.kind === 'byline')) return [];
      const sentence = reading.blocks[lead]?.english.sentences[0];
      if (!sentence || hasDateline(sentence.tokens)) return [];
      return [
        {
          block: lead,
          start: sentence.start,
          end: sentence.end,
          sub: 'undated',
          message: 'Nothing in this draft says when.',
          why: 'Without a day, a date or a dateline a reader cannot tell whether this is news, and nobody can check it later.',
        },
      ];
    },
  };
}

/** “LISBON (AP) —”: a place in capitals, then a dash. */
function hasDateline(tokens: readonly Token[]): boolean {
  const dash = tokens.slice(0, DATELINE).findIndex(({ text }) => /^(?:—|–|--|-)$/u.test(text));
  return dash > 0 && /^\p{Lu}{3,}/u.test(tokens[0]?.text ?? '');
}

/** In tokens. */
const DATELINE = 10;
