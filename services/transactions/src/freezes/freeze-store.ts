import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Freeze, FreezeReason, Freezer } from './freeze.ts';

export interface FreezableWallet {
  readonly id: Uuid;
  readonly residentId: Uuid;
  readonly account: Uuid;
}

/** A resident's wallet. Nobody else freezes or unfreezes it before the end of the trx; it can be paid with meanwhile. */
export async function lockWallet(trx: Trx, residentId: Uuid): Promise<FreezableWallet | undefined> {
  const { rows } = await trx.raw<{ rows: FreezableWallet[] }>(
    'select id, account, resident_id as "residentId" from transactions.wallets where resident_id = :residentId for no key update',
    { residentId },
  );
  return rows[0];
}

export async function insertFreeze(trx: Trx, walletId: Uuid, freeze: Freeze): Promise<void> {
  await trx.raw(
    `insert into transactions.wallet_freezes (id, wallet_id, placed_by, reason, placed_at)
     values (:id, :walletId, :placedBy, :reason, :placedAt)`,
    { ...freeze, walletId },
  );
}

/** The freezes that hold a wallet, the earliest first. */
export async function findFreezes(database: Database | Trx, walletId: Uuid): Promise<Freeze[]> {
  const { rows } = await database.raw<{ rows: FreezeRow[] }>(
    `select id, placed_by, reason, placed_at
       from transactions.wallet_freezes
      where wallet_id = :walletId and lifted_at is null
      order by placed_at, id`,
    { walletId },
  );
  return rows.map((row) => ({
    id: row.id,
    placedBy: row.placed_by,
    reason: row.reason,
    placedAt: row.placed_at,
  }));
}

interface FreezeRow {
  readonly id: Uuid;
  readonly placed_by: Freezer;
  readonly reason: FreezeReason;
  readonly placed_at: Date;
}

export async function liftFreezes(
  trx: Trx,
  lift: { readonly walletId: Uuid; readonly liftedBy: 'sign_in' | 'operator'; readonly at: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.wallet_freezes
        set lifted_by = :liftedBy, lifted_at = :at
      where wallet_id = :walletId and lifted_at is null`,
    lift,
  );
}
