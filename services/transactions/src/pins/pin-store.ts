import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import { COUNT_ATTEMPT, countingAt, IS_OPEN, NO_FAILURES } from './lock-out.ts';
import type { PinHash } from './pin-hasher.ts';

export interface KeptPin extends PinHash {
  readonly setAt: Date;
  /** Null when it is not locked; may be over. */
  readonly lockedUntil: Date | null;
}

export async function findPin(database: Database, residentId: Uuid): Promise<KeptPin | undefined> {
  const { rows } = await database.raw<{ rows: PinRow[] }>(
    'select pin_hash, pepper_id, set_at, locked_until from transactions.pins where resident_id = :residentId',
    { residentId },
  );
  return rows.map((row) => ({
    hash: row.pin_hash,
    pepperId: row.pepper_id,
    setAt: row.set_at,
    lockedUntil: row.locked_until,
  }))[0];
}

interface PinRow {
  readonly pin_hash: string;
  readonly pepper_id: string;
  readonly set_at: Date;
  readonly locked_until: Date | null;
}

/** An attempt that may be made: it counts as a wrong one until it proves right. */
export interface Attempt extends PinHash {
  /** Wrong ones in a row, this one included. */
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

/**
 * Takes one of the attempts that are left, before the PIN is looked at. A right PIN ends a lock-out.
 * @returns undefined when it is locked, or there is no PIN
 */
export async function takeAttempt(
  database: Database,
  residentId: Uuid,
  now: Date,
): Promise<Attempt | undefined> {
  const { rows } = await database.raw<{ rows: AttemptRow[] }>(
    `update transactions.pins
        set ${COUNT_ATTEMPT}
      where resident_id = :residentId and ${IS_OPEN}
      returning pin_hash, pepper_id, failures, locked_until`,
    { residentId, ...countingAt(now) },
  );
  return rows.map((row) => ({
    hash: row.pin_hash,
    pepperId: row.pepper_id,
    failures: row.failures,
    lockedUntil: row.locked_until,
  }))[0];
}

interface AttemptRow {
  readonly pin_hash: string;
  readonly pepper_id: string;
  readonly failures: number;
  readonly locked_until: Date | null;
}

/** Forgets wrong attempts after a right one with this very PIN. */
export async function forgetFailures(database: Database, residentId: Uuid, hash: string): Promise<void> {
  await database.raw(
    `update transactions.pins
        set ${NO_FAILURES}
      where resident_id = :residentId and pin_hash = :hash`,
    { residentId, hash },
  );
}

/** Writes the first PIN of a resident. @returns false when there is one */
export async function insertPin(
  database: Database,
  pin: PinHash & { readonly residentId: Uuid; readonly at: Date },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.pins (resident_id, pin_hash, pepper_id, set_at)
     values (:residentId, :hash, :pepperId, :at)
     on conflict (resident_id) do nothing
     returning resident_id`,
    { ...pin },
  );
  return rows.length === 1;
}

/** Puts a PIN in the place of the one that has just been shown. @returns false when another was faster */
export async function replacePin(
  database: Database,
  pin: PinHash & { readonly residentId: Uuid; readonly at: Date; readonly known: string },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.pins
        set pin_hash = :hash, pepper_id = :pepperId, set_at = :at
      where resident_id = :residentId and pin_hash = :known
      returning resident_id`,
    { ...pin },
  );
  return rows.length === 1;
}

/** Puts a PIN in place of whatever there was, for someone who has just proved who they are. Ends a lock-out. */
export async function resetPin(
  database: Database,
  pin: PinHash & { readonly residentId: Uuid; readonly at: Date },
): Promise<void> {
  await database.raw(
    `insert into transactions.pins (resident_id, pin_hash, pepper_id, set_at)
     values (:residentId, :hash, :pepperId, :at)
     on conflict (resident_id) do update
       set pin_hash = excluded.pin_hash, pepper_id = excluded.pepper_id, set_at = excluded.set_at,
           ${NO_FAILURES}`,
    { ...pin },
  );
}

/** Keeps the same PIN under a newer pepper. */
export async function renewHash(
  database: Database,
  pin: PinHash & { readonly residentId: Uuid; readonly known: string },
): Promise<void> {
  await database.raw(
    `update transactions.pins
        set pin_hash = :hash, pepper_id = :pepperId
      where resident_id = :residentId and pin_hash = :known`,
    { ...pin },
  );
}
