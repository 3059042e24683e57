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

/** Which way a page goes, and from which version on, without that one. */
export type StatementPlace =
  | { readonly order: 'newest_first'; readonly beforeVersion: bigint }
  | { readonly order: 'oldest_first'; readonly afterVersion: bigint };

interface PageOptions {
  readonly account: bigint;
  readonly place: StatementPlace;
  readonly limit: number;
}

/** Lines of an account. Both sides are read as a range of their index, then merged. */
export async function readStatement(
  database: Database,
  schema: string,
  options: PageOptions,
): Promise<StatementRow[]> {
  const { place } = options;
  const account = options.account.toString();
  const [from, beyond, direction] =
    place.order === 'newest_first'
      ? [place.beforeVersion.toString(), '<', 'desc']
      : [place.afterVersion.toString(), '>', 'asc'];
  const { rows } = await database.raw<{ rows: StatementRow[] }>(
    `select m.version, m.batch, m.index, e.id as entry, e.purpose, b.at, e.business_date::text as business_date,
      m.change, m.balance, a.id as counter_account, e.refunds, e.reference
    from (
      (select debit_version as version, batch, index, -amount as change, debit_balance as balance, credit as counter
        from ${schema}.postings
        where debit = :account and debit_version ${beyond} :from::bigint
        order by debit_version ${direction} limit :limit)
      union all
      (select credit_version, batch, index, amount, credit_balance, debit from ${schema}.postings
        where credit = :account and credit_version ${beyond} :from::bigint
        order by credit_version ${direction} limit :limit)
    ) m
    join ${schema}.entries e on e.batch = m.batch and e.index = m.index
    join ${schema}.batches b on b.number = m.batch
    join ${schema}.accounts a on a.number = m.counter
    order by m.version ${direction} limit :limit`,
    { account, from, limit: options.limit },
  );
  return rows;
}
