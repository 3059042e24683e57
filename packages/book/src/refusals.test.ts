import { describe, expect, it } from 'vitest';
import {
  closeDay,
  contentOf,
  DAY,
  decline,
  executeOne,
  leg,
  NOW,
  nearlyFullCity,
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
import { MAX_LEGS } from './limits.ts';

/** A city in which there is something to refuse: a spent token, a payment, a refund of it, a closed day. */
function busyCity(): BookState {
  const state = smallCity();
  const euros = { ...openAccount(4, 'liability'), currency: 'EUR' } as const;
  const paid = post(101, [leg(2, 3, 400n), leg(2, 3, 100n)], { once: uuid(77) });
  const refund = post(102, [leg(3, 2, 450n)], { refunds: uuid(101) });
  execute(state, [euros, paid, refund, closeDay(103, '2026-11-22')], NOW, DAY);
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
    code: 'declined',
    when: 'the caller has decided so',
    command: decline(9, 'code_expired'),
    facts: { reason: 'code_expired' },
  },
  {
    code: 'currency_mismatch',
    when: 'the payer holds another currency than the payee',
    command: post(9, [leg(4, 3, 1n)]),
    facts: { account: uuid(4), currency: 'EUR' },
  },
  {
    code: 'currency_mismatch',
    when: 'both hold another currency than the command has',
    command: post(9, [leg(2, 3, 1n)], { currency: 'EUR' }),
    facts: { account: uuid(2), currency: 'TWD' },
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
    code: 'refund_not_mirrored',
    when: 'it gives to somebody else than the payer',
    command: post(9, [leg(3, 1, 1n)], { refunds: uuid(101) }),
    facts: { original: uuid(101) },
  },
  {
    code: 'refund_not_mirrored',
    when: 'somebody else than the payee gives',
    command: post(9, [leg(1, 2, 1n)], { refunds: uuid(101) }),
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
  it.each(cases)('$code when $when', ({ code, command, facts, city = busyCity, at = NOW }) => {
    const state = city();
    const before = contentOf(state);
    const outcome = executeOne(state, command, at);
    expect(outcome).toMatchObject({ status: 'decided', replayed: false });
    if (outcome.status !== 'decided') throw new Error('it was decided');
    expect(outcome.entry.refusal).toEqual({ code, ...facts });
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
      declined: true,
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
