import { type Account, accountStatusOf, addUsage, newAccount, usageKey } from '@tamsui/book';
import type { Database } from '@tamsui/platform/database';
import {
  directionOf,
  type LimitedAccount,
  loadFacts,
  loadOpenHolds,
  loadUsage,
  type UsageRow,
} from './account-facts-store.ts';
import { type AccountRow, loadAccountRows } from './account-row-store.ts';

interface LoadOptions {
  readonly ids: readonly string[];
  readonly timeZone: string;
  /** The date of this moment in the city's zone, `YYYY-MM-DD`. */
  readonly date: string;
}

/** Accounts as the journal has left them: counters, status, policy, open holds, and what counts towards limits. */
export async function loadAccounts(
  database: Database,
  schema: string,
  options: LoadOptions,
): Promise<Account[]> {
  const { ids, timeZone, date } = options;
  // One after another: a reader that wants one snapshot gives one connection, which runs one statement at a time.
  const rows = await loadAccountRows(database, schema, ids);
  const facts = await loadFacts(database, schema, ids);
  const holds = await loadOpenHolds(database, schema, ids);
  const accounts = new Map(rows.map((row) => [row.id, accountOfRow(row)]));
  const limited: LimitedAccount[] = [];
  for (const { account: id, detail, batch, index } of facts) {
    const account = accounts.get(id);
    if (account === undefined) continue;
    if (detail.status !== undefined) account.status = accountStatusOf(detail.status);
    if (detail.policy === undefined) continue;
    if (account.policy === null) limited.push({ number: account.number, since: { batch, index } });
    account.policy = detail.policy;
  }
  for (const { id, account, amount, taken, expires_at: expiresAt } of holds) {
    accounts
      .get(account)
      ?.holds.set(id, { amountMinor: BigInt(amount), takenMinor: BigInt(taken), expiresAt });
  }
  if (limited.length > 0) {
    const firstDate = `${date.slice(0, 'YYYY-MM'.length)}-01`;
    countUsage(accounts, await loadUsage(database, schema, { accounts: limited, timeZone, firstDate }));
  }
  return [...accounts.values()];
}

function accountOfRow(row: AccountRow): Account {
  const { number, id, kind, currency, floor: floorMinor } = row;
  const account = newAccount({ number, id, kind, currency, floorMinor, policy: null });
  account.debitsMinor = row.debits;
  account.creditsMinor = row.credits;
  account.version = row.version;
  return account;
}

function countUsage(accounts: ReadonlyMap<string, Account>, rows: readonly UsageRow[]): void {
  const byNumber = new Map([...accounts.values()].map((account) => [account.number, account]));
  for (const { account: number, purpose, side, date, amount } of rows) {
    const account = byNumber.get(number);
    if (account === undefined) continue;
    addUsage(account.usage, usageKey(purpose, directionOf(account.kind, side)), date, BigInt(amount));
  }
}
