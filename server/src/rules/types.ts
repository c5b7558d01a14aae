import type { OptionValue } from '../config/types.js';
import type { Span } from '../draft/types.js';
import type { English } from '../english/types.js';
import type { BlockReading, Reading } from '../reading.js';
import type { HouseTermForm } from './houseTerms.js';
import type { TermMatcher } from './lexicon.js';

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
  /** How sure the rule is that a desk would ask, 0–1; where it cannot tell, absent. `strictness.ts` says from where on a mark is shown. */
  readonly confidence?: number;
  /** Where the second reading decided: its probability 0–1, and whether the first reading saw the case too. */
  readonly judged?: { readonly score: number; readonly known: boolean };
  /** What the rule needs again to offer its fixes; plain JSON. */
  readonly data?: unknown;
}

/** Words elsewhere in the draft that belong to a mark. */
export interface RelatedPlace extends Span {
  /** Place in `reading.blocks`; `start` and `end` are view offsets of that block. */
  readonly block: number;
  /** What stands there: a few words for the list under the mark. */
  readonly message: string;
}

/** A mark that the whole draft was needed for. */
export interface DraftMark extends Mark {
  /** Place in `reading.blocks`; `start` and `end` are view offsets of that block. */
  readonly block: number;
  readonly related?: readonly RelatedPlace[];
}

/**
 * Gives what `read` reads of a block, from the last time where nothing in that block's reading has changed since. `read` looks at the block alone and must be the same function every time:
 * it is what the facts are kept by.
 */
export type KeptFacts = <Facts>(block: BlockReading, read: (block: BlockReading, english: English) => Facts) => Facts;

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

/** What can be set of a rule beyond its severity, in a house style. */
export type RuleOption = { readonly description: string } & (
  | { readonly type: 'words'; readonly default: readonly string[] }
  | { readonly type: 'number'; readonly default: number; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'flag'; readonly default: boolean }
);

/** What a newsroom's house style gives a rule to work with. The same object for as long as nothing in it has changed. */
export interface RuleHouse {
  /** All options of the rule by name, with their defaults. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** The newsroom's own terms. */
  readonly terms: TermMatcher<HouseTermForm>;
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
  readonly options?: Readonly<Record<string, RuleOption>>;
  /**
   * Marks of one block, from that block's reading alone (its words, quotations, attributions and claims, not its place). Without `house` the defaults hold. Never throws.
   * A rule that needs the whole draft gives none here.
   */
  check(block: BlockReading, english: English, house?: RuleHouse): readonly Mark[];
  /**
   * Marks that more than one block decides. Linear in the blocks, in any order, never throws. It is run after every edit, so what it needs of each block's words is read through `kept`;
   * it looks at blocks, sources and front matter, not at offsets of the text.
   */
  checkDraft?(reading: Reading, kept: KeptFacts): readonly DraftMark[];
  /** What can be done about a mark of this rule; asked for only when the menu opens. */
  fixes?(mark: Mark, block: BlockReading, reading: Reading): readonly Fix[];
}
