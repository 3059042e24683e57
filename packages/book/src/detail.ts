import { invariant } from '@tamsui/errors';
import { isCurrencyCode } from '@tamsui/money';
import { type Account, type AccountKind, type AccountStatus, newAccount } from './account.ts';
import type { Reference } from './command.ts';
import { fieldOf } from './detail-field.ts';
import type { Hold } from './hold.ts';

/** What an entry did besides postings, read back from the texts in its detail. */

const KINDS: readonly AccountKind[] = ['asset', 'liability', 'income', 'expense'];
const STATUSES: readonly AccountStatus[] = ['open', 'debit_frozen', 'credit_frozen', 'frozen', 'closed'];

/** @throws Bug when the journal describes no account */
export function accountOfDetail(detail: Reference): Account {
  const { currency, floor_minor: floor, policy = null } = detail;
  const kind = KINDS.find((known) => known === detail.kind);
  invariant(kind !== undefined, 'an opened account has one of the known kinds');
  invariant(isCurrencyCode(currency), 'an opened account has one of the known currencies');
  const [number, id] = [BigInt(fieldOf(detail, 'number')), fieldOf(detail, 'account')];
  const floorMinor = floor === undefined ? null : BigInt(floor);
  return newAccount({ number, id, kind, currency, floorMinor, policy });
}

/** @throws Bug when the journal names no status */
export function accountStatusOf(text: string | undefined): AccountStatus {
  const status = STATUSES.find((known) => known === text);
  invariant(status !== undefined, 'an account has one of the known statuses');
  return status;
}

/** A hold as it was when it was made. */
export function holdOfDetail(detail: Reference): Hold {
  const { expires_at: expiry } = detail;
  const amountMinor = BigInt(fieldOf(detail, 'amount_minor'));
  return { amountMinor, takenMinor: 0n, expiresAt: expiry === undefined ? null : new Date(expiry) };
}
