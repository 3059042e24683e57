import { createHash } from 'node:crypto';
import type { Batch, Entry, Posting } from '../journal/batch.ts';
import { rootOfLeaves } from '../tree/merkle.ts';
import { spellJson } from './canonical-json.ts';

/** Where a length would stand, this says that there is no value. */
const NOTHING = 0xffff_ffff;
/** Bytes of a length or a count. */
const COUNT_BYTES = 4;
const LEAF = Buffer.from([0]);
/** Bytes of a posting: its leg, and seven numbers of eight bytes. */
const POSTING_BYTES = 60;

/** The bytes of an entry, in the order and widths that the journal's hash is defined by. */
export function bytesOfEntry(entry: Entry): Buffer {
  const texts = [
    entry.id,
    entry.fingerprint,
    entry.purpose,
    jsonText(entry.refusal),
    entry.businessDate,
    entry.once,
    entry.refunds,
    entry.hold,
    jsonText(entry.reference),
    jsonText(entry.detail),
  ];
  const sizes = texts.map((text) => (text === null ? 0 : Buffer.byteLength(text)));
  const textBytes = sizes.reduce((sum, size) => sum + COUNT_BYTES + size, 0);
  const bytes = Buffer.allocUnsafe(textBytes + COUNT_BYTES + entry.postings.length * POSTING_BYTES);
  let place = 0;
  texts.forEach((text, i) => {
    const size = sizes[i] ?? 0;
    place = bytes.writeUInt32BE(text === null ? NOTHING : size, place);
    if (text !== null) place += bytes.write(text, place, size, 'utf8');
  });
  place = bytes.writeUInt32BE(entry.postings.length, place);
  for (const posting of entry.postings) {
    writePosting(bytes, place, posting);
    place += POSTING_BYTES;
  }
  return bytes;
}

function jsonText(value: unknown): string | null {
  return value === null ? null : spellJson(value);
}

function writePosting(bytes: Buffer, start: number, posting: Posting): void {
  bytes.writeUInt32BE(posting.leg, start);
  const numbers = [
    posting.debit,
    posting.credit,
    posting.amountMinor,
    posting.debitVersion,
    posting.debitBalanceMinor,
    posting.creditVersion,
    posting.creditBalanceMinor,
  ];
  for (let i = 0; i < numbers.length; i++) bytes.writeBigInt64BE(numbers[i] ?? 0n, start + 4 + i * 8);
}

export function hashOfContent(batch: Batch, entries: readonly Buffer[]): Buffer {
  const header = Buffer.allocUnsafe(24);
  header.writeBigInt64BE(batch.number, 0);
  header.writeUInt32BE(batch.epoch, 8);
  header.writeBigInt64BE(batch.atMs, 12);
  header.writeUInt32BE(entries.length, 20);
  const hash = createHash('sha256').update(batch.previousHash).update(header);
  for (const entry of entries) hash.update(entry);
  return hash.digest();
}

/** What batch 0 carries instead: the name of its book, so that no batch fits into another book. */
export function hashOfGenesis(schema: string): Buffer {
  return createHash('sha256').update(`tamsui-book:${schema}`).digest();
}

/** The leaf of an entry in the small tree of its batch (RFC 9162, 2.1.1). */
export function leafOfEntry(bytes: Buffer): Buffer {
  return createHash('sha256').update(LEAF).update(bytes).digest();
}

export interface BatchLeaf {
  readonly number: bigint;
  readonly atMs: bigint;
  readonly entryCount: number;
  readonly hash: Buffer;
  readonly entriesRoot: Buffer;
}

/** The leaf of a batch in the tree that the notary signs. */
export function leafOfBatch({ number, atMs, entryCount, hash, entriesRoot }: BatchLeaf): Buffer {
  const header = Buffer.allocUnsafe(20);
  header.writeBigInt64BE(number, 0);
  header.writeBigInt64BE(atMs, 8);
  header.writeUInt32BE(entryCount, 16);
  return createHash('sha256').update(LEAF).update(header).update(hash).update(entriesRoot).digest();
}

export function rootOfEntries(entries: readonly Buffer[]): Buffer {
  return rootOfLeaves(entries.map(leafOfEntry));
}
