import { hash, randomBytes } from 'node:crypto';
import { toBase32 } from './crockford.ts';

/** Who may hold the token. */
export type SecretTokenPrefix =
  | 'mk_test' // a merchant's server or till
  | 'cs_test' // a cashier who has signed in at a till
  | 'ap_test' // somebody who has applied to become a merchant
  | 'rt_test' // a resident's phone
  | 'si_test' // somebody who has just signed in
  | 'rf_test' // a device that will want another access token
  | 'op_test'; // the operator's staff

const RANDOM_BYTES = 32;
const RANDOM_LENGTH = 52;
const CHECKSUM_LENGTH = 6;
/** 32 bits, of which six digits show the last 30. */
const CHECKSUM_BYTES = 4;

function checksumOf(text: string): string {
  const digest = hash('sha256', `tamsui-token-checksum:${text}`, 'buffer');
  return toBase32(digest.toString('hex', 0, CHECKSUM_BYTES), CHECKSUM_LENGTH);
}

/** SHA-256 of a token. Enough for a secret of 256 random bits; it is the only thing that is stored. */
export function hashSecretToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/**
 * Makes a token to show once: prefix, 256 random bits, and a checksum that secret scanners can verify.
 * @param random 32 bytes that nobody can guess, for a token that must come out the same again
 */
export function newSecretToken(
  prefix: SecretTokenPrefix,
  random: Buffer = randomBytes(RANDOM_BYTES),
): { readonly token: string; readonly hash: Buffer } {
  const body = `${prefix}_${toBase32(random.toString('hex'), RANDOM_LENGTH)}`;
  const token = `${body}${checksumOf(body)}`;
  return { token, hash: hashSecretToken(token) };
}

/** True when the text has the shape and checksum of a token with this prefix. Says nothing on who holds it. */
export function checkSecretToken(prefix: SecretTokenPrefix, text: string): boolean {
  const length = prefix.length + 1 + RANDOM_LENGTH + CHECKSUM_LENGTH;
  if (text.length !== length || !text.startsWith(`${prefix}_`)) return false;
  // Whoever has a text can work its checksum out, so there is nothing that the time of comparing could give away.
  return checksumOf(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}
