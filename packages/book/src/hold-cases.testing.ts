import {
  assign,
  DAY,
  hold,
  leg,
  limitedCity,
  NOW,
  post,
  type RefusalCase,
  release,
  setStatus,
  smallCity,
  uuid,
} from './book.testing.ts';
import { type BookState, type Command, execute } from './index.ts';
import { MAX_OPEN_HOLDS } from './limits.ts';

const cityAfter =
  (...commands: readonly Command[]) =>
  (): BookState => {
    const state = smallCity();
    execute(state, commands, NOW, DAY);
    return state;
  };
const limitedAfter =
  (...commands: readonly Command[]) =>
  (): BookState => {
    const state = limitedCity();
    execute(state, commands, NOW, DAY);
    return state;
  };

const SOON = new Date(NOW.getTime() + 1);
const held = hold(50, 2, 400n);

/** One for each way in which a status or a hold stands against a command. */
export const HOLD_CASES: readonly RefusalCase[] = [
  {
    code: 'account_frozen',
    when: 'the payer is frozen for debit',
    command: post(9, [leg(2, 3, 1n)]),
    facts: { account: uuid(2), side: 'debit' },
    city: cityAfter(setStatus(60, 2, 'debit_frozen')),
  },
  {
    code: 'account_frozen',
    when: 'the payee is frozen for credit',
    command: post(9, [leg(2, 3, 1n)]),
    facts: { account: uuid(3), side: 'credit' },
    city: cityAfter(setStatus(60, 3, 'credit_frozen')),
  },
  {
    code: 'account_frozen',
    when: 'an account frozen for both is to receive',
    command: post(9, [leg(1, 2, 1n)]),
    facts: { account: uuid(2), side: 'credit' },
    city: cityAfter(setStatus(60, 2, 'frozen')),
  },
  {
    code: 'account_frozen',
    when: 'money of a frozen account is to be set aside',
    command: hold(9, 2, 1n),
    facts: { account: uuid(2), side: 'debit' },
    city: cityAfter(setStatus(60, 2, 'frozen')),
  },
  {
    code: 'account_closed',
    when: 'a closed account is to receive',
    command: post(9, [leg(1, 3, 1n)]),
    facts: { account: uuid(3) },
    city: cityAfter(setStatus(60, 3, 'closed')),
  },
  {
    code: 'account_closed',
    when: 'a closed account is to be opened again',
    command: setStatus(9, 3, 'open'),
    facts: { account: uuid(3) },
    city: cityAfter(setStatus(60, 3, 'closed')),
  },
  {
    code: 'account_closed',
    when: 'money of a closed account is to be set aside',
    command: hold(9, 3, 1n),
    facts: { account: uuid(3) },
    city: cityAfter(setStatus(60, 3, 'closed')),
  },
  {
    code: 'account_closed',
    when: 'a closed account is put under a policy',
    command: assign(9, 3, 'small'),
    facts: { account: uuid(3) },
    city: limitedAfter(setStatus(60, 3, 'closed')),
  },
  {
    code: 'account_not_empty',
    when: 'an account with money is to be closed',
    command: setStatus(9, 2, 'closed'),
    facts: { account: uuid(2), balance_minor: '950' },
  },
  {
    code: 'account_has_holds',
    when: 'an account with a hold is to be closed',
    command: setStatus(9, 3, 'closed'),
    facts: { account: uuid(3), holds: '1' },
    city: cityAfter(hold(50, 3, 5n)),
  },
  {
    code: 'account_unknown',
    when: 'an unknown account is to be frozen',
    command: setStatus(9, 8, 'frozen'),
    facts: { account: uuid(8) },
  },
  {
    code: 'account_unknown',
    when: 'money of an unknown account is to be set aside',
    command: hold(9, 8, 1n),
    facts: { account: uuid(8) },
  },
  {
    code: 'account_unknown',
    when: 'an unknown account is put under a policy',
    command: assign(9, 8, 'small'),
    facts: { account: uuid(8) },
    city: limitedCity,
  },
  {
    code: 'amount_not_positive',
    when: 'nothing is to be set aside',
    command: hold(9, 2, 0n),
    facts: { amount_minor: '0' },
  },
  {
    code: 'amount_not_positive',
    when: 'nothing is to be released',
    command: release(9, 50, 2, 0n),
    facts: { amount_minor: '0' },
    city: cityAfter(held),
  },
  {
    code: 'amount_too_large',
    when: 'a quadrillion is to be set aside',
    command: hold(9, 2, 10n ** 15n),
    facts: { amount_minor: String(10n ** 15n) },
  },
  {
    code: 'currency_mismatch',
    when: 'another currency is to be set aside',
    command: { ...hold(9, 2, 1n), currency: 'EUR' },
    facts: { account: uuid(2), currency: 'TWD' },
  },
  {
    code: 'hold_expired',
    when: 'a hold is to expire before it begins',
    command: hold(9, 2, 1n, NOW),
    facts: { expires_at: NOW.toISOString() },
  },
  {
    code: 'hold_exceeded',
    when: 'more is captured than was set aside',
    command: post(9, [leg(2, 3, 401n)], { hold: uuid(50) }),
    facts: { hold: uuid(50), left_minor: '400' },
    city: cityAfter(held),
  },
  {
    code: 'hold_exceeded',
    when: 'more is captured than is left',
    command: post(9, [leg(2, 3, 101n)], { hold: uuid(50) }),
    facts: { left_minor: '100' },
    city: cityAfter(held, post(51, [leg(2, 3, 300n)], { hold: uuid(50) })),
  },
  {
    code: 'hold_exceeded',
    when: 'more is released than is left',
    command: release(9, 50, 2, 401n),
    facts: { left_minor: '400' },
    city: cityAfter(held),
  },
  {
    code: 'hold_finished',
    when: 'a released hold is captured',
    command: post(9, [leg(2, 3, 1n)], { hold: uuid(50) }),
    facts: { hold: uuid(50) },
    city: cityAfter(held, release(51, 50, 2)),
  },
  {
    code: 'hold_finished',
    when: 'a hold captured in whole is released',
    command: release(9, 50, 2),
    facts: { hold: uuid(50) },
    city: cityAfter(held, post(51, [leg(2, 3, 400n)], { hold: uuid(50) })),
  },
  {
    code: 'hold_of_other_account',
    when: 'another account is to pay out of a hold',
    command: post(9, [leg(3, 2, 1n)], { hold: uuid(50) }),
    facts: { hold: uuid(50) },
    city: cityAfter(held),
  },
  {
    code: 'hold_of_other_account',
    when: 'a capture has a leg of another account',
    command: post(9, [leg(2, 3, 1n), leg(1, 3, 1n)], { hold: uuid(50) }),
    facts: { hold: uuid(50) },
    city: cityAfter(held),
  },
  {
    code: 'hold_of_other_account',
    when: 'the hold of another account is released',
    command: release(9, 50, 3),
    facts: { hold: uuid(50) },
    city: cityAfter(held),
  },
  {
    code: 'hold_unknown',
    when: 'nobody made the hold',
    command: post(9, [leg(2, 3, 1n)], { hold: uuid(8) }),
    facts: { hold: uuid(8) },
  },
  {
    code: 'hold_unknown',
    when: 'a payment is named as a hold',
    command: release(9, 100, 2),
    facts: { hold: uuid(100) },
  },
  {
    code: 'hold_unknown',
    when: 'the hold was refused',
    command: release(9, 50, 2),
    facts: { hold: uuid(50) },
    city: cityAfter(hold(50, 2, 1_001n)),
  },
  {
    code: 'insufficient_funds',
    when: 'what is not set aside does not cover the amount',
    command: post(9, [leg(2, 3, 601n)]),
    facts: { account: uuid(2), available_minor: '600' },
    city: cityAfter(held),
  },
  {
    code: 'insufficient_funds',
    when: 'more is to be set aside than there is',
    command: hold(9, 2, 601n),
    facts: { available_minor: '600' },
    city: cityAfter(held),
  },
  {
    code: 'too_many_holds',
    when: 'an account has as many holds as it may',
    command: hold(9, 2, 1n),
    facts: { holds: String(MAX_OPEN_HOLDS) },
    city: cityAfter(...Array.from({ length: MAX_OPEN_HOLDS }, (_, i) => hold(200 + i, 2, 1n, SOON))),
  },
];
