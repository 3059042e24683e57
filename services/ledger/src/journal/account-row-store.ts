import type { AccountKind } from '@tamsui/book';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';

/** An account with its counters as of the last commit. */
export interface AccountRow {
  readonly number: bigint;
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: CurrencyCode;
  readonly floor: bigint | null;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly version: bigint;
}

/** The checkpoint of each account and the postings after it: versions have no gap, so they are an index range. */
export async function loadAccountRows(
  database: Database,
  schema: string,
  ids: readonly string[],
): Promise<AccountRow[]> {
  const { rows } = await database.raw<{ rows: AccountRow[] }>(
    `select a.number, a.id, a.kind, a.currency, a.floor,
      (a.debits + d.sum)::bigint as debits, (a.credits + c.sum)::bigint as credits,
      (a.version + d.n + c.n)::bigint as version
    from ${schema}.accounts a
    cross join lateral (select coalesce(sum(amount), 0) as sum, count(*) as n from ${schema}.postings
      where debit = a.number and debit_version > a.version) d
    cross join lateral (select coalesce(sum(amount), 0) as sum, count(*) as n from ${schema}.postings
      where credit = a.number and credit_version > a.version) c
    where a.id = any(?::uuid[])`,
    [[...ids]],
  );
  return rows;
}
