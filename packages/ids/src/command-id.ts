import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { type Uuid, uuidFromBytes } from './uuid.ts';

const LENGTH_BYTES = 4;

/** Hashes text parts so that no two different lists give the same bytes: each part goes in with its length. */
function hashOfParts(parts: readonly string[]): Buffer {
  const sizes = parts.map((part) => Buffer.byteLength(part));
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    at = bytes.writeUInt32BE(sizes[index] ?? 0, at);
    at += bytes.write(part, at);
  }
  // Each payment hashes several times, and one call of the hash costs less than one for each part.
  return hash('sha256', bytes, 'buffer');
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
