import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { TopUp, TopUpStatus } from './top-up.ts';

const COLUMNS = `id, resident_id, wallet_account, fingerprint, reference, amount_minor, currency,
  sealed_debtor_account, creditor_account, status, failure_code, created_at`;

/** Writes a top-up that is due at once. @returns false when this resident's key has one already */
export async function insertTopUp(database: Database | Trx, topUp: TopUp): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.top_ups (${COLUMNS}, next_attempt_at)
     values (:id, :residentId, :walletAccount, :fingerprint, :reference, :amountMinor, :currency,
             :sealedDebtorAccount, :creditorAccount, :status, :failureCode, :createdAt, :createdAt)
     on conflict do nothing
     returning id`,
    { ...topUp, amountMinor: topUp.amountMinor.toString() },
  );
  return rows.length === 1;
}

/** Nobody begins or finishes the closing of this wallet before the end of the trx; others may top up meanwhile. */
export async function lockToTopUp(trx: Trx, walletAccount: Uuid): Promise<void> {
  await trx.raw('select id from transactions.wallets where account = :walletAccount for share', {
    walletAccount,
  });
}

export async function findTopUp(database: Database, id: Uuid): Promise<TopUp | undefined> {
  return (await findTopUps(database, [id])).get(id);
}

export async function findTopUps(
  database: Database,
  ids: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, TopUp>> {
  const { rows } = await database.raw<{ rows: TopUpRow[] }>(
    `select ${COLUMNS} from transactions.top_ups where id = any(cast(:ids as uuid[]))`,
    { ids: [...ids] },
  );
  return new Map(rows.map((row) => [row.id, topUpOf(row)]));
}

export async function findTopUpByReference(
  database: Database,
  reference: string,
): Promise<TopUp | undefined> {
  const { rows } = await database.raw<{ rows: TopUpRow[] }>(
    `select ${COLUMNS} from transactions.top_ups where reference = :reference`,
    { reference },
  );
  return rows.map(topUpOf)[0];
}

/** What is on its way into a wallet and not there yet, in minor units. */
export async function sumUnfinished(database: Database, walletAccount: Uuid): Promise<bigint> {
  const { rows } = await database.raw<{ rows: { sum: bigint }[] }>(
    `select cast(coalesce(sum(amount_minor), 0) as bigint) as sum
       from transactions.top_ups
      where wallet_account = :walletAccount and status in ('requested', 'pending', 'confirmed')`,
    { walletAccount },
  );
  return rows[0]?.sum ?? 0n;
}

/** The bank knows the order; it is asked again when it has been silent for a while. */
export async function markPending(database: Database, id: Uuid, askAgainAt: Date): Promise<void> {
  await database.raw(
    `update transactions.top_ups
        set status = 'pending', attempts = 0, next_attempt_at = :askAgainAt
      where id = :id and status = 'requested'`,
    { id, askAgainAt },
  );
}

/** The bank has the money. Shuts out a later "failed". @returns false when it was further already */
export async function markConfirmed(database: Database, id: Uuid): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.top_ups
        set status = 'confirmed'
      where id = :id and status in ('requested', 'pending')
      returning id`,
    { id },
  );
  return rows.length === 1;
}

export async function markSucceeded(database: Database, id: Uuid, finishedAt: Date): Promise<void> {
  await database.raw(
    `update transactions.top_ups
        set status = 'succeeded', finished_at = :finishedAt
      where id = :id and status = 'confirmed'`,
    { id, finishedAt },
  );
}

/** The bank did not move any money. Shuts out a later "succeeded". @returns false when it was further already */
export async function markFailed(
  database: Database,
  failed: { readonly id: Uuid; readonly failureCode: string; readonly finishedAt: Date },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.top_ups
        set status = 'failed', failure_code = :failureCode, finished_at = :finishedAt
      where id = :id and status in ('requested', 'pending')
      returning id`,
    failed,
  );
  return rows.length === 1;
}

interface TopUpRow {
  readonly id: string;
  readonly resident_id: string;
  readonly wallet_account: string;
  readonly fingerprint: string;
  readonly reference: string;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly sealed_debtor_account: Buffer;
  readonly creditor_account: string;
  readonly status: TopUpStatus;
  readonly failure_code: string | null;
  readonly created_at: Date;
}

function topUpOf(row: TopUpRow): TopUp {
  return {
    id: row.id,
    residentId: row.resident_id,
    walletAccount: row.wallet_account,
    fingerprint: row.fingerprint,
    reference: row.reference,
    amountMinor: row.amount_minor,
    currency: row.currency,
    sealedDebtorAccount: row.sealed_debtor_account,
    creditorAccount: row.creditor_account,
    status: row.status,
    failureCode: row.failure_code,
    createdAt: row.created_at,
  };
}
