import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** A signed head as the notary writes it: hashes in hexadecimal, the signature in base 64. */
export interface Head {
  readonly book: string;
  readonly batch: bigint;
  readonly batchHash: Buffer;
  readonly batchAtMs: bigint;
  readonly root: Buffer;
  readonly signedAtMs: bigint;
  readonly previousHead: Buffer;
  readonly hash: Buffer;
  readonly signature: Buffer;
}

const DOMAIN = 'tamsui-head-v1';

/** The signed bytes: a domain and seven fields, each behind its length in four bytes. */
function signedBytes(head: Head): Buffer {
  const fields = [
    Buffer.from(DOMAIN),
    Buffer.from(head.book),
    eightBytes(head.batch),
    head.batchHash,
    eightBytes(head.batchAtMs),
    head.root,
    eightBytes(head.signedAtMs),
    head.previousHead,
  ];
  const parts: Buffer[] = [];
  for (const field of fields) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    parts.push(length, field);
  }
  return Buffer.concat(parts);
}

function eightBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

/** Tells two heads apart by everything they say, not by the hash that they claim to have. */
export function identityOfHead(head: Head): string {
  return Buffer.concat([signedBytes(head), head.hash, head.signature]).toString('base64');
}

/** @throws Error when the text is no Ed25519 public key */
export function parsePublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the public key is not an Ed25519 key');
  return key;
}

/** What is wrong with a head by itself; undefined when nothing is. */
export function faultOfHead(head: Head, key: KeyObject): string | undefined {
  const bytes = signedBytes(head);
  if (!createHash('sha256').update(bytes).digest().equals(head.hash))
    return 'the head does not have the hash it names';
  if (!verify(null, bytes, key, head.signature)) return 'the signature of the head does not hold';
  return undefined;
}
