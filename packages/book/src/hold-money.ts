import { MAX_AMOUNT_MINOR } from '@tamsui/money';
import { type Account, availableOf, isBarred } from './account.ts';
import type { HoldCommand, ReleaseHoldCommand } from './command.ts';
import { type Effect, refused } from './effect.ts';
import { leftOfHold, takeFromHold } from './hold.ts';
import { MAX_OPEN_HOLDS } from './limits.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState } from './state.ts';

const HOLD = 'hold';
const RELEASED = 'hold_released';

/** Sets money aside, so that nothing else can be paid with it. No posting: the money is where it was. */
export function holdMoney(state: BookState, command: HoldCommand, at: Date): Effect {
  const found = findAccount(state, command, at);
  if ('code' in found) return refused(HOLD, found);
  const { id, account, amountMinor, expiresAt } = command;
  found.holds.set(id, { amountMinor, takenMinor: 0n, expiresAt });
  const expiry = expiresAt === null ? {} : { expires_at: expiresAt.toISOString() };
  const detail = { account, amount_minor: amountMinor.toString(), ...expiry };
  return { purpose: HOLD, refusal: null, postings: [], detail };
}

/** The account whose money may be set aside, or why it may not. */
function findAccount(state: BookState, command: HoldCommand, at: Date): Account | BookRefusal {
  const { account: id, amountMinor, currency, expiresAt } = command;
  const amount = String(amountMinor);
  if (amountMinor <= 0n) return bookRefusal('amount_not_positive', { amount_minor: amount });
  if (amountMinor > MAX_AMOUNT_MINOR) return bookRefusal('amount_too_large', { amount_minor: amount });
  const account = state.accounts.get(id);
  if (account === undefined) return bookRefusal('account_unknown', { account: id });
  if (account.currency !== currency) {
    return bookRefusal('currency_mismatch', { account: id, currency: account.currency });
  }
  if (account.status === 'closed') return bookRefusal('account_closed', { account: id });
  if (isBarred(account.status, 'debit')) return bookRefusal('account_frozen', { account: id, side: 'debit' });
  if (expiresAt !== null && expiresAt <= at) {
    return bookRefusal('hold_expired', { expires_at: expiresAt.toISOString() });
  }
  if (account.holds.size >= MAX_OPEN_HOLDS) {
    return bookRefusal('too_many_holds', { account: id, holds: String(account.holds.size) });
  }
  const availableMinor = availableOf(account, at);
  if (account.floorMinor !== null && availableMinor - amountMinor < account.floorMinor) {
    return bookRefusal('insufficient_funds', { account: id, available_minor: String(availableMinor) });
  }
  return account;
}

/** Sets free what is left of a hold, or a part of it, expired or not. */
export function releaseHold(state: BookState, command: ReleaseHoldCommand): Effect {
  const { hold: id, account: accountId } = command;
  const holds = state.accounts.get(accountId)?.holds;
  const hold = holds?.get(id);
  if (holds === undefined || hold === undefined) return refused(RELEASED, missingHold(state, id, accountId));
  const leftMinor = leftOfHold(hold);
  const amountMinor = command.amountMinor ?? leftMinor;
  if (amountMinor <= 0n) {
    return refused(RELEASED, bookRefusal('amount_not_positive', { amount_minor: String(amountMinor) }));
  }
  if (amountMinor > leftMinor) {
    return refused(RELEASED, bookRefusal('hold_exceeded', { hold: id, left_minor: String(leftMinor) }));
  }
  takeFromHold(holds, id, amountMinor);
  const detail = { account: accountId, released_minor: String(amountMinor) };
  return { purpose: RELEASED, refusal: null, postings: [], detail, hold: id };
}

/** Why an account has no such open hold. Accounts forget a hold when nothing is left of it; the journal does not. */
export function missingHold(state: BookState, hold: string, account: string): BookRefusal {
  const entry = state.entries.get(hold);
  if (entry === undefined || entry.purpose !== HOLD || entry.refusal !== null)
    return bookRefusal('hold_unknown', { hold });
  if (entry.account !== account) return bookRefusal('hold_of_other_account', { hold });
  return bookRefusal('hold_finished', { hold });
}
