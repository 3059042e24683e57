import { createHash } from 'node:crypto';
import { canonicalJson } from '@tamsui/ids';
import type { Batch, Entry, Posting } from './entry.ts';

/** Stands for "no value", where a length would stand: no text is that long. */
const ABSENT = 0xffff_ffff;

/**
 * SHA-256 of a batch and of the hash before it. Every value goes in either at a fixed width or behind its length, so
 * that two different batches never give the same bytes. Texts are UTF-8, numbers big-endian, JSON canonical with
 * sorted keys. Order: previous hash, number, epoch, instant (ms), count of entries; for each entry id, fingerprint,
 * purpose, refusal, business date, once, refunds, hold, reference, detail, count of postings; for each posting its
 * eight numbers.
 */
export function hashBatch(
  batch: Pick<Batch, 'number' | 'epoch' | 'at' | 'previousHash' | 'entries'>,
): Buffer {
  const bytes = createWriter(batch.entries.length);
  bytes.raw(batch.previousHash);
  bytes.int64(batch.number);
  bytes.uint32(batch.epoch);
  bytes.int64(BigInt(batch.at.getTime()));
  bytes.uint32(batch.entries.length);
  for (const entry of batch.entries) writeEntry(bytes, entry);
  return createHash('sha256').update(bytes.done()).digest();
}

function writeEntry(bytes: Writer, entry: Entry): void {
  bytes.text(entry.id);
  bytes.text(entry.fingerprint);
  bytes.text(entry.purpose);
  bytes.json(entry.refusal);
  bytes.text(entry.businessDate);
  bytes.text(entry.once);
  bytes.text(entry.refunds);
  bytes.text(entry.hold);
  bytes.json(entry.reference);
  bytes.json(entry.detail);
  bytes.uint32(entry.postings.length);
  for (const posting of entry.postings) writePosting(bytes, posting);
}

function writePosting(bytes: Writer, posting: Posting): void {
  bytes.uint32(posting.leg);
  bytes.int64(posting.debit);
  bytes.int64(posting.credit);
  bytes.int64(posting.amountMinor);
  bytes.int64(posting.debitVersion);
  bytes.int64(posting.debitBalanceMinor);
  bytes.int64(posting.creditVersion);
  bytes.int64(posting.creditBalanceMinor);
}

interface Writer {
  raw(value: Buffer): void;
  uint32(value: number): void;
  int64(value: bigint): void;
  text(value: string | null): void;
  json(value: object | null): void;
  done(): Buffer;
}

/** Bytes that an entry with one posting needs at most, unless its reference is unusually long. */
const SIZE_OF_ENTRY = 512;
/** UTF-8 needs at most three bytes for one UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Writes into one buffer that doubles when it is full. */
function createWriter(entries: number): Writer {
  let buffer = Buffer.allocUnsafe((1 + entries) * SIZE_OF_ENTRY);
  let view = new DataView(buffer.buffer, buffer.byteOffset);
  let length = 0;

  function makeRoom(size: number): void {
    if (length + size <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + size));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
    view = new DataView(buffer.buffer, buffer.byteOffset);
  }

  function uint32(value: number): void {
    makeRoom(4);
    view.setUint32(length, value);
    length += 4;
  }

  function text(value: string | null): void {
    if (value === null) {
      uint32(ABSENT);
      return;
    }
    makeRoom(4 + value.length * MAX_BYTES_PER_UNIT);
    const size = buffer.write(value, length + 4, 'utf8');
    view.setUint32(length, size);
    length += 4 + size;
  }

  return {
    raw: (value) => {
      makeRoom(value.length);
      length += value.copy(buffer, length);
    },
    uint32,
    int64: (value) => {
      makeRoom(8);
      view.setBigInt64(length, value);
      length += 8;
    },
    text,
    json: (value) => text(value === null ? null : canonicalJson(value)),
    done: () => buffer.subarray(0, length),
  };
}
