import type { Reading } from '../reading.js';

/** More names than this make the menu longer than typing the name. */
const MOST_CHOICES = 8;
const PRONOUN = /^(?:he|she|they|it|i|we|you|who|which|that|this|these|those)$/iu;

/** `text` as literal text in a snippet (LSP snippet syntax). */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/gu, '\\$&');
}

/**
 * A tab stop for a source: a neutral word first, so that nobody is credited by a slip of the finger, then the draft's named sources as choices, most mentioned first.
 * A placeholder where the draft names none.
 */
export function sourceChoices(reading: Reading, tabStop: number): string {
  const names = reading.sources
    .filter(source => source.identification === 'named' && source.kind !== 'unknown' && /^\p{Lu}[^\s]/u.test(source.name) && !PRONOUN.test(source.name))
    .map((source, index) => ({ name: source.name, count: source.mentions.length, index }))
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .slice(0, MOST_CHOICES)
    .map(({ name }) => name.replace(/[\\,|]/gu, '\\$&').replace(/[$}]/gu, '\\$&'));
  const unique = [...new Set(names)];
  return unique.length > 0 ? `\${${tabStop}|source,${unique.join(',')}|}` : `\${${tabStop}:source}`;
}
