import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { MAX_FAILURES } from './pin.ts';
import type { PinHasher } from './pin-hasher.ts';
import { type Attempt, findPin, forgetFailures, renewHash, takeAttempt } from './pin-store.ts';

export interface VerifyPinDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly pinHasher: PinHasher;
}

export type PinRefusal =
  | { readonly code: 'pin_required' | 'pin_not_set' }
  | { readonly code: 'pin_wrong'; readonly attempts_left: number }
  | { readonly code: 'pin_locked'; readonly locked_until: string };

/**
 * Asks for the resident's PIN before something is done. Wrong ones are counted exactly, in PostgreSQL; after the fifth
 * in a row no PIN is looked at for a quarter of an hour, then for twice as long, up to a day.
 * @param pin what the resident sent; undefined when nothing
 */
export async function requirePin(
  deps: VerifyPinDeps,
  residentId: Uuid,
  pin: string | undefined,
): Promise<Result<undefined, PinRefusal>> {
  if (pin === undefined) return refuse('pin_required');
  const verified = await verifyPin(deps, residentId, pin);
  return verified.ok ? accept(undefined) : verified;
}

/** The same for a PIN that was sent. @returns the hash that is kept of it */
export async function verifyPin(
  deps: VerifyPinDeps,
  residentId: Uuid,
  pin: string,
): Promise<Result<string, PinRefusal>> {
  const { database, clock, pinHasher } = deps;
  const attempt = await takeAttempt(database, residentId, clock.now());
  if (attempt === undefined) return refuseUntried(deps, residentId, pin);
  if (!(await pinHasher.matches(residentId, pin, attempt))) return refuseWrong(attempt);
  await forgetFailures(database, residentId, attempt.hash);
  if (!pinHasher.isOld(attempt)) return accept(attempt.hash);
  const renewed = await pinHasher.hash(residentId, pin);
  await renewHash(database, { residentId, known: attempt.hash, ...renewed });
  return accept(renewed.hash);
}

/** A resident without a PIN costs as much time as one with a wrong PIN. */
async function refuseUntried(
  { database, clock, pinHasher }: VerifyPinDeps,
  residentId: Uuid,
  pin: string,
): Promise<Result<never, PinRefusal>> {
  const kept = await findPin(database, residentId);
  if (kept === undefined) {
    await pinHasher.matchesNothing(residentId, pin);
    return refuse('pin_not_set');
  }
  // A lock that ended since the attempt was refused: the next attempt is free.
  const until = kept.lockedUntil ?? clock.now();
  return refuse('pin_locked', { locked_until: until.toISOString() });
}

function refuseWrong({ failures, lockedUntil }: Attempt): Result<never, PinRefusal> {
  return lockedUntil === null
    ? refuse('pin_wrong', { attempts_left: MAX_FAILURES - failures })
    : refuse('pin_locked', { locked_until: lockedUntil.toISOString() });
}
