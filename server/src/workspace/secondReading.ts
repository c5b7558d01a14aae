import type { Range } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.js';
import type { Nearness, SecondReading } from '../second/index.js';
import type { DraftDocument } from '../service.js';

/** What there is to say about the second reading of a document. */
export type SecondStatus = { readonly state: 'off' | 'working' | 'ready' } | { readonly state: 'unavailable'; readonly reason: string };

/** The second reading of the documents of a client. */
export interface SecondReadings {
  /** Has a document read again as it is now. True where something new is known of it, so that it is to be analysed anew. */
  look(draft: DraftDocument): boolean;
  /** Resolves when the document has been read a second time, as far as it ever will be. */
  complete(draft: DraftDocument): Promise<void>;
  /** Somebody looks at these lines. */
  visible(uri: string, ranges: readonly Range[]): void;
  status(draft: DraftDocument): SecondStatus;
  forget(uri: string): void;
}

/** @param analyse The analysis of a document with what the second reading has said so far. */
export function createSecondReadings(second: SecondReading, analyse: (draft: DraftDocument) => Analysis | undefined): SecondReadings {
  const seen = new Map<string, readonly Range[]>();
  const drafts = new Map<string, DraftDocument>();

  function look(draft: DraftDocument): boolean {
    const { uri } = draft.document;
    const analysis = draft.config.secondReading === 'on' ? analyse(draft) : undefined;
    if (!analysis?.second) {
      second.drop(uri);
      drafts.delete(uri);
      return false;
    }
    drafts.set(uri, draft);
    return second.want(uri, analysis.second.windows, nearness(draft, analysis, seen.get(uri)));
  }

  return {
    look,
    async complete(draft) {
      look(draft);
      await second.complete(draft.document.uri);
    },
    visible(uri, ranges) {
      seen.set(uri, ranges);
      const draft = drafts.get(uri);
      if (!draft) return;
      const analysis = analyse(draft);
      if (analysis?.second) second.focus(uri, nearness(draft, analysis, ranges));
    },
    status({ document, config }) {
      if (config.secondReading === 'off') return { state: 'off' };
      if (second.state.state === 'unavailable') return second.state;
      return { state: second.settled(document.uri) ? 'ready' : 'working' };
    },
    forget(uri) {
      second.drop(uri);
      drafts.delete(uri);
      seen.delete(uri);
    },
  };
}

/** How many characters a window's block is away from what is visible; where nobody has said what that is, the document from its beginning. */
function nearness({ document }: DraftDocument, { reading }: Analysis, ranges: readonly Range[] = []): Nearness {
  const spans = ranges.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt({ line: end.line + 1, character: 0 }) }));
  return ({ block, window }) => {
    const first = reading.blocks[block]?.block.span;
    const last = reading.blocks[block + (window.sentences.at(-1)?.block ?? 0)]?.block.span;
    if (!first || !last) return 0;
    if (spans.length === 0) return first.start + 1;
    return Math.min(...spans.map(({ start, end }) => Math.max(0, first.start - end, start - last.end)));
  };
}
