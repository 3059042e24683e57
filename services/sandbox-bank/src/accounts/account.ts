import type { CurrencyCode } from '@tamsui/money';

/** An account of the bank. Its balance is that of its last entry; `entryCount` numbers them without gaps. */
export interface Account {
  readonly accountNumber: string;
  readonly holderName: string;
  readonly currency: CurrencyCode;
  readonly openingBalanceMinor: bigint;
  readonly balanceMinor: bigint;
  readonly entryCount: bigint;
  readonly openedAt: Date;
}

export type EntryKind = 'opening' | 'direct_debit' | 'credit_transfer';

/** One line of an account, never changed. `balanceMinor` is the balance after it. */
export interface Entry {
  readonly accountNumber: string;
  readonly entryNumber: bigint;
  readonly kind: EntryKind;
  readonly direction: 'credit' | 'debit';
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint;
  /** The bank's key of the booking, shared by both sides: `AcctSvcrRef`. */
  readonly bankReference: string;
  readonly endToEndId: string | null;
  readonly counterpartyAccount: string | null;
  readonly counterpartyName: string | null;
  readonly remittance: string | null;
  readonly bookedAt: Date;
}

/** What an entry says beside account, number, direction and balance. */
export type EntryFacts = Omit<Entry, 'accountNumber' | 'entryNumber' | 'direction' | 'balanceMinor'>;

/** The account after one more entry, and that entry. The caller has checked that a debit is covered. */
export function addEntry(
  account: Account,
  direction: Entry['direction'],
  facts: EntryFacts,
): { readonly account: Account; readonly entry: Entry } {
  const signedMinor = direction === 'credit' ? facts.amountMinor : -facts.amountMinor;
  const balanceMinor = account.balanceMinor + signedMinor;
  const entryNumber = account.entryCount + 1n;
  return {
    account: { ...account, balanceMinor, entryCount: entryNumber },
    entry: { ...facts, accountNumber: account.accountNumber, entryNumber, direction, balanceMinor },
  };
}
