import type { Span } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';

export type FindingKind = 'unattributed-claim' | 'anonymous-source' | 'loaded' | 'other';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule marks in one block; view offsets of that block. */
export interface Mark extends Span {
  /** What sort of case it is within the rule: `number`, `vague`, `euphemism`, … */
  readonly sub: string;
  /** One sentence for the Problems list: what is wrong here, in the words of the desk. */
  readonly message: string;
  /** Why it matters in this sentence: one or two sentences for the hover. */
  readonly why: string;
  /** Weaker than the rule's own severity where a desk would only query it. */
  readonly severity?: Severity;
  /** How sure the rule is that a desk would want the mark, 0–1; absent where the rule has no measure of it. */
  readonly confidence?: number;
  /** Where the second reading decided: its probability 0–1, and whether the first reading saw the case too. */
  readonly judged?: { readonly score: number; readonly known: boolean };
  /** What the rule needs again to offer its fixes; plain JSON. */
  readonly data?: unknown;
}

/** A change of the text, in view offsets of the mark's block. `snippet` has tab stops (LSP snippet syntax); `text` is the same for clients without snippets, with bracketed placeholders. */
export interface FixEdit extends Span {
  readonly text: string;
  readonly snippet?: string;
}

export interface Fix {
  /** What the menu shows: `Replace with “criticized”`. */
  readonly title: string;
  readonly edits: readonly FixEdit[];
  /** Cannot change what the sentence says; only such fixes are part of fix-all. */
  readonly safe?: boolean;
  readonly preferred?: boolean;
}

/** A rule: its facts and its check. One file a rule; `rules/index.ts` is the list. */
export interface Rule {
  readonly id: string;
  readonly kind: FindingKind;
  readonly defaultSeverity: Severity;
  /** One sentence: what it marks. */
  readonly summary: string;
  /** What newsrooms ask for: the rest of a sentence that begins “Newsrooms …”; shown in the hover. */
  readonly guidance: string;
  /** Marks of one block, from that block's reading alone (its words, quotations, attributions and claims, not its place). Never throws. */
  check(block: BlockReading, english: English): readonly Mark[];
  /** What can be done about a mark of this rule; asked for only when the menu opens. */
  fixes?(mark: Mark, block: BlockReading, reading: Reading): readonly Fix[];
}
