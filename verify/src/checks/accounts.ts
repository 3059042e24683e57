import type { Findings } from '../findings.ts';
import type { Posting, StoredEntry } from '../journal/batch.ts';
import { type Account, readOpening } from './account.ts';
import type { Check } from './check.ts';
import { type AccountRow, compareOpening, createCheckpointCheck } from './checkpoint.ts';

interface AccountsCheckOptions {
  readonly findings: Findings;
  /** The ledger's own table, to compare. */
  readonly rows: ReadonlyMap<bigint, AccountRow>;
  readonly checkpoint: bigint;
}

/** Accounts from their opening to their last posting: versions, balances, floors, currencies, checkpoints. */
export function createAccountsCheck({ findings, rows, checkpoint }: AccountsCheckOptions): Check {
  const accounts = new Map<bigint, Account>();
  const ids = new Set<string>();
  const checkpoints = createCheckpointCheck({ findings, rows, checkpoint });
  let batch = 0n;
  const tell = (check: string, message: string) => findings.add({ batch, check, message });

  function open(entry: StoredEntry): void {
    const opening = readOpening(entry.detail);
    if (opening === undefined) {
      tell('accounts', `entry ${entry.id} does not describe the account that it opens`);
      return;
    }
    const { number, account } = opening;
    if (number !== BigInt(accounts.size) + 1n)
      tell('accounts', `account ${number} is not the next to be opened`);
    if (ids.has(account.id)) tell('accounts', `account ${account.id} is opened a second time`);
    ids.add(account.id);
    accounts.set(number, account);
    for (const message of compareOpening(account, rows.get(number))) tell('accounts', message);
  }

  function move(entry: StoredEntry, posting: Posting): void {
    const debit = accounts.get(posting.debit);
    const credit = accounts.get(posting.credit);
    if (debit === undefined || credit === undefined) {
      tell('accounts', `entry ${entry.id} moves an account that was never opened`);
      return;
    }
    const { amountMinor } = posting;
    if (amountMinor <= 0n || posting.debit === posting.credit)
      tell('amount', `entry ${entry.id} moves nothing`);
    if (debit.currency !== credit.currency)
      tell('sum zero', `entry ${entry.id} takes ${debit.currency} and gives ${credit.currency}`);
    debit.debitsMinor += amountMinor;
    credit.creditsMinor += amountMinor;
    follow(posting.debit, debit, [posting.debitVersion, posting.debitBalanceMinor, -amountMinor]);
    follow(posting.credit, credit, [posting.creditVersion, posting.creditBalanceMinor, amountMinor]);
  }

  /** After a finding the row is believed, so that one wrong posting is told once. */
  function follow(
    number: bigint,
    account: Account,
    [version, balanceMinor, changeMinor]: readonly [bigint, bigint, bigint],
  ): void {
    if (version !== account.version + 1n)
      tell('versions', `account ${number} goes from version ${account.version} to ${version}`);
    if (balanceMinor !== account.balanceMinor + changeMinor)
      tell('balances', `account ${number} has ${balanceMinor}, not ${account.balanceMinor + changeMinor}`);
    account.version = version;
    account.balanceMinor = balanceMinor;
    checkpoints.moved(number, account, batch);
  }

  function judgeFloors(entry: StoredEntry, before: ReadonlyMap<Account, bigint>): void {
    for (const [account, beforeMinor] of before) {
      if (account.floorMinor === null) continue;
      const own = account.kind === 'asset' || account.kind === 'expense' ? -1n : 1n;
      const afterMinor = own * account.balanceMinor;
      if (afterMinor < account.floorMinor && afterMinor < own * beforeMinor)
        tell(
          'floors',
          `entry ${entry.id} leaves account ${account.id} at ${afterMinor}, below ${account.floorMinor}`,
        );
    }
  }

  return {
    batch: ({ number, entries }) => {
      batch = number;
      for (const entry of entries) {
        if (entry.purpose === 'account_opened' && entry.refusal === null) open(entry);
        if (entry.postings.length === 0) continue;
        const before = balancesBefore(accounts, entry);
        for (const posting of entry.postings) move(entry, posting);
        judgeFloors(entry, before);
      }
    },
    end: () => {
      checkpoints.end(accounts);
      for (const [currency, sumMinor] of sumByCurrency(accounts)) {
        if (sumMinor === 0n) continue;
        findings.add({
          batch: null,
          check: 'sum zero',
          message: `all accounts in ${currency} sum up to ${sumMinor}`,
        });
      }
    },
  };
}

function balancesBefore(
  accounts: ReadonlyMap<bigint, Account>,
  { postings }: StoredEntry,
): Map<Account, bigint> {
  const before = new Map<Account, bigint>();
  for (const { debit, credit } of postings) {
    for (const number of [debit, credit]) {
      const account = accounts.get(number);
      if (account?.floorMinor != null && !before.has(account)) before.set(account, account.balanceMinor);
    }
  }
  return before;
}

function sumByCurrency(accounts: ReadonlyMap<bigint, Account>): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, creditsMinor, debitsMinor } of accounts.values()) {
    sums.set(currency, (sums.get(currency) ?? 0n) + creditsMinor - debitsMinor);
  }
  return sums;
}
