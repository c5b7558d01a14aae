import type { Span } from '../draft/types.js';
import type { English, EnglishReading, Token } from '../english/types.js';
import type { LocalAttribution } from './attribute.js';
import type { AttributionLexicon } from './lexicon.js';
import type { Attribution, Identification, Mention, Source, SourceKind } from './types.js';

/** A block with its attributions before their speakers are known. */
export interface UnresolvedBlock {
  /** Index of the block in the draft. */
  readonly index: number;
  readonly english: EnglishReading;
  readonly attributions: readonly LocalAttribution[];
  /** Full names in the block; see `fullNames`. */
  readonly names: ReadonlyMap<string, string>;
}

interface Draftable {
  name: string;
  surname?: string;
  kind: SourceKind;
  identification: Identification;
  role?: string;
  reasonForAnonymity?: string;
  heads: Set<string>;
  mentions: Mention[];
}

/** What a source phrase says about its bearer. */
interface Description {
  readonly kind: SourceKind;
  readonly identification: Identification;
  readonly name: string;
  readonly surname?: string;
  readonly role?: string;
  /** Lemma of the head noun. */
  readonly head: string;
  /** A surname alone, whose full name may stand elsewhere. */
  readonly bare?: boolean;
  /** An organisation by its words, whatever names the draft has. */
  readonly surely?: boolean;
  readonly definite: boolean;
  readonly pronoun: boolean;
  readonly plural: boolean;
}

const PERSON_PRONOUNS = new Set(['he', 'she']);
const PRONOUNS = new Set(['he', 'she', 'they', 'it', 'who', 'which', 'that', 'this', 'these', 'those', 'i', 'we', 'you']);
const FIRST_PERSON = /^(?:i|we|you)$/iu;
const REASON =
  /\b(?:condition(?:ed)? (?:of|on) anonymity|asked not to be (?:named|identified)|declined to be (?:named|identified)|not (?:authori[sz]ed|allowed|permitted) to (?:speak|comment|discuss|talk)|requested anonymity|(?:granted|given) anonymity|for fear of (?:retaliation|reprisals?|retribution)|spoke anonymously)\b/iu;

/** Finds the sources of drafts; keeps what each source phrase says of its bearer for as long as its block is kept. */
export interface SpeakerResolver {
  /** Who each attribution's source is, over the whole draft. Linear in the number of attributions times the number of sources. */
  resolve(blocks: readonly UnresolvedBlock[]): { attributions: Attribution[][]; sources: Source[] };
}

type DescribeOnce = (attribution: LocalAttribution, reading: EnglishReading, source: Span) => Description;

export function createSpeakerResolver(english: English, lexicon: AttributionLexicon): SpeakerResolver {
  const descriptions = new WeakMap<LocalAttribution, Description>();
  const describeOnce: DescribeOnce = (attribution, reading, source) => {
    const known = descriptions.get(attribution);
    if (known) return known;
    const description = describe(english, lexicon, tokensIn(reading, source), reading.text);
    descriptions.set(attribution, description);
    return description;
  };
  return { resolve: blocks => resolve(blocks, describeOnce) };
}

function resolve(blocks: readonly UnresolvedBlock[], describeOnce: DescribeOnce): { attributions: Attribution[][]; sources: Source[] } {
  const names = new Map<string, string>();
  for (const block of blocks) for (const [surname, name] of block.names) if (!names.has(surname)) names.set(surname, name);
  const sources: Draftable[] = [];
  let lastPerson: number | undefined;
  let last: number | undefined;
  const resolved: Attribution[][] = [];
  const pending: { block: number; index: number }[] = [];

  blocks.forEach((block, b) => {
    const list: Attribution[] = [];
    resolved.push(list);
    block.attributions.forEach((local, i) => {
      let speaker: number | undefined;
      let identification: Identification;
      if (local.cueKind === 'agentless') identification = 'agentless';
      else if (!local.source) {
        if (local.carriedFrom === 'after') {
          pending.push({ block: b, index: i });
          identification = 'vague';
        } else {
          speaker = last;
          identification = speaker === undefined ? 'vague' : (sources[speaker]?.identification ?? 'vague');
        }
      } else {
        const description = withFullName(describeOnce(local, block.english, local.source), names);
        speaker = find(sources, description, last, lastPerson);
        // A pronoun makes no source of its own: nobody was named whom it could mean, or it is the writer's "I".
        if (speaker === undefined && !description.pronoun) {
          speaker = sources.length;
          sources.push({
            name: description.name,
            ...(description.surname !== undefined && { surname: description.surname }),
            kind: description.kind,
            identification: description.identification,
            ...(description.role !== undefined && { role: description.role }),
            heads: new Set([description.head]),
            mentions: [],
          });
        } else if (speaker !== undefined && !description.pronoun) {
          const known = sources[speaker];
          known?.heads.add(description.head);
          if (known && description.role !== undefined) known.role ??= description.role;
        }
        const source = speaker === undefined ? undefined : sources[speaker];
        identification = source?.identification ?? description.identification;
        if (source) {
          source.mentions.push({ block: block.index, start: local.source.start, end: local.source.end });
          if (identification === 'described' || identification === 'vague') {
            const sentence = block.english.sentences.find(s => s.start <= (local.source?.start ?? 0) && s.end > (local.source?.start ?? 0));
            const reason = sentence && REASON.exec(block.english.text.slice(sentence.start, sentence.end));
            if (reason) {
              source.reasonForAnonymity = reason[0];
              if (source.identification === 'described') source.identification = identification = 'reasoned';
            }
          }
          if (source.kind === 'person') lastPerson = speaker;
        }
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
  });
  for (const { block, index } of pending) {
    const list = resolved[block] ?? [];
    const next = list.slice(index + 1).find(a => a.speaker !== undefined);
    const attribution = list[index];
    if (attribution && next?.speaker !== undefined) list[index] = { ...attribution, speaker: next.speaker, identification: next.identification };
  }
  return { attributions: resolved, sources: sources.map(({ heads: _heads, surname: _surname, ...source }) => source) };
}

function tokensIn(reading: EnglishReading, span: Span): Token[] {
  const found: Token[] = [];
  for (const sentence of reading.sentences) {
    if (sentence.end <= span.start || sentence.start >= span.end) continue;
    for (const token of sentence.tokens) if (token.start < span.end && token.end > span.start) found.push(token);
  }
  return found;
}

/** Full names of people by surname: a later "Peskov" is then a person, and known. */
export function fullNames(reading: EnglishReading, lexicon: AttributionLexicon): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const sentence of reading.sentences) {
    let run: Token[] = [];
    for (const token of [...sentence.tokens, undefined]) {
      if (token?.pos === 'PROPN') {
        run.push(token);
        continue;
      }
      const words = run.length < 2 ? [] : run.filter(t => !lexicon.titles.has(t.lower.replace(/\.$/u, '')) && t.text !== ',');
      const surname = words.at(-1);
      if (surname && words.length >= 2 && words.length <= 4 && !words.some(t => lexicon.organisationWords.has(t.lower)) && !names.has(surname.lower))
        names.set(surname.lower, words.map(t => t.text).join(' '));
      run = [];
    }
  }
  return names;
}

/** A surname alone takes the full name that the draft has for it, and with it is a person. */
function withFullName(description: Description, names: ReadonlyMap<string, string>): Description {
  const full = description.bare && description.surname !== undefined ? names.get(description.surname) : undefined;
  return full === undefined
    ? description
    : { ...description, name: full, kind: description.kind === 'organisation' && description.surely ? 'organisation' : 'person' };
}

function describe(english: English, lexicon: AttributionLexicon, tokens: readonly Token[], view: string): Description {
  const wordsOf = (run: readonly Token[]): string => view.slice(run[0]?.start ?? 0, run.at(-1)?.end ?? 0);
  const text = wordsOf(tokens);
  const first = tokens[0];
  // The head phrase: up to the first comma, preposition or verb.
  let end = tokens.findIndex((t, i) => i > 0 && (t.text === ',' || t.pos === 'ADP' || t.pos === 'VERB' || t.lower === 'who' || t.pos === 'SCONJ'));
  if (end < 0) end = tokens.length;
  let headPhrase = tokens.slice(0, end);
  // "some of the senators", "one of the men": the head is what follows.
  if (headPhrase.length > 0 && headPhrase.every(t => ['DET', 'NUM', 'PRON', 'ADJ', 'ADV'].includes(t.pos)) && tokens[end]?.lower === 'of')
    headPhrase = [...headPhrase, ...tokens.slice(end + 1)];
  const nouns = headPhrase.filter(t => t.pos === 'NOUN' || t.pos === 'PROPN');
  const head = nouns.at(-1) ?? headPhrase.at(-1) ?? first;
  const headLemma = head ? english.lemma({ lower: head.lower, pos: 'NOUN' }) : '';
  const definite =
    first !== undefined &&
    (/^(?:the|this|that|these|those|his|her|its|their|our|my|both)$/u.test(first.lower) || headPhrase.some(t => /^['’]s?$/u.test(t.lower)));
  const plural = head !== undefined && head.pos === 'NOUN' && head.lower !== headLemma;
  const base = { name: text, head: headLemma, definite, pronoun: false, plural };
  if (!head || !first) return { ...base, kind: 'unknown', identification: 'vague' };
  if (tokens.length === 1 && PRONOUNS.has(first.lower)) {
    return { ...base, kind: PERSON_PRONOUNS.has(first.lower) ? 'person' : 'unknown', identification: 'named', pronoun: true };
  }
  if (lexicon.vaguePronouns.has(head.lower) && nouns.length === 0) return { ...base, kind: 'group', identification: 'vague' };
  const properRun = trailingProper(headPhrase);
  const properElsewhere = tokens.some(t => t.pos === 'PROPN');
  if (/^(?:sources?|insiders?|whistleblowers?)$/u.test(head.lower)) {
    const outlet = headPhrase
      .filter(t => t.pos === 'PROPN')
      .some(t => /^(?:news|times|post|journal|cnn|bbc|reuters|ap|nbc|abc|cbs|fox|politico|axios|bloomberg|guardian|telegraph|herald|tribune)$/u.test(t.lower));
    if (outlet) return { ...base, kind: 'group', identification: 'secondhand' };
    const role =
      headPhrase.length > 1 &&
      headPhrase.some(
        t =>
          t !== head &&
          ['NOUN', 'ADJ', 'PROPN'].includes(t.pos) &&
          !/^(?:anonymous|unnamed|other|several|inside|informed|reliable|one|two|multiple|many)$/u.test(t.lower),
      );
    return { ...base, kind: plural ? 'group' : 'person', identification: role ? 'described' : 'vague' };
  }
  const unnamedRole = lexicon.roles.has(headLemma) || lexicon.vague.has(headLemma);
  if (properRun.length > 0 && !(unnamedRole && head.pos === 'NOUN')) {
    // "Water Minister Tomas Reyl": the name begins behind the last title.
    const afterTitle = properRun.slice(properRun.findLastIndex(t => lexicon.titles.has(t.lower.replace(/\.$/u, ''))) + 1);
    const personal = afterTitle;
    const named = personal.length === 0 ? properRun : lexicon.organisationWords.has(personal.at(-1)?.lower ?? '') ? withOf(tokens, personal) : personal;
    const organisation = named.some(t => lexicon.organisationWords.has(t.lower)) || (named.length === 1 && /^[\p{Lu}.]{2,}$/u.test(named[0]?.text ?? ''));
    // Parties that speak as such ("Democrats say") are actors of the story; "some Republicans" is nobody.
    if (
      named.length === 1 &&
      properRun.length === headPhrase.length &&
      lexicon.roles.has(english.lemma({ lower: head.lower, pos: 'NOUN' })) &&
      head.lower.endsWith('s')
    ) {
      return { ...base, kind: 'group', identification: 'named' };
    }
    const surname = named.at(-1)?.lower ?? '';
    const person =
      !organisation &&
      (personal.length < properRun.length || named.length >= 2 || headPhrase.some(t => t.pos === 'NOUN' && lexicon.roles.has(english.lemma(t))));
    const role = roleOf(lexicon, english, tokens, properRun, wordsOf);
    return {
      ...base,
      kind: organisation ? 'organisation' : person ? 'person' : 'organisation',
      identification: 'named',
      name: wordsOf(named),
      surname,
      bare: named.length === 1,
      surely: organisation,
      ...(role !== undefined && { role }),
    };
  }
  // A name in an appositive: "a spokesman, John Smith".
  const comma = tokens.findIndex(t => t.text === ',');
  if (comma > 0) {
    const after = trailingProper(tokens.slice(comma + 1));
    const run = tokens.slice(comma + 1).filter(t => t.pos === 'PROPN');
    if (after.length > 0 && run.length >= 2 && tokens[comma + 1]?.pos === 'PROPN') {
      return {
        ...base,
        kind: 'person',
        identification: 'named',
        name: wordsOf(run),
        surname: run.at(-1)?.lower ?? '',
        role: wordsOf(headPhrase),
      };
    }
  }
  if (lexicon.documents.has(headLemma)) {
    const vague = !definite && !properElsewhere;
    // "polls show" is the common shorthand for published figures; one study that is not named could have been.
    return { ...base, kind: 'document', identification: vague && !plural ? 'described' : 'named' };
  }
  if (/^(?:spokes(?:man|woman|person|people)|representative)$/u.test(headLemma) && (properElsewhere || definite || tokens.length > 2))
    return { ...base, kind: 'organisation', identification: 'named' };
  if (
    /^(?:police|investigators|prosecutors|detectives|firefighters|deputies|authorities)$/u.test(head.lower) ||
    (lexicon.institutions.has(headLemma) && !plural)
  ) {
    const indefinite = first.lower === 'a' || first.lower === 'an' || first.lower === 'one' || first.lower === 'another';
    return { ...base, kind: 'organisation', identification: indefinite && !properElsewhere ? 'described' : 'named' };
  }
  if (lexicon.vague.has(headLemma)) {
    // "the researchers say": the draft has told who they are. "The critics" remain nobody.
    if (definite && !/^(?:critic|opponent|supporter|observer|expert)$/u.test(headLemma)) return { ...base, kind: 'group', identification: 'named' };
    return { ...base, kind: plural ? 'group' : 'person', identification: properElsewhere && !plural ? 'described' : 'vague' };
  }
  if (lexicon.roles.has(headLemma)) {
    const kind = plural ? 'group' : 'person';
    // "ICE officials said" is the agency speaking; "U.S. officials" could be anybody's.
    const body = headPhrase.some(
      t =>
        t.pos === 'PROPN' &&
        !/^(?:u\.?s\.?|us|american|federal|western|israeli|russian|ukrainian|european|british|french|german|iranian|chinese|democratic|republican)$/iu.test(
          t.text,
        ),
    );
    if (plural && body && /^(?:official|authority|representative|leader)$/u.test(headLemma)) return { ...base, kind: 'organisation', identification: 'named' };
    // "the judge", "her lawyers", "the shooter’s neighbor": tied to a person or body that the draft tells of.
    if (definite && !/^(?:official|source|aide|insider|whistleblower)$/u.test(headLemma)) return { ...base, kind, identification: 'named' };
    // Parties and professions that speak as a group ("Democrats argued", "lawyers say") are actors of the story.
    if (plural && headPhrase.length === 1 && !/^(?:official|aide|authority|diplomat|resident|witness|staffer|adviser|advisor)$/u.test(headLemma))
      return { ...base, kind, identification: 'named' };
    return { ...base, kind, identification: 'described' };
  }
  if (first.lower === 'some' || first.lower === 'many' || first.lower === 'others' || first.lower === 'several')
    return { ...base, kind: 'group', identification: plural ? 'described' : 'vague' };
  if (lexicon.institutions.has(headLemma)) return { ...base, kind: 'group', identification: definite || properElsewhere ? 'named' : 'described' };
  // Neither a name nor a known role: a thing or an unlisted noun; nothing is said of it.
  return { ...base, kind: 'unknown', identification: 'named' };
}

/** "the Office for Budget Responsibility": the name of a body goes on over "of" and "for". */
function withOf(tokens: readonly Token[], name: readonly Token[]): readonly Token[] {
  let end = tokens.indexOf(name.at(-1) as Token) + 1;
  while (/^(?:of|for)$/u.test(tokens[end]?.lower ?? '')) {
    let next = end + 1;
    while (tokens[next]?.lower === 'the' || tokens[next]?.pos === 'PROPN') next++;
    if (tokens[next - 1]?.pos !== 'PROPN') break;
    end = next;
  }
  return tokens.slice(tokens.indexOf(name[0] as Token), end);
}

function trailingProper(tokens: readonly Token[]): Token[] {
  const run: Token[] = [];
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (!token) break;
    if (token.pos === 'PROPN' || (run.length > 0 && token.lower === 'of' && tokens[i - 1]?.pos === 'PROPN')) run.unshift(token);
    else if (run.length === 0 && (token.lower === "'s" || token.pos === 'PUNCT' || token.pos === 'NUM')) continue;
    else break;
  }
  return run;
}

/** "Kremlin spokesperson", "the ministry's director": the words beside the name that tell its bearer's place. */
function roleOf(
  lexicon: AttributionLexicon,
  english: English,
  tokens: readonly Token[],
  name: readonly Token[],
  wordsOf: (run: readonly Token[]) => string,
): string | undefined {
  const firstName = name.find(t => !lexicon.titles.has(t.lower.replace(/\.$/u, '')));
  const at = firstName ? tokens.indexOf(firstName) : -1;
  const before = tokens.slice(0, Math.max(0, at));
  if (before.some(t => t.pos === 'NOUN' || lexicon.titles.has(t.lower.replace(/\.$/u, '')))) {
    return wordsOf(before.at(-1)?.text === ',' ? before.slice(0, -1) : before);
  }
  const comma = tokens.findIndex((t, i) => i > at && t.text === ',');
  if (comma > 0 && tokens.slice(comma + 1).some(t => t.pos === 'NOUN' && lexicon.roles.has(english.lemma(t)))) return wordsOf(tokens.slice(comma + 1));
  return undefined;
}

function find(sources: readonly Draftable[], description: Description, last: number | undefined, lastPerson: number | undefined): number | undefined {
  if (description.pronoun) return FIRST_PERSON.test(description.name) ? undefined : description.kind === 'person' ? (lastPerson ?? last) : last;
  if (description.identification === 'named' && description.surname !== undefined) {
    const wanted = description.name.toLowerCase();
    for (let i = sources.length - 1; i >= 0; i--) {
      const source = sources[i];
      if (source?.surname === undefined) continue;
      if (source.name.toLowerCase() === wanted) return i;
      if (source.surname === description.surname && (!description.name.includes(' ') || !source.name.includes(' '))) return i;
    }
    return undefined;
  }
  for (let i = sources.length - 1; i >= 0; i--) {
    const source = sources[i];
    if (!source) continue;
    // "the official" after "a senior official": the same; "the spokesman" after "spokesman John Lee": the named one.
    if (description.definite && !description.plural && source.heads.has(description.head)) return i;
    if (description.definite && source.role && description.head && source.role.toLowerCase().split(/\W+/u).includes(description.head)) return i;
    if (!description.definite && source.identification === description.identification && source.name.toLowerCase() === description.name.toLowerCase()) return i;
  }
  return undefined;
}
