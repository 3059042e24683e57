import { invariant } from '@tamsui/errors';
import type { Position } from '@tamsui/ledger-client';
import {
  bigints,
  columnOf,
  type Database,
  dates,
  integers,
  type Trx,
  texts,
  timestamps,
  uuids,
  withTrx,
} from '@tamsui/platform/database';
import { insertCancelledOf } from '../cancellations/cancellation-item-store.ts';
import type { CaptureRow, PaymentRow, ProjectedRows, RefundRow, ReleaseRow } from './project-entry.ts';

const FEED = 'payments';

/** A process that stands still in the middle keeps the feed from the others for so long. */
const SILENT_FOLLOWER_MS = 10_000;

/**
 * Takes the feed until the end of the trx, so that several processes do not prepare the same page in vain. Correctness
 * does not rest on it: see `advancePosition`.
 * @returns how far the feed has been read, or `taken` when another process follows it at this moment
 */
export async function takeFeed(trx: Trx): Promise<Position | 'taken'> {
  const { rows } = await trx.raw<{ rows: { taken: boolean }[] }>(
    `select pg_try_advisory_xact_lock(hashtextextended('tamsui-feed:' || :name, 0)) as taken,
            set_config('idle_in_transaction_session_timeout', :silentMs, true)`,
    { name: FEED, silentMs: String(SILENT_FOLLOWER_MS) },
  );
  if (rows[0]?.taken !== true) return 'taken';
  // A statement of its own, which sees what was committed until the lock was taken.
  return readPosition(trx);
}

async function readPosition(trx: Trx): Promise<Position> {
  const { rows } = await trx.raw<{ rows: Position[] }>(
    'select batch, index from transactions.feed_positions where name = :name',
    { name: FEED },
  );
  const [position] = rows;
  invariant(position !== undefined, 'the feed has a position');
  return position;
}

/** Waits until nobody is moving the position on, so that what was read of the feed until now can be seen. */
export async function waitForWriter(database: Database): Promise<Position | undefined> {
  return withTrx(database, async (trx) => {
    const { rows } = await trx.raw<{ rows: Position[] }>(
      'select batch, index from transactions.feed_positions where name = :name for update',
      { name: FEED },
    );
    return rows[0];
  });
}

/** Moves on from one position to the next. @returns false when another process has moved on from there already */
export async function advancePosition(trx: Trx, from: Position, to: Position): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update transactions.feed_positions
        set batch = :toBatch, index = :toIndex
      where name = :name and batch = :fromBatch and index = :fromIndex
      returning name`,
    {
      name: FEED,
      fromBatch: from.batch.toString(),
      fromIndex: from.index,
      toBatch: to.batch.toString(),
      toIndex: to.index,
    },
  );
  return rows.length === 1;
}

/**
 * Lists payments, and in the same statement puts down those to be undone whose order was cancelled before they came: found by
 * their ids afterwards, each would have to be looked up again.
 * @returns how many are to be undone
 */
export async function insertPayments(trx: Trx, payments: readonly PaymentRow[], now: Date): Promise<number> {
  if (payments.length === 0) return 0;
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `with inserted as (
       insert into transactions.payments
              (id, payable_account, wallet_account, terminal_id, order_reference, amount_minor, currency,
               created_at, business_date, batch, index, charged_by)
       select * from unnest(cast(:ids as uuid[]), cast(:payableAccounts as uuid[]), cast(:walletAccounts as uuid[]),
                            cast(:terminalIds as uuid[]), cast(:orderReferences as text[]),
                            cast(:amountsMinor as bigint[]), cast(:currencies as text[]),
                            cast(:times as timestamptz[]), cast(:businessDates as date[]),
                            cast(:batches as bigint[]), cast(:indexes as integer[]), cast(:chargedBy as text[]))
       returning id, payable_account, terminal_id, order_reference
     )
     ${insertCancelledOf('inserted')}`,
    {
      ids: columnOf(uuids, payments, ({ id }) => id),
      payableAccounts: columnOf(uuids, payments, ({ payableAccount }) => payableAccount),
      walletAccounts: columnOf(uuids, payments, ({ walletAccount }) => walletAccount),
      terminalIds: columnOf(uuids, payments, ({ terminalId }) => terminalId),
      orderReferences: columnOf(texts, payments, ({ orderReference }) => orderReference),
      amountsMinor: columnOf(bigints, payments, ({ amountMinor }) => amountMinor),
      currencies: columnOf(texts, payments, ({ currency }) => currency),
      times: columnOf(timestamps, payments, ({ at }) => at),
      businessDates: columnOf(dates, payments, ({ businessDate }) => businessDate),
      batches: columnOf(bigints, payments, ({ position }) => position.batch),
      indexes: columnOf(integers, payments, ({ position }) => position.index),
      chargedBy: columnOf(texts, payments, ({ chargedBy }) => chargedBy),
      now,
    },
  );
  return rows.length;
}

/**
 * Lists what was set aside, with what it was asked for: that was written before the ledger heard of it.
 * @returns how many are to be undone, as of payments
 */
export async function insertAuthorisations(
  trx: Trx,
  authorisations: ProjectedRows['authorisations'],
  now: Date,
): Promise<number> {
  if (authorisations.length === 0) return 0;
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `with inserted as (
       insert into transactions.payments
              (id, payable_account, wallet_account, terminal_id, order_reference, amount_minor, currency,
               created_at, business_date, batch, index, capture, hold_until, charged_by)
       select row.id, staged.payable_account, staged.wallet_account, staged.terminal_id, staged.order_reference,
              staged.amount_minor, staged.currency, row.created_at, row.business_date, row.batch, row.index,
              staged.capture, staged.hold_until, staged.charged_by
         from jsonb_to_recordset(cast(:rows as jsonb))
           as row (id uuid, created_at timestamptz, business_date date, batch bigint, index integer)
         join transactions.staged_payments staged on staged.id = row.id
       returning id, payable_account, terminal_id, order_reference
     )
     ${insertCancelledOf('inserted')}`,
    { rows: JSON.stringify(authorisations.map(bookedColumns)), now },
  );
  return rows.length;
}

export async function insertCaptures(trx: Trx, captures: readonly CaptureRow[]): Promise<void> {
  if (captures.length === 0) return;
  await trx.raw(
    `insert into transactions.captures
            (id, payment_id, amount_minor, currency, created_at, business_date, batch, index)
     select * from jsonb_to_recordset(cast(:rows as jsonb))
       as row (id uuid, payment_id uuid, amount_minor bigint, currency text, created_at timestamptz,
               business_date date, batch bigint, index integer)`,
    {
      rows: JSON.stringify(
        captures.map((row) => ({ ...bookedColumns(row), ...moneyColumns(row), payment_id: row.paymentId })),
      ),
    },
  );
}

export async function markReleased(trx: Trx, releases: readonly ReleaseRow[]): Promise<void> {
  if (releases.length === 0) return;
  await trx.raw(
    `update transactions.payments payments
        set released_at = row.released_at
       from jsonb_to_recordset(cast(:rows as jsonb)) as row (id uuid, released_at timestamptz)
      where payments.id = row.id`,
    {
      rows: JSON.stringify(releases.map(({ paymentId: id, at }) => ({ id, released_at: at.toISOString() }))),
    },
  );
}

export async function insertRefunds(trx: Trx, refunds: readonly RefundRow[]): Promise<void> {
  if (refunds.length === 0) return;
  await trx.raw(
    `insert into transactions.refunds
            (id, payment_id, payable_account, reason, amount_minor, currency, created_at, business_date, batch, index,
             refund_id)
     select * from jsonb_to_recordset(cast(:rows as jsonb))
       as row (id uuid, payment_id uuid, payable_account uuid, reason text, amount_minor bigint, currency text,
               created_at timestamptz, business_date date, batch bigint, index integer, refund_id uuid)`,
    {
      rows: JSON.stringify(
        refunds.map((row) => ({
          ...bookedColumns(row),
          ...moneyColumns(row),
          payable_account: row.payableAccount,
          payment_id: row.paymentId,
          refund_id: row.refundId,
          reason: row.reason,
        })),
      ),
    },
  );
}

function bookedColumns({ id, at, businessDate, position }: ProjectedRows['authorisations'][number]) {
  return {
    id,
    created_at: at.toISOString(),
    business_date: businessDate,
    batch: position.batch.toString(),
    index: position.index,
  };
}

/** Big numbers travel as digits, which jsonb_to_recordset reads exactly. */
function moneyColumns({ amountMinor, currency }: CaptureRow | RefundRow) {
  return { amount_minor: amountMinor.toString(), currency };
}
