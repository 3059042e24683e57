import { randomBytes } from 'node:crypto';
import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Keyring } from './keyring.ts';
import { seal, unseal } from './sealed-value.ts';

const KEY_BYTES = 32;

/** A key of one person, as it lies in the database: closed with a key of the house (envelope encryption). */
export interface ClosedKey {
  readonly kekId: string;
  readonly wrapped: Buffer;
}

export function newPersonKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Closes a person's key with the house's current one. */
export function wrapKey({ current }: Keyring, residentId: Uuid, key: Buffer): ClosedKey {
  return { kekId: current.id, wrapped: seal(current.key, contextOf(residentId, current.id), key) };
}

/** @throws Fault when the key that closed it is not configured any more */
export function unwrapKey(keyring: Keyring, residentId: Uuid, { kekId, wrapped }: ClosedKey): Buffer {
  const kek = keyring.find(kekId);
  if (kek === undefined) {
    throw new Fault('personal_key_missing', `The key ${kekId} for personal data is not configured.`, {
      retryable: false,
    });
  }
  return unseal(kek, contextOf(residentId, kekId), wrapped);
}

const contextOf = (residentId: Uuid, kekId: string) => ['personal-key', residentId, kekId];
