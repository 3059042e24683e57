import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';

/** A line of a merchant's statement. Amounts carry their sign: a refund's gross and fee are negative. */
export interface StatementLine {
  readonly entry: Uuid;
  readonly kind: 'payment' | 'refund';
  readonly at: Date;
  /** Of the payment; a refund repeats that of the payment it gives back. */
  readonly orderReference: string | null;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
}

/** The lines of a payout in the order of the journal, as they were priced when the run was calculated. */
export async function findStatementLines(database: Database, payout: Uuid): Promise<StatementLine[]> {
  const { rows } = await database.raw<{ rows: StatementLine[] }>(
    `select line.entry, line.kind, line.occurred_at as at,
       coalesce(line.order_reference, payment.order_reference) as "orderReference",
       settled.gross_minor as "grossMinor", settled.fee_minor as "feeMinor", settled.net_minor as "netMinor"
     from settlement.run_lines settled
     join settlement.lines line on line.entry = settled.entry
     left join settlement.lines payment on payment.entry = line.original
     where settled.payout = :payout
     order by line.batch, line.entry_index`,
    { payout },
  );
  return rows;
}
