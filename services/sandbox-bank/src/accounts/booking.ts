import type { CurrencyCode } from '@tamsui/money';
import { type Account, addEntry, type Entry, type EntryKind } from './account.ts';

/** Money that moves from an account of this bank to another one, here or elsewhere. */
export interface Movement {
  readonly kind: EntryKind;
  readonly debtorAccount: string;
  readonly creditorAccount: string;
  /** How the creditor is called on the debtor's statement, where the creditor's account is not kept here. */
  readonly creditorName: string | null;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly bankReference: string;
  readonly endToEndId: string;
  readonly remittance: string | null;
}

export type MovementFailure =
  | 'account_unknown'
  | 'currency_mismatch'
  | 'creditor_currency_mismatch'
  | 'same_account'
  | 'insufficient_funds';

/** A sheet on which several movements are booked one after another, before all of it is written at once. */
export interface Booking {
  /** Books both sides, or nothing and says why. */
  move(movement: Movement): MovementFailure | undefined;
  readonly entries: readonly Entry[];
  /** The accounts that have new entries, as they are after them. */
  changedAccounts(): readonly Account[];
}

function failureOf(
  movement: Movement,
  debtor: Account | undefined,
  creditor: Account | undefined,
): MovementFailure | undefined {
  if (debtor === undefined) return 'account_unknown';
  if (debtor.currency !== movement.currency) return 'currency_mismatch';
  if (movement.creditorAccount === movement.debtorAccount) return 'same_account';
  if (creditor !== undefined && creditor.currency !== movement.currency) return 'creditor_currency_mismatch';
  return debtor.balanceMinor < movement.amountMinor ? 'insufficient_funds' : undefined;
}

/**
 * Opens a sheet over accounts that the caller has locked. Pure: nothing is written here.
 * @param bookedAt taken after the locks, so that an account's entries are in order of time
 */
export function createBooking(accounts: readonly Account[], bookedAt: Date): Booking {
  const current = new Map(accounts.map((account) => [account.accountNumber, account]));
  const changed = new Set<string>();
  const entries: Entry[] = [];

  const enter = (
    account: Account,
    direction: Entry['direction'],
    movement: Movement,
    other: Counterparty,
  ): void => {
    const { kind, amountMinor, bankReference, endToEndId, remittance } = movement;
    const facts = { kind, amountMinor, bankReference, endToEndId, remittance, bookedAt, ...other };
    const added = addEntry(account, direction, facts);
    current.set(account.accountNumber, added.account);
    changed.add(account.accountNumber);
    entries.push(added.entry);
  };
  return {
    entries,
    move(movement) {
      const debtor = current.get(movement.debtorAccount);
      const creditor = current.get(movement.creditorAccount);
      const failure = failureOf(movement, debtor, creditor);
      if (failure !== undefined || debtor === undefined) return failure;
      enter(debtor, 'debit', movement, {
        counterpartyAccount: movement.creditorAccount,
        counterpartyName: creditor?.holderName ?? movement.creditorName,
      });
      if (creditor !== undefined) enter(creditor, 'credit', movement, counterpartyOf(debtor));
      return undefined;
    },
    changedAccounts: () => [...current.values()].filter(({ accountNumber }) => changed.has(accountNumber)),
  };
}

interface Counterparty {
  readonly counterpartyAccount: string;
  readonly counterpartyName: string | null;
}

function counterpartyOf(account: Account): Counterparty {
  return { counterpartyAccount: account.accountNumber, counterpartyName: account.holderName };
}
