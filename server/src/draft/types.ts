/** A half-open range of UTF-16 offsets. Which text it addresses is said where it is used: the original text, or the view of a block. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Languages that can be read; the ids are those of VS Code. */
export type DraftLanguage = 'draft' | 'markdown' | 'plaintext' | 'html';

export type BlockKind = 'headline' | 'standfirst' | 'byline' | 'heading' | 'paragraph' | 'blockQuotation' | 'caption' | 'listItem' | 'tableCell' | 'code';

/** What stands by some words of a view without being one of them. */
export type AnnotationKind = 'link' | 'footnote' | 'citation' | 'emphasis' | 'codeSpan';

export interface Annotation {
  readonly kind: AnnotationKind;
  /** View offsets of the words that it stands by: the linked or emphasised words; for a footnote or citation the empty span after the words it follows. */
  readonly start: number;
  readonly end: number;
  /** URL of a link, label of a footnote, key of a citation (`[@key]`) or words of one (`[source: court filing]`). */
  readonly target?: string;
}

/**
 * A piece of a view's map: `length` characters of the view from `view` on stand for `originalLength` characters of the original text from `original` on.
 * Where both lengths are equal the characters are the same, one by one, but that a tab or line separator reads as a space;
 * where they differ (an entity, a line break with its indentation) the piece is indivisible.
 */
export interface Segment {
  readonly view: number;
  /** Counted from the start of the block's span: so a block that only moved keeps its view. `view.ts` maps to offsets of the text and back. */
  readonly original: number;
  readonly length: number;
  readonly originalLength: number;
}

/**
 * The words of a prose block without markup, and the way back to the original text. It knows nothing of its place in the draft:
 * a reader hands out the same object again for a block that did not change, wherever it moved.
 */
export interface ProseView {
  /** One paragraph: no line break in it; soft breaks are one space. */
  readonly text: string;
  /** Ascending and gapless in the view; what lies between two segments in the original text is markup. */
  readonly segments: readonly Segment[];
  readonly annotations: readonly Annotation[];
}

export interface Block {
  readonly kind: BlockKind;
  /** Original offsets, markup included. Blocks ascend by start; the caption that an image in a paragraph gives lies within the paragraph. */
  readonly span: Span;
  /** Level 1–6 of a heading or of a headline that is one; nesting depth of a list item, from 1. */
  readonly level?: number;
  /** Empty for code. */
  readonly view: ProseView;
}

/** The `---` block at the head of a draft. */
export interface FrontMatter {
  readonly span: Span;
  /** Scalar fields by lower-case name, with the original span of the value (without its quotation marks). */
  readonly fields: ReadonlyMap<string, { readonly value: string; readonly span: Span }>;
}

/**
 * What in the draft speaks to the checker. In a comment: `<!-- on-the-record-disable-next-line rule-a rule-b -- reason -->`,
 * `<!-- on-the-record-disable rule -->` (from here to the end or to `on-the-record-enable`), `<!-- on-the-record-disable-file rule -->`;
 * in the front matter `on-the-record: { disable: [rule-a, rule-b] }`, which is a `disable-file`.
 * Scopes are worked out already: one `disable` comment whose rules are enabled again at different places is several directives with one span,
 * and a `disable` of every rule ends with the next `enable` of any.
 */
export interface Directive {
  readonly kind: 'disable-next-line' | 'disable-file' | 'disable' | 'enable';
  /** Rule ids; empty means every rule. */
  readonly rules: readonly string[];
  /** Original offsets of each rule's name. */
  readonly ruleSpans?: readonly Span[];
  readonly reason?: string;
  /** Original offsets of the comment, or of the field in the front matter. */
  readonly span: Span;
  /** Original offsets where the directive holds. */
  readonly scope: Span;
}

/** A text with a language, cut into blocks. Every span in it is in original offsets unless it says otherwise. */
export interface Draft {
  readonly text: string;
  readonly language: DraftLanguage;
  readonly frontMatter?: FrontMatter;
  readonly blocks: readonly Block[];
  readonly directives: readonly Directive[];
}

/** Reads one document again and again and keeps what did not change between two versions. One for each open document. */
export interface DraftReader {
  /** Linear in the text's length; never throws. Equals the reading of a fresh reader; views of unchanged blocks are the same objects as before. */
  read(text: string, language: DraftLanguage): Draft;
}
