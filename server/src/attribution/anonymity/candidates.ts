import { firstEndingAfter } from '../../draft/spans.js';
import type { Span } from '../../draft/types.js';
import type { English, EnglishReading, Sentence, Token } from '../../english/types.js';
import type { Description } from '../describe.js';
import { describe } from '../describe.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { Attribution, Identification, Quotation } from '../types.js';
import type { AnonymityLexicon } from './lexicon.js';

/** How words point to a source: a noun phrase that says something, an adverb or adjective ("reportedly", "alleged"), a passive ("is said to"), a noun that stands for talk ("rumors"). */
export type CandidateForm = 'phrase' | 'word' | 'passive' | 'talk';

/** Words of a block that may rest on somebody whom the reader cannot identify. View offsets. */
export interface Candidate extends Span {
  readonly form: CandidateForm;
  readonly identification: Exclude<Identification, 'named'>;
  /** The attribution that it belongs to. */
  readonly attribution?: Attribution;
  readonly source?: Span;
  readonly cue?: Span;
  /** What it looks like; see `candidateFeatures`. */
  readonly facts: CandidateFacts;
}

export interface CandidateFacts {
  /** Half-open range of the source's words, or of the cue's where there is no source, among the sentence's tokens. */
  readonly first: number;
  readonly end: number;
  readonly description?: Description;
  /** Index of the cue's main word among the sentence's tokens; -1 where there is none. */
  readonly cue: number;
  /** "according to", "by", "from": the source is the object of a preposition. */
  readonly preposition: boolean;
  readonly around: Surroundings;
}

/** What a sentence is to all of its candidates. */
export interface Surroundings {
  readonly sentence: Sentence;
  /** Attributions that have a part in the sentence. */
  readonly attributions: readonly Attribution[];
  readonly quotes: boolean;
  /** It tells of a court, a charge or the police, where "allegedly" is the law's own word. */
  readonly court: boolean;
  readonly contrast: boolean;
  /** It tells why there is no name. */
  readonly anonymity: boolean;
}

/** What candidates are known by. */
export interface CandidateResources {
  readonly english: English;
  readonly lexicon: AttributionLexicon;
  readonly anonymity: AnonymityLexicon;
}

/** Where the candidates of one block are looked for. */
export interface CandidateInput {
  readonly reading: EnglishReading;
  readonly quotations: readonly Quotation[];
  readonly attributions: readonly Attribution[];
}

const BE = /^(?:is|are|was|were|been|being|be|'s|'re|gets?|got|getting)$/u;
const NOMINATIVE = /^(?:he|she|they|it|i|we|you)$/u;
/** Parts of a phrase that describes a person whom the words before it name. */
const PART_OF_ROLE = /^(?:DET|ADJ|NOUN|PROPN|NUM|ADP|CCONJ|PART)$/u;
const RELATIVE = /^(?:who|that|which)$/u;
/** In tokens: a cue stands no further from the end of its source. */
const CUE_REACH = 14;
/** In tokens: a noun phrase begins no further left of its head. */
const LONGEST_LEFT = 9;
/** In tokens: how much of what follows the head belongs to the description. */
const LONGEST_RIGHT = 10;

/** In tokens. What is longer is no sentence. */
const LONGEST_SENTENCE = 400;

/** Finds the candidates of a block, ascending; they may overlap. Linear in the block's length. */
export function findCandidates(resources: CandidateResources, { reading, quotations, attributions }: CandidateInput): Candidate[] {
  const { sentences, text } = reading;
  const found: Candidate[] = [];
  const quoted = touching(
    sentences,
    quotations.filter(({ use }) => use !== 'scare'),
  );
  const attributed = touching(
    sentences,
    attributions.map(attribution => ({ ...attribution.span, attribution })),
  );
  sentences.forEach((sentence, i) => {
    if (sentence.tokens.length > LONGEST_SENTENCE) return;
    const around = surroundings(
      sentence,
      (attributed[i] ?? []).map(({ attribution }) => attribution),
    );
    found.push(...candidatesOfSentence(resources, text, around, quoted[i] ?? []));
  });
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function candidatesOfSentence(resources: CandidateResources, text: string, around: Surroundings, quoted: readonly Span[]): Candidate[] {
  const found = new SentenceCandidates(resources, text, around, quoted).find();
  for (const attribution of around.attributions) {
    const own = attribution.carried ? undefined : fromAttribution(resources, text, around, attribution);
    if (!own || quoted.some(({ start, end }) => start < own.end && end > own.start)) continue;
    const same = found.findIndex(candidate => sameSource(candidate, own));
    const byWords = found[same];
    // The reading knows the source's bounds and its cue; the words alone know what it is.
    if (byWords) found[same] = { ...own, form: byWords.form };
    else found.push(own);
  }
  return found;
}

/** For each sentence the spans that have a part in it. `sentences` ascend and are apart. */
function touching<T extends Span>(sentences: readonly Sentence[], spans: readonly T[]): T[][] {
  const lists = sentences.map((): T[] => []);
  for (const span of spans) {
    for (let i = firstEndingAfter(sentences, span.start); (sentences[i]?.start ?? span.end) < span.end; i++) lists[i]?.push(span);
  }
  return lists;
}

const COURT = /^(?:court|lawsuit|suit|indictment|complaint|charges?|charged|prosecutors?|police|trial|convicted|indicted|plaintiffs?)$/u;
const CONTRAST = /^(?:but|however|though|although|while|yet)$/u;
const WITHOUT_NAME = /^(?:anonymity|anonymously|authori[sz]ed)$/u;

function surroundings(sentence: Sentence, attributions: readonly Attribution[]): Surroundings {
  const { tokens } = sentence;
  return {
    sentence,
    attributions,
    quotes: tokens.some(({ text }) => text === '“' || text === '"'),
    court: tokens.some(({ lower }) => COURT.test(lower)),
    contrast: tokens.slice(0, 3).some(({ lower }) => CONTRAST.test(lower)),
    anonymity: tokens.some(({ lower }, i) => WITHOUT_NAME.test(lower) || (lower === 'be' && /^(?:named|identified)$/u.test(tokens[i + 1]?.lower ?? ''))),
  };
}

function sameSource(a: Candidate, b: Candidate): boolean {
  const x = a.source ?? a;
  const y = b.source ?? b;
  return a.start < b.end && a.end > b.start && x.start < y.end && x.end > y.start && (a.source === undefined) === (b.source === undefined);
}

function fromAttribution({ english, lexicon }: CandidateResources, text: string, around: Surroundings, attribution: Attribution): Candidate | undefined {
  const { source, cue, cueKind } = attribution;
  const { sentence } = around;
  const words = source ?? cue;
  const span = phrase(source, cue);
  if (!words || !span || words.start < sentence.start || words.start >= sentence.end) return undefined;
  const first = sentence.tokens.findIndex(({ end }) => end > words.start);
  let end = sentence.tokens.findIndex(({ start }) => start >= words.end);
  if (end < 0) end = sentence.tokens.length;
  if (first < 0) return undefined;
  const facts = { first, end, cue: cue ? lastVerb(sentence, cue) : -1, preposition: cueKind === 'phrase', around };
  if (!source) {
    if (cueKind !== 'agentless') return undefined;
    const form = text.slice(words.start, words.end).endsWith('ly') ? 'word' : 'passive';
    return { ...span, form, identification: 'agentless', attribution, ...(cue && { cue }), facts };
  }
  const description = describe(english, lexicon, sentence.tokens.slice(first, end), text);
  if (description.pronoun || (description.words && !description.plural)) return undefined;
  return {
    ...span,
    form: 'phrase',
    identification: attribution.identification === 'named' ? unnamedAs(description) : attribution.identification,
    attribution,
    source,
    ...(cue && { cue }),
    facts: { ...facts, description },
  };
}

function unnamedAs({ identification, kind }: Description): Exclude<Identification, 'named'> {
  if (identification !== 'named') return identification;
  return kind === 'unknown' ? 'vague' : 'described';
}

function lastVerb({ tokens }: Sentence, cue: Span): number {
  const last = tokens.findLastIndex(token => token.start < cue.end && token.end > cue.start && (token.pos === 'VERB' || token.pos === 'AUX'));
  return last >= 0 ? last : tokens.findLastIndex(token => token.start < cue.end && token.end > cue.start);
}

/** The source with its cue where they stand together, else the source alone. */
function phrase(source: Span | undefined, cue: Span | undefined): Span | undefined {
  if (!source) return cue;
  if (!cue) return source;
  const gap = Math.max(source.start, cue.start) - Math.min(source.end, cue.end);
  return gap <= 2 ? { start: Math.min(source.start, cue.start), end: Math.max(source.end, cue.end) } : source;
}

/** What the words of one sentence show by themselves. */
class SentenceCandidates {
  readonly #found: Candidate[] = [];
  readonly #tokens: readonly Token[];
  /** Tokens within quotation marks: nothing there is the text's own. */
  readonly #quoted: Uint8Array;
  readonly #english: English;
  readonly #lexicon: AttributionLexicon;
  readonly #anonymity: AnonymityLexicon;

  constructor(
    { english, lexicon, anonymity }: CandidateResources,
    private readonly text: string,
    private readonly around: Surroundings,
    quoted: readonly Span[],
  ) {
    this.#english = english;
    this.#lexicon = lexicon;
    this.#anonymity = anonymity;
    this.#tokens = around.sentence.tokens;
    this.#quoted = new Uint8Array(this.#tokens.length);
    this.#tokens.forEach((token, i) => {
      if (quoted.some(({ start, end }) => token.start < end && token.end > start)) this.#quoted[i] = 1;
    });
  }

  find(): Candidate[] {
    for (let i = 0; i < this.#tokens.length; i++) {
      if (this.#quoted[i]) continue;
      const word = this.#lower(i);
      if (this.#anonymity.words.has(word)) this.#word(i);
      const pos = this.#pos(i);
      if (pos === 'VERB' || pos === 'ADJ') this.#passive(i);
      if (pos === 'NOUN' || pos === 'PROPN' || this.#lexicon.vaguePronouns.has(word)) this.#phrase(i);
      if (pos === 'NOUN' && this.#anonymity.talk.has(this.#lemma(i))) this.#talk(i);
    }
    return this.#found;
  }

  #lower(i: number): string {
    return this.#tokens[i]?.lower ?? '';
  }
  #pos(i: number): string {
    return this.#tokens[i]?.pos ?? '';
  }
  #lemma(i: number): string {
    const token = this.#tokens[i];
    return token ? this.#english.lemma(token) : '';
  }
  #verb(i: number): string {
    return this.#english.lemma({ lower: this.#lower(i), pos: 'VERB' });
  }
  #span(first: number, end: number): Span {
    return { start: this.#tokens[first]?.start ?? this.around.sentence.start, end: this.#tokens[end - 1]?.end ?? this.around.sentence.end };
  }
  #add(form: CandidateForm, identification: Candidate['identification'], first: number, end: number, cue: number): void {
    this.#found.push({ ...this.#span(first, end), form, identification, facts: { first, end, cue, preposition: false, around: this.around } });
  }

  #word(i: number): void {
    // "the student alleged years of harassment" tells who says so; "the alleged harassment" does not.
    if (!this.#lower(i).endsWith('ly') && (!/^(?:NOUN|ADJ|PROPN)$/u.test(this.#pos(i + 1)) || /^(?:NOUN|PROPN|PRON|AUX)$/u.test(this.#pos(i - 1)))) return;
    this.#add('word', 'agentless', i, i + 1, i);
  }

  /** "is said to", "has been criticized for", "widely denounced", "once thought to be". */
  #passive(i: number): void {
    const word = this.#lower(i);
    if (!/(?:ed|id|ght|own|een|elt|aid|ood|eld|old|und)$/u.test(word)) return;
    const lemma = this.#verb(i);
    if (!this.#lexicon.agentlessPassive.has(lemma) && !this.#anonymity.held.has(lemma)) return;
    let first = i;
    while (first > 0 && (this.#pos(first - 1) === 'ADV' || /^(?:both|all)$/u.test(this.#lower(first - 1)))) first--;
    const be = BE.test(this.#lower(first - 1));
    if (/^(?:once|long|now)$/u.test(this.#lower(first - 1))) first--;
    const adverb = first < i && this.#tokens.slice(first, i).some(({ lower }) => /^(?:widely|once|long|often|generally|now|broadly|commonly)$/u.test(lower));
    if (!be && !adverb) return;
    // With an agent ("is considered by doctors to be") somebody says so.
    for (let j = i + 1; j < i + 4 && j < this.#tokens.length; j++) if (this.#lower(j) === 'by') return;
    while (be && first > 0 && (this.#pos(first - 1) === 'AUX' || BE.test(this.#lower(first - 1)) || this.#pos(first - 1) === 'ADV')) first--;
    if (this.#lower(first - 1) === 'it' && /^(?:that|,)$/u.test(this.#lower(i + 1))) first--;
    const end = /^(?:to|that|as|for)$/u.test(this.#lower(i + 1)) ? i + 2 : i + 1;
    this.#add('passive', 'agentless', first, end, i);
  }

  /** "rumors that", "has faced criticism", "amid speculation". */
  #talk(i: number): void {
    let first = i;
    while (first > 0 && /^(?:ADJ|DET|NOUN|NUM)$/u.test(this.#pos(first - 1)) && i - first < 4) first--;
    const before = this.#lower(first - 1);
    const verb = this.#verb(first - 1);
    const governed = /^(?:amid|under|despite|following)$/u.test(before) || /^(?:face|draw|receive|get|spark|raise|come|prompt|be|fuel|attract)$/u.test(verb);
    const tells = /^(?:that|about|of|over|for)$/u.test(this.#lower(i + 1));
    if (!governed && !tells) return;
    const start = governed ? first - 1 : first;
    this.#add('talk', 'agentless', start, i + 1, governed ? first - 1 : i);
  }

  #phrase(head: number): void {
    const token = this.#tokens[head];
    if (!token) return;
    // The head is the last noun of its run.
    if ((/^(?:NOUN|PROPN)$/u.test(this.#pos(head + 1)) && !this.#says(head + 1)) || this.#lower(head + 1) === '-' || /^['’]s?$/u.test(this.#lower(head + 1)))
      return;
    const lemma = this.#english.lemma({ lower: token.lower, pos: 'NOUN' });
    const { roles, vague, documents, vaguePronouns, institutions } = this.#lexicon;
    const pronoun = vaguePronouns.has(token.lower) && token.pos !== 'NOUN';
    const group = this.#anonymity.groups.has(lemma);
    const listed = group || roles.has(lemma) || vague.has(lemma) || documents.has(lemma) || pronoun || institutions.has(lemma);
    const plural = token.lower !== lemma;
    if (token.pos === 'PROPN' && !(listed && plural)) return;
    if (!listed && !plural) return;
    let first = head;
    while (first > 0 && head - first < LONGEST_LEFT && !this.#quoted[first - 1]) {
      const pos = this.#pos(first - 1);
      const word = this.#lower(first - 1);
      const part =
        /^(?:ADJ|DET|NOUN|PROPN|NUM|PRON|SYM)$/u.test(pos) || word === '-' || /^['’]s?$/u.test(word) || word === 'of' || word === 'than' || word === 'more';
      if (!part || (pos === 'PRON' && !/^(?:some|many|several|few|most|others|his|her|their|its|our)$/u.test(word))) break;
      first--;
      if (pos === 'DET' && this.#lower(first - 1) !== 'of') break;
    }
    while (first < head && /^(?:of|than|-)$/u.test(this.#lower(first))) first++;
    if (!plural && this.#describesName(first)) return;
    const right = this.#cueAfter(head);
    const cue = right ?? this.#cueBefore(first);
    if (!cue) return;
    const end = right ? right.end : this.#afterHead(head);
    const description = describe(this.#english, this.#lexicon, this.#tokens.slice(first, end), this.text);
    if (description.pronoun || (description.words && !description.plural)) return;
    const source = this.#span(first, end);
    const cueSpan = this.#span(cue.first, cue.last + 1);
    const span = phrase(source, cueSpan);
    if (!span) return;
    this.#found.push({
      ...span,
      form: 'phrase',
      identification: unnamedAs(description),
      source,
      cue: cueSpan,
      facts: { first, end, description, cue: cue.last, preposition: cue.preposition, around: this.around },
    });
  }

  /** "Ana Lee, 42, a nurse and union member, said": the phrase is no source of its own. */
  #describesName(first: number): boolean {
    let i = first - 1;
    while (i > 0 && (PART_OF_ROLE.test(this.#pos(i)) || this.#lower(i) === '-')) i--;
    while (i > 0 && (this.#lower(i) === ',' || this.#pos(i) === 'NUM')) i--;
    return i >= 0 && i < first - 1 && /^[,)]$/u.test(this.#lower(i + 1)) && this.#pos(i) === 'PROPN';
  }

  #says(i: number): boolean {
    // "polls show", "oddsmakers project": the tagger takes some verbs in the plural for nouns.
    const bare = this.#pos(i) === 'NOUN' && this.#pos(i - 1) === 'NOUN' && this.#lower(i - 1).endsWith('s') && this.#lower(i) === this.#verb(i);
    if (this.#pos(i) !== 'VERB' && !bare) return false;
    const lemma = this.#verb(i);
    const { speech, judgement, attitude, document } = this.#lexicon;
    return speech.has(lemma) || judgement.has(lemma) || attitude.has(lemma) || document.has(lemma) || this.#anonymity.alsoSays.has(lemma);
  }

  /** The cue verb behind the phrase, past what describes the source. */
  #cueAfter(head: number): { first: number; last: number; end: number; preposition: boolean } | undefined {
    let comma = -1;
    let clause = false;
    for (let i = head + 1; i < this.#tokens.length && i <= head + CUE_REACH; i++) {
      if (this.#quoted[i]) return undefined;
      const pos = this.#pos(i);
      const word = this.#lower(i);
      if (/^[.;:?!—–(]$/u.test(word) || NOMINATIVE.test(word)) return undefined;
      if (word === '-' && (this.#tokens[i - 1]?.end ?? 0) < (this.#tokens[i]?.start ?? 0)) return undefined;
      if (word === ',') {
        comma = comma < 0 && !RELATIVE.test(this.#lower(i + 1)) ? i : -1;
        continue;
      }
      if (pos === 'CCONJ' && comma < 0 && i > head + 1) return undefined;
      if (RELATIVE.test(word)) clause = true;
      if (pos !== 'VERB' && !this.#says(i)) continue;
      const participle = word.endsWith('ing') && this.#pos(i - 1) !== 'AUX';
      const passive = /^(?:be|been|being|is|are|was|were)$/u.test(this.#lower(i - 1)) && !word.endsWith('ing');
      if (this.#says(i) && !passive) {
        if (comma >= 0) return undefined;
        let first = i;
        while (first > head + 1 && /^(?:AUX|ADV|PART)$/u.test(this.#pos(first - 1))) first--;
        return { first, last: i, end: this.#lower(first - 1) === ',' ? first - 1 : first, preposition: false };
      }
      // A clause about the source may come between: "officials who met them say".
      if (!clause && !participle && comma < 0 && !/(?:ed|en|wn)$/u.test(word)) return undefined;
      clause = false;
    }
    return undefined;
  }

  /** "according to X", "said X", "by X". */
  #cueBefore(first: number): { first: number; last: number; preposition: boolean } | undefined {
    const before = this.#lower(first - 1);
    if (before === 'to' && this.#lower(first - 2) === 'according') return { first: first - 2, last: first - 2, preposition: true };
    if (before === 'by' || before === 'among' || before === 'from') {
      for (let j = first - 2; j >= Math.max(0, first - 4); j--) if (this.#says(j)) return { first: j, last: j, preposition: true };
      return undefined;
    }
    if (/^(?:citing|quoting|cit(?:ed|es)|quot(?:ed|es))$/u.test(before) && this.#pos(first - 1) === 'VERB')
      return { first: first - 1, last: first - 1, preposition: true };
    const end = this.#tokens[first - 2]?.text ?? '';
    if (this.#says(first - 1) && /^[,”"’']$/u.test(end)) return { first: first - 1, last: first - 1, preposition: false };
    return undefined;
  }

  /** End of what belongs to the phrase behind its head: prepositions and what they govern. */
  #afterHead(head: number): number {
    let end = head + 1;
    for (let i = head + 1; i < this.#tokens.length && i <= head + LONGEST_RIGHT; i++) {
      if (this.#quoted[i] || !/^(?:ADP|DET|ADJ|NOUN|PROPN|NUM|PART)$/u.test(this.#pos(i))) break;
      if (/^(?:NOUN|PROPN)$/u.test(this.#pos(i))) end = i + 1;
    }
    return end;
  }
}
