import { createHmac } from 'node:crypto';
import { newSecretToken, type Uuid } from '@tamsui/ids';
import type { Keyring } from '../personal-data/keyring.ts';
import { keyFor } from './kept-secret.ts';

/** The refresh tokens that came one from another since a device signed in. Of each, only the hash is kept. */
export interface TokenFamily {
  readonly id: Uuid;
  readonly deviceId: Uuid;
  /** Which of our keys its tokens are made with. */
  readonly keyId: string;
  /** The number of its newest token. */
  readonly sequence: number;
  readonly createdAt: Date;
  /** When the newest came to be. */
  readonly rotatedAt: Date;
  readonly endedAt: Date | null;
}

const DAY_MS = 86_400_000;
/** A phone that was not used for a month signs in again. */
export const IDLE_LIFETIME_MS = 30 * DAY_MS;
export const FAMILY_LIFETIME_MS = 180 * DAY_MS;
/**
 * Longer than a phone asks for one refresh, with all its attempts: a minute in our SDK. Within it, the token before the
 * newest one gets the newest one again: the reply was lost, or two parts of an app asked at once. Whoever asks has proved
 * to be the device.
 */
export const RETRY_WINDOW_MS = 120_000;

/**
 * The token of a family with this number: from our key, so that a lost reply can be given again although no token is
 * kept. Nobody without the key can tell the next one.
 */
export function refreshTokenOf(keys: Keyring, { id, keyId }: TokenFamily, sequence: number) {
  const key = keyFor(keys, 'refresh-token', keyId);
  return newSecretToken('rf_test', createHmac('sha256', key).update(`${id}:${sequence}`).digest());
}

/** `next`: a new token. `again`: the newest once more. `reused`: it was given away or stolen. `over`: sign in again. */
export type RefreshDecision = 'next' | 'again' | 'reused' | 'over';

/** @param presented the number of the token that the device brings */
export function decideRefresh(family: TokenFamily, presented: number, now: Date): RefreshDecision {
  const sinceRotationMs = now.getTime() - family.rotatedAt.getTime();
  const sinceCreationMs = now.getTime() - family.createdAt.getTime();
  if (family.endedAt !== null) return 'over';
  if (sinceRotationMs > IDLE_LIFETIME_MS || sinceCreationMs > FAMILY_LIFETIME_MS) return 'over';
  if (presented === family.sequence) return 'next';
  return presented === family.sequence - 1 && sinceRotationMs <= RETRY_WINDOW_MS ? 'again' : 'reused';
}
