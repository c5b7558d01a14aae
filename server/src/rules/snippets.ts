import type { Reading } from '../reading.js';

/** More names than this make the menu longer than typing the name. */
const MOST_CHOICES = 8;

/** `text` as literal text in a snippet (LSP snippet syntax). */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/gu, '\\$&');
}

/** A tab stop for a source: the draft's named sources as choices, most mentioned first, or a placeholder where there is none. */
export function sourceChoices(reading: Reading, tabStop: number): string {
  const names = reading.sources
    .filter(source => source.identification === 'named' && source.kind !== 'unknown')
    .map((source, index) => ({ name: source.name, count: source.mentions.length, index }))
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .slice(0, MOST_CHOICES)
    .map(({ name }) => name.replace(/[\\,|]/gu, '\\$&').replace(/[$}]/gu, '\\$&'));
  const unique = [...new Set(names)];
  return unique.length > 0 ? `\${${tabStop}|${unique.join(',')}|}` : `\${${tabStop}:source}`;
}
