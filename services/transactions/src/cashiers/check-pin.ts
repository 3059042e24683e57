import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { PinHasher } from '../pins/pin-hasher.ts';
import { countAttempt, findLock, forgetFailures, replacePinHash } from './cashier-pin-store.ts';

export interface CheckPinDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly pinHasher: PinHasher;
}

export type PinCheckRefusal =
  | { readonly code: 'cashier_or_pin_wrong' }
  | { readonly code: 'cashier_locked'; readonly locked_until: string };

/** Whether this is a cashier's PIN. @returns the hash that is kept of it */
export async function checkPin(
  { database, clock, pinHasher }: CheckPinDeps,
  cashierId: Uuid,
  pin: string,
): Promise<Result<string, PinCheckRefusal>> {
  const now = clock.now();
  const attempt = await countAttempt(database, cashierId, now);
  // A lock that ended since then: the next attempt is free.
  if (attempt === undefined) return lockedUntil((await findLock(database, cashierId)) ?? now);
  if (!(await pinHasher.matches(cashierId, pin, attempt))) {
    return attempt.lockedUntil === null ? refuse('cashier_or_pin_wrong') : lockedUntil(attempt.lockedUntil);
  }
  await forgetFailures(database, cashierId, attempt.hash);
  if (!pinHasher.isOld(attempt)) return accept(attempt.hash);
  const renewed = await pinHasher.hash(cashierId, pin);
  await replacePinHash(database, { cashierId, known: attempt.hash, ...renewed });
  return accept(renewed.hash);
}

function lockedUntil(instant: Date): Result<never, PinCheckRefusal> {
  return refuse('cashier_locked', { locked_until: instant.toISOString() });
}
