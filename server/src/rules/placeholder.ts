import placeholders from '../../lexicons/placeholders.yaml';
import type { OptionValue } from '../config/types.js';
import type { Token } from '../english/types.js';
import type { Mark, Rule } from './types.js';

/** How `lexicons/placeholders.yaml` is written. */
interface PlaceholderLists {
  readonly bracketed: readonly string[];
  readonly opening: readonly string[];
  readonly tkNames: readonly string[];
  readonly afterCrosses: readonly string[];
  readonly beforeCrosses: readonly string[];
}

type Sub = 'to-come' | 'filler' | 'query' | 'dummy-text';

const MESSAGES: Readonly<Record<Sub, (words: string) => string>> = {
  'to-come': words => `“${words}” is still to come.`,
  filler: words => `“${words}” stands for something that is still missing.`,
  query: words => `“${words}” is a question that is still open.`,
  'dummy-text': words => `“${words}” is dummy text.`,
};

/** A note in brackets is shorter than this, in tokens between the brackets. */
const LONGEST_NOTE = 12;

/**
 * Marks what a writer left in the copy for later: TK, XX, [citation needed], (?), lorem ipsum.
 * Leaves alone: names with TK in them, Roman numerals, chromosomes, clothing sizes, editorial insertions such as [sic] and question marks behind a word.
 */
export const placeholder: Rule = createPlaceholder(placeholders as PlaceholderLists);

function createPlaceholder(lists: PlaceholderLists): Rule {
  const bracketed = new Set(lists.bracketed);
  const opening = new Set(lists.opening);
  const tkNames = new Set(lists.tkNames);
  const afterCrosses = new Set(lists.afterCrosses);
  const beforeCrosses = new Set(lists.beforeCrosses);

  return {
    id: 'placeholder',
    kind: 'other',
    defaultSeverity: 'error',
    summary: 'A placeholder left in the copy: TK, XX, [citation needed], lorem ipsum.',
    guidance: 'search for TK (“to come”) and its like before copy moves, since a placeholder that is published is a correction.',
    options: {
      words: { type: 'words', default: [], description: 'More words that stand for something missing, such as `FILL` or `INSERT NAME`; letter case counts.' },
    },
    check(block, _english, house) {
      if (block.block.kind === 'code') return [];
      const own = wordLists(house?.options.words);
      const tokens = block.english.sentences.flatMap(sentence => sentence.tokens);
      const marks: Mark[] = [];
      const { text } = block.block.view;
      for (let i = 0; i < tokens.length; i++) {
        const found =
          note(tokens, i) ?? toCome(tokens, i) ?? ownWords(tokens, i, own) ?? crosses(tokens, i) ?? questionMarks(tokens, i) ?? dummyText(tokens, i);
        const first = tokens[i];
        const last = found && tokens[found.last];
        if (!found || !first || !last) continue;
        const words = text.slice(first.start, last.end);
        marks.push({
          start: first.start,
          end: last.end,
          sub: found.sub,
          message: MESSAGES[found.sub](words),
          why: 'Nothing that is still to be written, found out or checked may be in copy that is published.',
        });
        i = found.last;
      }
      return marks;
    },
  };

  /** A note to oneself between brackets. */
  function note(tokens: readonly Token[], i: number): Found | undefined {
    const open = tokens[i]?.text;
    if (open !== '[' && open !== '(') return undefined;
    const closing = open === '[' ? ']' : ')';
    let last = i + 1;
    while (last <= i + LONGEST_NOTE && tokens[last] && tokens[last]?.text !== closing) last++;
    if (tokens[last]?.text !== closing) return undefined;
    const inner = tokens.slice(i + 1, last);
    const asks = inner.length > 0 && inner.every(token => /^\?+$/.test(token.text));
    if (open === '(') return asks ? { sub: 'query', last } : undefined;
    if (asks || (inner.length <= 4 && /^\?+$/.test(inner.at(-1)?.text ?? ''))) return { sub: 'query', last };
    if (inner.some((token, k) => isToCome(token) && !isName(inner, k))) return { sub: 'to-come', last };
    if (inner.some(token => /^x{2,}$/i.test(token.text))) return { sub: 'filler', last };
    const words = inner.filter(token => /[\p{L}\p{N}]/u.test(token.text)).map(token => token.lower);
    const isNote = bracketed.has(words.join(' ')) || (words.length > 1 && opening.has(words[0] ?? ''));
    return isNote ? { sub: 'to-come', last } : undefined;
  }

  /** TK, TKTK, TK TK. */
  function toCome(tokens: readonly Token[], i: number): Found | undefined {
    if (!tokens[i] || !isToCome(tokens[i]) || isName(tokens, i)) return undefined;
    let last = i;
    while (isToCome(tokens[last + 1])) last++;
    return { sub: 'to-come', last };
  }

  function isName(tokens: readonly Token[], i: number): boolean {
    return tkNames.has(tokens[i + 1]?.text ?? '');
  }

  /** XX for a number or a name that is not known yet. */
  function crosses(tokens: readonly Token[], i: number): Found | undefined {
    const token = tokens[i];
    if (!token || !/^X{2,}$/.test(token.text)) return undefined;
    if (token.text.length <= 3) {
      const before = tokens[i - 1];
      const after = tokens[i + 1];
      const joined =
        (after && /^[-–/]$/.test(after.text) && after.start === token.end) || (before && /^[-–/]$/.test(before.text) && before.end === token.start);
      if (joined || afterCrosses.has(after?.lower ?? '') || beforeCrosses.has(before?.lower ?? '')) return undefined;
      if (before?.pos === 'PROPN' || tokens.slice(Math.max(0, i - 6), i + 7).some(({ text }) => text === 'XY')) return undefined;
    }
    let last = i;
    while (/^X{2,}$/.test(tokens[last + 1]?.text ?? '')) last++;
    return { sub: 'filler', last };
  }

  /** `???` by itself; behind a word it is only loud. */
  function questionMarks(tokens: readonly Token[], i: number): Found | undefined {
    const token = tokens[i];
    if (!token || !/^\?+$/.test(token.text) || tokens[i - 1]?.end === token.start) return undefined;
    let last = i;
    let count = token.text.length;
    for (let next = tokens[last + 1]; next && /^\?+$/.test(next.text) && next.start === tokens[last]?.end; next = tokens[last + 1]) {
      count += next.text.length;
      last++;
    }
    return count >= 3 ? { sub: 'query', last } : undefined;
  }
}

interface Found {
  readonly sub: Sub;
  /** Index of the last token. */
  readonly last: number;
}

function isToCome(token: Token | undefined): boolean {
  return token !== undefined && (/^(?:TK)+$/.test(token.text) || /^(?:tk){2,}$/i.test(token.text));
}

/** Words of the house style, as lists of their words. */
function wordLists(option: OptionValue | undefined): readonly (readonly string[])[] {
  return Array.isArray(option) ? option.map((words: string) => words.split(/\s+/u).filter(Boolean)).filter(({ length }) => length > 0) : [];
}

function ownWords(tokens: readonly Token[], i: number, lists: readonly (readonly string[])[]): Found | undefined {
  const length = Math.max(0, ...lists.filter(words => words.every((word, k) => tokens[i + k]?.text === word)).map(words => words.length));
  return length > 0 ? { sub: 'filler', last: i + length - 1 } : undefined;
}

/** `lorem ipsum`, with what usually follows. */
function dummyText(tokens: readonly Token[], i: number): Found | undefined {
  const words = ['lorem', 'ipsum', 'dolor', 'sit', 'amet'];
  let count = 0;
  while (tokens[i + count]?.lower === words[count] && count < words.length) count++;
  return count >= 2 ? { sub: 'dummy-text', last: i + count - 1 } : undefined;
}
