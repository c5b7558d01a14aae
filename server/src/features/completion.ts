import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Source } from '../attribution/types.js';
import { rangeOf } from './diagnostics.js';
import type { ReadDocument } from './types.js';

/** Typed behind these words, a blank asks who speaks. */
export const completionTriggers: readonly string[] = [' '];

/** A cue and what has been typed of a name behind it. */
const CUE = /(?<![\p{L}\p{N}])(?:said|told|according to) ((?:[\p{L}\p{N}.'’-]+ ?){0,3})$/iu;

/** Furthest back that a cue is looked for, in UTF-16 units. */
const REACH = 80;

/**
 * The named sources of the draft where one is to be written: behind `said`, `told` and `according to`. Who was named last before the place comes first; a person goes by the
 * surname, as in any mention but the first, and by the whole name.
 */
export function completeSources({ document, analysis }: ReadDocument, offset: number): CompletionItem[] {
  const { draft, sources } = analysis.reading;
  if (draft.frontMatter && offset < draft.frontMatter.span.end) return [];
  const cue = CUE.exec(draft.text.slice(Math.max(0, offset - REACH), offset));
  if (!cue) return [];
  const typed = cue[1] ?? '';
  const range = rangeOf({ start: offset - typed.length, end: offset }, document);
  const placed = sources
    .filter(({ identification, mentions }) => identification === 'named' && mentions.some(({ block }) => (draft.blocks[block]?.span.start ?? offset) < offset))
    .map(source => ({ source, last: lastBefore(source, offset, draft.blocks) }))
    .sort((a, b) => b.last - a.last);
  return placed.flatMap(({ source }, place) =>
    namesOf(source).map((name, index): CompletionItem => {
      const detail = [name === source.name ? undefined : source.name, source.role].filter(Boolean).join(', ');
      return {
        label: name,
        kind: CompletionItemKind.Reference,
        ...(detail && { detail }),
        sortText: `${String(place).padStart(4, '0')}${index}`,
        filterText: name,
        textEdit: { range, newText: name },
      };
    }),
  );
}

function namesOf({ kind, name }: Source): string[] {
  const surname = /(?<=\s)(?:\p{Ll}{1,3} )*\S+$/u.exec(name)?.[0];
  return kind === 'person' && surname && surname !== name ? [surname, name] : [name];
}

function lastBefore({ mentions }: Source, offset: number, blocks: ReadDocument['analysis']['reading']['draft']['blocks']): number {
  let last = -1;
  for (const { block, start } of mentions) {
    const at = (blocks[block]?.span.start ?? offset) + start;
    if (at < offset) last = Math.max(last, at);
  }
  return last;
}
