import { MAX_AMOUNT_MINOR } from '@tamsui/money';
import { describe, expect, it } from 'vitest';
import {
  contentOf,
  DAY,
  emptyBook,
  executeOne,
  hold,
  leg,
  NOW,
  nearlyFullCity,
  openAccount,
  post,
  release,
  smallCity,
  statusOf,
  uuid,
} from './book.testing.ts';
import { execute } from './index.ts';
import { MAX_COUNTER_MINOR, MAX_LEGS, MAX_OPEN_HOLDS } from './limits.ts';

const manyLegs = Array.from({ length: MAX_LEGS + 1 }, () => leg(2, 3, 1n));

describe('an entry that is found out only when its legs have moved', () => {
  it('leaves balances, versions and holds as they were', () => {
    const state = nearlyFullCity();
    execute(state, [hold(50, 2, 400n)], NOW, DAY);
    const { accounts } = contentOf(state);
    const capture = post(9, [leg(2, 1, 3n), leg(2, 3, 6n)], { hold: uuid(50) });
    expect(statusOf(executeOne(state, capture))).toBe('balance_overflow');
    expect(contentOf(state).accounts).toEqual(accounts);
    expect(statusOf(executeOne(state, post(10, [leg(2, 3, 5n)], { hold: uuid(50) })))).toBe('posted');
  });

  it('is refused for an account whose debits leave 64 bits, too', () => {
    const state = smallCity();
    const bank = state.accounts.get(uuid(1));
    if (bank === undefined) throw new Error('the bank is in memory');
    bank.debitsMinor = MAX_COUNTER_MINOR - 5n;
    expect(statusOf(executeOne(state, post(9, [leg(1, 3, 5n)])))).toBe('posted');
    expect(executeOne(state, post(10, [leg(1, 3, 1n)]))).toMatchObject({
      entry: { refusal: { code: 'balance_overflow', account: uuid(1) } },
    });
  });
});

describe('what the book allows at its edges', () => {
  it('lets a wallet fall to its floor exactly', () => {
    expect(statusOf(executeOne(smallCity(), post(9, [leg(2, 3, 1_000n)])))).toBe('posted');
  });

  it('judges a floor after all legs, so money may pass through an empty wallet', () => {
    const state = smallCity();
    const passing = post(9, [leg(2, 3, 1_500n), leg(1, 2, 500n)]);
    expect(statusOf(executeOne(state, passing))).toBe('posted');
    expect(state.accounts.get(uuid(2))).toMatchObject({
      debitsMinor: 1_500n,
      creditsMinor: 1_500n,
      version: 3n,
    });
  });

  it('lets an account below its floor rise, and not fall', () => {
    const state = emptyBook();
    execute(state, [openAccount(1, 'asset'), openAccount(2, 'liability', 100n)], NOW, DAY);
    expect(statusOf(executeOne(state, post(9, [leg(1, 2, 40n)])))).toBe('posted');
    expect(statusOf(executeOne(state, post(10, [leg(2, 1, 1n)])))).toBe('insufficient_funds');
  });

  it('lets money pass through an account below its floor', () => {
    const state = emptyBook();
    execute(state, [openAccount(1, 'asset'), openAccount(2, 'liability', 100n)], NOW, DAY);
    executeOne(state, post(9, [leg(1, 2, 40n)]));
    expect(statusOf(executeOne(state, post(10, [leg(2, 1, 5n), leg(1, 2, 5n)])))).toBe('posted');
  });

  it('keeps the floor of an asset in its own direction', () => {
    const state = emptyBook();
    execute(state, [openAccount(1, 'asset', 0n), openAccount(2, 'liability')], NOW, DAY);
    expect(statusOf(executeOne(state, post(9, [leg(2, 1, 1n)])))).toBe('insufficient_funds');
    expect(statusOf(executeOne(state, post(10, [leg(1, 2, 1n)])))).toBe('posted');
  });

  it('takes the largest amount and 32 legs', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, post(9, [leg(1, 3, 10n ** 15n - 1n)])))).toBe('posted');
    expect(statusOf(executeOne(state, post(10, manyLegs.slice(1))))).toBe('posted');
  });

  it('sets the largest amount aside, up to the last hold that an account may have', () => {
    const state = smallCity();
    for (let n = 1; n < MAX_OPEN_HOLDS; n += 1) executeOne(state, hold(500 + n, 3, 1n));
    expect(statusOf(executeOne(state, hold(9, 3, MAX_AMOUNT_MINOR)))).toBe('posted');
    expect(statusOf(executeOne(state, hold(10, 3, 1n)))).toBe('too_many_holds');
  });

  it('sets aside and releases everything that there is', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, hold(9, 2, 1_000n)))).toBe('posted');
    expect(statusOf(executeOne(state, release(10, 9, 2, 1_000n)))).toBe('posted');
    expect(statusOf(executeOne(state, hold(11, 2, 1_000n)))).toBe('posted');
  });

  it('does not spend the token of a refused entry', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, post(9, [leg(2, 3, 1_001n)], { once: uuid(7) })))).toBe(
      'insufficient_funds',
    );
    expect(statusOf(executeOne(state, post(10, [leg(2, 3, 1n)], { once: uuid(7) })))).toBe('posted');
  });

  it('refuses to refund a refused payment', () => {
    const state = smallCity();
    executeOne(state, post(9, [leg(2, 3, 1_001n)]));
    const refund = post(10, [leg(3, 2, 1n)], { refunds: uuid(9) });
    expect(statusOf(executeOne(state, refund))).toBe('original_not_refundable');
  });

  it('answers conflict to another command under a known id, and appends nothing', () => {
    const state = smallCity();
    const first = post(9, [leg(2, 3, 1n)]);
    executeOne(state, first);
    const before = contentOf(state);
    const execution = execute(state, [{ ...first, fingerprint: 'f'.repeat(32) }], NOW, DAY);
    expect(execution).toEqual({ outcomes: [{ status: 'conflict', id: first.id }], batch: undefined });
    expect(contentOf(state)).toEqual(before);
  });
});
