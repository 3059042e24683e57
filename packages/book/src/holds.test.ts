import { describe, expect, it } from 'vitest';
import {
  DAY,
  executeOne,
  hold,
  leg,
  NOW,
  post,
  release,
  setStatus,
  smallCity,
  statusOf,
  uuid,
} from './book.testing.ts';
import { availableOf, type BookState } from './index.ts';

const LATER = new Date(NOW.getTime() + 60_000);
const JUST_BEFORE = new Date(LATER.getTime() - 1);
const wallet = (state: BookState) => {
  const account = state.accounts.get(uuid(2));
  if (account === undefined) throw new Error('the wallet is in memory');
  return account;
};

describe('a hold', () => {
  it('is captured in parts, and what is left is released', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, hold(50, 2, 400n)))).toBe('posted');
    expect(availableOf(wallet(state), NOW)).toBe(600n);
    expect(statusOf(executeOne(state, post(51, [leg(2, 3, 100n)], { hold: uuid(50) })))).toBe('posted');
    expect(statusOf(executeOne(state, post(52, [leg(2, 3, 50n), leg(2, 1, 30n)], { hold: uuid(50) })))).toBe(
      'posted',
    );
    expect(availableOf(wallet(state), NOW)).toBe(600n);
    expect(statusOf(executeOne(state, release(53, 50, 2, 20n)))).toBe('posted');
    expect(statusOf(executeOne(state, release(54, 50, 2)))).toBe('posted');
    expect(wallet(state).holds.size).toBe(0);
    expect(availableOf(wallet(state), NOW)).toBe(820n);
  });

  it('sets nothing aside from the instant it expires on, and can then not be captured', () => {
    const state = smallCity();
    executeOne(state, hold(50, 2, 900n, LATER));
    expect(statusOf(executeOne(state, post(51, [leg(2, 3, 101n)]), JUST_BEFORE))).toBe('insufficient_funds');
    expect(statusOf(executeOne(state, post(52, [leg(2, 3, 10n)], { hold: uuid(50) }), JUST_BEFORE))).toBe(
      'posted',
    );
    expect(statusOf(executeOne(state, post(53, [leg(2, 3, 10n)], { hold: uuid(50) }), LATER))).toBe(
      'hold_expired',
    );
    expect(statusOf(executeOne(state, post(54, [leg(2, 3, 990n)]), LATER))).toBe('posted');
    expect(statusOf(executeOne(state, release(55, 50, 2), LATER))).toBe('posted');
  });

  it('gives back what a refused capture had taken', () => {
    const state = smallCity();
    executeOne(state, hold(50, 2, 400n));
    executeOne(state, setStatus(51, 3, 'credit_frozen'));
    expect(statusOf(executeOne(state, post(52, [leg(2, 3, 400n)], { hold: uuid(50) })))).toBe(
      'account_frozen',
    );
    executeOne(state, setStatus(53, 3, 'open'));
    expect(statusOf(executeOne(state, post(54, [leg(2, 3, 400n)], { hold: uuid(50) })))).toBe('posted');
  });

  it('a captured payment is refunded like any other', () => {
    const state = smallCity();
    executeOne(state, hold(50, 2, 400n));
    executeOne(state, post(51, [leg(2, 3, 400n)], { hold: uuid(50) }));
    expect(statusOf(executeOne(state, post(52, [leg(3, 2, 400n)], { refunds: uuid(51) })))).toBe('posted');
    expect(statusOf(executeOne(state, post(53, [leg(3, 2, 1n)], { refunds: uuid(51) })))).toBe(
      'refund_exceeds_original',
    );
    expect(availableOf(wallet(state), NOW)).toBe(1_000n);
  });

  it('on an account without a floor sets aside what is not there yet', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, hold(50, 3, 5n)))).toBe('posted');
    expect(statusOf(executeOne(state, post(51, [leg(3, 2, 5n)], { hold: uuid(50) }), NOW, DAY))).toBe(
      'posted',
    );
  });
});

describe('the status of an account', () => {
  it('bars one side and leaves the other', () => {
    const state = smallCity();
    executeOne(state, setStatus(50, 2, 'debit_frozen'));
    expect(statusOf(executeOne(state, post(51, [leg(1, 2, 5n)])))).toBe('posted');
    executeOne(state, setStatus(52, 2, 'credit_frozen'));
    expect(statusOf(executeOne(state, post(53, [leg(2, 3, 5n)])))).toBe('posted');
  });

  it('an empty account is closed for ever', () => {
    const state = smallCity();
    executeOne(state, post(50, [leg(2, 3, 1_000n)]));
    expect(statusOf(executeOne(state, setStatus(51, 2, 'closed')))).toBe('posted');
    expect(statusOf(executeOne(state, post(52, [leg(1, 2, 1n)])))).toBe('account_closed');
  });
});
