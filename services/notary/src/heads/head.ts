import { createHash } from 'node:crypto';

/** What the notary says of a book's journal at one moment. */
export interface HeadStatement {
  readonly book: string;
  /** Number of the last batch; the tree below `root` has one leaf more than that, batch 0 being the first. */
  readonly batch: bigint;
  readonly batchHash: Buffer;
  readonly batchAt: Date;
  /** Root of the hash tree over all batches up to this one (RFC 9162, 2.1.1). */
  readonly root: Buffer;
  readonly signedAt: Date;
  /** Hash of the head before this one, so that no head can be left out; zeros for the first. */
  readonly previousHead: Buffer;
}

export interface Head extends HeadStatement {
  /** SHA-256 of the signed bytes. */
  readonly hash: Buffer;
  /** Ed25519 (RFC 8032) over the signed bytes. */
  readonly signature: Buffer;
}

const DOMAIN = 'tamsui-head-v1';
export const NO_HEAD = Buffer.alloc(32);

/** The bytes that are signed: every field in order, each behind its length, so that no two statements share bytes. */
export function headBytes(head: HeadStatement): Buffer {
  const fields = [
    Buffer.from(DOMAIN),
    Buffer.from(head.book),
    int64(head.batch),
    head.batchHash,
    int64(BigInt(head.batchAt.getTime())),
    head.root,
    int64(BigInt(head.signedAt.getTime())),
    head.previousHead,
  ];
  return Buffer.concat(fields.flatMap((field) => [uint32(field.length), field]));
}

export function headHash(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}
