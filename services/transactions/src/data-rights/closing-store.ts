import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Closing, ClosingState } from './closing.ts';

const COLUMNS = `closings.id, closings.resident_id, closings.wallet_id, wallets.account, wallets.currency,
  closings.state, closings.requested_at, closings.finished_at, closings.bank_reason`;
const TABLES =
  'transactions.wallet_closings closings join transactions.wallets wallets on wallets.id = closings.wallet_id';

/** Writes a closing that is due at once. */
export async function insertClosing(
  trx: Trx,
  closing: { readonly id: Uuid; readonly residentId: Uuid; readonly walletId: Uuid; readonly at: Date },
): Promise<void> {
  await trx.raw(
    `insert into transactions.wallet_closings (id, resident_id, wallet_id, state, requested_at, next_attempt_at)
     values (:id, :residentId, :walletId, 'paying_out', :at, :at)`,
    closing,
  );
}

/** The newest closing of a resident's wallet. */
export async function findClosingOf(
  database: Database | Trx,
  residentId: Uuid,
): Promise<Closing | undefined> {
  const { rows } = await database.raw<{ rows: ClosingRow[] }>(
    `select ${COLUMNS} from ${TABLES} where closings.resident_id = :residentId order by closings.id desc limit 1`,
    { residentId },
  );
  return rows.map(closingOf)[0];
}

export async function findClosing(database: Database, id: Uuid): Promise<Closing | undefined> {
  const { rows } = await database.raw<{ rows: ClosingRow[] }>(
    `select ${COLUMNS} from ${TABLES} where closings.id = :id`,
    { id },
  );
  return rows.map(closingOf)[0];
}

/** Whether a wallet is being closed, or is closed. */
export async function isClosing(database: Database | Trx, walletAccount: Uuid): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `select closings.id from ${TABLES} where wallets.account = :walletAccount and closings.state <> 'returned'`,
    { walletAccount },
  );
  return rows.length > 0;
}

const WAIT_SECONDS = { first: 2, longest: 300, doublings: 10 };

/** Takes the closings that are due, each for a while, so that what a process that died had taken is due again by itself. */
export async function claimDueClosings(database: Database, now: Date, limit: number): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { id: Uuid }[] }>(
    `update transactions.wallet_closings
        set attempts = attempts + 1,
            next_attempt_at = cast(:now as timestamptz) + interval '1 second'
              * least(:first * power(2, least(attempts, :doublings)), :longest)
      where id in (
        select id from transactions.wallet_closings
         where state = 'paying_out' and next_attempt_at <= :now
         order by next_attempt_at
         limit :limit
         for update skip locked
      )
      returning id`,
    { now, limit, ...WAIT_SECONDS },
  );
  return rows.map(({ id }) => id);
}

export async function finishClosing(
  trx: Trx,
  id: Uuid,
  end: { readonly state: 'closed' | 'returned'; readonly bankReason: string | null; readonly at: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.wallet_closings
        set state = :state, bank_reason = :bankReason, finished_at = :at
      where id = :id and state = 'paying_out'`,
    { id, ...end },
  );
}

/** Lets go of what the closing held. */
export async function liftClosingFreeze(trx: Trx, walletId: Uuid, at: Date): Promise<void> {
  await trx.raw(
    `update transactions.wallet_freezes set lifted_by = 'closing', lifted_at = :at
      where wallet_id = :walletId and placed_by = 'closing' and lifted_at is null`,
    { walletId, at },
  );
}

/** Residents whose wallet was closed by an instant and who are known still, the earliest first. */
export async function findDueForErasure(
  database: Database,
  closedBefore: Date,
  limit: number,
): Promise<{ readonly residentId: Uuid; readonly closedAt: Date }[]> {
  const { rows } = await database.raw<{ rows: { resident_id: Uuid; finished_at: Date }[] }>(
    `select closings.resident_id, closings.finished_at
       from transactions.wallet_closings closings
       join transactions.personal_keys keys on keys.resident_id = closings.resident_id
      where closings.state = 'closed' and closings.finished_at <= :closedBefore and keys.erased_at is null
      order by closings.finished_at
      limit :limit`,
    { closedBefore, limit },
  );
  return rows.map((row) => ({ residentId: row.resident_id, closedAt: row.finished_at }));
}

interface ClosingRow {
  readonly id: Uuid;
  readonly resident_id: Uuid;
  readonly wallet_id: Uuid;
  readonly account: Uuid;
  readonly currency: CurrencyCode;
  readonly state: ClosingState;
  readonly requested_at: Date;
  readonly finished_at: Date | null;
  readonly bank_reason: string | null;
}

function closingOf(row: ClosingRow): Closing {
  return {
    id: row.id,
    residentId: row.resident_id,
    walletId: row.wallet_id,
    walletAccount: row.account,
    currency: row.currency,
    state: row.state,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
    bankReason: row.bank_reason,
  };
}
