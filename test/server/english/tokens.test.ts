import assert from 'node:assert/strict';
import { createEnglish } from '../../../server/src/english/index.js';

const english = createEnglish({});

function tokensOf(text: string): string[] {
  return english.read(text).sentences.flatMap(sentence => sentence.tokens.map(token => token.text));
}

/** The tokens of the example are what stands between its spaces; `read` is the text as it is written. */
function cuts(behaviour: string, examples: Readonly<Record<string, string>>): void {
  it(behaviour, () => {
    for (const [text, tokens] of Object.entries(examples)) assert.deepEqual(tokensOf(text), tokens.split(' '), text);
  });
}

describe('tokens', () => {
  cuts('are words and marks', { 'He left, then (maybe) came back.': 'He left , then ( maybe ) came back .', '“Stop!” she said.': '“ Stop ! ” she said .' });
  cuts('part clitics and possessives from their word', {
    "She didn't say it's theirs.": "She did n't say it 's theirs .",
    'They’re the mayor’s friends': 'They ’re the mayor ’s friends',
    "the workers' rights": "the workers ' rights",
    'We cannot go, I’m gonna stay.': 'We can not go , I ’m gon na stay .',
    "The U.S.'s role": "The U.S. 's role",
  });
  cuts('keep names with an apostrophe whole', { "O'Brien met D’Angelo": "O'Brien met D’Angelo" });
  cuts('are cut at hyphens but behind a prefix', {
    'a well-known ex-mayor re-elected': 'a well - known ex-mayor re-elected',
    'anti-war non-voters': 'anti-war non-voters',
    'the UN-led talks': 'the UN - led talks',
    'a 5-year-old': 'a 5 - year - old',
  });
  cuts('keep numbers whole and part their units', {
    'It rose 1,234.5% to $17.45.': 'It rose 1,234.5 % to $ 17.45 .',
    'US$5bn at 10:30pm on 3/4/2025': 'US$ 5 bn at 10:30 pm on 3/4/2025',
    'the 1990s, the 21st and ’90s': 'the 1990s , the 21st and ’90s',
    '52–48': '52 – 48',
    'Call 202-555-0143 now': 'Call 202-555-0143 now',
  });
  cuts('keep abbreviations with their stop', {
    'Mr. Roe of Acme Inc. in the U.S. at 5 p.m. today': 'Mr. Roe of Acme Inc. in the U.S. at 5 p.m. today',
    'Prof. A. Lee, Ph.D., etc.': 'Prof. A. Lee , Ph.D. , etc.',
  });
  cuts('leave the stop to words that only look like abbreviations', {
    'It was no fig.': 'It was no fig .',
    'He went to mass.': 'He went to mass .',
    'The art. It sold.': 'The art . It sold .',
  });
  cuts('keep addresses whole', {
    'See https://example.com/a?b=1, or (www.example.org).': 'See https://example.com/a?b=1 , or ( www.example.org ) .',
    'Mail desk@example.co.uk or example.com.': 'Mail desk@example.co.uk or example.com .',
    'from @newsdesk on #budget2025': 'from @newsdesk on #budget2025',
  });
  cuts('keep letters of all scripts and their marks', {
    'Erdoğan, Wałęsa and Zażółć': 'Erdoğan , Wałęsa and Zażółć',
    'Nǐ hǎo Łódź': 'Nǐ hǎo Łódź',
    'cafe\u0301 nai\u0308ve': 'cafe\u0301 nai\u0308ve',
    '\u{1d4d0}\u{1d4d1} fell': '\u{1d4d0}\u{1d4d1} fell',
  });
  cuts('keep an emoji with what is joined to it', { 'Yes 👍🏽 👩‍👩‍👧 🇺🇦 ok': 'Yes 👍🏽 👩‍👩‍👧 🇺🇦 ok' });
  cuts('take runs of marks as one', { 'Well... no -- yes!? “…”': 'Well ... no -- yes !? “ … ”', "``Yes,'' he said": "`` Yes , '' he said" });

  it('are parted by every kind of space', () => {
    for (const space of ['\u00a0', '\u2009', '\u202f', '\u2028', '\u3000', '\ufeff', '\u200b', '\r\n', '\t'])
      assert.deepEqual(tokensOf(`one${space}two`), ['one', 'two'], JSON.stringify(space));
  });

  it('hold soft hyphens and joiners in their word', () => {
    assert.deepEqual(tokensOf('govern\u00adment of\u2060fice'), ['govern\u00adment', 'of\u2060fice']);
  });

  it('give their lower case with straight apostrophes', () => {
    const lowers = english.read('She’S IN ŁÓDŹ').sentences.flatMap(sentence => sentence.tokens.map(token => token.lower));
    assert.deepEqual(lowers, ['she', "'s", 'in', 'łódź']);
  });
});
