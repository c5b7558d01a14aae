import { firstEndingAfter } from '../draft/spans.js';
import type { Span } from '../draft/types.js';
import type { English, EnglishReading, Token } from '../english/types.js';
import { couldSpeak, NEEDS_SPEAKER } from './couldSpeak.js';
import type { AttributionLexicon } from './lexicon.js';
import { findQuotations, type QuotedSpan } from './quotations.js';
import { combineReadings } from './sequence/combine.js';
import type { SequenceReader } from './sequence/index.js';
import type { AttributionKind, CueKind, Quotation } from './types.js';

/** What one block leaves to the next. */
export interface Carry {
  /** The mark of a quotation that was not closed. */
  readonly openMark?: string;
  /** The block's last sentence tells of somebody, or ends with a colon, so that a quotation that begins the next block needs no cue of its own. */
  readonly speaking: boolean;
  /** What the trained reading keeps in mind of the block; see `SequenceOutput.trail`. */
  readonly trail?: number;
}

export const NO_CARRY: Carry = { speaking: false };

/** An attribution as it stands in its block, before its source is looked for in the rest of the draft. */
export interface LocalAttribution {
  readonly kind: AttributionKind;
  readonly cueKind: CueKind;
  readonly source?: Span;
  readonly cue?: Span;
  readonly content: readonly Span[];
  /** The span of all parts. */
  readonly span: Span;
  /** For an attribution without a source of its own: whose speaker it takes. */
  readonly carriedFrom?: 'before' | 'after';
}

export interface LocalReading {
  readonly quotations: readonly Quotation[];
  /** Ascending by their first content. */
  readonly attributions: readonly LocalAttribution[];
  readonly carry: Carry;
}

const SUBJECT_PRONOUNS = new Set([
  'he',
  'she',
  'they',
  'it',
  'i',
  'we',
  'you',
  'who',
  'that',
  'which',
  'this',
  'these',
  'those',
  'everyone',
  'nobody',
  'someone',
]);
const NOMINAL = new Set(['PROPN', 'NOUN', 'ADJ', 'NUM', 'PRON', 'DET', 'X', 'SYM']);
const LINKS = new Set(['of', 'for', 'from', 'at', 'in', 'with', 'on', 'to', 'close', 'near', 'by', 'familiar', 'who']);
const TIME = new Set([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'today',
  'yesterday',
  'tonight',
  'earlier',
  'later',
  'recently',
  'morning',
  'afternoon',
  'evening',
  'night',
  'week',
  'month',
  'year',
]);
const CLAUSE_BREAK = new Set(['but', 'while', 'although', 'though', 'whereas', 'as', 'after', 'before', 'because', 'since', 'when']);
/** In tokens. What is longer is no sentence and is looked at piece by piece, since each cue looks from one end of its sentence to the other. */
const LONGEST_SENTENCE = 600;
/** Verbs of speech whose object is the listener, never the speaker. */
const TAKES_LISTENER = new Set(['tell', 'remind', 'assure', 'inform', 'ask', 'warn', 'urge', 'advise', 'promise']);
/** Nouns whose holder speaks through them: "in a statement said". */
const REPORTERS = new Set(['reporters', 'journalists', 'lawmakers', 'cnn', 'reuters', 'ap', 'fox', 'nbc', 'abc', 'cbs', 'msnbc', 'npr', 'bbc', 'politico']);

/**
 * Reads who says what in one block: by the trained reading, or by the written rules alone where there is none. Depends on the block's text, the carry and what the second
 * reading says of its words (`SequenceInput.second`) alone.
 */
export function attributeBlock(
  english: English,
  lexicon: AttributionLexicon,
  reading: EnglishReading,
  carry: Carry,
  readSequence?: SequenceReader,
  second?: Float32Array,
): LocalReading {
  const quoted = findQuotations(reading.text, carry.openMark);
  const attributor = new BlockAttributor(english, lexicon, reading, quoted, carry);
  const byRules = attributor.attribute();
  const sequence = readSequence?.({ reading, quoted, byRules, trail: carry.trail ?? 0, speaking: carry.speaking, ...(second && { second }) });
  const found = sequence ? combineReadings(sequence.attributions, byRules) : byRules;
  const quotations = classify(
    english,
    lexicon,
    reading,
    quoted,
    found.filter(a => a.cueKind !== 'stance'),
  );
  const openQuotation = quoted.at(-1)?.open ? quoted.at(-1) : undefined;
  const speaking = attributor.speaking();
  return {
    quotations,
    attributions: found,
    carry: { speaking, ...(openQuotation && { openMark: openQuotation.mark }), ...(sequence && { trail: sequence.trail }) },
  };
}

/** Who says what in one block, by the written rules alone. */
export function attributeByRules(
  english: English,
  lexicon: AttributionLexicon,
  reading: EnglishReading,
  quoted: readonly QuotedSpan[],
  carry: Carry,
): LocalAttribution[] {
  return new BlockAttributor(english, lexicon, reading, quoted, carry).attribute();
}

/** The state of one reading; made anew for each block. */
class BlockAttributor {
  readonly #tokens: readonly Token[];
  readonly #sentenceOf: { readonly first: number; readonly end: number }[] = [];
  /** For each token the index of the quotation that it is inside of (marks included), or -1. */
  readonly #quotation: Int32Array;
  readonly #found: LocalAttribution[] = [];
  /** Tokens that are already a source or cue. */
  readonly #used: Uint8Array;

  constructor(
    private readonly english: English,
    private readonly lexicon: AttributionLexicon,
    private readonly reading: EnglishReading,
    private readonly quoted: readonly QuotedSpan[],
    private readonly carry: Carry,
  ) {
    const tokens: Token[] = [];
    for (const sentence of reading.sentences) {
      this.#sentenceOf.push({ first: tokens.length, end: tokens.length + sentence.tokens.length });
      for (const token of sentence.tokens) tokens.push(token);
    }
    this.#tokens = tokens;
    this.#used = new Uint8Array(tokens.length);
    this.#quotation = new Int32Array(tokens.length).fill(-1);
    let q = 0;
    tokens.forEach((token, i) => {
      while (q < quoted.length && (quoted[q]?.end ?? 0) <= token.start) q++;
      const quotation = quoted[q];
      if (quotation && token.start >= quotation.start) this.#quotation[i] = q;
    });
  }

  attribute(): LocalAttribution[] {
    for (const { first, end } of this.#sentenceOf)
      for (let from = first; from < end; from += LONGEST_SENTENCE) this.#sentence(from, Math.min(end, from + LONGEST_SENTENCE));
    this.#carryOver();
    return this.#found.sort((a, b) => a.span.start - b.span.start);
  }

  #token(i: number): Token | undefined {
    return this.#tokens[i];
  }
  #lower(i: number): string {
    return this.#tokens[i]?.lower ?? '';
  }
  #pos(i: number): string {
    return this.#tokens[i]?.pos ?? '';
  }
  #lemma(i: number): string {
    const token = this.#tokens[i];
    return token ? this.english.lemma(token) : '';
  }
  /** The words of a speech quotation are never a cue or a source; a quoted fragment of one or two words may be part of a name. */
  #inQuotation(i: number): boolean {
    return (this.#quotation[i] ?? -1) >= 0;
  }
  #span(first: number, end: number): Span | undefined {
    const a = this.#tokens[first];
    const b = this.#tokens[end - 1];
    return a && b && end > first ? { start: a.start, end: b.end } : undefined;
  }

  #sentence(first: number, end: number): void {
    const last = this.#isStop(end - 1) ? end - 1 : end;
    for (let i = first; i < end; i++) {
      if (this.#used[i] || this.#inQuotation(i)) continue;
      if (this.#sourcePhrase(i, first, last)) continue;
      if (this.#agentless(i, first, last)) continue;
      const kind = this.#cueKind(i);
      if (kind) this.#verb(i, first, last, kind);
    }
    this.#colonLead(first, end);
  }

  #isStop(i: number): boolean {
    const text = this.#token(i)?.text ?? '';
    return /^(?:[.!?…]|\.{3})$/u.test(text) && !this.#inQuotation(i);
  }

  /** "according to X", "citing X", "in the words of X". */
  #sourcePhrase(i: number, first: number, last: number): boolean {
    const word = this.#lower(i);
    let cueEnd = 0;
    if (word === 'according' && this.#lower(i + 1) === 'to') cueEnd = i + 2;
    else if ((word === 'citing' || word === 'quoting') && this.#pos(i) !== 'NOUN') cueEnd = i + 1;
    else if (word === 'per' && i === first && this.#pos(i + 1) !== 'NOUN') cueEnd = i + 1;
    else if (word === 'in' && this.#lower(i + 1) === 'the' && this.#lower(i + 2) === 'words' && this.#lower(i + 3) === 'of') cueEnd = i + 4;
    if (cueEnd === 0) return false;
    const phraseEnd = this.#nounPhraseRight(cueEnd, last);
    if (phraseEnd === cueEnd) return false;
    const sourceEnd = this.#withOrigin(phraseEnd, last);
    const content: Span[] = [];
    if (i === first || this.#isIntroductory(first, i)) {
      const from = this.#lower(sourceEnd) === ',' ? sourceEnd + 1 : sourceEnd;
      this.#pushContent(content, from, last);
    } else {
      const to = this.#lower(i - 1) === ',' ? i - 1 : i;
      this.#pushContent(content, this.#clauseStart(first, to), to);
      if (this.#lower(sourceEnd) === ',') this.#pushContent(content, sourceEnd + 1, this.#clauseEnd(sourceEnd + 1, last));
    }
    this.#add('phrase', i, cueEnd, cueEnd, sourceEnd, content);
    return true;
  }

  /** "data released Friday by the regulator", "a statement on Friday from the governor": who made it belongs to the source. */
  #withOrigin(end: number, last: number): number {
    for (let j = end; j < Math.min(last, end + 5); j++) {
      const word = this.#lower(j);
      if (word === 'by' || word === 'from') {
        const origin = this.#nounPhraseRight(j + 1, last);
        return origin > j + 1 ? origin : end;
      }
      if (word === ',' || this.#inQuotation(j) || (this.#pos(j) === 'VERB' && !/(?:ed|en|wn|ade|ut)$/.test(word)) || this.#pos(j) === 'AUX') return end;
    }
    return end;
  }

  /** "But according to X, …": only connectives before. */
  #isIntroductory(first: number, i: number): boolean {
    for (let j = first; j < i; j++) if (!['CCONJ', 'ADV', 'PUNCT', 'SCONJ', 'ADP'].includes(this.#pos(j)) || this.#inQuotation(j)) return false;
    return i - first <= 3;
  }

  /** "reportedly"; "is said to", "it is believed that", "is widely thought to have". */
  #agentless(i: number, first: number, last: number): boolean {
    const word = this.#lower(i);
    if (this.lexicon.agentless.has(word)) {
      const content: Span[] = [];
      this.#pushContent(content, this.#clauseStart(first, i), i);
      this.#pushContent(content, i + 1, this.#clauseEnd(i + 1, last));
      this.#add('agentless', i, i + 1, -1, -1, content);
      return true;
    }
    if (this.#pos(i) !== 'VERB' && this.#pos(i) !== 'ADJ') return false;
    if (!/(?:ed|id|ght|own|een|elt|aid|ood)$/.test(word) || !this.lexicon.agentlessPassive.has(this.#verbLemma(i))) return false;
    const next = this.#lower(i + 1);
    let be = i - 1;
    let widely = false;
    while (be >= first && this.#pos(be) === 'ADV') {
      if (/^(?:widely|generally|commonly|often|largely|broadly|long|now|also|still|once|universally|popularly|already|increasingly)$/.test(this.#lower(be)))
        widely = true;
      be--;
    }
    const auxiliary = this.#lower(be);
    if (!/^(?:is|are|was|were|been|being|'s|'re|be)$/.test(auxiliary)) return false;
    const lemma = this.#verbLemma(i);
    const speechLike = /^(?:say|believe|think|understand|rumou?r|allege|report|presume|suspect|fear|suppose|speculate|consider)$/.test(lemma);
    const impersonal = this.#lower(this.#verbGroupStart(be, first) - 1) === 'it' && (next === 'that' || next === ',');
    const toInfinitive = next === 'to' && speechLike && lemma !== 'consider';
    const held = lemma === 'consider' || lemma === 'deem' || (next === 'as' && /^(?:see|view|regard|describe|perceive)$/.test(lemma));
    const passive = held || (widely && lemma !== 'expect');
    if (!impersonal && !toInfinitive && !passive) return false;
    if (lemma === 'suppose' && next === 'to') return false;
    // With an agent ("is considered by doctors to be") somebody says so.
    for (let j = i + 1; j < Math.min(last, i + 4); j++) if (this.#lower(j) === 'by') return false;
    // "should be considered" asks; it does not report.
    for (let j = this.#verbGroupStart(be, first); j < i; j++) if (/^(?:should|must|could|can|would|may|might|will|to)$/.test(this.#lower(j))) return false;
    const groupStart = impersonal ? this.#verbGroupStart(be, first) - 1 : this.#verbGroupStart(be, first);
    const content: Span[] = [];
    if (!impersonal) this.#pushContent(content, this.#clauseStart(first, groupStart), groupStart);
    this.#pushContent(content, next === 'that' || next === ',' || next === 'to' || next === 'as' ? i + 2 : i + 1, this.#clauseEnd(i + 1, last));
    this.#add('agentless', groupStart, next === 'to' || next === 'that' || next === 'as' ? i + 2 : i + 1, -1, -1, content);
    return true;
  }

  /** The verb's lemma even where the participle is tagged as an adjective. */
  #verbLemma(i: number): string {
    return this.english.lemma({ lower: this.#lower(i), pos: 'VERB' });
  }

  #cueKind(i: number): CueKind | undefined {
    const pos = this.#pos(i);
    if (pos !== 'VERB') return undefined;
    const lemma = this.#lemma(i);
    const { speech, judgement, attitude, document } = this.lexicon;
    if (lemma === 'play' && !(this.#lower(i + 1) === 'down' || this.#lower(i + 1) === 'up')) return undefined;
    if (lemma === 'point' && this.#lower(i + 1) !== 'out') return undefined;
    if (lemma === 'lay' && this.#lower(i + 1) !== 'out') return undefined;
    if (speech.has(lemma)) return 'speech';
    if (judgement.has(lemma)) return 'judgement';
    if (attitude.has(lemma)) return 'attitude';
    if (document.has(lemma)) return 'document';
    return undefined;
  }

  #verbGroupStart(i: number, first: number): number {
    let j = i;
    while (j > first && !this.#inQuotation(j - 1)) {
      const pos = this.#pos(j - 1);
      const lower = this.#lower(j - 1);
      if (
        pos === 'AUX' ||
        pos === 'ADV' ||
        (pos === 'PART' && lower !== 'to' && lower !== "'s" && lower !== "'") ||
        (pos === 'VERB' && /^(?:had|has|have|having|did|do|does)$/.test(lower))
      )
        j--;
      else break;
    }
    // An adverb at the head of the clause belongs to the clause, not to the verb.
    while (j < i && this.#pos(j) === 'ADV' && (j === first || this.#lower(j - 1) === ',')) j++;
    return j;
  }

  #negated(group: number, verb: number): boolean {
    for (let j = group; j < verb; j++) if (/^(?:not|n't|never|neither)$/.test(this.#lower(j))) return true;
    return false;
  }

  #verb(i: number, first: number, last: number, kind: CueKind): void {
    const lower = this.#lower(i);
    const group = this.#verbGroupStart(i, first);
    if (this.#negated(group, i)) return;
    const before = this.#lower(group - 1);
    const lemma = this.#lemma(i);
    const cueEnd = /^(?:out|down|up)$/.test(this.#lower(i + 1)) && /^(?:point|play|lay)$/.test(lemma) ? i + 2 : i + 1;
    // Modal futures and hypotheticals are no reports: "will announce", "would say", "is expected to say".
    for (let j = group; j < i; j++) if (/^(?:will|would|could|may|might|should|can|must|'ll|'d)$/.test(this.#lower(j))) return;
    if (before === 'to') {
      if (!/^(?:went|goes|going|continued)$/.test(this.#lower(group - 2)) && !(this.#lower(group - 2) === 'on')) return;
    }
    const inverted = this.#invertedSource(i, first, last, kind);
    if (inverted) {
      const content: Span[] = [];
      const to = this.#lower(i - 1) === ',' ? i - 1 : i;
      this.#pushContent(content, this.#clauseStart(first, to), to);
      this.#pushFollowingQuotation(content, inverted.end, last);
      this.#add(kind, i, cueEnd, inverted.first, inverted.end, content);
      return;
    }
    if (/ing$/.test(lower) && !this.#auxiliaryBefore(group, i)) {
      this.#participle(i, cueEnd, first, last, kind);
      return;
    }
    // A passive without "by": the subject is not the speaker.
    if (this.#passive(group, i)) {
      this.#passiveCue(i, first, last, kind);
      return;
    }
    // A reduced passive describes the noun before it: "the woman accused of …", "a group called …".
    if (kind === 'judgement' && group === i && lower.endsWith('ed') && /^(?:of|as|by|to|in|for)$/.test(this.#lower(i + 1))) return;
    if (kind === 'judgement' && group === i && /^(?:called|dubbed|labell?ed)$/.test(lower) && this.#pos(i - 1) === 'NOUN' && this.#pos(i + 1) === 'PROPN')
      return;
    // "the first publicly confirmed talks": a participle before its noun.
    if (lower.endsWith('ed') && this.#pos(group - 1) === 'ADJ' && this.#pos(i + 1) === 'NOUN') return;
    const subject = this.#subjectBefore(group, first);
    if (!subject) return;
    this.#report(i, cueEnd, group, subject, first, last, kind);
  }

  #auxiliaryBefore(group: number, i: number): boolean {
    for (let j = group; j < i; j++) if (this.#pos(j) === 'AUX') return true;
    return false;
  }

  #passive(group: number, i: number): boolean {
    const participle = /(?:ed|en|own|ght|aid|old|ut|elt|id|nd)$/.test(this.#lower(i));
    if (!participle) return false;
    for (let j = i - 1; j >= group; j--) {
      const lower = this.#lower(j);
      if (/^(?:is|are|was|were|been|being|be|'s|'re|got)$/.test(lower)) return true;
      if (/^(?:has|have|had|'ve|'d)$/.test(lower)) return false;
    }
    return false;
  }

  /** "was described by officials as …". */
  #passiveCue(i: number, first: number, last: number, kind: CueKind): void {
    if (kind === 'attitude' || kind === 'document') return;
    for (let j = i + 1; j < Math.min(last, i + 8); j++) {
      if (this.#inQuotation(j) || this.#lower(j) === ',') break;
      if (this.#lower(j) !== 'by') continue;
      const end = this.#nounPhraseRight(j + 1, last);
      if (end === j + 1 || this.#pos(j + 1) === 'VERB') return;
      const content: Span[] = [];
      const group = this.#verbGroupStart(i, first);
      this.#pushContent(content, this.#clauseStart(first, group), group);
      this.#pushContent(content, end, this.#clauseEnd(end, last));
      this.#add(kind, i, i + 1, j + 1, end, content);
      return;
    }
  }

  /** "…, saying that …": the source is the subject of the clause before. */
  #participle(i: number, cueEnd: number, first: number, last: number, kind: CueKind): void {
    if (kind === 'document' || kind === 'attitude') return;
    const before = this.#pos(i - 1);
    if (i > first && before !== 'PUNCT' && !this.#inQuotation(i - 1) && !['NOUN', 'PROPN', 'ADV', 'CCONJ', 'PRON'].includes(before)) return;
    let contentFrom = cueEnd;
    if (TAKES_LISTENER.has(this.#lemma(i))) contentFrom = this.#nounPhraseRight(cueEnd, last);
    const that = this.#lower(contentFrom) === 'that' || this.#lower(contentFrom) === ':' || this.#lower(contentFrom) === ',' ? contentFrom + 1 : contentFrom;
    if (last - that < 2) return;
    const earlier = this.#found.filter(a => a.source && a.source.start >= (this.#token(first)?.start ?? 0));
    const source = earlier.at(-1)?.source ?? this.#clauseSubject(first, i);
    const content: Span[] = [];
    this.#pushContent(content, that, this.#clauseEnd(that, last));
    this.#addSpan(kind, i, cueEnd, source, content);
  }

  /** The first noun phrase of the sentence that a verb follows. */
  #clauseSubject(first: number, end: number): Span | undefined {
    for (let j = first; j < end; j++) {
      if ((this.#pos(j) === 'VERB' || this.#pos(j) === 'AUX') && !this.#inQuotation(j)) {
        const subject = this.#subjectBefore(this.#verbGroupStart(j, first), first);
        if (subject) return this.#span(subject.first, subject.end);
      }
    }
    return undefined;
  }

  /** "“…,” said Ms. Lee": the source stands after the verb. */
  #invertedSource(i: number, first: number, last: number, kind: CueKind): { first: number; end: number } | undefined {
    if (kind !== 'speech' || i === first || this.#lower(i).endsWith('ing') || TAKES_LISTENER.has(this.#lemma(i))) return undefined;
    const afterQuotation = this.#inQuotation(i - 1) || (this.#lower(i - 1) === ',' && this.#inQuotation(i - 2));
    const afterComma = this.#lower(i - 1) === ',' || this.#lower(i - 1) === '—';
    if (!afterQuotation && !afterComma) return undefined;
    if (this.#inQuotation(i + 1)) return undefined;
    const end = this.#sourceWithAppositive(i + 1, this.#nounPhraseRight(i + 1, last), last);
    if (end <= i + 1) return undefined;
    if (afterComma && !afterQuotation) {
      // "Peskov, the spokesman, said the talks …": then the noun phrase is the content.
      const comma = this.#previousComma(i - 1, first);
      if (comma !== undefined && !this.#hasVerb(comma + 1, i - 1) && !this.#hasVerb(first, comma)) return undefined;
      if (!this.#hasVerb(first, i - 1)) return undefined;
      let nameLike = false;
      for (let j = i + 1; j < end; j++)
        if (this.#pos(j) === 'PROPN' || this.lexicon.roles.has(this.#lemma(j)) || this.lexicon.vague.has(this.#lemma(j))) nameLike = true;
      if (!nameLike || this.#hasVerb(end, last)) return undefined;
    }
    return { first: i + 1, end };
  }

  #previousComma(i: number, first: number): number | undefined {
    for (let j = i - 1; j >= Math.max(first, i - 30); j--) if (this.#lower(j) === ',' && !this.#inQuotation(j)) return j;
    return undefined;
  }

  #hasVerb(first: number, end: number): boolean {
    for (let j = first; j < end; j++) if ((this.#pos(j) === 'VERB' || this.#pos(j) === 'AUX') && !this.#inQuotation(j)) return true;
    return false;
  }

  #report(i: number, cueEnd: number, group: number, subject: { first: number; end: number; head: number }, first: number, last: number, kind: CueKind): void {
    const lemma = this.#lemma(i);
    const subjectIsDocument = this.lexicon.documents.has(this.#lemma(subject.head)) && this.#pos(subject.head) !== 'PROPN';
    let cueKind: CueKind = kind;
    if (subjectIsDocument) {
      if (!this.lexicon.document.has(lemma)) return;
      cueKind = 'document';
    } else if (kind === 'document') {
      // Only documents show or reveal; but people find and researchers conclude, and those verbs are verbs of speech too.
      return;
    }
    if (cueKind === 'speech' && NEEDS_SPEAKER.has(lemma) && !this.#couldSpeak(subject.head)) return;
    let after = cueEnd;
    if (TAKES_LISTENER.has(lemma) && !this.#inQuotation(after) && this.#lower(after) !== 'that') {
      const object = this.#nounPhraseRight(after, last);
      const next = this.#lower(object);
      if (
        object > after &&
        (/^(?:that|to|:|,|in|on|at|during|about|of|why|how|what|whether|if|he|she|they|it)$/.test(next) ||
          this.#inQuotation(object) ||
          object >= last ||
          REPORTERS.has(this.#lower(object - 1)))
      )
        after = object;
    }
    // Adjuncts between the verb and what is said: "said on Tuesday", "said in a statement".
    const adjunctEnd = this.#skipAdjuncts(after, last);
    const next = this.#lower(adjunctEnd);
    const postposed =
      subject.first > first && (this.#lower(subject.first - 1) === ',' || this.#inQuotation(subject.first - 1) || this.#lower(subject.first - 1) === '—');
    const content: Span[] = [];
    const contentBefore = (): void => {
      const to = this.#lower(subject.first - 1) === ',' || this.#isDash(subject.first - 1) ? subject.first - 1 : subject.first;
      this.#pushContent(content, this.#clauseStart(first, to), to);
    };
    // “The talks” — Mr. Lee said — “are over.”
    const dashed = this.#isDash(subject.first - 1) && this.#isDash(adjunctEnd) && this.#inQuotation(subject.first - 2);
    const quotedBefore = subject.first > first && (this.#inQuotation(subject.first - 1) || dashed);
    if (adjunctEnd >= last) {
      // Nothing follows: the content stands before, or, for verbs with an object, there is none.
      if (!postposed || (cueKind !== 'speech' && cueKind !== 'attitude' && cueKind !== 'document')) return;
      contentBefore();
    } else if (postposed && (next === ',' || quotedBefore) && (cueKind === 'speech' || quotedBefore)) {
      contentBefore();
      if (next === ',' || dashed) {
        if (this.#inQuotation(adjunctEnd + 1)) this.#pushContent(content, adjunctEnd + 1, this.#clauseEnd(adjunctEnd + 1, last));
        else if (!quotedBefore && this.#hasVerb(adjunctEnd + 1, last) && !/ing$/.test(this.#lower(adjunctEnd + 1)) && this.#pos(adjunctEnd + 1) !== 'CCONJ')
          this.#pushContent(content, adjunctEnd + 1, last);
      }
    } else {
      const opened = next === 'that' || next === ':' || next === ',' ? adjunctEnd + 1 : adjunctEnd;
      const end = this.#clauseEnd(opened, last);
      if (end - opened < (this.#inQuotation(opened) ? 1 : 2)) return;
      // Some verbs of speech are often mere acts ("added two seats", "posted a profit", "ruled the country"): then a clause or quotation must follow.
      if (
        cueKind === 'speech' &&
        /^(?:add|post|continue|find|rule|project|point|signal|agree|ask|promise|repeat|recall|observe|counter|determine|urge|propose|confirm|deny|announce|indicate|suggest|note|report|respond|comment)$/.test(
          lemma,
        )
      ) {
        const clause =
          next === 'that' ||
          next === ':' ||
          next === ',' ||
          this.#inQuotation(opened) ||
          /^(?:announce|urge|propose|confirm|deny|promise|recall|report|suggest)$/.test(lemma) ||
          this.#finiteClause(opened, end);
        if (!clause) return;
      }
      if (cueKind === 'attitude' && !(next === 'that' || this.#finiteClause(opened, end))) return;
      this.#pushContent(content, opened, end);
    }
    if (content.length === 0) return;
    this.#add(cueKind, group, cueEnd, subject.first, subject.end, content);
  }

  #isDash(i: number): boolean {
    return /^(?:[—–]|--)$/.test(this.#lower(i));
  }

  #couldSpeak(head: number): boolean {
    const token = this.#token(head);
    return token !== undefined && couldSpeak(this.english, this.lexicon, token);
  }

  /** A clause with a subject and a finite verb begins here: "said the talks would resume". */
  #finiteClause(from: number, end: number): boolean {
    const subjectEnd = this.#nounPhraseRight(from, end);
    if (subjectEnd === from && this.#pos(from) !== 'PRON') return false;
    for (let j = Math.max(subjectEnd, from + 1); j < Math.min(end, subjectEnd + 12); j++) {
      if (this.#pos(j) === 'CCONJ') return false;
      if (this.#pos(j) === 'AUX') return true;
      if (this.#pos(j) === 'VERB' && !/ing$/.test(this.#lower(j)) && this.#lower(j - 1) !== 'to') return true;
      if (this.#lower(j) === ',' && j > subjectEnd + 6) return false;
    }
    return false;
  }

  #skipAdjuncts(from: number, last: number): number {
    let j = from;
    for (let guard = 0; guard < 4; guard++) {
      const word = this.#lower(j);
      if (this.#inQuotation(j)) return j;
      if (
        TIME.has(word) ||
        (this.#pos(j) === 'ADV' && /^(?:also|again|later|earlier|today|yesterday|recently|repeatedly|simply|only|flatly|publicly|privately|on)$/.test(word))
      ) {
        j++;
        continue;
      }
      if (/^(?:on|in|at|during|by|through|via|after|before)$/.test(word)) {
        const end = this.#nounPhraseRight(j + 1, last);
        if (end > j + 1) {
          j = end;
          continue;
        }
      }
      return j;
    }
    return j;
  }

  /** The noun phrase that ends where the verb group begins, over an appositive between commas and over "who". */
  #subjectBefore(group: number, first: number): { first: number; end: number; head: number } | undefined {
    let end = group;
    if (end <= first || this.#inQuotation(end - 1)) return undefined;
    // "The ministry on Tuesday said".
    if (TIME.has(this.#lower(end - 1)) && this.#lower(end - 2) === 'on') end -= 2;
    else if (TIME.has(this.#lower(end - 1)) && this.#pos(end - 2) === 'PROPN' && this.#pos(end - 1) === 'PROPN') end -= 1;
    const relative = this.#lower(end - 1) === 'who' || this.#lower(end - 1) === 'which';
    if (relative) {
      const comma = this.#lower(end - 2) === ',' ? end - 2 : end - 1;
      const head = this.#nounPhraseLeft(comma, first);
      return head < comma ? { first: head, end: comma, head: this.#headOf(head, comma) } : { first: end - 1, end, head: end - 1 };
    }
    if (this.#lower(end - 1) === ',' || this.#lower(end - 1) === ')') {
      const opener = this.#lower(end - 1) === ')' ? this.#previousOpen(end - 1, first) : this.#previousComma(end - 1, first);
      if (opener === undefined || opener <= first) return undefined;
      let head = this.#nounPhraseLeft(opener, first);
      if (head >= opener || this.#inQuotation(opener - 1)) return undefined;
      // "Dr. Lisa Hart, a physician in Troy, New York, said": the name stands before the description.
      for (let hops = 0; hops < 2 && head > first + 1 && this.#lower(head - 1) === ',' && this.#pos(head - 2) === 'PROPN'; hops++) {
        const name = this.#nounPhraseLeft(head - 1, first);
        if (name >= head - 1) break;
        head = name;
      }
      // The words between the commas describe the subject only if no clause of its own stands there.
      const pos = this.#pos(opener + 1);
      const nominal = ['DET', 'NOUN', 'PROPN', 'ADJ', 'PRON', 'NUM'].includes(pos) || this.#lower(opener + 1) === 'a';
      return { first: head, end: nominal && this.#lower(end - 1) === ',' ? end - 1 : opener, head: this.#headOf(head, opener) };
    }
    const start = this.#nounPhraseLeft(end, first);
    return start < end ? { first: start, end, head: this.#headOf(start, end) } : undefined;
  }

  #previousOpen(i: number, first: number): number | undefined {
    for (let j = i - 1; j >= Math.max(first, i - 12); j--) if (this.#lower(j) === '(') return j;
    return undefined;
  }

  /** Last noun before a preposition: the head of "two officials briefed on the talks", "a spokesman for the ministry". */
  #headOf(first: number, end: number): number {
    let head = first;
    for (let j = first; j < end; j++) {
      const pos = this.#pos(j);
      if (pos === 'ADP' || this.#lower(j) === ',' || pos === 'SCONJ' || (pos === 'VERB' && j > first)) break;
      if (pos === 'NOUN' || pos === 'PROPN' || pos === 'PRON' || pos === 'NUM' || pos === 'ADJ' || pos === 'DET') head = pos === 'DET' && j > first ? head : j;
    }
    return head;
  }

  #nounPhraseLeft(end: number, first: number): number {
    let j = end;
    let started = false;
    let closedByDeterminer = false;
    while (j > first) {
      const k = j - 1;
      if (this.#inQuotation(k) || this.#used[k]) break;
      const pos = this.#pos(k);
      const lower = this.#lower(k);
      if (pos === 'PRON' && SUBJECT_PRONOUNS.has(lower)) {
        if (!started) j = k;
        break;
      }
      if (closedByDeterminer && !(LINKS.has(lower) && pos === 'ADP') && lower !== 'and') break;
      if (lower === "'s" || lower === "'" || lower === '’s' || lower === '-' || lower === '&' || lower === '/') {
        if (!started) break;
        j = k;
        closedByDeterminer = false;
        continue;
      }
      if (NOMINAL.has(pos) || (pos === 'VERB' && started && /(?:ing|ed)$/.test(lower) && ['DET', 'ADJ'].includes(this.#pos(k - 1)))) {
        started = true;
        j = k;
        // A determiner or possessive begins the phrase; what stands before it can only be tied on by a preposition.
        closedByDeterminer = pos === 'DET' || (pos === 'PRON' && /^(?:his|her|its|their|our|my|your)$/.test(lower));
        continue;
      }
      if (
        started &&
        pos === 'ADP' &&
        LINKS.has(lower) &&
        k > first &&
        NOMINAL.has(this.#pos(k - 1)) &&
        !this.#inQuotation(k - 1) &&
        !TIME.has(this.#lower(k - 1))
      ) {
        j = k;
        closedByDeterminer = false;
        continue;
      }
      if (started && lower === 'and' && NOMINAL.has(this.#pos(k - 1)) && !this.#inQuotation(k - 1) && this.#pos(j) === this.#pos(k - 1)) {
        j = k;
        closedByDeterminer = false;
        continue;
      }
      break;
    }
    while (
      j < end &&
      (this.#pos(j) === 'ADP' ||
        this.#pos(j) === 'CCONJ' ||
        this.#pos(j) === 'PUNCT' ||
        this.#lower(j) === "'s" ||
        (TIME.has(this.#lower(j)) && j < end - 1 && this.#pos(j + 1) !== 'NOUN'))
    )
      j++;
    return j;
  }

  #nounPhraseRight(from: number, last: number): number {
    let j = from;
    while (j < last && !this.#inQuotation(j)) {
      const pos = this.#pos(j);
      const lower = this.#lower(j);
      if (pos === 'PRON' && SUBJECT_PRONOUNS.has(lower) && j > from) break;
      if (TIME.has(lower) && j > from) break;
      if (NOMINAL.has(pos) && !(pos === 'DET' && j > from && !['ADP', 'CCONJ', 'PART', 'DET'].includes(this.#pos(j - 1)) && this.#lower(j - 1) !== "'s")) {
        j++;
        continue;
      }
      if (j === from && pos === 'VERB' && /(?:ing|ed)$/.test(lower)) {
        j++;
        continue;
      }
      if (j > from && (lower === "'s" || lower === "'" || lower === '-' || lower === '&')) {
        j++;
        continue;
      }
      if (
        j > from &&
        pos === 'ADP' &&
        LINKS.has(lower) &&
        !TIME.has(this.#lower(j + 1)) &&
        ['NOUN', 'PROPN', 'DET', 'ADJ', 'NUM', 'PRON'].includes(this.#pos(j + 1)) &&
        !this.#inQuotation(j + 1)
      ) {
        j++;
        continue;
      }
      if (j > from && lower === 'and' && ['NOUN', 'PROPN', 'DET', 'ADJ', 'NUM'].includes(this.#pos(j + 1)) && !this.#finiteVerbSoon(j + 1, last)) {
        j++;
        continue;
      }
      // "people familiar with the matter", "officials briefed on the talks", "sources close to the deal".
      if (
        j > from &&
        this.#pos(j - 1) === 'NOUN' &&
        (/^(?:familiar|briefed|close|involved|privy)$/.test(lower) || pos === 'VERB') &&
        /^(?:with|on|to|in)$/.test(this.#lower(j + 1)) &&
        /(?:familiar|ed|close|privy)$/.test(lower)
      ) {
        j += 2;
        continue;
      }
      break;
    }
    while (j > from && (this.#pos(j - 1) === 'ADP' || this.#pos(j - 1) === 'CCONJ' || this.#pos(j - 1) === 'DET')) j--;
    return j;
  }

  #finiteVerbSoon(from: number, last: number): boolean {
    const end = Math.min(last, from + 5);
    for (let j = from; j < end; j++) if (this.#pos(j) === 'VERB' || this.#pos(j) === 'AUX') return true;
    return false;
  }

  /** ", the ministry's spokesman," after a name. */
  #sourceWithAppositive(from: number, end: number, last: number): number {
    if (end <= from || this.#lower(end) !== ',' || this.#inQuotation(end + 1)) return end;
    if (!['DET', 'NOUN', 'PROPN', 'ADJ', 'PRON', 'NUM'].includes(this.#pos(end + 1)) || /^(?:he|she|they|it|who|adding|but|and)$/.test(this.#lower(end + 1))) {
      return this.#lower(end + 1) === 'who' ? this.#nextStop(end + 1, last) : end;
    }
    const appositive = this.#nounPhraseRight(end + 1, last);
    if (appositive === end + 1) return end;
    return appositive >= last || this.#lower(appositive) === ',' || this.#lower(appositive) === '.' ? appositive : end;
  }

  #nextStop(from: number, last: number): number {
    for (let j = from; j < last; j++) if ((this.#lower(j) === ',' && j > from + 2) || this.#inQuotation(j)) return j;
    return last;
  }

  /** Where the clause that ends at `to` begins: after an earlier attribution of the sentence, or at its start without connectives and dateline. */
  #clauseStart(first: number, to: number): number {
    let from = first;
    for (let j = to - 1; j >= first; j--) {
      if (this.#used[j]) {
        from = j + 1;
        break;
      }
    }
    while (
      from < to &&
      !this.#inQuotation(from) &&
      (this.#pos(from) === 'CCONJ' || this.#pos(from) === 'SCONJ' || this.#lower(from) === ',' || this.#lower(from) === ';')
    )
      from++;
    return from;
  }

  /** Where content that begins at `from` ends: at a clause that reports something else (", but Smith said …"), else at the sentence's end. */
  #clauseEnd(from: number, last: number): number {
    for (let j = from + 2; j < last; j++) {
      if (this.#inQuotation(j)) continue;
      const lower = this.#lower(j);
      const previous = this.#lower(j - 1);
      if (lower === ';') return j;
      if (/^(?:adding|saying|noting|citing|calling|arguing|warning|according)$/.test(lower) && (previous === ',' || this.#inQuotation(j - 1)))
        return previous === ',' ? j - 1 : j;
      if ((CLAUSE_BREAK.has(lower) || lower === 'and') && previous === ',' && this.#cueWithin(j + 1, Math.min(last, j + 9))) return j - 1;
    }
    return last;
  }

  #cueWithin(from: number, end: number): boolean {
    for (let j = from; j < end; j++) {
      if (this.#inQuotation(j)) return false;
      const kind = this.#cueKind(j);
      if ((kind === 'speech' || kind === 'judgement') && this.#pos(j - 1) !== 'PART') return true;
    }
    return false;
  }

  #pushFollowingQuotation(content: Span[], sourceEnd: number, last: number): void {
    for (let j = sourceEnd; j < last; j++) {
      if (this.#inQuotation(j)) {
        this.#pushContent(content, j, this.#clauseEnd(j, last));
        return;
      }
      if (this.#cueKind(j)) return;
    }
  }

  /** Adds the words from `from` to `to`; a quotation that is cut by the sentence's border comes in whole. */
  #pushContent(content: Span[], from: number, to: number): void {
    let a = from;
    let b = to;
    while (a < b && !this.#inQuotation(a) && /^[,:;—–-]$/.test(this.#lower(a))) a++;
    while (b > a && !this.#inQuotation(b - 1) && /^[,:;—–-]$/.test(this.#lower(b - 1))) b--;
    const span = this.#span(a, b);
    if (!span) return;
    const first = this.quoted[this.#quotation[a] ?? -1];
    const end = this.quoted[this.#quotation[b - 1] ?? -1];
    const whole = { start: Math.min(span.start, first?.start ?? span.start), end: Math.max(span.end, end?.end ?? span.end) };
    const overlapping = content.find(c => c.start < whole.end && whole.start < c.end);
    if (overlapping) {
      content.splice(content.indexOf(overlapping), 1, { start: Math.min(overlapping.start, whole.start), end: Math.max(overlapping.end, whole.end) });
    } else content.push(whole);
  }

  #add(cueKind: CueKind, cueFirst: number, cueEnd: number, sourceFirst: number, sourceEnd: number, content: Span[]): void {
    const source = sourceFirst >= 0 ? this.#span(sourceFirst, sourceEnd) : undefined;
    for (let j = Math.max(0, sourceFirst); sourceFirst >= 0 && j < sourceEnd; j++) this.#used[j] = 1;
    this.#addSpan(cueKind, cueFirst, cueEnd, source, content);
  }

  #addSpan(cueKind: CueKind, cueFirst: number, cueEnd: number, source: Span | undefined, content: Span[]): void {
    for (let j = cueFirst; j < cueEnd; j++) this.#used[j] = 1;
    const cue = this.#span(cueFirst, cueEnd);
    const apart = content.filter(c => !(source && overlaps(c, source) && c.start >= source.start && c.end <= source.end));
    this.#found.push({
      kind: this.#kindOf(apart),
      cueKind,
      content: apart,
      span: hull([cue, source, ...apart]),
      ...(cue && { cue }),
      ...(source && { source }),
    });
  }

  #kindOf(content: readonly Span[]): AttributionKind {
    let quotedWords = 0;
    let otherWords = 0;
    for (const span of content) {
      for (let i = this.#firstTokenAt(span.start); i < this.#tokens.length && (this.#token(i)?.start ?? 0) < span.end; i++) {
        if (this.#pos(i) === 'PUNCT') continue;
        if (this.#inQuotation(i)) quotedWords++;
        else otherWords++;
      }
    }
    if (quotedWords === 0) return 'indirect';
    return otherWords <= 1 ? 'direct' : 'mixed';
  }

  #firstTokenAt(offset: number): number {
    let low = 0;
    let high = this.#tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** "Mr. Lee: “…”" and "WALLACE: …" at the head of a sentence. */
  #colonLead(first: number, end: number): void {
    for (let i = first + 1; i < Math.min(end, first + 14); i++) {
      if (this.#used[i]) return;
      if (this.#lower(i) !== ':' || this.#inQuotation(i)) continue;
      const quotationFollows = this.#inQuotation(i + 1);
      const source = this.#nounPhraseLeft(i, first);
      const capitals = source === first && i - first <= 3 && this.#tokens.slice(first, i).every(t => /^[\p{Lu}.\-’' ]+$/u.test(t.text) && t.text.length > 1);
      if (source >= i || !(quotationFollows || capitals)) return;
      if (!capitals && this.#pos(this.#headOf(source, i)) !== 'PROPN') return;
      const content: Span[] = [];
      this.#pushContent(content, i + 1, this.#isStop(end - 1) ? end - 1 : end);
      if (content.length > 0) this.#add('phrase', i, i + 1, source, i, content);
      return;
    }
  }

  /** Quotations that no cue carries take the speaker of a neighbour: of the sentence before, their own, the block before, or the sentence after. */
  #carryOver(): void {
    const { sentences } = this.reading;
    const attributed = new Uint8Array(sentences.length + 1);
    const covered = new Uint8Array(this.quoted.length);
    for (const attribution of this.#found) {
      if (attribution.cueKind === 'agentless') continue;
      for (const span of attribution.content)
        for (let q = this.#quotationAt(span.start); q < this.quoted.length && (this.quoted[q]?.start ?? 0) < span.end; q++) covered[q] = 1;
      if (attribution.cueKind === 'attitude') continue;
      for (const span of [attribution.cue, ...attribution.content]) {
        if (!span) continue;
        for (let i = this.#sentenceAt(span.start); i < sentences.length && (sentences[i]?.start ?? 0) < span.end; i++) attributed[i] = 1;
      }
    }
    const carried: LocalAttribution[] = [];
    this.quoted.forEach((quotation, index) => {
      if (covered[index] || !this.#isSpeech(quotation, index)) return;
      const first = this.#sentenceAt(quotation.start);
      const last = this.#sentenceAt(quotation.end - 1);
      const head = first === 0 && (sentences[0]?.start ?? 0) >= quotation.start;
      const before = attributed[first] || (first > 0 && attributed[first - 1]) || (head && (this.carry.speaking || quotation.continues));
      const named = this.#tellsOfSomebody(first) || (first > 0 && this.#tellsOfSomebody(first - 1)) || this.#tellsOfSomebody(last);
      const from = before ? 'before' : attributed[last + 1] ? 'after' : named ? 'before' : undefined;
      if (!from) return;
      const span = { start: quotation.start, end: quotation.end };
      carried.push({ kind: 'direct', cueKind: 'none', content: [span], span, carriedFrom: from });
    });
    this.#found.push(...carried);
  }

  /** Names, or a pronoun for a person, outside quotation marks. */
  #tellsOfSomebody(sentence: number): boolean {
    const { first, end } = this.#sentenceOf[sentence] ?? { first: 0, end: 0 };
    for (let i = first; i < end; i++)
      if (!this.#inQuotation(i) && (this.#pos(i) === 'PROPN' || /^(?:he|she|they|i|we|his|her|their)$/.test(this.#lower(i)))) return true;
    return false;
  }

  /** The first quotation that ends after the offset. */
  #quotationAt(offset: number): number {
    return firstEndingAfter(this.quoted, offset);
  }

  /** The sentence that holds the offset, or the next one. */
  #sentenceAt(offset: number): number {
    return firstEndingAfter(this.reading.sentences, offset);
  }

  /** Whether the block's last sentence tells of somebody who may be speaking on in the next block. */
  speaking(): boolean {
    const last = this.reading.sentences.length - 1;
    const sentence = this.reading.sentences[last];
    if (!sentence) return false;
    return (
      this.#tellsOfSomebody(last) ||
      sentence.tokens.at(-1)?.text === ':' ||
      this.#found.some(
        a => a.cueKind !== 'agentless' && (a.content.some(c => c.end > sentence.start) || (a.cue !== undefined && a.cue.start >= sentence.start)),
      )
    );
  }

  /** Long enough, or a sentence of its own: speech, not a title or a word in quotation marks. */
  #isSpeech(quotation: QuotedSpan, index: number): boolean {
    let words = 0;
    for (let i = this.#firstTokenAt(quotation.start); i < this.#tokens.length && this.#quotation[i] === index; i++) if (this.#pos(i) !== 'PUNCT') words++;
    return words >= 5 || (words >= 2 && /[.!?,…]$/u.test(this.reading.text.slice(quotation.inner.start, quotation.inner.end).trimEnd()));
  }
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function hull(spans: readonly (Span | undefined)[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const span of spans) {
    if (!span) continue;
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start: Math.min(start, end), end };
}

/** What each pair of quotation marks is for. */
function classify(
  english: English,
  lexicon: AttributionLexicon,
  reading: EnglishReading,
  quoted: readonly QuotedSpan[],
  found: readonly LocalAttribution[],
): Quotation[] {
  const { sentences } = reading;
  const attributedQuotations = new Uint8Array(quoted.length);
  const sentencesWithCue = new Uint8Array(sentences.length);
  for (const { cueKind, cue, content } of found) {
    if (cue) for (let i = firstEndingAfter(sentences, cue.start); i < sentences.length && (sentences[i]?.start ?? 0) < cue.end; i++) sentencesWithCue[i] = 1;
    if (cueKind === 'agentless') continue;
    for (const span of content)
      for (let i = firstEndingAfter(quoted, span.start); i < quoted.length && (quoted[i]?.start ?? 0) < span.end; i++) attributedQuotations[i] = 1;
  }
  let s = 0;
  return quoted.map((q, index) => {
    while (s + 1 < reading.sentences.length && (reading.sentences[s]?.end ?? 0) <= q.start) s++;
    const sentence = reading.sentences[s];
    const all = sentence?.tokens ?? [];
    const first = firstEndingAfter(all, q.start);
    const tokens: Token[] = [];
    for (let i = first; i < all.length && (all[i]?.start ?? 0) < q.inner.end; i++) {
      const token = all[i];
      if (token && token.start >= q.inner.start && token.end <= q.inner.end && token.pos !== 'PUNCT') tokens.push(token);
    }
    const words = (sentence?.end ?? 0) < q.end ? 99 : tokens.length;
    const attributed = attributedQuotations[index] === 1;
    const ended = /[.!?,…]$/u.test(reading.text.slice(q.inner.start, q.inner.end).trimEnd());
    const before = all.slice(Math.max(0, first - 3), first);
    const named = before.some(t => t.pos !== 'PUNCT' && lexicon.naming.has(english.lemma(t)));
    const capitals =
      tokens.length > 0 && tokens.filter(t => /^[\p{Lu}\p{N}]/u.test(t.text)).length >= Math.max(1, tokens.filter(t => t.text.length > 3).length);
    let use: Quotation['use'];
    if (words >= 6 || (words >= 3 && ended && attributed)) use = 'speech';
    else if (capitals && words > 1 && !ended) use = 'title';
    else if (attributed) use = 'fragment';
    else if (named) use = 'title';
    else if (ended && words >= 2) use = 'speech';
    else use = words <= 3 && words > 0 && !capitals && sentence !== undefined && sentencesWithCue[s] === 0 ? 'scare' : 'fragment';
    return { start: q.start, end: q.end, inner: q.inner, mark: q.mark, open: q.open, continues: q.continues, use };
  });
}
