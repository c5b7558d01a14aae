/** Larger texts are not read: 5 MB, in bytes of a file and in UTF-16 units of a text. */
export const LARGEST = 5 * 1024 * 1024;

/** Why a document cannot be read, in words for people. */
export type Unreadable = { readonly reason: 'binary' | 'too large'; readonly message: string };

export const tooLarge: Unreadable = { reason: 'too large', message: 'Larger than 5 MB: too large to be a draft.' };
const binary: Unreadable = { reason: 'binary', message: 'Not a text: it holds binary data.' };

/** Characters that are looked at to tell a text from binary data. */
const SAMPLE = 65_536;

/** Share of control and replacement characters from which on it is no text. */
const MOST_ODD = 0.05;

/** Why a text cannot be read as a draft; undefined where it can. */
export function unreadable(text: string): Unreadable | undefined {
  if (text.length > LARGEST) return tooLarge;
  const end = Math.min(text.length, SAMPLE);
  let odd = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) return binary;
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13)) odd++;
  }
  return odd > 1 && odd > end * MOST_ODD ? binary : undefined;
}

/**
 * The text of a file: UTF-8, UTF-16 with a byte order mark, else Windows-1252, in which old systems of newsrooms write.
 * A byte order mark of UTF-8 stays in the text as U+FEFF, as most readers leave it, so that offsets agree with theirs.
 */
export function decode(bytes: Uint8Array): { readonly text: string } | Unreadable {
  if (bytes.length > LARGEST) return tooLarge;
  const text = decodeText(bytes);
  return unreadable(text) ?? { text };
}

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/** What Windows-1252 has in place of the controls 0x80–0x9F of Latin-1; unused places stay as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Not by `TextDecoder`, which in Node 20 takes Windows-1252 for Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = new TextDecoder('latin1').decode(bytes);
  return latin1.replace(/[\u0080-\u009f]/gu, character => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character);
}
