import { invariant } from '@tamsui/errors';
import type { Account } from './account.ts';
import { type Hold, isHoldExpired, leftOfHold } from './hold.ts';
import { missingHold } from './hold-money.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState } from './state.ts';

/** How much an entry takes out of which hold. */
export interface JudgedCapture {
  /** Of the account that pays. */
  readonly holds: Map<string, Hold>;
  readonly id: string;
  readonly hold: Hold;
  readonly amountMinor: bigint;
}

/**
 * Judges a capture: every leg debits the account that has the hold, the hold has not expired at this moment, and no more
 * is taken than is left of it. Changes nothing.
 */
export function judgeCapture(
  state: BookState,
  id: string,
  legs: readonly { readonly debit: Account; readonly amountMinor: bigint }[],
  at: Date,
): JudgedCapture | BookRefusal {
  const [first] = legs;
  invariant(first !== undefined, 'an entry has a leg');
  const { holds, id: payer } = first.debit;
  const hold = holds.get(id);
  if (hold === undefined) return missingHold(state, id, payer);
  if (legs.some(({ debit }) => debit !== first.debit))
    return bookRefusal('hold_of_other_account', { hold: id });
  if (isHoldExpired(hold, at)) {
    return bookRefusal('hold_expired', { hold: id, expires_at: hold.expiresAt.toISOString() });
  }
  const amountMinor = legs.reduce((sum, leg) => sum + leg.amountMinor, 0n);
  const leftMinor = leftOfHold(hold);
  if (amountMinor > leftMinor)
    return bookRefusal('hold_exceeded', { hold: id, left_minor: String(leftMinor) });
  return { holds, id, hold, amountMinor };
}
