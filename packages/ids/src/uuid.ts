import { uuidv7 } from 'uuidv7';

/** A UUID (RFC 9562) in lower case with hyphens, any version. */
export type Uuid = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new time-ordered identifier: UUID version 7 (RFC 9562, 5.7), so that indexes grow at one end. */
export function newUuid(): Uuid {
  return uuidv7();
}

/** True for a UUID in the one spelling that this project writes. */
export function isUuid(text: unknown): text is Uuid {
  return typeof text === 'string' && UUID.test(text);
}

/** Lays the version and variant bits (RFC 9562, 4.1 and 4.2) over sixteen bytes and spells them as a UUID. */
export function uuidFromBytes(bytes: Buffer, version: number): Uuid {
  const copy = Buffer.from(bytes.subarray(0, 16));
  copy[6] = ((copy[6] ?? 0) & 0x0f) | (version << 4);
  copy[8] = ((copy[8] ?? 0) & 0x3f) | 0x80;
  const hex = copy.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
