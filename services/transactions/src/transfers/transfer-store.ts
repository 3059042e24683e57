import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { Transfer, TransferStatus } from './transfer.ts';
import { type TransferFailure, transferFailure } from './transfer-errors.ts';

export const TRANSFER_COLUMNS = `id, payer_id, payer_account, device_id, payee_id, payee_account, share_id, amount_minor, currency,
  details, send_at, status, failure, created_at, sent_at`;

/** Writes a transfer; its row decides what its id means. @returns false when the id is taken */
export async function insertTransfer(
  trx: Database | Trx,
  transfer: Transfer,
  nextAttemptAt: Date,
): Promise<boolean> {
  const { payee, failure, ...columns } = transfer;
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into transactions.transfers (${TRANSFER_COLUMNS}, next_attempt_at)
     values (:id, :payerId, :payerAccount, :deviceId, :payeeId, :payeeAccount, :shareId, :amountMinor, :currency,
             :details, :sendAt, :status, cast(:failure as jsonb), :createdAt, :sentAt, :nextAttemptAt)
     on conflict (id) do nothing
     returning id`,
    {
      ...columns,
      payeeId: payee?.residentId ?? null,
      payeeAccount: payee?.account ?? null,
      amountMinor: transfer.amountMinor.toString(),
      failure: failure === null ? null : JSON.stringify(failure),
      nextAttemptAt,
    },
  );
  return rows.length === 1;
}

export async function findTransfer(database: Database | Trx, id: Uuid): Promise<Transfer | undefined> {
  return (await findTransfers(database, [id])).get(id);
}

export async function findTransfers(
  database: Database | Trx,
  ids: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Transfer>> {
  const { rows } = await database.raw<{ rows: TransferRow[] }>(
    `select ${TRANSFER_COLUMNS} from transactions.transfers where id = any(cast(:ids as uuid[]))`,
    { ids: [...ids] },
  );
  return new Map(rows.map((row) => [row.id, transferOf(row)]));
}

/** The ledger has posted it. Nothing happens to one that is finished. */
export async function markSucceeded(
  trx: Trx,
  { id, sentAt }: { readonly id: Uuid; readonly sentAt: Date },
): Promise<void> {
  await trx.raw(
    `update transactions.transfers set status = 'succeeded', sent_at = :sentAt where id = :id and status = 'sending'`,
    { id, sentAt },
  );
}

/** The ledger has refused it. Nothing happens to one that is finished. @returns whether it was not */
export async function markFailed(
  trx: Trx,
  { id, failure }: { readonly id: Uuid; readonly failure: TransferFailure },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update transactions.transfers
        set status = 'failed', failure = cast(:failure as jsonb)
      where id = :id and status = 'sending'
      returning id`,
    { id, failure: JSON.stringify(failure) },
  );
  return rows.length === 1;
}

/** Cancels what this payer has scheduled and nobody has begun to send. @returns false when it is not so */
export async function markCancelled(
  database: Database,
  { id, payerId }: { readonly id: Uuid; readonly payerId: Uuid },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `update transactions.transfers
        set status = 'cancelled'
      where id = :id and payer_id = :payerId and status = 'scheduled'
      returning id`,
    { id, payerId },
  );
  return rows.length === 1;
}

/** Lets one trx at a time do what a limit of this resident counts. */
export async function lockResident(trx: Trx, residentId: Uuid): Promise<void> {
  await trx.raw('select id from transactions.residents where id = :residentId for no key update', {
    residentId,
  });
}

export async function countScheduled(trx: Trx, payerId: Uuid): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from transactions.transfers where payer_id = :payerId and status = 'scheduled'`,
    { payerId },
  );
  return Number(rows[0]?.count ?? 0n);
}

/** Until when a device is new; null for one that never was, and for no device. */
export async function findCoolingUntil(database: Database, deviceId: Uuid | null): Promise<Date | null> {
  if (deviceId === null) return null;
  const { rows } = await database.raw<{ rows: { cooling_until: Date | null }[] }>(
    'select cooling_until from transactions.devices where id = :deviceId',
    { deviceId },
  );
  return rows[0]?.cooling_until ?? null;
}

export interface TransferRow {
  readonly id: string;
  readonly payer_id: string;
  readonly payer_account: string;
  readonly device_id: string | null;
  readonly payee_id: string | null;
  readonly payee_account: string | null;
  readonly share_id: string | null;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly details: Buffer;
  readonly send_at: Date | null;
  readonly status: TransferStatus;
  readonly failure: unknown;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

export function transferOf(row: TransferRow): Transfer {
  const { payee_id: residentId, payee_account: account } = row;
  return {
    id: row.id,
    payerId: row.payer_id,
    payerAccount: row.payer_account,
    deviceId: row.device_id,
    payee: residentId === null || account === null ? null : { residentId, account },
    shareId: row.share_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    details: row.details,
    sendAt: row.send_at,
    status: row.status,
    failure: row.failure === null ? null : transferFailure.parse(row.failure),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}
