import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import { COUNT_ATTEMPT, countingAt, IS_OPEN, NO_FAILURES } from '../pins/lock-out.ts';
import type { PinHash } from '../pins/pin-hasher.ts';

/** A look at a PIN that may be had: it counts as a wrong one until it proves right. */
export interface PinAttempt extends PinHash {
  /** Set when this one, being wrong, locks the number. */
  readonly lockedUntil: Date | null;
}

/**
 * Counts an attempt before the PIN is looked at. As many lock the number as lock a resident out.
 * @returns undefined while it is locked
 */
export async function countAttempt(
  database: Database,
  cashierId: Uuid,
  now: Date,
): Promise<PinAttempt | undefined> {
  const { rows } = await database.raw<{ rows: PinAttempt[] }>(
    `update transactions.cashiers
        set ${COUNT_ATTEMPT}
      where id = :cashierId and removed_at is null and ${IS_OPEN}
      returning pin_hash as hash, pepper_id as "pepperId", locked_until as "lockedUntil"`,
    { cashierId, ...countingAt(now) },
  );
  return rows[0];
}

/** Until when a number is locked; null when it is not. */
export async function findLock(database: Database, cashierId: Uuid): Promise<Date | null> {
  const { rows } = await database.raw<{ rows: { lockedUntil: Date | null }[] }>(
    `select locked_until as "lockedUntil" from transactions.cashiers where id = :cashierId`,
    { cashierId },
  );
  return rows[0]?.lockedUntil ?? null;
}

/** Forgets wrong attempts after a right one with this very PIN. */
export async function forgetFailures(database: Database, cashierId: Uuid, hash: string): Promise<void> {
  await database.raw(
    `update transactions.cashiers set ${NO_FAILURES}
      where id = :cashierId and pin_hash = :hash`,
    { cashierId, hash },
  );
}

/** Sets a PIN, whatever it was, and ends a lock-out. */
export async function setPinHash(trx: Database, cashierId: Uuid, pin: PinHash): Promise<void> {
  await trx.raw(
    `update transactions.cashiers
        set pin_hash = :hash, pepper_id = :pepperId, ${NO_FAILURES}
      where id = :cashierId`,
    { cashierId, ...pin },
  );
}

/** Puts a PIN, or the same one under a newer pepper, in the place of the one that has just been shown. */
export async function replacePinHash(
  database: Database,
  pin: PinHash & { readonly cashierId: Uuid; readonly known: string },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.cashiers set pin_hash = :hash, pepper_id = :pepperId
      where id = :cashierId and pin_hash = :known
      returning id`,
    { ...pin },
  );
  return rows.length === 1;
}
