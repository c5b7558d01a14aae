import { characterEntitiesHtml4 } from 'character-entities-html4';

const NAMES: ReadonlyMap<string, string> = new Map([...Object.entries(characterEntitiesHtml4), ['apos', "'"]]);
const REPLACEMENT = '\uFFFD';
/** What browsers read for the code points 0x80–0x9F, which old newsroom systems take for Windows-1252. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** The characters that a reference such as `&amp;`, `&#8217;` or `&#x2019;` stands for; undefined where it stands for nothing and is meant as it is written. */
export function decodeEntity(reference: string): string | undefined {
  const match = /^&(?:#(?:[xX]([\da-fA-F]+)|(\d+))|(\w+));?$/.exec(reference);
  if (!match) return undefined;
  const [, hexadecimal, decimal, name] = match;
  if (name !== undefined) return NAMES.get(name);
  const codePoint = hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal ?? '', 10);
  if (codePoint === 0 || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return REPLACEMENT;
  if (codePoint >= 0x80 && codePoint <= 0x9f) return WINDOWS_1252[codePoint - 0x80];
  return String.fromCodePoint(codePoint);
}
