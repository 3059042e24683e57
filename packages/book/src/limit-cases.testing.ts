import {
  assign,
  cityAfter,
  leg,
  limitedAfter,
  limitedCity,
  NOW,
  openAccount,
  post,
  type RefusalCase,
  setPolicy,
  uuid,
} from './book.testing.ts';
import { MAX_RULES } from './policy.ts';

const SOON = new Date(NOW.getTime() + 1);
const rule = {
  name: 'x',
  direction: 'paid',
  purposes: [],
  singleMinor: 1n,
  dayMinor: null,
  monthMinor: null,
} as const;

/** One for each way in which a policy stands against a command. */
export const LIMIT_CASES: readonly RefusalCase[] = [
  {
    code: 'policy_not_in_force',
    when: 'an account is put under an unknown policy',
    command: assign(9, 2, 'none'),
    facts: { policy: 'none' },
  },
  {
    code: 'policy_not_in_force',
    when: 'a policy begins only later',
    command: assign(9, 2, 'later'),
    facts: { policy: 'later' },
    city: cityAfter(setPolicy(60, 'later', { effectiveFrom: SOON })),
  },
  {
    code: 'policy_not_in_force',
    when: 'an account is opened under an unknown policy',
    command: { ...openAccount(9, 'liability'), policy: 'none' },
    facts: { policy: 'none' },
  },
  {
    code: 'policy_out_of_range',
    when: 'a policy has too many rules',
    command: setPolicy(9, 'much', { rules: Array.from({ length: MAX_RULES + 1 }, () => rule) }),
    facts: { policy: 'much', rules: String(MAX_RULES + 1) },
  },
  {
    code: 'limit_exceeded',
    when: 'one payment is above its cap',
    command: post(9, [leg(2, 3, 301n)]),
    facts: { account: uuid(2), limit: 'paid', cap_minor: '300', left_minor: '300' },
    city: limitedCity,
  },
  {
    code: 'limit_exceeded',
    when: 'the day is used up',
    command: post(9, [leg(2, 3, 201n)]),
    facts: {
      account: uuid(2),
      limit: 'paid',
      period: 'day',
      cap_minor: '500',
      left_minor: '200',
      resets_on: '2026-11-24',
    },
    city: limitedAfter(post(51, [leg(2, 3, 300n)])),
  },
  {
    code: 'limit_exceeded',
    when: 'a transfer takes what may be received in a day',
    command: post(9, [leg(1, 2, 401n)], { purpose: 'transfer' }),
    facts: {
      account: uuid(2),
      limit: 'received_by_transfer',
      period: 'day',
      cap_minor: '400',
      left_minor: '400',
      resets_on: '2026-11-24',
    },
    city: limitedCity,
  },
  {
    code: 'limit_exceeded',
    when: 'the balance would pass its cap',
    command: post(9, [leg(1, 2, 1_001n)]),
    facts: { account: uuid(2), limit: 'balance', cap_minor: '2000', left_minor: '1000' },
    city: limitedCity,
  },
];
