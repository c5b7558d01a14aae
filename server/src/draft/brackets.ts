/** A bracket that is no words of the story: a reference to a footnote, citations of sources, or words that say where a statement comes from. */
export type Reference = { readonly kind: 'footnote'; readonly targets: readonly [string] } | { readonly kind: 'citation'; readonly targets: readonly string[] };

const FOOTNOTE = /^\^([^\s[\]]+)$/;
const NUMBER = /^\d{1,3}$/;
const CITATION_KEY = /@([\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&+?<>~/-]*[\p{L}\p{N}_])?)/u;
const ATTRIBUTION = /^(?:sources?|attribution|document|transcript|interview|checked|via|per|according to)\b(?=[\s:]):?\s*([^[\]?]+)$/i;
const TO_COME = /(?<![\p{L}\p{N}_])(?:TK)+(?![\p{L}\p{N}_])/u;
const MAX_LENGTH = 300;

/**
 * What square brackets with this content stand for: `[^1]`, `[@key, p. 4; @other]`, `[source: court filing]`; undefined if the brackets and the words in them belong to the text
 * (`[sic]`, `[the council]`, and what is still to come: `[source TK]`, `[source?]`). `attached`: they follow the character before them without a space; only so is a bare number a note.
 */
export function readReference(content: string, attached: boolean): Reference | undefined {
  if (content.length > MAX_LENGTH) return undefined;
  const label = FOOTNOTE.exec(content)?.[1] ?? (attached && NUMBER.test(content) ? content : undefined);
  if (label !== undefined) return { kind: 'footnote', targets: [label] };
  if (content.startsWith('@')) {
    const keys = content.split(';').flatMap(part => CITATION_KEY.exec(part)?.[1] ?? []);
    return keys.length > 0 ? { kind: 'citation', targets: keys } : undefined;
  }
  const source = ATTRIBUTION.exec(content)?.[1]?.trim();
  return source && !TO_COME.test(content) ? { kind: 'citation', targets: [source] } : undefined;
}
