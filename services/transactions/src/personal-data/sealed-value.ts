import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Fault } from '@tamsui/errors';

/** AES-256-GCM (NIST SP 800-38D) with the lengths of its section 5.2: 96 bits of nonce, 128 of tag. */
const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/**
 * What a sealed value belongs to. It is not stored, but authenticated: a value that was copied to another row or field
 * does not open there.
 */
export type SealContext = readonly string[];

/** Closes bytes with a key: format (1 byte), nonce (12), ciphertext, tag (16). */
export function seal(key: Buffer, context: SealContext, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bytesOf(context));
  const closed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), nonce, closed, cipher.getAuthTag()]);
}

/** Opens what `seal` closed with this key for this context. @throws Fault when it was not, or was changed since */
export function unseal(key: Buffer, context: SealContext, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES + TAG_BYTES || sealed[0] !== FORMAT) throw damaged();
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, HEAD_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(bytesOf(context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    // The cause would say nothing more, and what was decrypted so far must go nowhere.
    throw damaged();
  }
}

/** JSON tells the parts apart: no two lists of texts give the same bytes. */
function bytesOf(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify(['tamsui-sealed', ...context]), 'utf8');
}

function damaged(): Fault {
  return new Fault('sealed_value_damaged', 'A sealed value does not open with its key.', {
    retryable: false,
  });
}
