import { createHash } from 'node:crypto';
import { growTree } from '../tree/growing-tree.ts';
import { leafHash } from '../tree/hash-tree.ts';
import { createByteWriter } from './byte-writer.ts';

export interface JournalPosting {
  readonly leg: number;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly amountMinor: bigint;
  readonly debitVersion: bigint;
  readonly debitBalanceMinor: bigint;
  readonly creditVersion: bigint;
  readonly creditBalanceMinor: bigint;
}

export interface JournalEntry {
  readonly id: string;
  readonly fingerprint: string;
  readonly purpose: string;
  readonly refusal: object | null;
  /** `YYYY-MM-DD` */
  readonly businessDate: string;
  readonly once: string | null;
  readonly refunds: string | null;
  readonly hold: string | null;
  readonly reference: object;
  readonly detail: object | null;
  readonly postings: readonly JournalPosting[];
}

/** A batch as its row says it is. */
export interface BatchRow {
  readonly number: bigint;
  readonly epoch: number;
  readonly at: Date;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** The bytes of an entry, as they go into the hash of its batch. */
export function entryBytes(entry: JournalEntry): Buffer {
  const bytes = createByteWriter();
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
  for (const posting of entry.postings) {
    bytes.uint32(posting.leg);
    bytes.int64(posting.debit);
    bytes.int64(posting.credit);
    bytes.int64(posting.amountMinor);
    bytes.int64(posting.debitVersion);
    bytes.int64(posting.debitBalanceMinor);
    bytes.int64(posting.creditVersion);
    bytes.int64(posting.creditBalanceMinor);
  }
  return bytes.done();
}

/** The hash that a batch with this content must carry. Batch 0 is older than every hash and carries the book's name. */
export function hashOfBatch(batch: BatchRow, entries: readonly Buffer[]): Buffer {
  const bytes = createByteWriter();
  bytes.raw(batch.previousHash);
  bytes.int64(batch.number);
  bytes.uint32(batch.epoch);
  bytes.int64(BigInt(batch.at.getTime()));
  bytes.uint32(entries.length);
  for (const entry of entries) bytes.raw(entry);
  return createHash('sha256').update(bytes.done()).digest();
}

export function genesisHash(schema: string): Buffer {
  return createHash('sha256').update(`tamsui-book:${schema}`).digest();
}

/**
 * The leaf of a batch: number, instant, count of entries, hash, and the root of a small tree over its entries. Through
 * that root one entry can be shown to be in the journal without showing its neighbours; the count is there because a
 * path alone does not tell how large its tree is.
 */
export function batchLeaf(batch: BatchRow, entries: readonly Buffer[]): Buffer {
  const tree = growTree([]);
  for (const entry of entries) tree.append(leafHash(entry));
  const bytes = createByteWriter();
  bytes.int64(batch.number);
  bytes.int64(BigInt(batch.at.getTime()));
  bytes.uint32(entries.length);
  bytes.raw(batch.hash);
  bytes.raw(tree.root());
  return leafHash(bytes.done());
}
