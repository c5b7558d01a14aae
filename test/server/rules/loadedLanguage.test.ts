import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { splitTerm } from '../../../server/src/rules/lexicon.js';
import { loadedLanguage } from '../../../server/src/rules/loadedLanguage.js';
import { type LoadedSense, loadLoadedTerms } from '../../../server/src/rules/loadedTerms.js';
import { testEnglish } from '../../support/english.js';
import { expectMarks, expectNoMarks } from '../../support/marked.js';
import { fixesOf, marksOf } from '../../support/rules.js';

const find = marksOf(loadedLanguage);

const CASES: Readonly<Record<Exclude<LoadedSense, 'scare'>, { marked: string; left: readonly string[] }>> = {
  label: {
    marked: `
      Talks with the regime in the capital broke down on Tuesday.
                     ^^^^^^ label
      Two thugs threw bottles at the bus.
          ^^^^^ label
      The bill would count illegal immigrants in each county.
                           ^^^^^^^^^^^^^^^^^^ label
      Most Democrat senators voted against it.
           ^^^^^^^^ label
      The Kiev regime ordered trucks. The Kremlin stooge ordered buses.
          ^^^^^^^^^^^ label
                                          ^^^^^^^^^^^^^^ label
      Few gun nuts met the gun-grabbers on Monday.
          ^^^^^^^^ label
                           ^^^^^^^^^^^^ label
      The far-left candidate lost to the hard-right one.
          ^^^^^^^^ label
                                         ^^^^^^^^^^ label
      He is a serial liar and a hypocrite.
              ^^^^^^^^^^^ label
                                ^^^^^^^^^ label
    `,
    left: [
      'The sanctions regime was extended to June.',
      'She follows a strict training regime.',
      'Surgeons decided on a radical mastectomy.',
      'The chemist measured free radicals in the sample.',
      'The film became a cult classic within a year.',
      'A flash mob danced at the station.',
      'The propaganda ministry was founded in 1933.',
      'Democrat Ana Lopez won the seat.',
      'The convicted war criminal died in custody.',
      'The dog groomer opened a second salon.',
    ],
  },
  euphemism: {
    marked: `
      Russia began its special military operation in 2022.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ euphemism
      Officials from former Ukraine arrived on Monday.
                     ^^^^^^^^^^^^^^ euphemism
      Building in Judea and Samaria went on.
                  ^^^^^^^^^^^^^^^^^ euphemism
      The agency used enhanced interrogation techniques on nine men.
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ euphemism
      Ships of three nations met in the West Philippine Sea.
                                        ^^^^^^^^^^^^^^^^^^^ euphemism
      Heirs of large farms pay the death tax.
                                   ^^^^^^^^^ euphemism
      The strike caused collateral damage, and 11 civilians died.
                        ^^^^^^^^^^^^^^^^^ euphemism
      The parade crossed Indian-occupied Kashmir.
                         ^^^^^^^^^^^^^^^^^^^^^^^ euphemism
    `,
    left: [
      'The army began an operation in the north.',
      'The former Ukrainian minister arrived on Monday.',
      'The kingdom of Judea fell to the Roman legions.',
      'The bank marked down the collateral.',
      'Police evacuated the building after the alarm.',
      'The West Bank city was quiet on Sunday.',
      'The estate tax brought in $30 billion.',
      'Firefighters liberated the trapped cat.',
    ],
  },
  editorial: {
    marked: `
      The minister clearly misread the law.
                   ^^^^^^^ editorial
      Unfortunately, the vote was delayed.
      ^^^^^^^^^^^^^ editorial
      The so-called reform passed in May.
          ^^^^^^^^^ editorial
      It was a shocking result for the party.
               ^^^^^^^^ editorial
      The notorious gang met in a swank hotel.
          ^^^^^^^^^ editorial
                                  ^^^^^ sensational
      His rambling speech ended with a bizarre joke.
          ^^^^^^^^ editorial
                                       ^^^^^^^ editorial
      Make no mistake, the law will pass.
      ^^^^^^^^^^^^^^^ editorial
    `,
    left: [
      'The label must be clearly visible.',
      'The witness could see clearly.',
      'The so-called Islamic State took the town.',
      'Each state is supposed to report by May.',
      'The patient went into shock.',
      'The historic district has 40 houses.',
      'The sisters are happily married.',
      'The raccoon was rabid.',
    ],
  },
  verb: {
    marked: `
      The senator slammed the budget.
                  ^^^^^^^ verb
      Ms. Lee claimed that the figures were old.
              ^^^^^^^ verb
      The minister admitted that the talks had failed.
                   ^^^^^^^^ verb
      The chairman blasts the mayor over taxes.
                   ^^^^^^ verb
      He is doubling down on the plan.
            ^^^^^^^^^^^^^^^^ verb
      She lashed out at her rivals and touted her own record.
          ^^^^^^^^^^^^^ verb
                                       ^^^^^^ verb
      The majority rammed the bill through in one night.
                   ^^^^^^^^^^^^^^^^^^^^^^^ verb
    `,
    left: [
      'The truck slammed into a wall.',
      'The group claimed responsibility for the attack.',
      'The fire claimed three lives.',
      'He was admitted to hospital on Friday.',
      'The team conceded two goals in the first half.',
      'The court refused bail.',
      'The company touted tickets outside the hall.',
      'The rocket blasted off at noon.',
      'He confessed to the murder in court.',
      'The ship lies in the harbor.',
    ],
  },
  sensational: {
    marked: `
      The report was a bombshell for the ministry.
                       ^^^^^^^^^ sensational
      A firestorm followed the remarks.
        ^^^^^^^^^ sensational
      The committee met behind closed doors.
                        ^^^^^^^^^^^^^^^^^^^ sensational
      Rents have skyrocketed since 2019.
                 ^^^^^^^^^^^ sensational
      The debate turned into a dumpster fire.
                               ^^^^^^^^^^^^^ sensational
      The candidate was trounced in the primary.
                        ^^^^^^^^ sensational
      The decision threw a wrench in the plan.
                   ^^^^^^^^^^^^^^^^^ sensational
    `,
    left: [
      'The team played its match behind closed doors, without fans in the stadium.',
      'The firestorm burned 400 acres.',
      'Fireworks skyrocketed over the bay.',
      'The army trounced the rebels.',
      'Volunteers pulled the dog from the river.',
      'A landslide buried the road.',
      'Divers found an unexploded bombshell of the Wehrmacht.',
      'The plane went into a tailspin.',
    ],
  },
};

describe('loaded-language', () => {
  for (const [sense, { marked, left }] of Object.entries(CASES)) {
    it(`marks words of the sense ${sense}`, () => expectMarks(find, marked));
    for (const text of left) it(`leaves alone, for all that looks like the sense ${sense}: ${text}`, () => expectNoMarks(find, text));
  }

  describe('knows whose word it is', () => {
    it('does not mark the words of a quotation', () =>
      expectNoMarks(find, '“The regime is a bunch of thugs,” Ms. Lee said. He called the vote “a disgraceful sham”.'));
    it('does not mark a block quotation', () => expectNoMarks(find, '> The regime is a bunch of thugs.'));
    it('does not mark what a named source is reported to have said', () =>
      expectNoMarks(find, 'Prime Minister Ana Lopez said the regime had sent thugs to the square.'));
    it('marks the verb that reports it', () =>
      expectMarks(
        find,
        `
          Prime Minister Ana Lopez claimed the regime had fallen.
                                   ^^^^^^^ verb
        `,
      ));
  });

  describe('finds a term', () => {
    it('in headlines and captions, whatever their capitals', () =>
      expectMarks(
        find,
        `
          # Mayor Slams Council Over Budget
                  ^^^^^ verb
          ! A supporter of the regime at the gate.
                               ^^^^^^ label
        `,
      ));
    it('with hyphens of several kinds and curly apostrophes', () =>
      expectMarks(
        find,
        `
          The far‑left group and the so‑called expert couldn’t help but cheer.
              ^^^^^^^^ label
                                     ^^^^^^^^^ editorial
                                                      ^^^^^^^^^^^^^^^^^ editorial
        `,
      ));
    it('the longest one first', () =>
      expectMarks(
        find,
        `
          The Assad regime fell.
              ^^^^^^^^^^^^ label
        `,
      ));
    it('not in code, and not as a part of a longer compound', () => expectNoMarks(find, 'The anti-regime-change group met.\n    const regime = 1;'));
  });

  describe('reads quotation marks', () => {
    it('as scare quotes where nobody is quoted', () =>
      expectMarks(
        find,
        `
          These “experts” work for the ministry.
                ^^^^^^^^^ scare
          Nobody has counted the “volunteers” in the north.
                                 ^^^^^^^^^^^^ scare
          The "reform" took effect in May.
              ^^^^^^^^ scare
          The plan was drawn up by the “advisers” of the mayor.
                                       ^^^^^^^^^^ scare
          Those “peaceful” crowds came back on Sunday.
                ^^^^^^^^^^ scare
          The “charity” owns nine houses.
              ^^^^^^^^^ scare
        `,
      ));
    for (const text of [
      'Ms. Lee called the “experts” a disgrace.',
      'The minister said the “experts” were wrong.',
      'She wrote the novel “Beloved” in 1987.',
      'The word “reform” comes from Latin.',
      'The mayor promised a “fresh start” and “new faces” on Monday.',
      '“We will go,” she said.',
    ]) {
      it(`as a quotation, a title or a word: ${text}`, () => expectNoMarks(find, text));
    }
  });

  it('says what the word does and what would be neutral', () => {
    const [fix] = fixesOf(loadedLanguage, 'Talks with the regime broke down.', 'regime');
    assert.equal(fix?.mark.message, '“regime” takes a side: calls a government illegitimate. Neutral: government, administration.');
    assert.match(fix?.mark.why ?? '', /^Calls a government illegitimate\. /);
  });
});

describe('fixes of loaded language', () => {
  const results = (line: string, words: string) => fixesOf(loadedLanguage, line, words).map(fix => fix.result);

  it('put a verb into the form that it replaces', () => {
    assert.ok(results('The senator slammed the budget.', 'slammed').includes('The senator criticized the budget.'));
    assert.ok(results('The senator slams the budget.', 'slams').includes('The senator criticizes the budget.'));
    assert.ok(results('She is slamming the budget.', 'slamming').includes('She is criticizing the budget.'));
    assert.ok(results('He claimed that it rained.', 'claimed').includes('He said that it rained.'));
  });

  it('keep a negation grammatical', () => {
    assert.ok(results('She dodged the question.', 'dodged').includes('She did not answer the question.'));
    assert.ok(results('He is dodging the question.', 'dodging').includes('He is not answering the question.'));
  });

  it('keep what stands within a term', () => {
    assert.ok(results('The majority rammed the bill through.', 'rammed the bill through').includes('The majority passed the bill.'));
    assert.ok(results('They foisted the plan on voters.', 'foisted the plan on').includes('They imposed the plan on voters.'));
  });

  it('keep number, capitals and the article right', () => {
    assert.ok(results('Two thugs threw bottles.', 'thugs').includes('Two attackers threw bottles.'));
    assert.ok(results('A thug threw bottles.', 'thug').includes('An attacker threw bottles.'));
    assert.ok(results('They met an illegal immigrant there.', 'illegal immigrant').includes('They met an immigrant without legal status there.'));
    assert.ok(results('Illegal immigrants worked there.', 'Illegal immigrants').includes('Immigrants without legal status worked there.'));
    assert.ok(results('He met a hardliner there.', 'hardliner').includes('He met a conservative there.'));
  });

  it('delete an adverb with its comma and give the next word its capital', () => {
    assert.ok(results('Unfortunately, the vote was delayed.', 'Unfortunately').includes('The vote was delayed.'));
    assert.ok(results('The minister clearly misread the law.', 'clearly').includes('The minister misread the law.'));
    assert.ok(results('The vote, unfortunately, was delayed.', 'unfortunately').includes('The vote was delayed.'));
    assert.ok(results('The vote was delayed, unfortunately.', 'unfortunately').includes('The vote was delayed.'));
    assert.ok(results('It was a bizarre end.', 'bizarre').includes('It was an end.'));
  });

  it('delete nothing that the sentence needs', () => {
    for (const [text, words] of [
      ['The plan is disastrous.', 'disastrous'],
      ['Voters found the debate chaotic.', 'chaotic'],
      ['It was a very chaotic meeting.', 'chaotic'],
      ['It was a disastrous and chaotic year.', 'disastrous'],
      ['It was a disastrous and chaotic year.', 'chaotic'],
      ['It was a disastrous, chaotic year.', 'chaotic'],
    ] as const) {
      assert.deepEqual(
        fixesOf(loadedLanguage, text, words).filter(({ title }) => title.startsWith('Delete')),
        [],
        text,
      );
    }
  });

  it('attribute a label or a euphemism to whoever uses it', () => {
    const [fix] = fixesOf(loadedLanguage, 'Russia began its special military operation in 2022.', 'special military operation').filter(({ title }) =>
      title.startsWith('Attribute'),
    );
    assert.equal(fix?.result, 'Russia began what [source TK] calls its “special military operation” in 2022.');
    assert.match(fix?.edits[0]?.snippet ?? '', /^what \$\{1.*calls its “special military operation”\$0$/);
  });

  it('are never safe to apply without a decision', () => {
    for (const fix of fixesOf(loadedLanguage, 'Talks with the regime broke down.', 'regime')) assert.notEqual(fix.safe, true);
  });
});

describe('the list of loaded terms', () => {
  const { terms, senses } = loadLoadedTerms();

  it('has at least 300 terms in six senses', () => {
    assert.ok(terms.length >= 300);
    assert.deepEqual([...senses.keys()].sort(), ['editorial', 'euphemism', 'label', 'scare', 'sensational', 'verb']);
  });

  it('gives every term a part of speech, a reason in one clause, and something to do about it', () => {
    for (const { words, part, why, alternatives, deletable, weight, priority } of terms) {
      assert.match(words, /\p{L}/u);
      assert.ok(['verb', 'noun', 'adjective', 'adverb', 'phrase'].includes(part), words);
      assert.match(why, /^[^.]{8,110}$/, `${words}: ${why}`);
      assert.ok(weight >= 0 && weight <= 1, words);
      assert.ok(priority === 'must' || priority === 'should', words);
      assert.ok(
        alternatives.every(word => word.trim() === word && word !== '' && word.toLowerCase() !== words.toLowerCase()),
        words,
      );
      assert.equal(deletable && (part === 'verb' || part === 'noun'), false, `${words} cannot just be deleted`);
    }
  });

  it('has no term twice', () => {
    const seen = new Map<string, number>();
    for (const { words, part, only } of terms) {
      const key = `${splitTerm(words).join(' ').replaceAll(' -', '-')} ${part} ${only ? JSON.stringify(only) : ''}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    assert.deepEqual(
      [...seen].filter(([, count]) => count > 1),
      [],
    );
  });

  it('has alternatives that English can inflect', () => {
    const english = testEnglish();
    for (const { words, part, alternatives } of terms) {
      if (part !== 'verb') continue;
      for (const alternative of alternatives) {
        const verb = alternative.split(' ')[0] ?? '';
        if (verb === 'not') continue;
        assert.equal(english.lemma({ lower: verb, pos: 'VERB' }), verb, `${words}: ${alternative} is not in dictionary form`);
        assert.match(english.inflectLike(verb, { lower: 'walked', pos: 'VERB' }), /^\p{L}{2,}$/u);
      }
    }
  });

  it('reads any text without failing, and marks whole words of it', () => {
    const piece = fc.constantFrom(
      'regime',
      'so-called',
      'slammed',
      'the',
      'a',
      '“',
      '”',
      '"',
      "'",
      '-',
      '—',
      ',',
      '.',
      'Democrat',
      'party',
      'claimed',
      'TK',
      '🙂',
      '\u200b',
      'İ',
      'said',
      'Smith',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(' ', ''), (pieces, gap) => {
        const text = pieces.join(gap).trim();
        for (const { start, end } of find(text)) assert.ok(start >= 0 && start < end && end <= text.length);
      }),
    );
  });
});
