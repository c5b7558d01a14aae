/** Letters whose names begin with a vowel sound: an FBI agent, an NGO. */
const VOWEL_NAMED = /^[AEFHILMNORSX]/i;
const SILENT_H = /^(?:hour|honou?r|honest|heir|homage)/i;
/** Written with a vowel, said with a consonant: a European, a one-off, a union. */
const CONSONANT_SOUND = /^(?:eu|ew|one(?![a-z])|once|ouija|u(?:ni(?!n|m|den)|k|bi|r[aeiu](?!d)|s[aeiu]|t[aeiou]|fo\b|ro|gand))/i;
/** Acronyms that are said as words. */
const SAID_AS_WORD =
  /^(?:NATO|NASA|NAFTA|NIMBY|LIDAR|MENSA|SWAT|SARS|FEMA|FIFA|HAMAS|RADAR|SONAR|LASER|SCUBA|MERS|NOAA|SALT|SEAL|REIT|MAGA|FARC|HUD|LULAC|NASDAQ|SCOTUS|FLOTUS|FOIA)s?$/;

/** `an` before a vowel sound, else `a`; `word` is what follows, marks before it are passed over. */
export function indefiniteArticle(word: string): 'a' | 'an' {
  const said = /[\p{L}\p{N}].*/su.exec(word.slice(0, 64))?.[0] ?? '';
  const first = /^[\p{L}\p{M}]+/u.exec(said)?.[0] ?? '';
  if (first === '') return /^(?:8|11(?!\d)|18(?!\d)|1[18],?\d{3}(?!\d)(?!,))/.test(said) ? 'an' : 'a';
  if (first.length === 1 || /^(?:\p{L}\.)+/u.test(said)) return VOWEL_NAMED.test(first) ? 'an' : 'a';
  if (/^\p{Lu}{2,}s?$/u.test(first) && !SAID_AS_WORD.test(first) && (first.length <= 3 || !/[AEIOU]/.test(first.slice(1))))
    return VOWEL_NAMED.test(first) ? 'an' : 'a';
  if (SILENT_H.test(first)) return 'an';
  const plain = first.normalize('NFD').replace(/\p{M}/gu, '');
  if (CONSONANT_SOUND.test(plain)) return 'a';
  return /^[aeiouœæø]/i.test(plain) ? 'an' : 'a';
}
