import { type Account, availableOf, balanceOf } from '@tamsui/book';
import { type Database, withTrx } from '@tamsui/platform/database';
import type { Moment } from '../books/book.ts';
import { loadAccounts } from '../journal/load-accounts.ts';

export interface AccountReading {
  readonly account: Pick<Account, 'id' | 'kind' | 'currency' | 'status' | 'policy' | 'version'>;
  readonly balanceMinor: bigint;
  /** What open holds set aside of it at that moment. */
  readonly heldMinor: bigint;
  /** The last batch that is in these figures. */
  readonly asOfBatch: bigint;
}

/** Reads an account with everything that bears on it, all of one snapshot: as of one committed batch. */
export async function readAccount(
  database: Database,
  id: string,
  { schema, timeZone, now, date }: Moment,
): Promise<AccountReading | undefined> {
  return withTrx(database, async (trx) => {
    await trx.raw('set transaction isolation level repeatable read read only');
    const [account] = await loadAccounts(trx, schema, { ids: [id], timeZone, date });
    if (account === undefined) return undefined;
    const { rows } = await trx.raw<{ rows: { batch: bigint }[] }>(
      `select max(number) as batch from ${schema}.batches`,
    );
    const balanceMinor = balanceOf(account);
    const heldMinor = balanceMinor - availableOf(account, now);
    return { account, balanceMinor, heldMinor, asOfBatch: rows[0]?.batch ?? 0n };
  });
}
