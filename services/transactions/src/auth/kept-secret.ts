import { hkdfSync } from 'node:crypto';
import { Fault } from '@tamsui/errors';
import type { Keyring } from '../personal-data/keyring.ts';
import { seal, unseal } from '../personal-data/sealed-value.ts';

/** What one of our keys is used for. Each use has a key of its own (RFC 8725, 3.8), derived from the configured one. */
export type KeyUse = 'token-signing-key' | 'offline-secret' | 'refresh-token' | 'webhook-key' | 'data-export';

const KEY_BYTES = 32;

/** A secret as it lies in the database: closed with a key from the configuration. */
export interface KeptSecret {
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** @param place the row that it belongs to: it opens nowhere else */
export function keepSecret(keys: Keyring, use: KeyUse, place: string, secret: Buffer): KeptSecret {
  const { id, key } = keys.current;
  return { keyId: id, sealed: seal(derive(key, use), [use, place], secret) };
}

/** @throws Fault when the key that closed it is not configured any more, or the row is not as it was */
export function openSecret(keys: Keyring, use: KeyUse, place: string, { keyId, sealed }: KeptSecret): Buffer {
  return unseal(keyFor(keys, use, keyId), [use, place], sealed);
}

/** @throws Fault when no key of this name is configured */
export function keyFor(keys: Keyring, use: KeyUse, keyId: string): Buffer {
  const key = keys.find(keyId);
  if (key !== undefined) return derive(key, use);
  const message = `The key ${keyId} of IDENTITY_KEYS is not configured any more.`;
  throw new Fault('identity_key_missing', message, { retryable: false });
}

/** RFC 5869, without a salt: the configured key is random already. */
function derive(key: Buffer, use: KeyUse): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `tamsui ${use}`, KEY_BYTES));
}
