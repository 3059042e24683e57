import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { JournalPlace } from '../http/page.ts';
import type { SucceededPayment } from './payment.ts';

export type ListedPayment = SucceededPayment & JournalPlace;

export interface PaymentFilter {
  readonly merchantId: Uuid;
  readonly payableAccount: Uuid;
  readonly orderReference: string | null;
  readonly limit: number;
  /** The page of what came before this. */
  readonly before: JournalPlace | undefined;
}

/** A merchant's payments, newest first, as far as the feed has been read. */
export async function listPayments(database: Database, filter: PaymentFilter): Promise<ListedPayment[]> {
  const { rows } = await database.raw<{ rows: PaymentRow[] }>(
    `select payments.id, payments.terminal_id, terminals.store_id, payments.order_reference, payments.amount_minor,
            payments.currency, payments.created_at, payments.business_date::text as business_date,
            payments.batch, payments.index,
            (select coalesce(sum(refunds.amount_minor), 0)::bigint
               from transactions.refunds refunds
              where refunds.payment_id = payments.id) as refunded_minor
       from transactions.payments payments
       join transactions.terminals terminals on terminals.id = payments.terminal_id
      where payments.payable_account = :payableAccount
        and (cast(:orderReference as text) is null or payments.order_reference = cast(:orderReference as text))
        and (cast(:batch as bigint) is null or (payments.batch, payments.index) < (cast(:batch as bigint), cast(:index as integer)))
      order by payments.batch desc, payments.index desc
      limit :limit`,
    {
      payableAccount: filter.payableAccount,
      orderReference: filter.orderReference,
      batch: filter.before?.batch.toString() ?? null,
      index: filter.before?.index ?? null,
      limit: filter.limit,
    },
  );
  return rows.map((row) => paymentOf(row, filter.merchantId));
}

interface PaymentRow {
  readonly id: string;
  readonly terminal_id: string;
  readonly store_id: string;
  readonly order_reference: string;
  readonly amount_minor: bigint;
  readonly refunded_minor: bigint;
  readonly currency: CurrencyCode;
  readonly created_at: Date;
  readonly business_date: string;
  readonly batch: bigint;
  readonly index: number;
}

function paymentOf(row: PaymentRow, merchantId: Uuid): ListedPayment {
  return {
    id: row.id,
    status: 'succeeded',
    merchantId,
    storeId: row.store_id,
    terminalId: row.terminal_id,
    orderReference: row.order_reference,
    amountMinor: row.amount_minor,
    refundedMinor: row.refunded_minor,
    currency: row.currency,
    at: row.created_at,
    businessDate: row.business_date,
    batch: row.batch,
    index: row.index,
  };
}
