import type { AccountKind } from '@tamsui/book';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';

export interface AccountRow {
  readonly number: bigint;
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: CurrencyCode;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly version: bigint;
}

/** An account with its counters as of the last commit: its checkpoint and the postings behind it. */
export async function findAccount(
  database: Database,
  schema: string,
  id: string,
): Promise<AccountRow | undefined> {
  const { rows } = await database.raw<{ rows: AccountRow[] }>(
    `select a.number, a.id, a.kind, a.currency,
      (a.debits + d.sum)::bigint as debits, (a.credits + c.sum)::bigint as credits,
      (a.version + d.n + c.n)::bigint as version
    from ${schema}.accounts a
    cross join lateral (select coalesce(sum(amount), 0) as sum, count(*) as n from ${schema}.postings
      where debit = a.number and debit_version > a.version) d
    cross join lateral (select coalesce(sum(amount), 0) as sum, count(*) as n from ${schema}.postings
      where credit = a.number and credit_version > a.version) c
    where a.id = ?::uuid`,
    [id],
  );
  return rows[0];
}
