import { readFields } from '../proofs/fields.ts';
import type { Head } from './head.ts';

const FIELDS = [
  'book',
  'batch',
  'batch_hash',
  'batch_at',
  'root',
  'signed_at',
  'previous_head',
  'hash',
  'signature',
];

/** @throws MalformedError when the value is no head */
export function readHead(value: unknown, place = 'the head'): Head {
  const fields = readFields(value, FIELDS, place);
  return {
    book: fields.text('book'),
    batch: fields.integer('batch'),
    batchHash: fields.hash('batch_hash'),
    batchAtMs: fields.instantMs('batch_at'),
    root: fields.hash('root'),
    signedAtMs: fields.instantMs('signed_at'),
    previousHead: fields.hash('previous_head'),
    hash: fields.hash('hash'),
    signature: fields.base64('signature'),
  };
}
