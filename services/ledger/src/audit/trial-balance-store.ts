import type { AccountKind } from '@tamsui/book';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';

export interface TrialBalanceRow {
  readonly batch: bigint;
  readonly currency: CurrencyCode;
  readonly kind: AccountKind;
  /** Sums over a city can pass 64 bits, so they come as numeric, which the driver leaves as text. */
  readonly debits: string;
  readonly credits: string;
}

/** Sums of all accounts by currency and kind, with the last batch that is in them: one statement, one snapshot. */
export async function readTrialBalance(database: Database, schema: string): Promise<TrialBalanceRow[]> {
  const { rows } = await database.raw<{ rows: TrialBalanceRow[] }>(
    `select (select max(number) from ${schema}.batches) as batch, currency, kind,
      sum(debits)::numeric as debits, sum(credits)::numeric as credits
    from ${schema}.balances group by currency, kind order by currency, kind`,
  );
  return rows;
}

/**
 * The same as of a batch, summed from the journal up to it: that is a scan of so much of the history, which is fine for
 * a figure that finance staff and auditors ask for now and then.
 */
export async function readTrialBalanceAsOf(
  database: Database,
  schema: string,
  batch: bigint,
): Promise<TrialBalanceRow[]> {
  const { rows } = await database.raw<{ rows: TrialBalanceRow[] }>(
    `select :batch::bigint as batch, a.currency, a.kind,
      coalesce(sum(m.debits), 0)::numeric as debits, coalesce(sum(m.credits), 0)::numeric as credits
    from ${schema}.accounts a
    left join (
      select account, sum(debit) as debits, sum(credit) as credits from (
        select debit as account, amount as debit, 0::bigint as credit from ${schema}.postings
        where batch <= :batch::bigint
        union all
        select credit, 0::bigint, amount from ${schema}.postings where batch <= :batch::bigint
      ) moves group by account
    ) m on m.account = a.number
    group by a.currency, a.kind order by a.currency, a.kind`,
    { batch: batch.toString() },
  );
  return rows;
}
