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
  const bytes = createWriter();
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

const FIRST_SIZE = 4_096;

/** Writes into one buffer that doubles when it is full. */
function createWriter(): Writer {
  let buffer = Buffer.allocUnsafe(FIRST_SIZE);
  let length = 0;

  function reserve(size: number): number {
    if (length + size > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + size));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    const start = length;
    length += size;
    return start;
  }

  const writer: Writer = {
    raw: (value) => {
      value.copy(buffer, reserve(value.length));
    },
    uint32: (value) => {
      const start = reserve(4);
      buffer.writeUInt32BE(value, start);
    },
    int64: (value) => {
      const start = reserve(8);
      buffer.writeBigInt64BE(value, start);
    },
    text: (value) => {
      if (value === null) {
        writer.uint32(ABSENT);
        return;
      }
      const size = Buffer.byteLength(value, 'utf8');
      writer.uint32(size);
      const start = reserve(size);
      buffer.write(value, start, 'utf8');
    },
    json: (value) => writer.text(value === null ? null : canonicalJson(value)),
    done: () => buffer.subarray(0, length),
  };
  return writer;
}
