import { describe, expect, it } from 'vitest';
import {
  closeDay,
  contentOf,
  DAY,
  emptyBook,
  executeOne,
  leg,
  NOW,
  openAccount,
  post,
  type RefusalCase,
  smallCity,
  statusOf,
  uuid,
} from './book.testing.ts';
import { HOLD_CASES } from './hold-cases.testing.ts';
import { type BookRefusalCode, type BookState, execute } from './index.ts';
import { LIMIT_CASES } from './limit-cases.testing.ts';
import { MAX_COUNTER_MINOR, MAX_LEGS } from './limits.ts';

/** A city in which there is something to refuse: a spent token, a payment, a refund of it, a closed day. */
function busyCity(): BookState {
  const state = smallCity();
  const euros = { ...openAccount(4, 'liability'), currency: 'EUR' } as const;
  const paid = post(101, [leg(2, 3, 400n), leg(2, 3, 100n)], { once: uuid(77) });
  const refund = post(102, [leg(3, 2, 450n)], { refunds: uuid(101) });
  execute(state, [euros, paid, refund, closeDay(103, '2026-11-22')], NOW, DAY);
  return state;
}

/** No history of amounts reaches the end of 64 bits in a test, so the counter is put there. */
function nearlyFullCity(): BookState {
  const state = busyCity();
  const merchant = state.accounts.get(uuid(3));
  if (merchant === undefined) throw new Error('the merchant is in memory');
  merchant.creditsMinor = MAX_COUNTER_MINOR - 5n;
  return state;
}

const manyLegs = Array.from({ length: MAX_LEGS + 1 }, () => leg(2, 3, 1n));

const cases: readonly RefusalCase[] = [
  ...HOLD_CASES,
  ...LIMIT_CASES,
  {
    code: 'account_exists',
    when: 'the id is taken',
    command: { ...openAccount(2, 'asset'), id: uuid(9) },
    facts: { account: uuid(2) },
  },
  {
    code: 'account_unknown',
    when: 'nobody opened the debited account',
    command: post(9, [leg(8, 3, 1n)]),
    facts: { account: uuid(8) },
  },
  {
    code: 'account_unknown',
    when: 'nobody opened the credited account',
    command: post(9, [leg(2, 3, 1n), leg(2, 8, 1n)]),
    facts: { account: uuid(8) },
  },
  {
    code: 'already_used',
    when: 'another entry spent the token',
    command: post(9, [leg(2, 3, 1n)], { once: uuid(77) }),
    facts: { entry: uuid(101) },
  },
  {
    code: 'amount_not_positive',
    when: 'the amount is zero',
    command: post(9, [leg(2, 3, 0n)]),
    facts: { amount_minor: '0' },
  },
  {
    code: 'amount_not_positive',
    when: 'the amount is negative',
    command: post(9, [leg(2, 3, 5n), leg(2, 3, -5n)]),
    facts: { amount_minor: '-5' },
  },
  {
    code: 'amount_too_large',
    when: 'the amount has sixteen digits',
    command: post(9, [leg(1, 3, 10n ** 15n)]),
    facts: { amount_minor: '1000000000000000' },
  },
  {
    code: 'balance_overflow',
    when: 'a counter would leave 64 bits',
    command: post(9, [leg(2, 3, 6n)]),
    facts: { account: uuid(3) },
    city: nearlyFullCity,
  },
  {
    code: 'business_day_already_closed',
    when: 'the day is closed',
    command: closeDay(9, '2026-11-22'),
    facts: { last_closed: '2026-11-22' },
  },
  {
    code: 'business_day_already_closed',
    when: 'a later day is closed',
    command: closeDay(9, '2026-11-21'),
    facts: { last_closed: '2026-11-22' },
  },
  {
    code: 'business_day_not_open',
    when: 'the day has not begun',
    command: closeDay(9, '2026-11-24'),
    facts: { open: '2026-11-23' },
  },
  {
    code: 'currency_mismatch',
    when: 'an account holds another currency',
    command: post(9, [leg(2, 4, 1n)]),
    facts: { account: uuid(4), currency: 'EUR' },
  },
  {
    code: 'insufficient_funds',
    when: 'the wallet would fall below zero',
    command: post(9, [leg(2, 3, 951n)]),
    facts: { account: uuid(2), available_minor: '950' },
  },
  {
    code: 'insufficient_funds',
    when: 'no leg is too much and all together are',
    command: post(9, [leg(2, 3, 500n), leg(2, 3, 451n)]),
    facts: { account: uuid(2), available_minor: '950' },
  },
  { code: 'legs_out_of_range', when: 'there is no leg', command: post(9, []), facts: { legs: '0' } },
  {
    code: 'legs_out_of_range',
    when: 'there are 33 legs',
    command: post(9, manyLegs),
    facts: { legs: '33' },
  },
  {
    code: 'original_not_refundable',
    when: 'the original is a refund itself',
    command: post(9, [leg(2, 3, 1n)], { refunds: uuid(102) }),
    facts: { original: uuid(102) },
  },
  {
    code: 'original_not_refundable',
    when: 'the original moved nothing',
    command: post(9, [leg(3, 2, 1n)], { refunds: uuid(103) }),
    facts: { original: uuid(103) },
  },
  {
    code: 'original_unknown',
    when: 'there is no such entry',
    command: post(9, [leg(3, 2, 1n)], { refunds: uuid(8) }),
    facts: { original: uuid(8) },
  },
  {
    code: 'refund_exceeds_original',
    when: 'more is asked for than is left',
    command: post(9, [leg(3, 2, 51n)], { refunds: uuid(101) }),
    facts: { original: uuid(101), refundable_minor: '50' },
  },
  {
    code: 'refund_exceeds_original',
    when: 'its own legs take the same money twice',
    command: post(9, [leg(3, 2, 30n), leg(3, 2, 21n)], { refunds: uuid(101) }),
    facts: { original: uuid(101), refundable_minor: '50' },
  },
  {
    code: 'refund_not_mirrored',
    when: 'it runs in the direction of the payment',
    command: post(9, [leg(2, 3, 1n)], { refunds: uuid(101) }),
    facts: { original: uuid(101) },
  },
  {
    code: 'same_account',
    when: 'an account would pay itself',
    command: post(9, [leg(2, 2, 1n)]),
    facts: { account: uuid(2) },
  },
];

describe('a refusal is remembered and changes nothing else', () => {
  it.each(cases)('$code when $when', ({ code, command, facts, city = busyCity }) => {
    const state = city();
    const before = contentOf(state);
    const outcome = executeOne(state, command);
    expect(outcome).toMatchObject({
      status: 'decided',
      replayed: false,
      entry: { refusal: { code, ...facts } },
    });
    if (outcome.status !== 'decided') throw new Error('it was decided');
    const { head, entries, ...rest } = contentOf(state);
    expect(rest).toEqual(withoutHeadAndEntries(before));
    expect(new Map(entries)).toEqual(new Map([...before.entries, [command.id, outcome.entry]]));
    expect(head.number).toBe(before.head.number + 1n);
    expect(statusOf(executeOne(state, command))).toBe('replayed');
  });

  it('has a case for every code', () => {
    const codes: Record<BookRefusalCode, true> = {
      account_closed: true,
      account_exists: true,
      account_frozen: true,
      account_has_holds: true,
      account_not_empty: true,
      account_unknown: true,
      already_used: true,
      amount_not_positive: true,
      amount_too_large: true,
      balance_overflow: true,
      business_day_already_closed: true,
      business_day_not_open: true,
      currency_mismatch: true,
      hold_exceeded: true,
      hold_expired: true,
      hold_finished: true,
      hold_of_other_account: true,
      hold_unknown: true,
      insufficient_funds: true,
      legs_out_of_range: true,
      limit_exceeded: true,
      original_not_refundable: true,
      original_unknown: true,
      policy_not_in_force: true,
      policy_out_of_range: true,
      refund_exceeds_original: true,
      refund_not_mirrored: true,
      same_account: true,
      too_many_holds: true,
    };
    expect([...new Set(cases.map(({ code }) => code))].sort()).toEqual(Object.keys(codes).sort());
  });
});

function withoutHeadAndEntries({ head: _head, entries: _entries, ...rest }: ReturnType<typeof contentOf>) {
  return rest;
}

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
