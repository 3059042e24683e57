import type { Database } from '@tamsui/platform/database';

export interface StatementRow {
  readonly version: bigint;
  readonly batch: bigint;
  readonly index: number;
  readonly entry: string;
  readonly purpose: string;
  readonly at: Date;
  readonly business_date: string;
  /** Credits less debits. */
  readonly change: bigint;
  readonly balance: bigint;
  readonly counter_account: string;
  readonly refunds: string | null;
  readonly reference: Record<string, string>;
}

interface PageOptions {
  readonly account: bigint;
  /** Lines before this version; null begins with the newest. */
  readonly beforeVersion: bigint | null;
  readonly limit: number;
}

/** The newest lines of an account first. Both sides are read from the top of their index, then merged. */
export async function readStatement(
  database: Database,
  schema: string,
  options: PageOptions,
): Promise<StatementRow[]> {
  const before = options.beforeVersion === null ? null : options.beforeVersion.toString();
  const account = options.account.toString();
  const { rows } = await database.raw<{ rows: StatementRow[] }>(
    `select m.version, m.batch, m.index, e.id as entry, e.purpose, b.at, e.business_date::text as business_date,
      m.change, m.balance, a.id as counter_account, e.refunds, e.reference
    from (
      (select debit_version as version, batch, index, -amount as change, debit_balance as balance, credit as counter
        from ${schema}.postings
        where debit = :account and (:before::bigint is null or debit_version < :before::bigint)
        order by debit_version desc limit :limit)
      union all
      (select credit_version, batch, index, amount, credit_balance, debit from ${schema}.postings
        where credit = :account and (:before::bigint is null or credit_version < :before::bigint)
        order by credit_version desc limit :limit)
    ) m
    join ${schema}.entries e on e.batch = m.batch and e.index = m.index
    join ${schema}.batches b on b.number = m.batch
    join ${schema}.accounts a on a.number = m.counter
    order by m.version desc limit :limit`,
    { account, before, limit: options.limit },
  );
  return rows;
}
