import { firstEndingAfter } from '../draft/spans.js';
import type { Span } from '../draft/types.js';
import type { English, EnglishReading, Token } from '../english/types.js';
import type { LocalAttribution } from './attribute.js';
import { type Description, describe } from './describe.js';
import type { AttributionLexicon } from './lexicon.js';
import { type LocalMention, WEIGHTS } from './mentions.js';
import type { Gender } from './names.js';
import type { Attribution, Identification, Mention, Source, SourceKind } from './types.js';

/** A block with its attributions before their speakers are known. */
export interface UnresolvedBlock {
  /** Index of the block in the draft. */
  readonly index: number;
  readonly english: EnglishReading;
  readonly attributions: readonly LocalAttribution[];
  /** Ascending, as `findMentions` gives them. */
  readonly mentions: readonly LocalMention[];
}

/** Finds the sources of drafts; keeps what each source phrase says of its bearer for as long as its block is kept. */
export interface SpeakerResolver {
  /** Who each attribution's source is, over the whole draft. Linear in the number of mentions. */
  resolve(blocks: readonly UnresolvedBlock[]): { attributions: Attribution[][]; sources: Source[] };
}

export function createSpeakerResolver(english: English, lexicon: AttributionLexicon): SpeakerResolver {
  const known = new WeakMap<LocalAttribution, Described>();
  const describeOnce = (attribution: LocalAttribution, reading: EnglishReading, source: Span): Described => {
    let described = known.get(attribution);
    if (!described) {
      described = describeSource(english, lexicon, reading, source);
      known.set(attribution, described);
    }
    return described;
  };
  return { resolve: blocks => new Resolution(lexicon, blocks, describeOnce).resolve() };
}

/** What the words of a source say, and for a relative pronoun what stands before it. */
interface Described {
  readonly description: Description;
  /** Place of the sentence in the block. */
  readonly sentence: number;
  /** The phrase that a relative pronoun goes back to. */
  readonly antecedent?: Span & { readonly description: Description };
  /** The words with which the sentence tells why there is no name. */
  readonly reason?: string;
}

const RELATIVE = /^(?:who|whom|whose|which|that)$/u;
const FIRST_OR_SECOND_PERSON = /^(?:i|we|my|our|me|us|you)$/iu;
const REASON =
  /\b(?:condition(?:ed)? (?:of|on) anonymity|asked not to be (?:named|identified)|declined to be (?:named|identified)|not (?:authori[sz]ed|allowed|permitted) to (?:speak|comment|discuss|talk)|requested anonymity|(?:granted|given) anonymity|for fear of (?:retaliation|reprisals?|retribution)|spoke anonymously)\b/iu;
/** In tokens. What a relative pronoun goes back to begins no further left. */
const LONGEST_ANTECEDENT = 14;

function describeSource(english: English, lexicon: AttributionLexicon, reading: EnglishReading, source: Span): Described {
  const sentence = firstEndingAfter(reading.sentences, source.start);
  const tokens: Token[] = [];
  for (let s = sentence; s < reading.sentences.length && (reading.sentences[s]?.start ?? 0) < source.end; s++)
    for (const token of reading.sentences[s]?.tokens ?? []) if (token.start < source.end && token.end > source.start) tokens.push(token);
  const description = describe(english, lexicon, tokens, reading.text);
  const of = reading.sentences[sentence];
  const reason = of && REASON.exec(reading.text.slice(of.start, of.end));
  const antecedent =
    description.pronoun && RELATIVE.test(description.name.toLowerCase()) ? phraseBefore(english, lexicon, reading, of?.tokens ?? [], source.start) : undefined;
  return { description, sentence, ...(antecedent && { antecedent }), ...(reason && { reason: reason[0] }) };
}

/** The noun phrase that ends before a relative pronoun: “the Bank of Japan, which …”, “nearly half of the speakers who …”. */
function phraseBefore(
  english: English,
  lexicon: AttributionLexicon,
  reading: EnglishReading,
  tokens: readonly Token[],
  offset: number,
): (Span & { description: Description }) | undefined {
  let end = tokens.findIndex(token => token.start >= offset);
  if (end < 0) end = tokens.length;
  while (end > 0 && /^(?:[,—–-]|of|for|in|on|with|to)$/u.test(tokens[end - 1]?.lower ?? '')) end--;
  let first = end;
  while (first > Math.max(0, end - LONGEST_ANTECEDENT)) {
    const token = tokens[first - 1];
    if (!token || !/^(?:ADJ|ADV|DET|NOUN|NUM|PART|PRON|PROPN)$/u.test(token.pos)) {
      if (token?.lower === 'of' || (token?.lower === '-' && token.end === tokens[first]?.start)) first--;
      else break;
    } else first--;
  }
  while (first < end && /^(?:ADP|ADV|PUNCT)$/u.test(tokens[first]?.pos ?? '') && !/^(?:nearly|about|almost|some)$/u.test(tokens[first]?.lower ?? '')) first++;
  // "the story of the linguist who": whoever stands last, unless the first part counts ("half of the speakers who").
  const of = tokens.slice(first, end).findLastIndex(token => token.lower === 'of');
  const counted = tokens
    .slice(first, first + of)
    .some(({ lower, pos }) => pos === 'NUM' || /^(?:half|most|many|some|all|none|each|several|few|both|members?|part)$/u.test(lower));
  if (of > 0 && !counted && /^(?:DET|PRON)$/u.test(tokens[first + of + 1]?.pos ?? '')) first += of + 1;
  const phrase = tokens.slice(first, end);
  const [head] = phrase;
  const last = phrase.at(-1);
  return head && last && { start: head.start, end: last.end, description: describe(english, lexicon, phrase, reading.text) };
}

/** Somebody or something that the draft tells of, while it is read. */
interface Bearer {
  name: string;
  words: readonly string[] | undefined;
  kind: SourceKind;
  /** The kind shows in some mention's own words. */
  sure: boolean;
  gender: Gender | undefined;
  identification: Identification;
  role: string | undefined;
  reasonForAnonymity: string | undefined;
  /** Few; so are the heads. */
  readonly roles: string[];
  readonly heads: string[];
  readonly modifiers: readonly string[];
  readonly plural: boolean;
  /** Whose it is, for “Trump's lawyer”. */
  readonly owned: boolean;
  readonly mentions: Mention[];
  /** The draft has heard the bearer speak. */
  spoke: boolean;
  /** How much the text is about the bearer, as of sentence `at`. */
  salience: number;
  at: number;
}

/** How much of its weight a mention keeps from one sentence to the next. */
const FADING = 0.5;
/** What is left after so many sentences. */
const FADED: readonly number[] = Array.from({ length: 60 }, (_, sentences) => FADING ** sentences);
/** How much of what it had a bearer keeps beside a new mention: the last mention tells most. */
const KEPT = 0.25;
/** Of the bearers mentioned last, so many can be meant by a pronoun. */
const WITHIN_MIND = 24;
/** In sentences. "The company" goes back no further. */
const BODY_REACH = 12;
/** Words for people that a title makes true: a senator is a lawmaker. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  senator: ['lawmaker', 'legislator', 'politician'],
  representative: ['lawmaker', 'legislator', 'congressman', 'congresswoman', 'politician'],
  congressman: ['lawmaker', 'legislator', 'representative'],
  congresswoman: ['lawmaker', 'legislator', 'representative'],
  nominee: ['candidate'],
  candidate: ['contender', 'hopeful'],
  attorney: ['lawyer'],
  lawyer: ['attorney'],
  spokeswoman: ['spokesperson'],
  spokesman: ['spokesperson'],
  professor: ['academic', 'researcher', 'scholar'],
  statement: ['memo'],
};
/** Indefinite words that bring somebody new, even after the same words before. */
const NEW = /^(?:an?|one|another|other|more) /iu;

/** One reading of a draft's mentions, in their order. */
class Resolution {
  readonly #bearers: Bearer[] = [];
  /** Each list in the order in which its bearers were first found. */
  readonly #byName = new Map<string, number>();
  readonly #byLast = new Map<string, number[]>();
  readonly #byFirst = new Map<string, number[]>();
  readonly #byWord = new Map<string, number[]>();
  readonly #byRole = new Map<string, number[]>();
  readonly #byHead = new Map<string, number[]>();
  readonly #byText = new Map<string, number>();
  /** The full name that the draft uses most with a surname. */
  readonly #fullNames: ReadonlyMap<string, readonly string[]>;
  /** The last one mentioned last. */
  readonly #mind: number[] = [];
  #sentence = 0;

  constructor(
    private readonly lexicon: AttributionLexicon,
    private readonly blocks: readonly UnresolvedBlock[],
    private readonly describeOnce: (attribution: LocalAttribution, reading: EnglishReading, source: Span) => Described,
  ) {
    this.#fullNames = commonFullNames(blocks, lexicon);
  }

  resolve(): { attributions: Attribution[][]; sources: Source[] } {
    /** Speakers as places among the bearers; they become places among the sources at the end. */
    const resolved: Attribution[][] = [];
    let last: number | undefined;
    let before = 0;
    for (const block of this.blocks) {
      const list: Attribution[] = [];
      const after: number[] = [];
      const order = block.attributions.map((_, i) => i).sort((a, b) => anchor(block, a) - anchor(block, b) || a - b);
      let next = 0;
      let covered = -1;
      const speakers = new Map<number, number | undefined>();
      /** Mentions up to a place; those that are the source itself come with the source. */
      const advance = (to: number): void => {
        for (let mention = block.mentions[next]; mention && mention.start < to; mention = block.mentions[++next]) {
          if (mention.start < covered && mention.description.words === undefined) continue;
          this.#mention(block, mention, before);
        }
      };
      for (const i of order) {
        const local = block.attributions[i] as LocalAttribution;
        if (!local.source || local.cueKind === 'agentless') {
          speakers.set(i, undefined);
          continue;
        }
        advance(local.source.start);
        const described = this.describeOnce(local, block.english, local.source);
        this.#sentence = before + described.sentence;
        const { description } = described;
        // The writer, and the reader, are no sources.
        if (description.pronoun && FIRST_OR_SECOND_PERSON.test(description.name)) {
          speakers.set(i, undefined);
          continue;
        }
        const speaker = this.#source(block, local.source, described);
        speakers.set(i, speaker);
        covered = Math.max(covered, local.source.end);
      }
      advance(Number.POSITIVE_INFINITY);
      block.attributions.forEach((local, i) => {
        let speaker = speakers.get(i);
        let identification: Identification;
        if (local.cueKind === 'agentless') identification = 'agentless';
        else if (!local.source) {
          if (local.carriedFrom === 'after') {
            after.push(i);
            identification = 'vague';
          } else {
            speaker = last;
            identification = this.#identification(speaker) ?? 'vague';
          }
        } else {
          const { description } = this.describeOnce(local, block.english, local.source);
          identification = this.#identification(speaker) ?? description.identification;
          last = speaker ?? last;
        }
        list.push({
          kind: local.kind,
          cueKind: local.cueKind,
          ...(local.source && { source: local.source }),
          ...(local.cue && { cue: local.cue }),
          content: local.content,
          span: local.span,
          identification,
          ...(speaker !== undefined && { speaker }),
          carried: local.source === undefined && local.cueKind === 'none',
        });
      });
      for (const i of after) {
        const speaker = list.slice(i + 1).find(a => a.speaker !== undefined)?.speaker;
        const attribution = list[i];
        if (attribution && speaker !== undefined)
          list[i] = { ...attribution, speaker, identification: this.#identification(speaker) ?? attribution.identification };
      }
      resolved.push(list);
      before += block.english.sentences.length;
    }
    return this.#withSources(resolved);
  }

  #identification(speaker: number | undefined): Identification | undefined {
    return speaker === undefined ? undefined : this.#bearers[speaker]?.identification;
  }

  /** Keeps of the bearers those who speak, in the order in which they do. */
  #withSources(resolved: readonly (readonly Attribution[])[]): { attributions: Attribution[][]; sources: Source[] } {
    const places = new Map<number, number>();
    const sources: Source[] = [];
    const attributions = resolved.map(list =>
      list.map(attribution => {
        const { speaker } = attribution;
        const bearer = speaker === undefined ? undefined : this.#bearers[speaker];
        if (speaker === undefined || !bearer) return attribution;
        let place = places.get(speaker);
        if (place === undefined) {
          place = sources.length;
          places.set(speaker, place);
          sources.push({
            name: bearer.name,
            kind: bearer.kind,
            identification: bearer.identification,
            ...(bearer.role !== undefined && { role: bearer.role }),
            ...(bearer.reasonForAnonymity !== undefined && { reasonForAnonymity: bearer.reasonForAnonymity }),
            mentions: bearer.mentions,
          });
        }
        return { ...attribution, speaker: place };
      }),
    );
    return { attributions, sources };
  }

  /** A mention that is no source. */
  #mention(block: UnresolvedBlock, { start, end, description, weight, sentence, alias }: LocalMention, before: number): void {
    this.#sentence = before + sentence;
    const bearer = this.#bearerOf(description);
    if (alias !== undefined && !this.#byName.has(alias)) this.#byName.set(alias, bearer);
    this.#note(bearer, block, { start, end }, weight);
  }

  #source(block: UnresolvedBlock, source: Span, { description, antecedent, reason }: Described): number | undefined {
    let speaker: number | undefined;
    if (antecedent && !antecedent.description.pronoun) {
      speaker = this.#mentionedAt(block, antecedent) ?? this.#bearerOf(antecedent.description);
      const [first] = this.#bearers[speaker]?.mentions ?? [];
      if (!first) this.#note(speaker, block, antecedent, WEIGHTS.other);
    } else speaker = description.pronoun ? this.#meantBy(description) : this.#bearerOf(description);
    // A pronoun makes no source of its own: nobody was named whom it could mean.
    if (speaker === undefined) return undefined;
    const bearer = this.#bearers[speaker];
    if (!bearer) return undefined;
    if (reason !== undefined && (bearer.identification === 'described' || bearer.identification === 'vague')) {
      bearer.reasonForAnonymity = reason;
      if (bearer.identification === 'described') bearer.identification = 'reasoned';
    }
    bearer.spoke = true;
    this.#note(speaker, block, source, WEIGHTS.speaker);
    return speaker;
  }

  /** Who was mentioned last within a span of the block, ending with it. */
  #mentionedAt(block: UnresolvedBlock, span: Span): number | undefined {
    for (const index of this.#mind.toReversed()) {
      const mention = this.#bearers[index]?.mentions.at(-1);
      if (mention?.block === block.index && mention.end === span.end && mention.start >= span.start) return index;
    }
    return undefined;
  }

  #note(index: number, block: UnresolvedBlock, { start, end }: Span, weight: number): void {
    const bearer = this.#bearers[index];
    if (!bearer) return;
    const last = bearer.mentions.at(-1);
    if (last?.block === block.index && start < last.end && end > last.start) {
      // The name within the words of a source is not mentioned twice.
      if (end - start <= last.end - last.start) return;
      bearer.mentions.pop();
    }
    bearer.mentions.push({ block: block.index, start, end });
    bearer.salience = this.#salience(bearer) * KEPT + weight;
    bearer.at = this.#sentence;
    const mind = this.#mind;
    const place = mind.lastIndexOf(index);
    if (place === mind.length - 1 && place >= 0) return;
    if (place >= 0) mind.splice(place, 1);
    else if (mind.length === WITHIN_MIND) mind.shift();
    mind.push(index);
  }

  #salience({ salience, at }: Bearer): number {
    return salience * (FADED[this.#sentence - at] ?? 0);
  }

  /** Of several, the one whom the text is most about just now; the later one where that is even. */
  #mostSalient(candidates: readonly number[], fits: (bearer: Bearer) => boolean, times: (bearer: Bearer) => number = () => 1): number | undefined {
    let best: number | undefined;
    let most = -1;
    for (const index of candidates) {
      const bearer = this.#bearers[index];
      if (!bearer || !fits(bearer)) continue;
      const salience = this.#salience(bearer) * times(bearer);
      if (salience >= most) {
        most = salience;
        best = index;
      }
    }
    return best;
  }

  #meantBy({ name, gender }: Description): number | undefined {
    const word = name.toLowerCase();
    const owner = /^(?:his|her|their|its)$/u.test(word);
    if (gender) {
      let best: number | undefined;
      let most = 0;
      for (const index of this.#mind) {
        const bearer = this.#bearers[index];
        if (!bearer || bearer.plural || bearer.kind === 'document' || (bearer.gender !== undefined && bearer.gender !== gender)) continue;
        // "A strong defender of Israel, he …": a description that only tells of somebody is no antecedent yet.
        if (bearer.words === undefined && !bearer.spoke && bearer.at === this.#sentence) continue;
        // A name that nothing shows to be a person's may be a place.
        const likely = bearer.kind === 'person' ? (bearer.sure || bearer.gender ? 1 : 0.6) : bearer.sure || bearer.kind !== 'organisation' ? 0 : 0.15;
        // "his" goes back within its sentence more than "he" does.
        const near = owner && bearer.at === this.#sentence ? 2 : 1;
        const salience = this.#salience(bearer) * likely * near;
        if (salience > 0 && salience >= most) {
          most = salience;
          best = index;
        }
      }
      const bearer = best === undefined ? undefined : this.#bearers[best];
      if (bearer) bearer.gender ??= gender;
      return best;
    }
    const plural = /^(?:they|them|their|these|those)$/u.test(word);
    return this.#mostSalient(this.#mind, bearer =>
      plural
        ? bearer.plural || bearer.kind === 'group' || (bearer.kind === 'organisation' && bearer.sure)
        : !bearer.plural && bearer.kind !== 'person' && bearer.kind !== 'group',
    );
  }

  /** The bearer of a name or description; a new one where the draft has told of none. */
  #bearerOf(description: Description): number {
    const known = description.words ? this.#named(description, description.words) : this.#phrased(description);
    if (known === undefined) return this.#add(description);
    this.#learn(known, description);
    return known;
  }

  #named(description: Description, words: readonly string[]): number | undefined {
    const exact = this.#byName.get(description.key);
    if (exact !== undefined && this.#agrees(exact, description)) return exact;
    const last = words.at(-1) ?? '';
    const sameLast = this.#byLast.get(last) ?? [];
    const [first = ''] = words;
    if (words.length === 1) {
      const fits = (bearer: Bearer): boolean =>
        (description.gender === undefined || bearer.gender === undefined || bearer.gender === description.gender) &&
        !(description.sure && bearer.sure && bearer.kind !== description.kind);
      const bySurname = this.#mostSalient(sameLast, fits);
      if (bySurname !== undefined) return bySurname;
      if (this.#fullNames.has(last) || this.lexicon.metonyms.has(last)) return undefined;
      return this.#mostSalient(this.#byFirst.get(first) ?? [], bearer => fits(bearer) && bearer.kind !== 'group');
    }
    return sameLast.findLast(index => {
      const other = this.#bearers[index];
      if (!other?.words || (description.sure && other.sure && other.kind !== description.kind)) return false;
      if (other.words.length === 1) {
        // "Trump" in the headline is the one whose full name the draft uses most.
        const common = this.#fullNames.get(last);
        return description.kind === 'organisation' ? other.kind !== 'person' : common === undefined || sameName(common, words);
      }
      return sameName(other.words, words);
    });
  }

  #agrees(index: number, { gender, kind, sure }: Description): boolean {
    const bearer = this.#bearers[index];
    if (!bearer) return false;
    return (gender === undefined || bearer.gender === undefined || bearer.gender === gender) && !(sure && bearer.sure && bearer.kind !== kind);
  }

  #phrased(description: Description): number | undefined {
    const { head, definite, plural, possessor, identification } = description;
    const same = this.#byText.get(description.key);
    if (same !== undefined && !NEW.test(description.name) && (definite || this.#bearers[same]?.identification === identification)) return same;
    if (plural && !definite && NEW.test(description.name)) return undefined;
    if (!definite) {
      // "a senior official" twice: the reader takes them for one.
      return same !== undefined && /^an? /iu.test(description.name) && this.#bearers[same]?.identification === identification && description.kind !== 'document'
        ? same
        : undefined;
    }
    const modified = description.modifiers.filter(word => !/^(?:new|same|latest|recent|former|current|late)$/u.test(word));
    const agrees = (bearer: Bearer): boolean =>
      bearer.plural === plural &&
      (bearer.modifiers.length === 0 || modified.length === 0 || modified.some(word => bearer.modifiers.includes(word)) || bearer.words !== undefined);
    if (possessor !== 'named') {
      if (!plural && possessor === undefined && this.lexicon.bodies.has(head)) {
        const body = this.#mostSalient(
          this.#mind,
          bearer =>
            (bearer.kind === 'organisation' || (bearer.kind === 'person' && !bearer.sure && !bearer.gender)) &&
            bearer.words !== undefined &&
            !this.#isPlace(bearer) &&
            this.#sentence - bearer.at <= BODY_REACH,
          // "the oil giant Exxon Mobil": what the draft has called a body is one.
          bearer => (bearer.roles.some(role => this.lexicon.bodies.has(role)) ? 2 : 1),
        );
        if (body !== undefined) return body;
      }
      if (!plural) {
        const byRole = this.#mostSalient(this.#byRole.get(head) ?? [], bearer => bearer.words !== undefined && bearer.kind !== 'document');
        if (byRole !== undefined && possessor === undefined) return byRole;
      }
      const byHead = this.#byHead.get(head)?.findLast(index => {
        const bearer = this.#bearers[index];
        return bearer !== undefined && agrees(bearer) && (possessor === undefined || bearer.owned);
      });
      if (byHead !== undefined) return byHead;
    }
    if (plural || possessor !== undefined) return undefined;
    const byWord = this.#mostSalient(this.#byWord.get(head) ?? [], bearer => bearer.kind !== 'person');
    if (byWord !== undefined) return byWord;
    if (this.lexicon.epithets.has(head))
      return this.#mostSalient(this.#mind, bearer => bearer.kind === 'person' && bearer.words !== undefined && (bearer.sure || bearer.gender !== undefined));
    return undefined;
  }

  #isPlace({ words = [] }: Bearer): boolean {
    return words.length <= 2 && this.lexicon.metonyms.has(words.join(' '));
  }

  #learn(index: number, description: Description): void {
    const bearer = this.#bearers[index];
    if (!bearer) return;
    const { words, sure, kind, gender, role, roles, head } = description;
    if (words && (bearer.words === undefined || (words.length > bearer.words.length && bearer.words.length === 1))) {
      bearer.words = words;
      bearer.name = description.name;
      this.#index(index, words, description.key);
    }
    if (sure && !bearer.sure) {
      bearer.sure = true;
      bearer.kind = kind;
    }
    if (gender) bearer.gender ??= gender;
    if (role !== undefined) bearer.role ??= role;
    if (!words) this.#addHead(index, head);
    for (const name of roles) this.#addRole(index, name);
  }

  #add(description: Description): number {
    const index = this.#bearers.length;
    const { name, words, kind, gender, identification, role, roles, head, modifiers, plural, possessor } = description;
    const full = words?.length === 1 && !description.sure ? this.#fullNames.get(words[0] ?? '') : undefined;
    this.#bearers.push({
      name,
      words,
      // A surname alone is a person's where the draft has the full name.
      kind: full ? 'person' : kind,
      sure: description.sure ?? words === undefined,
      gender,
      identification,
      role,
      reasonForAnonymity: undefined,
      roles: [],
      heads: [],
      modifiers,
      plural,
      owned: possessor !== undefined,
      mentions: [],
      spoke: false,
      salience: 0,
      at: this.#sentence,
    });
    if (words) this.#index(index, words, description.key);
    else {
      this.#byText.set(description.key, index);
      this.#addHead(index, head);
    }
    for (const word of roles) this.#addRole(index, word);
    return index;
  }

  #index(index: number, words: readonly string[], key: string): void {
    this.#byName.set(key, index);
    append(this.#byLast, words.at(-1) ?? '', index);
    if (words.length < 2) return;
    append(this.#byFirst, words[0] ?? '', index);
    for (const word of words) if (this.lexicon.organisationWords.has(word)) append(this.#byWord, word, index);
    if (words.length < 3 || this.#bearers[index]?.kind !== 'organisation') return;
    const initials = words.filter(word => !/^(?:of|for|the|and|&)$/u.test(word)).map(word => word[0]);
    if (initials.length > 2 && !this.#byName.has(initials.join(''))) this.#byName.set(initials.join(''), index);
  }

  #addHead(index: number, head: string): void {
    const bearer = this.#bearers[index];
    if (!bearer || head === '' || bearer.heads.includes(head)) return;
    bearer.heads.push(head);
    append(this.#byHead, head, index);
  }

  #addRole(index: number, role: string): void {
    const bearer = this.#bearers[index];
    if (!bearer || bearer.roles.includes(role)) return;
    bearer.roles.push(role);
    append(this.#byRole, role, index);
    for (const also of ALSO[role] ?? []) this.#addRole(index, also);
  }
}

/** Of the bearers of one name or role, so many are kept in mind: a draft has fewer, and a list of names stays quick to read. */
const MOST_ALIKE = 40;

function append(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [index]);
  else if (!list.includes(index)) {
    list.push(index);
    if (list.length > MOST_ALIKE) list.shift();
  }
}

/** Where an attribution is met when the block is read from left to right. */
function anchor({ attributions }: UnresolvedBlock, index: number): number {
  const attribution = attributions[index];
  return attribution?.source?.start ?? attribution?.span.start ?? 0;
}

/** "Donald Trump" and "Donald J. Trump", but not "Melania Trump"; "Mispronouncing Kamala Harris" holds "Kamala Harris". */
function sameName(a: readonly string[], b: readonly string[]): boolean {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (longer.at(-1) !== shorter.at(-1)) return false;
  const [first = ''] = shorter;
  const [other = ''] = longer;
  if (first === other || (/^\p{L}\.?$/u.test(first) && first[0] === other[0])) return true;
  return longer.length > shorter.length && shorter.every((word, i) => word === longer[longer.length - shorter.length + i]);
}

function commonFullNames(blocks: readonly UnresolvedBlock[], lexicon: AttributionLexicon): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, { readonly words: readonly string[]; count: number }>();
  const best = new Map<string, { readonly words: readonly string[]; count: number }>();
  for (const { mentions } of blocks)
    for (const { description } of mentions) {
      const { words, kind, key } = description;
      if (!words || words.length < 2 || kind !== 'person') continue;
      const last = words.at(-1) ?? '';
      if (lexicon.organisationWords.has(last)) continue;
      const entry = counts.get(key) ?? { words, count: 0 };
      entry.count++;
      counts.set(key, entry);
      if (entry.count > (best.get(last)?.count ?? 0)) best.set(last, entry);
    }
  return new Map([...best].map(([last, { words }]) => [last, words]));
}
