/** The weights of the tagger as they are kept in a file. All numbers are little-endian. */
export interface TaggerWeights {
  /** Words and what parts of speech they can have. */
  readonly dictionary: readonly DictionaryEntry[];
  /** Feature keys, ascending. */
  readonly keys: Int32Array;
  /** One row of `tagCount` weights for each key. */
  readonly rows: Int8Array;
  readonly tagCount: number;
}

export interface DictionaryEntry {
  /** `dictionaryKey` of the word's form. */
  readonly key: number;
  /** A bit for each part of speech that the word can have. */
  readonly tags: number;
  /** The word has one part of speech wherever it stands, and needs no scoring. */
  readonly certain: boolean;
}

/** The weights cannot be used; the message is for people. */
export class TaggerWeightsError extends Error {
  override readonly name = 'TaggerWeightsError';
}

const MAGIC = 'OTRtag\r\n';
const VERSION = 1;
/** Magic, version, payload length, checksum. */
const HEADER = 20;
const ADVICE = 'Build or install the extension again; the file comes from `npm run train:tagger`.';

/**
 * Header: 8 bytes magic, version, payload length and CRC-32 of the payload as 32-bit numbers.
 * Payload: counts, then the dictionary and the rows as columns, which compress better than records: key differences, tag sets, values.
 */
export function encodeTaggerWeights(weights: TaggerWeights): Uint8Array {
  const payload = new ByteWriter();
  payload.varint(weights.tagCount);
  payload.varint(weights.dictionary.length);
  let last = 0;
  for (const { key } of weights.dictionary) {
    payload.varint(key - last);
    last = key;
  }
  for (const { tags, certain } of weights.dictionary) payload.varint(tags * 2 + (certain ? 1 : 0));
  payload.varint(weights.keys.length);
  last = 0;
  for (const key of weights.keys) {
    payload.varint(key - last);
    last = key;
  }
  const values: number[] = [];
  for (let row = 0; row < weights.keys.length; row++) {
    let set = 0;
    for (let tag = 0; tag < weights.tagCount; tag++) {
      const value = weights.rows[row * weights.tagCount + tag] ?? 0;
      if (value === 0) continue;
      set |= 1 << tag;
      values.push(value);
    }
    payload.varint(set);
  }
  for (const value of values) payload.byte(value & 0xff);
  const body = payload.bytes();
  const file = new Uint8Array(HEADER + body.length);
  const view = new DataView(file.buffer);
  for (let i = 0; i < MAGIC.length; i++) file[i] = MAGIC.charCodeAt(i);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, body.length, true);
  view.setUint32(16, crc32(body), true);
  file.set(body, HEADER);
  return file;
}

/** Throws a `TaggerWeightsError` where the bytes are not whole, not of this version or not these weights at all. */
export function decodeTaggerWeights(file: Uint8Array, tagCount: number): TaggerWeights {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEADER)
    throw new TaggerWeightsError(`The tagger's weights are cut short: ${file.length} bytes, where the header alone has ${HEADER}. ${ADVICE}`);
  const magic = String.fromCharCode(...file.subarray(0, MAGIC.length));
  if (magic !== MAGIC)
    throw new TaggerWeightsError(`This is no file of tagger weights: it begins with ${JSON.stringify(magic)}, not ${JSON.stringify(MAGIC)}. ${ADVICE}`);
  const version = view.getUint32(8, true);
  if (version !== VERSION) throw new TaggerWeightsError(`The tagger's weights have version ${version}; this program reads version ${VERSION}. ${ADVICE}`);
  const length = view.getUint32(12, true);
  if (length !== file.length - HEADER) {
    throw new TaggerWeightsError(`The tagger's weights should have ${length} bytes behind the header and have ${file.length - HEADER}. ${ADVICE}`);
  }
  const payload = file.subarray(HEADER);
  if (crc32(payload) !== view.getUint32(16, true)) throw new TaggerWeightsError(`The tagger's weights are damaged: their checksum does not fit. ${ADVICE}`);
  const reader = new ByteReader(payload);
  const tags = reader.varint();
  if (tags !== tagCount) throw new TaggerWeightsError(`The tagger's weights know ${tags} parts of speech; this program has ${tagCount}. ${ADVICE}`);
  const dictionary = readDictionary(reader);
  const keys = readKeys(reader);
  const rows = readRows(reader, keys.length, tagCount);
  return { dictionary, keys, rows, tagCount };
}

function readDictionary(reader: ByteReader): DictionaryEntry[] {
  const keys = readKeys(reader);
  const entries: DictionaryEntry[] = [];
  for (const key of keys) {
    const value = reader.varint();
    entries.push({ key, tags: value >>> 1, certain: (value & 1) === 1 });
  }
  return entries;
}

function readKeys(reader: ByteReader): Int32Array {
  const keys = new Int32Array(reader.varint());
  let last = 0;
  for (let i = 0; i < keys.length; i++) {
    last += reader.varint();
    keys[i] = last;
  }
  return keys;
}

function readRows(reader: ByteReader, count: number, tagCount: number): Int8Array {
  const sets = new Int32Array(count);
  for (let row = 0; row < count; row++) sets[row] = reader.varint();
  const rows = new Int8Array(count * tagCount);
  for (let row = 0; row < count; row++) {
    let set = sets[row] ?? 0;
    for (let at = row * tagCount; set !== 0; set >>>= 1, at++) if (set & 1) rows[at] = (reader.byte() << 24) >> 24;
  }
  return rows;
}

class ByteWriter {
  private buffer = new Uint8Array(1 << 16);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }

  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

class ByteReader {
  private position = 0;

  constructor(private readonly buffer: Uint8Array) {}

  byte(): number {
    return this.buffer[this.position++] ?? 0;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value;
  }
}

function crc32(bytes: Uint8Array): number {
  const table = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let value = i;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    table[i] = value;
  }
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}
