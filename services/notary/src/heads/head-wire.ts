import type { Head } from './head.ts';

/** A head as JSON, in the answers and in the file: hashes in hexadecimal, the signature in base 64. */
export interface HeadWire {
  readonly book: string;
  readonly batch: string;
  readonly batch_hash: string;
  readonly batch_at: string;
  readonly root: string;
  readonly signed_at: string;
  readonly previous_head: string;
  readonly hash: string;
  readonly signature: string;
}

export function headToWire(head: Head): HeadWire {
  return {
    book: head.book,
    batch: head.batch.toString(),
    batch_hash: head.batchHash.toString('hex'),
    batch_at: head.batchAt.toISOString(),
    root: head.root.toString('hex'),
    signed_at: head.signedAt.toISOString(),
    previous_head: head.previousHead.toString('hex'),
    hash: head.hash.toString('hex'),
    signature: head.signature.toString('base64'),
  };
}
