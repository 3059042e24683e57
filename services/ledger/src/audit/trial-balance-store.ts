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
