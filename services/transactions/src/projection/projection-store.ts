import type { Position } from '@tamsui/ledger-client';
import type { Database, Trx } from '@tamsui/platform/database';
import type { PaymentRow, RefundRow } from './project-entry.ts';

const FEED = 'payments';

/** How far the feed has been read. */
export async function readPosition(database: Database): Promise<Position | undefined> {
  const { rows } = await database.raw<{ rows: Position[] }>(
    'select batch, index from transactions.feed_positions where name = :name',
    { name: FEED },
  );
  return rows[0];
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

export async function insertPayments(trx: Trx, payments: readonly PaymentRow[]): Promise<void> {
  await trx.raw(
    `insert into transactions.payments
            (id, payable_account, wallet_account, terminal_id, order_reference, amount_minor, currency,
             created_at, business_date, batch, index)
     select * from jsonb_to_recordset(cast(:rows as jsonb))
       as row (id uuid, payable_account uuid, wallet_account uuid, terminal_id uuid, order_reference text,
               amount_minor bigint, currency text, created_at timestamptz, business_date date, batch bigint, index integer)`,
    {
      rows: JSON.stringify(
        payments.map((row) => ({
          ...moneyColumns(row),
          wallet_account: row.walletAccount,
          terminal_id: row.terminalId,
          order_reference: row.orderReference,
        })),
      ),
    },
  );
}

export async function insertRefunds(trx: Trx, refunds: readonly RefundRow[]): Promise<void> {
  await trx.raw(
    `insert into transactions.refunds
            (id, payment_id, payable_account, reason, amount_minor, currency, created_at, business_date, batch, index)
     select * from jsonb_to_recordset(cast(:rows as jsonb))
       as row (id uuid, payment_id uuid, payable_account uuid, reason text, amount_minor bigint, currency text,
               created_at timestamptz, business_date date, batch bigint, index integer)`,
    {
      rows: JSON.stringify(
        refunds.map((row) => ({ ...moneyColumns(row), payment_id: row.paymentId, reason: row.reason })),
      ),
    },
  );
}

/** Columns that payments and refunds share. Big numbers travel as digits, which jsonb_to_recordset reads exactly. */
function moneyColumns(row: PaymentRow | RefundRow) {
  return {
    id: row.id,
    payable_account: row.payableAccount,
    amount_minor: row.amountMinor.toString(),
    currency: row.currency,
    created_at: row.at.toISOString(),
    business_date: row.businessDate,
    batch: row.position.batch.toString(),
    index: row.position.index,
  };
}
