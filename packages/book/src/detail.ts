import { invariant } from '@tamsui/errors';
import { isCurrencyCode } from '@tamsui/money';
import { type Account, type AccountKind, type AccountStatus, newAccount } from './account.ts';
import type { Reference } from './command.ts';
import type { Hold } from './hold.ts';

/** What an entry did besides postings, read back from the texts in its detail. */

const KINDS: readonly AccountKind[] = ['asset', 'liability', 'income', 'expense'];
const STATUSES: readonly AccountStatus[] = ['open', 'debit_frozen', 'credit_frozen', 'frozen', 'closed'];

/** @throws Bug when the journal describes no account */
export function accountOfDetail(detail: Reference): Account {
  const { number, account: id, currency, floor_minor: floor, policy = null } = detail;
  const kind = KINDS.find((known) => known === detail.kind);
  invariant(number !== undefined && id !== undefined && kind !== undefined, 'an opened account is described');
  invariant(isCurrencyCode(currency), 'an opened account has a currency');
  const floorMinor = floor === undefined ? null : BigInt(floor);
  return newAccount({ number: BigInt(number), id, kind, currency, floorMinor, policy });
}

/** @throws Bug when the journal names no status */
export function accountStatusOf(text: string | undefined): AccountStatus {
  const status = STATUSES.find((known) => known === text);
  invariant(status !== undefined, 'an account has one of the known statuses');
  return status;
}

/** A hold as it was when it was made. */
export function holdOfDetail({ amount_minor: amount, expires_at: expiry }: Reference): Hold {
  invariant(amount !== undefined, 'a hold has an amount');
  return {
    amountMinor: BigInt(amount),
    takenMinor: 0n,
    expiresAt: expiry === undefined ? null : new Date(expiry),
  };
}
