import type { Account } from '../accounts/account.ts';
import { lockAccounts } from '../accounts/account-store.ts';
import { listEntries } from '../accounts/entry-store.ts';
import type { Clock } from '../clock.ts';
import { type Database, withTrx } from '../database/database.ts';
import { writeCamt053 } from './camt053-writer.ts';
import { nextStatement, type Statement } from './statement.ts';
import { findLastStatement, insertStatement } from './statement-store.ts';

/** Most entries of one statement, about 30 MB of XML; what is beyond belongs to the next one. */
const MAX_ENTRIES = 25_000;

export interface CloseStatementDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
}

export interface ClosedStatement {
  readonly account: Account;
  readonly statement: Statement;
}

/**
 * Closes and issues the next statement of an account. The lock on the account keeps out bookings and other
 * closings until it is written, so statements never overlap and never miss an entry.
 * @returns `undefined` when there is no such account
 */
export function createCloseStatement({ database, clock, timeZone }: CloseStatementDeps) {
  return (accountNumber: string): Promise<ClosedStatement | undefined> =>
    withTrx(database, async (trx) => {
      const [account] = await lockAccounts(trx, [accountNumber]);
      if (account === undefined) return undefined;
      const previous = await findLastStatement(trx, accountNumber);
      const entries = await listEntries(trx, accountNumber, previous?.lastEntryNumber ?? 0n, MAX_ENTRIES);
      const statement = nextStatement(account, previous, entries, clock.now());
      await insertStatement(trx, statement, writeCamt053(statement, account, entries, timeZone));
      return { account, statement };
    });
}
