import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { PERMISSIONS, type Permission } from '../auth/principal.ts';
import type { ApiVersion } from '../http/api-version.ts';

/** What lets a merchant's server or till in. The secret itself is not kept. */
export interface ApiKey {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly name: string;
  /** First characters of the secret, so that a person can tell keys apart. */
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  /** What it is answered in, whatever comes later, until its owner chooses another. */
  readonly apiVersion: ApiVersion;
  readonly createdAt: Date;
  /** When it stops by itself; null for never. */
  readonly expiresAt: Date | null;
  /** When it was stopped by hand. */
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  /** The key that takes its place. */
  readonly rotatedTo: Uuid | null;
}

export const ALL_SCOPES: readonly Permission[] = PERMISSIONS;

export const API_KEY_STATES = ['active', 'expired', 'revoked'] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

export function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): ApiKeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** How long the old key works beside the new one: time to bring the new one to every till, and no longer. */
export const MAX_OVERLAP_MS = 7 * 24 * 60 * 60 * 1_000;

export type RotationRefusal = { readonly code: 'key_not_active' | 'key_already_rotated' };

/** What a rotation makes of a key: until when it works on, and until when its successor will. */
export interface Rotation {
  readonly oldExpiresAt: Date;
  /** The successor lives as long as the key was made to live; null for ever. */
  readonly newExpiresAt: Date | null;
}

/** Whether a key may be rotated, which happens once: at most two of a line of keys work at a time. */
export function rotationOf(key: ApiKey, overlapMs: number, now: Date): Result<Rotation, RotationRefusal> {
  if (key.rotatedTo !== null) return refuse('key_already_rotated');
  if (stateOf(key, now) !== 'active') return refuse('key_not_active');
  const overlapEnds = new Date(now.getTime() + overlapMs);
  const { expiresAt, createdAt } = key;
  if (expiresAt === null) return accept({ oldExpiresAt: overlapEnds, newExpiresAt: null });
  const lifetimeMs = expiresAt.getTime() - createdAt.getTime();
  return accept({
    oldExpiresAt: overlapEnds < expiresAt ? overlapEnds : expiresAt,
    newExpiresAt: new Date(now.getTime() + lifetimeMs),
  });
}

/** The scopes that somebody asks for and does not hold: nobody hands out more than they have. */
export function scopesNotHeld(
  asked: readonly Permission[],
  held: ReadonlySet<Permission>,
): readonly Permission[] {
  return asked.filter((scope) => !held.has(scope));
}
