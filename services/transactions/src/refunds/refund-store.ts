import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import type { JournalPlace } from '../http/page.ts';
import type { Refund } from './refund.ts';

export type ListedRefund = Refund & JournalPlace;

export interface RefundFilter {
  readonly paymentId: Uuid;
  readonly limit: number;
  /** The page of what came before this. */
  readonly before: JournalPlace | undefined;
}

/** A payment's refunds, newest first, as far as the feed has been read. One of several entries is one refund. */
export async function listRefunds(database: Database, filter: RefundFilter): Promise<ListedRefund[]> {
  const { rows } = await database.raw<{ rows: RefundRow[] }>(
    `with parts as (
       select distinct on (refund_id) refund_id as id, payment_id, reason, currency, created_at, business_date, batch,
              index, sum(amount_minor) over (partition by refund_id) as amount_minor
         from transactions.refunds
        where payment_id = :paymentId
        order by refund_id, batch, index
     )
     select id, payment_id, reason, amount_minor::bigint as amount_minor, currency, created_at,
            business_date::text as business_date, batch, index
       from parts
      where cast(:batch as bigint) is null or (batch, index) < (cast(:batch as bigint), cast(:index as integer))
      order by batch desc, index desc
      limit :limit`,
    {
      paymentId: filter.paymentId,
      batch: filter.before?.batch.toString() ?? null,
      index: filter.before?.index ?? null,
      limit: filter.limit,
    },
  );
  return rows.map((row) => ({
    id: row.id,
    paymentId: row.payment_id,
    reason: row.reason,
    amountMinor: row.amount_minor,
    currency: row.currency,
    at: row.created_at,
    businessDate: row.business_date,
    batch: row.batch,
    index: row.index,
  }));
}

interface RefundRow {
  readonly id: string;
  readonly payment_id: string;
  readonly reason: string | null;
  readonly amount_minor: bigint;
  readonly currency: CurrencyCode;
  readonly created_at: Date;
  readonly business_date: string;
  readonly batch: bigint;
  readonly index: number;
}
