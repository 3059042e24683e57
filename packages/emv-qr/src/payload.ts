import { accept, type Result } from '@tamsui/errors';
import { crc16 } from './crc16.ts';
import { type DataObject, readDataObjects, writeDataObjects } from './data-object.ts';
import { type EmvQrRefusal, refuseTag } from './refusal.ts';

/**
 * EMVCo MPM 1.1, 3.7: 512 alphanumeric characters, and fewer as characters take more bytes. So it is bytes that are
 * counted.
 */
export const MAX_PAYLOAD_BYTES = 512;

const VERSION_TAG = '00';
const VERSION = '01';
const CRC_TAG = '63';
/** The CRC is computed over its own tag and length, too, so these four characters are part of what it protects. */
const CRC_HEADER = `${CRC_TAG}04`;

/** A byte order mark is a character like any other here, and no tag begins with it. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The data objects between the version at the start and the CRC at the end, once both are right. */
export function readPayload(bytes: Uint8Array): Result<DataObject[], EmvQrRefusal> {
  if (bytes.length > MAX_PAYLOAD_BYTES) return refuseTag('too_long', '');
  const text = textOf(bytes);
  if (text === undefined) return refuseTag('not_utf8', '');
  const read = readDataObjects(text);
  if (!read.ok) return read;
  const refusal = frameProblem(read.value, bytes);
  return refusal ?? accept(read.value.slice(1, -1));
}

function frameProblem(objects: readonly DataObject[], bytes: Uint8Array) {
  for (const tag of [VERSION_TAG, CRC_TAG]) {
    if (!objects.some((object) => object.tag === tag)) return refuseTag('tag_missing', tag);
  }
  const [first, last] = [objects.at(0), objects.at(-1)];
  if (first?.tag !== VERSION_TAG) return refuseTag('tag_misplaced', VERSION_TAG);
  if (first.value !== VERSION) return refuseTag('version_unknown', VERSION_TAG);
  if (last?.tag !== CRC_TAG) return refuseTag('tag_misplaced', CRC_TAG);
  if (!/^[0-9A-F]{4}$/.test(last.value)) return refuseTag('value_malformed', CRC_TAG);
  return crc16(bytes.subarray(0, -4)) === last.value ? undefined : refuseTag('crc_wrong', CRC_TAG);
}

/** Puts the version before and the CRC behind data objects. */
export function writePayload(objects: readonly DataObject[]): Result<Uint8Array, EmvQrRefusal> {
  const text =
    writeDataObjects([{ tag: VERSION_TAG, value: VERSION }]) + writeDataObjects(objects) + CRC_HEADER;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MAX_PAYLOAD_BYTES - 4) return refuseTag('too_long', '');
  return accept(new TextEncoder().encode(text + crc16(bytes)));
}
