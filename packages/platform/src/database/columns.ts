import { invariant } from '@tamsui/errors';

/** How values of a type are written in PostgreSQL's binary format: as its function `<type>send` writes them. */
interface ColumnType<Value> {
  /** The type's OID in pg_type, which is the same in every database. */
  readonly oid: number;
  /** At least as many bytes as the value needs. */
  room(value: Value): number;
  /** @returns where the value ends */
  write(bytes: Buffer, value: Value, at: number): number;
}

/**
 * The values of a column as a binary array, for a parameter such as `cast(:ids as uuid[])`; `unnest` makes rows of several of
 * them. The driver sends a Buffer as it is. As a text, each value would be put between quotes here and read character by
 * character there: of all that the server does for a row of a long list, that is a sixth.
 *
 * The format is that of `array_send`: number of dimensions, whether there are nulls, the type, the length and the lower
 * bound; then each value behind its size, which for null is -1. All of it in network byte order.
 */
export function columnOf<Row, Value>(
  type: ColumnType<Value>,
  rows: readonly Row[],
  columnValueOf: (row: Row) => Value | null,
): Buffer {
  const values = rows.map(columnValueOf);
  const bytes = Buffer.allocUnsafe(
    values.reduce<number>((sum, value) => sum + SIZE + (value === null ? 0 : type.room(value)), HEAD),
  );
  let at = HEAD;
  for (const value of values) at = writeSized(type, bytes, value, at);
  writeHead(bytes, type.oid, values.length, values.includes(null));
  return bytes.subarray(0, at);
}

const SIZE = 4;
const HEAD = 20;
const NULL_SIZE = -1;

function writeHead(bytes: Buffer, oid: number, length: number, hasNulls: boolean): void {
  let at = bytes.writeInt32BE(1, 0);
  at = bytes.writeInt32BE(hasNulls ? 1 : 0, at);
  at = bytes.writeInt32BE(oid, at);
  at = bytes.writeInt32BE(length, at);
  bytes.writeInt32BE(1, at);
}

function writeSized<Value>(type: ColumnType<Value>, bytes: Buffer, value: Value | null, at: number): number {
  if (value === null) return bytes.writeInt32BE(NULL_SIZE, at);
  const end = type.write(bytes, value, at + SIZE);
  bytes.writeInt32BE(end - at - SIZE, at);
  return end;
}

export const smallints: ColumnType<number> = {
  oid: 21,
  room: () => 2,
  write: (bytes, value, at) => bytes.writeInt16BE(value, at),
};

export const integers: ColumnType<number> = {
  oid: 23,
  room: () => 4,
  write: (bytes, value, at) => bytes.writeInt32BE(value, at),
};

export const bigints: ColumnType<bigint> = {
  oid: 20,
  room: () => 8,
  write: (bytes, value, at) => bytes.writeBigInt64BE(value, at),
};

export const texts: ColumnType<string> = {
  oid: 25,
  room: mostBytes,
  write: writeText,
};

export const jsons: ColumnType<string> = { ...texts, oid: 114 };

const JSONB_VERSION = 1;

/** Given as JSON texts; the server makes of them what it keeps. */
export const jsonbs: ColumnType<string> = {
  oid: 3802,
  room: (value) => 1 + mostBytes(value),
  write: (bytes, value, at) => writeText(bytes, value, bytes.writeUInt8(JSONB_VERSION, at)),
};

/** PostgreSQL's first instant and first day, both numbered 0. */
const FIRST_MS = Date.UTC(2_000, 0, 1);
const DAY_MS = 86_400_000;
const MICROSECONDS = 1_000n;

export const timestamps: ColumnType<Date> = {
  oid: 1184,
  room: () => 8,
  write: (bytes, value, at) => bytes.writeBigInt64BE(BigInt(value.getTime() - FIRST_MS) * MICROSECONDS, at),
};

/** Given as `YYYY-MM-DD`. */
export const dates: ColumnType<string> = {
  oid: 1082,
  room: () => 4,
  write: (bytes, value, at) => bytes.writeInt32BE((midnightOf(value) - FIRST_MS) / DAY_MS, at),
};

function midnightOf(day: string): number {
  const midnight = Date.parse(day);
  // Thirty days into February are taken for the second of March.
  const isDay =
    day.length === 'YYYY-MM-DD'.length && new Date(midnight).getUTCDate() === Number(day.slice(-2));
  invariant(isDay, `a day is written as YYYY-MM-DD, unlike ${day}`);
  return midnight;
}

const UUID_BYTES = 16;

/** Given as 32 hexadecimal digits in lower case, with or without hyphens. */
export const uuids: ColumnType<string> = {
  oid: 2950,
  room: () => UUID_BYTES,
  write: (bytes, value, at) => {
    const end = writeHex(bytes, value, at);
    invariant(end === at + UUID_BYTES, `a UUID has 32 digits, unlike ${value}`);
    return end;
  },
};

const HYPHEN = '-'.charCodeAt(0);
const NOT_A_DIGIT = -1;
const DIGITS = new Int8Array(128).fill(NOT_A_DIGIT);
for (const [value, digit] of Buffer.from('0123456789abcdef').entries()) DIGITS[digit] = value;

/** Without Node's own reading of hexadecimal: taking the hyphens out for it costs four times as much as all of this. */
function writeHex(bytes: Buffer, text: string, start: number): number {
  let at = start;
  let all = 0;
  for (let read = 0; read < text.length; read += 2) {
    if (text.charCodeAt(read) === HYPHEN) read += 1;
    const byte = (digitAt(text, read) << 4) | digitAt(text, read + 1);
    all |= byte;
    bytes[at] = byte;
    at += 1;
  }
  // One that is negative makes all of them negative.
  invariant(all >= 0, `a UUID has hexadecimal digits alone, unlike ${text}`);
  return at;
}

function digitAt(text: string, at: number): number {
  return DIGITS[text.charCodeAt(at)] ?? NOT_A_DIGIT;
}

/** A character of UTF-16 takes at most three bytes of UTF-8. */
function mostBytes(text: string): number {
  return 3 * text.length;
}

function writeText(bytes: Buffer, text: string, at: number): number {
  return at + bytes.write(text, at);
}
