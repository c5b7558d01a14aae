/** A file of weights cannot be used; the message is for people. */
export class WeightFileError extends Error {
  override readonly name = 'WeightFileError';
}

/** What a file of weights says of itself. */
export interface WeightFileKind {
  /** Eight characters of ASCII. */
  readonly magic: string;
  readonly version: number;
  /** For messages: "the attribution model". */
  readonly what: string;
  /** How the file is made: `npm run train:attribution`. */
  readonly madeBy: string;
}

/** Magic, then version, payload length and CRC-32 of the payload as 32-bit numbers. All numbers are little-endian. */
const HEADER = 20;

export function encodeWeightFile({ magic, version }: WeightFileKind, payload: Uint8Array): Uint8Array {
  const file = new Uint8Array(HEADER + payload.length);
  const view = new DataView(file.buffer);
  for (let i = 0; i < 8; i++) file[i] = magic.charCodeAt(i);
  view.setUint32(8, version, true);
  view.setUint32(12, payload.length, true);
  view.setUint32(16, crc32(payload), true);
  file.set(payload, HEADER);
  return file;
}

/** The payload of a file; throws a `WeightFileError` where the bytes are not whole, not of this version or no such file at all. */
export function decodeWeightFile({ magic, version, what, madeBy }: WeightFileKind, file: Uint8Array): Uint8Array {
  const fail = (problem: string): WeightFileError =>
    new WeightFileError(`The weights of ${what} cannot be used: ${problem}. Build or install the extension again; the file comes from \`${madeBy}\`.`);
  if (file.length < HEADER) throw fail(`they are cut short, with ${file.length} bytes where the header alone has ${HEADER}`);
  const found = String.fromCharCode(...file.subarray(0, 8));
  if (found !== magic) throw fail(`the file begins with ${JSON.stringify(found)}, not ${JSON.stringify(magic)}`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const foundVersion = view.getUint32(8, true);
  if (foundVersion !== version) throw fail(`they have version ${foundVersion}, and this program reads version ${version}`);
  const length = view.getUint32(12, true);
  if (length !== file.length - HEADER) throw fail(`there should be ${length} bytes behind the header and there are ${file.length - HEADER}`);
  const payload = file.subarray(HEADER);
  if (crc32(payload) !== view.getUint32(16, true)) throw fail('their checksum does not fit');
  return payload;
}

/** Writes numbers one after another. */
export class ByteWriter {
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

  /** A whole number from 0 to 2³²−1, small ones in few bytes. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  float(value: number): void {
    const bytes = new Uint8Array(Float32Array.of(value).buffer);
    for (const byte of bytes) this.byte(byte);
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

/** Reads what a `ByteWriter` wrote; behind the end there are zeros. */
export class ByteReader {
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
    return value >>> 0;
  }

  float(): number {
    return new Float32Array(Uint8Array.of(this.byte(), this.byte(), this.byte(), this.byte()).buffer)[0] ?? 0;
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
