import { ByteReader, ByteWriter, decodeWeightFile, encodeWeightFile, type WeightFileKind } from '../../weightFile.js';
import { TAG_COUNT } from './states.js';
import type { WordHabits } from './words.js';

/** The weights of the attribution model, rounded to small whole numbers. */
export interface SequenceWeights {
  readonly habits: WordHabits;
  /** Feature keys, ascending, and a row of `TAG_COUNT` weights for each. */
  readonly keys: Int32Array;
  readonly rows: Int8Array;
  /** By observation and pair of tags, then by observation and step between states; laid out as `chainTables` says. */
  readonly pairs: Int8Array;
  readonly steps: Int8Array;
  /** What one unit of the tables is in units of the rows. */
  readonly tableUnit: number;
  /** Weights of the linker by feature. */
  readonly links: Int16Array;
  /** So many units of the rows are one of log odds. */
  readonly unitsOfLogOdds: number;
  /** What a source, a cue and a content have to be worth to be drawn: probabilities of the very span, and `wordShare` times that of its words. The higher, the less is found and the more of it right. */
  readonly thresholds: readonly [source: number, cue: number, content: number];
  readonly wordShare: number;
}

const KIND: WeightFileKind = { magic: 'OTRatt\r\n', version: 2, what: 'the attribution model', madeBy: 'npm run train:attribution' };

/** Habits as columns, then keys as differences, which tags of each row have weights, the weights, and the tables. */
export function encodeSequenceWeights({
  habits,
  keys,
  rows,
  pairs,
  steps,
  tableUnit,
  links,
  unitsOfLogOdds,
  thresholds,
  wordShare,
}: SequenceWeights): Uint8Array {
  const payload = new ByteWriter();
  payload.float(tableUnit);
  payload.float(unitsOfLogOdds);
  for (const threshold of thresholds) payload.float(threshold);
  payload.float(wordShare);
  writeKeyed(payload, habits.cue, value => payload.byte(value));
  writeKeyed(payload, habits.source, value => payload.byte(value));
  writeKeys(payload, keys);
  for (let row = 0; row < keys.length; row++) {
    let set = 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) if (rows[row * TAG_COUNT + tag] !== 0) set |= 1 << tag;
    payload.byte(set);
  }
  for (const value of rows) if (value !== 0) payload.byte(value & 0xff);
  for (const table of [pairs, steps]) {
    payload.varint(table.length);
    for (const value of table) payload.byte(value & 0xff);
  }
  payload.varint(links.length);
  for (const value of links) {
    payload.byte(value & 0xff);
    payload.byte((value >> 8) & 0xff);
  }
  return encodeWeightFile(KIND, payload.bytes());
}

/** Throws a `WeightFileError` where the bytes are not whole, not of this version or not these weights at all. */
export function decodeSequenceWeights(file: Uint8Array): SequenceWeights {
  const payload = new ByteReader(decodeWeightFile(KIND, file));
  const tableUnit = payload.float();
  const unitsOfLogOdds = payload.float();
  const thresholds = [payload.float(), payload.float(), payload.float()] as const;
  const wordShare = payload.float();
  const cue = readKeyed(payload, () => payload.byte());
  const source = readKeyed(payload, () => payload.byte());
  const keys = readKeys(payload);
  const sets = new Uint8Array(keys.length);
  for (let row = 0; row < sets.length; row++) sets[row] = payload.byte();
  const rows = new Int8Array(keys.length * TAG_COUNT);
  sets.forEach((set, row) => {
    for (let tag = 0; tag < TAG_COUNT; tag++) if (set & (1 << tag)) rows[row * TAG_COUNT + tag] = payload.byte();
  });
  const readTable = (): Int8Array => {
    const table = new Int8Array(payload.varint());
    for (let i = 0; i < table.length; i++) table[i] = payload.byte();
    return table;
  };
  const pairs = readTable();
  const steps = readTable();
  const links = new Int16Array(payload.varint());
  for (let i = 0; i < links.length; i++) links[i] = payload.byte() | (payload.byte() << 8);
  return { habits: { cue, source }, keys, rows, pairs, steps, tableUnit, links, unitsOfLogOdds, thresholds, wordShare };
}

function writeKeys(payload: ByteWriter, keys: Iterable<number> & { readonly length: number }): void {
  payload.varint(keys.length);
  let last = 0;
  for (const key of keys) {
    payload.varint(key - last);
    last = key;
  }
}

function readKeys(payload: ByteReader): Int32Array {
  const keys = new Int32Array(payload.varint());
  let last = 0;
  for (let i = 0; i < keys.length; i++) {
    last += payload.varint();
    keys[i] = last;
  }
  return keys;
}

function writeKeyed<T>(payload: ByteWriter, map: ReadonlyMap<number, T>, write: (value: T) => void): void {
  const entries = [...map].sort(([a], [b]) => a - b);
  writeKeys(
    payload,
    entries.map(([key]) => key),
  );
  for (const [, value] of entries) write(value);
}

function readKeyed<T>(payload: ByteReader, read: () => T): Map<number, T> {
  const map = new Map<number, T>();
  for (const key of readKeys(payload)) map.set(key, read());
  return map;
}
