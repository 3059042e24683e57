import type { CurrencyCode } from '@tamsui/money';

/** An asset or expense grows by debits, a liability or income by credits. */
export type AccountKind = 'asset' | 'liability' | 'income' | 'expense';

/** What postings change of an account. */
export interface Counters {
  /** Sum of all debits, in minor units. */
  debitsMinor: bigint;
  /** Sum of all credits, in minor units. */
  creditsMinor: bigint;
  /** Number of postings so far; each gets the next one, so that a history without a gap checks itself. */
  version: bigint;
}

export interface Account extends Counters {
  /** Short name inside the journal, given by the book in order of opening. */
  readonly number: bigint;
  /** The caller's name for it. */
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: CurrencyCode;
  /** Lowest balance in the account's own direction; null leaves it free. */
  readonly floorMinor: bigint | null;
}

/** The balance in the account's own direction: a wallet with money in it is positive, and so is a bank account. */
export function balanceOf(account: Pick<Account, 'kind' | 'debitsMinor' | 'creditsMinor'>): bigint {
  const creditMinor = account.creditsMinor - account.debitsMinor;
  return account.kind === 'asset' || account.kind === 'expense' ? -creditMinor : creditMinor;
}

/** True when the account stands below its floor. */
export function isBelowFloor(account: Account): boolean {
  return account.floorMinor !== null && balanceOf(account) < account.floorMinor;
}
