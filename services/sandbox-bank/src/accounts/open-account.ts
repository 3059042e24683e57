import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '../clock.ts';
import { type Database, withTrx } from '../database/database.ts';
import { type Account, addEntry } from './account.ts';
import { findAccount, insertAccount, updateBalances } from './account-store.ts';
import { insertEntries } from './entry-store.ts';

export interface OpenAccountCommand {
  readonly accountNumber: string;
  readonly holderName: string;
  readonly currency: CurrencyCode;
  readonly openingBalanceMinor: bigint;
}

export type OpenAccountResult =
  | { readonly outcome: 'opened' | 'same_as_before'; readonly account: Account }
  | { readonly outcome: 'account_differs' };

export interface OpenAccountDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly newReference: () => string;
}

/** The opening money is an entry of its own, so that the first statement begins at zero and explains it. */
async function bookOpening(trx: Database, account: Account, bankReference: string): Promise<Account> {
  if (account.openingBalanceMinor === 0n) return account;
  const added = addEntry(account, 'credit', {
    kind: 'opening',
    amountMinor: account.openingBalanceMinor,
    bankReference,
    endToEndId: null,
    counterpartyAccount: null,
    counterpartyName: null,
    remittance: 'Opening balance',
    bookedAt: account.openedAt,
  });
  await insertEntries(trx, [added.entry]);
  await updateBalances(trx, [added.account]);
  return added.account;
}

function isSame(account: Account, command: OpenAccountCommand): boolean {
  return (
    account.holderName === command.holderName &&
    account.currency === command.currency &&
    account.openingBalanceMinor === command.openingBalanceMinor
  );
}

/** Opens an account, or finds it opened already with the same content. */
export function createOpenAccount({ database, clock, newReference }: OpenAccountDeps) {
  return (command: OpenAccountCommand): Promise<OpenAccountResult> =>
    withTrx(database, async (trx) => {
      const empty: Account = { ...command, balanceMinor: 0n, entryCount: 0n, openedAt: clock.now() };
      if (await insertAccount(trx, empty)) {
        return { outcome: 'opened', account: await bookOpening(trx, empty, newReference()) };
      }
      const account = await findAccount(trx, command.accountNumber);
      if (account === undefined || !isSame(account, command)) return { outcome: 'account_differs' };
      return { outcome: 'same_as_before', account };
    });
}
