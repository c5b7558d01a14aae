import { dismissedMarkOf, type Finding } from '../analysis.js';
import type { DismissedMark } from '../config/types.js';
import { isAllowedBy } from '../rules/house.js';
import { dismissal, dismissalInDraft, dismissalScope, dismissalTitle } from './dismiss.js';
import type { TextChange } from './edits.js';
import type { ReadDocument } from './types.js';

/**
 * mark   this one mark, wherever its paragraph goes: written down beside the drafts
 * here   by a comment at the place
 * draft  by a comment for the whole draft
 * allow  the words, in every draft: in the house style
 * off    the rule, in every draft: in the house style
 */
export type SilenceHow = 'mark' | 'here' | 'draft' | 'allow' | 'off';

/** A mark of a document, as actions name it. */
export interface MarkName {
  readonly rule: string;
  readonly sub: string;
  readonly start: number;
  readonly end: number;
}

/** What the server is asked to do. */
export interface SilenceRequest {
  readonly uri: string;
  readonly mark: MarkName;
  readonly how: SilenceHow;
  readonly reason?: string;
}

/** What a client that asks for the reason is given: the ways to choose from. */
export interface SilenceMenu {
  readonly uri: string;
  readonly mark: MarkName;
  readonly ways: readonly { readonly how: SilenceHow; readonly title: string }[];
}

/** A way to silence a mark: `term` the words in their dictionary form, where they are to be allowed. */
export interface SilenceWay {
  readonly how: SilenceHow;
  readonly title: string;
  readonly term?: string;
}

/** Longer words are a sentence, which nobody allows for good. */
const LONGEST_TERM = 4;

/** All ways to silence a mark, from the narrowest to the widest. `rule`: named in the titles where marks of several rules have to be told apart. */
export function silenceWays(finding: Finding, read: ReadDocument, scope = dismissalScope(finding, read), rule?: string): SilenceWay[] {
  const named = rule === undefined ? '' : `: ${rule}`;
  const ways: SilenceWay[] = [];
  if (finding.block >= 0) {
    if (read.silencing?.mark) ways.push({ how: 'mark', title: `Dismiss this mark only${named}` });
    ways.push({ how: 'here', title: dismissalTitle(finding, scope, read, rule) });
    if (scope.of !== 'draft') ways.push({ how: 'draft', title: `Dismiss in the whole draft${named}` });
  }
  if (!read.silencing?.house) return ways;
  const term = allowedTerm(finding, read);
  if (term !== undefined) ways.push({ how: 'allow', title: `Never mark “${term}” (house style)`, term });
  return [...ways, { how: 'off', title: `Turn “${finding.rule}” off in the house style` }];
}

/** The change of the draft's text with which a mark is silenced in it. */
export function silencingChanges(finding: Finding, how: 'here' | 'draft', read: ReadDocument, reason?: string): TextChange[] {
  return how === 'here' ? dismissal(finding, read, reason) : dismissalInDraft(finding, read, reason);
}

/** How the mark is written down that is dismissed. */
export function dismissedMark(finding: Finding, { analysis }: ReadDocument): DismissedMark | undefined {
  return dismissedMarkOf(finding, analysis);
}

/** The words of a mark on wording as the house style would allow them, in dictionary form; undefined where that would not silence the mark, or the words are too many to be a term. */
export function allowedTerm({ block, mark, kind }: Finding, { analysis }: ReadDocument): string | undefined {
  const { english, blocks } = analysis.reading;
  const reading = blocks[block];
  if (!reading || kind !== 'loaded') return undefined;
  const words = reading.block.view.text.slice(mark.start, mark.end).replace(/\s+/gu, ' ').trim();
  if (words === '' || words.split(' ').length > LONGEST_TERM) return undefined;
  const token = reading.english.sentences.flatMap(({ tokens }) => tokens).find(({ start, end }) => start === mark.start && end === mark.end);
  // An acronym has no other form.
  const lemma = token && !/.\p{Lu}/u.test(words) ? english.lemma(token) : undefined;
  return [lemma, words].find(term => term !== undefined && isAllowedBy(term, mark, reading, english));
}
