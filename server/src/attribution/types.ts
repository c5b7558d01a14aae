import type { Span } from '../draft/types.js';

/** How the words of a source are given: quoted, reported, or both in one attribution. */
export type AttributionKind = 'direct' | 'indirect' | 'mixed';

/** What a source is, as far as the reader can tell. */
export type SourceKind = 'person' | 'organisation' | 'document' | 'group' | 'unknown';

/**
 * How well the reader can tell who the source is.
 * named      a person, organisation or document by name, or one named earlier in the draft
 * described  a role without a name ("a senior official")
 * reasoned   described, with the reason for anonymity given
 * vague      neither name nor role ("sources", "critics", "some")
 * agentless  nobody at all ("reportedly", "it is believed")
 * secondhand somebody else's unnamed source ("Sky News sources")
 */
export type Identification = 'named' | 'described' | 'reasoned' | 'vague' | 'agentless' | 'secondhand';

/**
 * What gives the attribution away.
 * speech     a verb of saying ("said that …")
 * judgement  a verb that reports a verdict ("described the visit as …", "criticized the plan")
 * attitude   a verb of mind ("officials believe …")
 * document   a document that says so ("the report shows …")
 * phrase     "according to …", "citing …", a colon after the speaker
 * stance     what somebody does or holds rather than says ("supports", "refused to"): the words tell of it in the reporter's own voice
 * agentless  nobody: "reportedly", "is said to"
 * none       no cue at all: a quotation whose speaker is carried over
 */
export type CueKind = 'speech' | 'judgement' | 'attitude' | 'document' | 'phrase' | 'stance' | 'agentless' | 'none';

/** A quotation in a block: its marks and the words between. View offsets. */
export interface Quotation extends Span {
  /** The words without the quotation marks. */
  readonly inner: Span;
  /** The mark that opens it; empty where it continues one from an earlier block without a mark. */
  readonly mark: string;
  /** No closing mark in this block. */
  readonly open: boolean;
  /** A quotation that continues one left open in an earlier block. */
  readonly continues: boolean;
  /** What the quotation marks do: quoted speech, a fragment within a paraphrase, a title or nickname or word as word, or distance ("scare quotes"). */
  readonly use: 'speech' | 'fragment' | 'title' | 'scare';
}

/** Who says what, in one block; all spans are view offsets of that block. */
export interface Attribution {
  readonly kind: AttributionKind;
  readonly cueKind: CueKind;
  /** The words that name the source, title included. Absent where the cue needs none ("reportedly") or the text has none. */
  readonly source?: Span;
  readonly cue?: Span;
  readonly content: readonly Span[];
  /** The span of all parts. */
  readonly span: Span;
  readonly identification: Identification;
  /** Index into the reading's sources; absent for agentless attributions. */
  readonly speaker?: number;
  /** True where no cue stands in the content's own sentence and the speaker is carried over from its neighbour. */
  readonly carried: boolean;
}

export interface Mention extends Span {
  /** Index of the block in the draft; start and end are its view offsets. */
  readonly block: number;
}

/** A source of the draft with all of its mentions, the first one first. */
export interface Source {
  /** As it is called at first, without its role: `Dmitry Peskov`; for an unnamed one, its description. */
  readonly name: string;
  readonly kind: SourceKind;
  readonly identification: Identification;
  readonly role?: string;
  readonly reasonForAnonymity?: string;
  readonly mentions: readonly Mention[];
}
