import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { PayeeLookup, PayeeWallet } from './payee.ts';

/** Counts one lookup of a resident, and tells how many it were since the window began, and when that was. */
export async function countLookup(
  database: Database,
  asked: { readonly residentId: Uuid; readonly now: Date; readonly windowMs: number },
): Promise<{ readonly lookups: number; readonly windowAt: Date }> {
  const { rows } = await database.raw<{ rows: { lookups: number; window_at: Date }[] }>(
    `insert into transactions.payee_lookup_counts as counts (resident_id, window_at, lookups)
     values (:residentId, :now, 1)
     on conflict (resident_id) do update
       set window_at = case when counts.window_at > :startedAfter then counts.window_at else excluded.window_at end,
           lookups = case when counts.window_at > :startedAfter then counts.lookups + 1 else 1 end
     returning lookups, window_at`,
    {
      residentId: asked.residentId,
      now: asked.now,
      startedAfter: new Date(asked.now.getTime() - asked.windowMs),
    },
  );
  const [row] = rows;
  return { lookups: row?.lookups ?? 0, windowAt: row?.window_at ?? asked.now };
}

/** Finds a wallet by its id or by whose it is. */
export async function findPayeeWallet(
  database: Database,
  by: { readonly walletId: Uuid | null; readonly residentId: Uuid | null; readonly currency: CurrencyCode },
): Promise<PayeeWallet | undefined> {
  const { rows } = await database.raw<{ rows: WalletRow[] }>(
    `select id, account, resident_id, currency
       from transactions.wallets
      where currency = :currency
        and (id = cast(:walletId as uuid) or resident_id = cast(:residentId as uuid))`,
    by,
  );
  return rows.map(walletOf)[0];
}

/** Whose wallets these accounts of the ledger are. */
export async function findWalletHolders(
  database: Database,
  accounts: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Uuid>> {
  const { rows } = await database.raw<{ rows: { account: Uuid; resident_id: Uuid }[] }>(
    'select account, resident_id from transactions.wallets where account = any(cast(:accounts as uuid[]))',
    { accounts: [...accounts] },
  );
  return new Map(rows.map(({ account, resident_id }) => [account, resident_id]));
}

export async function insertPayeeLookup(database: Database, lookup: PayeeLookup): Promise<void> {
  const { id, residentId, payee, maskedName, expiresAt } = lookup;
  await database.raw(
    `insert into transactions.payee_lookups (id, resident_id, payee_wallet, masked_name, expires_at)
     values (:id, :residentId, :payeeWallet, :maskedName, :expiresAt)`,
    { id, residentId, payeeWallet: payee?.walletId ?? null, maskedName, expiresAt },
  );
}

/** What this resident found under these payee tokens, expired or not. Somebody else's tokens find nothing. */
export async function findPayeeLookups(
  database: Database,
  { residentId, ids }: { readonly residentId: Uuid; readonly ids: readonly Uuid[] },
): Promise<ReadonlyMap<Uuid, PayeeLookup>> {
  const { rows } = await database.raw<{ rows: LookupRow[] }>(
    `select lookups.id as lookup_id, lookups.resident_id as asked_by, lookups.masked_name, lookups.expires_at,
            wallets.id, wallets.account, wallets.resident_id, wallets.currency
       from transactions.payee_lookups lookups
       left join transactions.wallets wallets on wallets.id = lookups.payee_wallet
      where lookups.id = any(cast(:ids as uuid[])) and lookups.resident_id = :residentId`,
    { residentId, ids: [...ids] },
  );
  return new Map(rows.map((row) => [row.lookup_id, lookupOf(row)]));
}

/** Forgets lookups whose tokens expired long ago, some at a time. @returns how many */
export async function deletePayeeLookups(
  database: Database,
  { expiredBefore, limit }: { readonly expiredBefore: Date; readonly limit: number },
): Promise<number> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `delete from transactions.payee_lookups
      where id in (select id from transactions.payee_lookups where expires_at < :expiredBefore limit :limit)
      returning id`,
    { expiredBefore, limit },
  );
  return rows.length;
}

interface WalletRow {
  readonly id: string;
  readonly account: string;
  readonly resident_id: string;
  readonly currency: CurrencyCode;
}

type LookupRow = (WalletRow | Record<keyof WalletRow, null>) & {
  readonly lookup_id: string;
  readonly asked_by: string;
  readonly masked_name: string;
  readonly expires_at: Date;
};

function walletOf({ id, account, resident_id, currency }: WalletRow): PayeeWallet {
  return { walletId: id, account, residentId: resident_id, currency };
}

function lookupOf(row: LookupRow): PayeeLookup {
  return {
    id: row.lookup_id,
    residentId: row.asked_by,
    payee: row.id === null ? undefined : walletOf(row),
    maskedName: row.masked_name,
    expiresAt: row.expires_at,
  };
}
