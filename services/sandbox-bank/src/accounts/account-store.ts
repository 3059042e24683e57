import type { CurrencyCode } from '@tamsui/money';
import { type Database, queryRows } from '../database/database.ts';
import type { Account } from './account.ts';

interface AccountRow {
  readonly account_number: string;
  readonly holder_name: string;
  readonly currency: CurrencyCode;
  readonly opening_balance_minor: bigint;
  readonly balance_minor: bigint;
  readonly entry_count: bigint;
  readonly opened_at: Date;
}

const COLUMNS =
  'account_number, holder_name, currency, opening_balance_minor, balance_minor, entry_count, opened_at';

function fromRow(row: AccountRow): Account {
  return {
    accountNumber: row.account_number,
    holderName: row.holder_name,
    currency: row.currency,
    openingBalanceMinor: row.opening_balance_minor,
    balanceMinor: row.balance_minor,
    entryCount: row.entry_count,
    openedAt: row.opened_at,
  };
}

/** Writes a new account. False when the number is taken. */
export async function insertAccount(database: Database, account: Account): Promise<boolean> {
  const rows = await queryRows(
    database,
    `insert into sandbox_bank.accounts (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (account_number) do nothing
     returning account_number`,
    [
      account.accountNumber,
      account.holderName,
      account.currency,
      account.openingBalanceMinor.toString(),
      account.balanceMinor.toString(),
      account.entryCount.toString(),
      account.openedAt,
    ],
  );
  return rows.length === 1;
}

export async function findAccount(database: Database, accountNumber: string): Promise<Account | undefined> {
  const rows = await queryRows<AccountRow>(
    database,
    `select ${COLUMNS} from sandbox_bank.accounts where account_number = ?`,
    [accountNumber],
  );
  return rows.map(fromRow)[0];
}

/**
 * Locks those of the accounts that exist, in the order of their numbers, so that two trx that need the same
 * ones never wait for each other in a circle. `no key` lets others refer to the accounts meanwhile.
 */
export async function lockAccounts(trx: Database, accountNumbers: readonly string[]): Promise<Account[]> {
  const rows = await queryRows<AccountRow>(
    trx,
    `select ${COLUMNS} from sandbox_bank.accounts
     where account_number = any(?::text[]) order by account_number for no key update`,
    [[...new Set(accountNumbers)]],
  );
  return rows.map(fromRow);
}

/** Writes the new balances of accounts that this trx holds locked. */
export async function updateBalances(trx: Database, accounts: readonly Account[]): Promise<void> {
  await queryRows(
    trx,
    `update sandbox_bank.accounts as account
     set balance_minor = new.balance_minor, entry_count = new.entry_count
     from unnest(?::text[], ?::bigint[], ?::bigint[]) as new (account_number, balance_minor, entry_count)
     where account.account_number = new.account_number`,
    [
      accounts.map((account) => account.accountNumber),
      accounts.map((account) => account.balanceMinor.toString()),
      accounts.map((account) => account.entryCount.toString()),
    ],
  );
}
