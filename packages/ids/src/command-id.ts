import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { type Uuid, uuidFromBytes } from './uuid.ts';

/** Hashes text parts so that no two different lists give the same bytes: each part goes in with its length. */
function hashOfParts(parts: readonly string[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}

/**
 * The identifier of a command: UUID version 8 (RFC 9562, 5.8) from SHA-256 of the caller's scope and its
 * idempotency key. The same key always names the same entry, in any process, for ever.
 * @param scope who asks for what, for example `['merchant', merchantId, 'POST /v1/payments']`
 */
export function commandId(scope: readonly string[], idempotencyKey: string): Uuid {
  return uuidFromBytes(hashOfParts(['tamsui-command', ...scope, idempotencyKey]), 8);
}

/**
 * What a request asked for, in 32 hexadecimal digits: SHA-256 of its canonical JSON, cut to 128 bits. It tells a
 * retry from another request under the same key; nobody gains by forging their own.
 */
export function fingerprintOf(request: unknown): string {
  return hashOfParts(['tamsui-fingerprint', canonicalJson(request)])
    .subarray(0, 16)
    .toString('hex');
}
