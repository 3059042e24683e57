import { randomBytes } from 'node:crypto';
import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import { type KeptSecret, keepSecret, openSecret } from '../auth/kept-secret.ts';
import type { Keyring } from '../personal-data/keyring.ts';
import { findOfflineSecret } from './device-store.ts';

const SECRET_BYTES = 32;
const USE = 'offline-secret';

/** A new secret that a device shares with us, for codes that it makes without a network. */
export function newOfflineSecret(keys: Keyring, deviceId: Uuid): KeptSecret {
  return keepSecret(keys, USE, deviceId, randomBytes(SECRET_BYTES));
}

/** The 32 bytes that a device shares with us; undefined when there is no such device, or not any more. */
export async function readOfflineSecret(
  { database, identityKeys }: { readonly database: Database | Trx; readonly identityKeys: Keyring },
  deviceId: Uuid,
): Promise<Buffer | undefined> {
  const kept = await findOfflineSecret(database, deviceId);
  return kept === undefined ? undefined : openSecret(identityKeys, USE, deviceId, kept);
}
