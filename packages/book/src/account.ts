import type { CurrencyCode } from '@tamsui/money';
import { type Hold, openHoldsMinor } from './hold.ts';
import type { Usage } from './usage.ts';

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

/**
 * What may happen to an account. Frozen for debit, for credit or for both until it is opened again; closed for ever.
 */
export type AccountStatus = 'open' | 'debit_frozen' | 'credit_frozen' | 'frozen' | 'closed';

export interface Account extends Counters {
  /** Short name inside the journal, given by the book in order of opening. */
  readonly number: bigint;
  /** The caller's name for it. */
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: CurrencyCode;
  /** Lowest balance in the account's own direction; null leaves it free. */
  readonly floorMinor: bigint | null;
  status: AccountStatus;
  /** Name of the policy whose limits it is under; null for none. */
  policy: string | null;
  /** Money set aside, by the id of the entry that did it. What is used up is not kept. */
  readonly holds: Map<string, Hold>;
  /** What moved this day and this month, by purpose and direction; kept for accounts under a policy. */
  readonly usage: Map<string, Usage>;
}

/** An account as it is when it is opened: open, and nothing has moved. */
export function newAccount(
  facts: Pick<Account, 'number' | 'id' | 'kind' | 'currency' | 'floorMinor' | 'policy'>,
): Account {
  const { number, id, kind, currency, floorMinor, policy } = facts;
  // Written out, so that all accounts have one shape in memory: spread together, each use of one costs several times more.
  return {
    number,
    id,
    kind,
    currency,
    floorMinor,
    debitsMinor: 0n,
    creditsMinor: 0n,
    version: 0n,
    status: 'open',
    policy,
    holds: new Map(),
    usage: new Map(),
  };
}

/** The balance in the account's own direction: a wallet with money in it is positive, and so is a bank account. */
export function balanceOf(account: Pick<Account, 'kind' | 'debitsMinor' | 'creditsMinor'>): bigint {
  const creditMinor = account.creditsMinor - account.debitsMinor;
  return account.kind === 'asset' || account.kind === 'expense' ? -creditMinor : creditMinor;
}

/** The balance less what is set aside at this moment. A hold that has expired sets nothing aside. */
export function availableOf(account: Account, at: Date): bigint {
  return balanceOf(account) - openHoldsMinor(account.holds, at);
}

/** True when what is available of the account is less than its floor. */
export function isBelowFloor(account: Account, at: Date): boolean {
  return account.floorMinor !== null && availableOf(account, at) < account.floorMinor;
}

/** True when no posting may debit (or credit) the account. */
export function isBarred(status: AccountStatus, side: 'debit' | 'credit'): boolean {
  return status === 'closed' || status === 'frozen' || status === `${side}_frozen`;
}
