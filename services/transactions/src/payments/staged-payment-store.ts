import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { NewEvent } from '../events/event.ts';
import { firstEventBindings, firstEventSql } from '../events/first-event.ts';
import type { DeclineReason } from './decline-reason.ts';
import type { CaptureMode, StagedPayment } from './staged-payment.ts';

const COLUMNS = `id, fingerprint, merchant_id, payable_account, terminal_id, order_reference, amount_minor, currency,
  capture, resident_id, wallet_account, once_token, declined, confirm_before, hold_until, created_at,
  charged_by`;

/**
 * Writes what a till asked for, and tells it in the same statement.
 * @param event null when there is nothing to tell yet
 * @returns false when the id is there already, or the code waits for its resident at another till
 */
export async function insertStaged(
  database: Database,
  staged: StagedPayment,
  event: NewEvent | null,
): Promise<boolean> {
  const { payer, ...facts } = staged;
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `with staged as (
       insert into transactions.staged_payments (${COLUMNS})
       values (:id, :fingerprint, :merchantId, :payableAccount, :terminalId, :orderReference, :amountMinor, :currency,
               :capture, :residentId, :walletAccount, :onceToken, :declined, :confirmBefore, :holdUntil, :createdAt,
               :chargedBy)
       on conflict do nothing
       returning id
     )${event === null ? '' : `, ${firstEventSql('staged')}`}
     select id from staged`,
    {
      ...(event === null ? {} : firstEventBindings(event)),
      ...facts,
      amountMinor: staged.amountMinor.toString(),
      residentId: payer?.residentId ?? null,
      walletAccount: payer?.walletAccount ?? null,
      onceToken: payer?.onceToken ?? null,
    },
  );
  return rows.length === 1;
}

export async function findStaged(database: Database, id: Uuid): Promise<StagedPayment | undefined> {
  return (await listStaged(database, [id])).get(id);
}

/** Those of several payments that take more than one step. */
export async function listStaged(
  database: Database,
  ids: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, StagedPayment>> {
  const { rows } = await database.raw<{ rows: StagedRow[] }>(
    `select ${COLUMNS} from transactions.staged_payments where id = any(cast(:ids as uuid[]))`,
    { ids: [...ids] },
  );
  return new Map(rows.map((row) => [row.id, stagedOf(row)]));
}

/** Payments that wait for this resident, newest first. */
export async function listWaiting(
  database: Database,
  filter: { readonly residentId: Uuid; readonly now: Date; readonly limit: number },
): Promise<StagedPayment[]> {
  const { rows } = await database.raw<{ rows: StagedRow[] }>(
    `select ${COLUMNS}
       from transactions.staged_payments
      where resident_id = :residentId and confirm_before > :now and declined is null and decided_at is null
      order by created_at desc, id
      limit :limit`,
    filter,
  );
  return rows.map(stagedOf);
}

/** Payments that nobody confirmed in time and that are not known to be decided. */
export async function findOverdue(database: Database, now: Date, limit: number): Promise<StagedPayment[]> {
  const { rows } = await database.raw<{ rows: StagedRow[] }>(
    `select ${COLUMNS}
       from transactions.staged_payments
      where confirm_before <= :now and declined is null and decided_at is null
      order by confirm_before
      limit :limit`,
    { now, limit },
  );
  return rows.map(stagedOf);
}

/** Remembers that the ledger has decided it, so that it is on no list of what waits. */
export async function markDecided(database: Database, id: Uuid, now: Date): Promise<void> {
  await database.raw(
    'update transactions.staged_payments set decided_at = :now where id = :id and decided_at is null',
    { id, now },
  );
}

/** What was staged for an order, at one till or at all of a merchant. */
export async function findStagedByOrder(
  database: Database,
  order: {
    readonly payableAccount: Uuid;
    readonly orderReference: string;
    readonly terminalId: Uuid | null;
    readonly limit: number;
  },
): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { id: Uuid }[] }>(
    `select id
       from transactions.staged_payments
      where payable_account = :payableAccount and order_reference = :orderReference
        and (cast(:terminalId as uuid) is null or terminal_id = cast(:terminalId as uuid))
        and declined is null
      order by created_at
      limit :limit`,
    order,
  );
  return rows.map(({ id }) => id);
}

interface StagedRow {
  readonly id: Uuid;
  readonly fingerprint: string;
  readonly merchant_id: Uuid;
  readonly payable_account: Uuid;
  readonly terminal_id: Uuid;
  readonly order_reference: string;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly capture: CaptureMode;
  readonly resident_id: Uuid | null;
  readonly wallet_account: Uuid | null;
  readonly once_token: Uuid | null;
  readonly declined: DeclineReason | null;
  readonly confirm_before: Date | null;
  readonly hold_until: Date | null;
  readonly created_at: Date;
  readonly charged_by: string | null;
}

function stagedOf(row: StagedRow): StagedPayment {
  const { resident_id: residentId, wallet_account: walletAccount, once_token: onceToken } = row;
  const isPaid = residentId !== null && walletAccount !== null && onceToken !== null;
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    merchantId: row.merchant_id,
    payableAccount: row.payable_account,
    terminalId: row.terminal_id,
    orderReference: row.order_reference,
    chargedBy: row.charged_by,
    amountMinor: row.amount_minor,
    currency: row.currency,
    capture: row.capture,
    payer: isPaid ? { residentId, walletAccount, onceToken } : null,
    declined: row.declined,
    confirmBefore: row.confirm_before,
    holdUntil: row.hold_until,
    createdAt: row.created_at,
  };
}
