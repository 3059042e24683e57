import { Bug } from '@tamsui/errors';
import { describe, expect, it } from 'vitest';
import { newAccount } from './account.ts';
import { NOW, uuid } from './book.testing.ts';
import { accountOfDetail, accountStatusOf, holdOfDetail } from './detail.ts';
import { policyOfDetail, policyToDetail } from './policy.ts';

const opened = { number: '7', account: uuid(7), kind: 'liability', currency: 'TWD' };
const facts = { number: 7n, id: uuid(7), kind: 'liability', currency: 'TWD' } as const;
const policy = {
  name: 'small',
  effectiveFrom: NOW,
  balanceCapMinor: 2_000n,
  rules: [
    {
      name: 'paid',
      direction: 'paid',
      purposes: ['payment', 'fee'],
      singleMinor: 1n,
      dayMinor: 2n,
      monthMinor: 3n,
    },
    {
      name: 'received',
      direction: 'received',
      purposes: [],
      singleMinor: null,
      dayMinor: null,
      monthMinor: null,
    },
  ],
} as const;

describe('the detail of an entry gives back', () => {
  it('an account without a floor and without a policy', () => {
    expect(accountOfDetail(opened)).toEqual(newAccount({ ...facts, floorMinor: null, policy: null }));
  });

  it('an account with both', () => {
    expect(accountOfDetail({ ...opened, floor_minor: '-5', policy: 'basic' })).toEqual(
      newAccount({ ...facts, floorMinor: -5n, policy: 'basic' }),
    );
  });

  it.each(['asset', 'liability', 'income', 'expense'])('an account of kind %s', (kind) => {
    expect(accountOfDetail({ ...opened, kind }).kind).toBe(kind);
  });

  it.each(['open', 'debit_frozen', 'credit_frozen', 'frozen', 'closed'])('the status %s', (status) => {
    expect(accountStatusOf(status)).toBe(status);
  });

  it('a hold, of which nothing is taken yet', () => {
    const hold = { amountMinor: 12n, takenMinor: 0n };
    expect(holdOfDetail({ amount_minor: '12' })).toEqual({ ...hold, expiresAt: null });
    expect(holdOfDetail({ amount_minor: '12', expires_at: NOW.toISOString() })).toEqual({
      ...hold,
      expiresAt: NOW,
    });
  });

  it('a policy with its caps and without', () => {
    expect(policyOfDetail(policyToDetail(policy))).toEqual(policy);
    const free = { ...policy, balanceCapMinor: null, rules: [] };
    expect(policyToDetail(free)).toEqual({
      policy: 'small',
      effective_from: NOW.toISOString(),
      rules: '[]',
    });
    expect(policyOfDetail(policyToDetail(free))).toEqual(free);
  });

  it('a policy that a journal of old holds', () => {
    const rules =
      '[{"name":"paid","direction":"paid","purposes":["payment"],"single":"1","day":null,"month":"3"}]';
    const detail = { policy: 'p', effective_from: NOW.toISOString(), balance_cap_minor: '9', rules };
    const read = policyOfDetail(detail);
    expect(read).toEqual({
      name: 'p',
      effectiveFrom: NOW,
      balanceCapMinor: 9n,
      rules: [
        {
          name: 'paid',
          direction: 'paid',
          purposes: ['payment'],
          singleMinor: 1n,
          dayMinor: null,
          monthMinor: 3n,
        },
      ],
    });
    expect(policyToDetail(read)).toEqual(detail);
  });
});

const without = (fields: Readonly<Record<string, string>>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

describe('a detail stops whoever reads it when', () => {
  const versioned = policyToDetail(policy);
  it.each<[string, () => unknown, RegExp]>([
    ['an account has no number', () => accountOfDetail(without(opened, 'number')), /describes the number/],
    ['an account has no id', () => accountOfDetail(without(opened, 'account')), /describes the account/],
    ['an account has no kind', () => accountOfDetail(without(opened, 'kind')), /known kinds/],
    ['an account is of another kind', () => accountOfDetail({ ...opened, kind: 'equity' }), /known kinds/],
    ['a currency is unknown', () => accountOfDetail({ ...opened, currency: 'XXX' }), /known currencies/],
    ['a status is missing', () => accountStatusOf(undefined), /known statuses/],
    ['a status is unknown', () => accountStatusOf('asleep'), /known statuses/],
    ['a hold has no amount', () => holdOfDetail({}), /describes the amount_minor/],
    ['a policy has no name', () => policyOfDetail(without(versioned, 'policy')), /describes the policy/],
    [
      'a policy has no beginning',
      () => policyOfDetail(without(versioned, 'effective_from')),
      /describes the effective_from/,
    ],
    ['a policy has no rules', () => policyOfDetail(without(versioned, 'rules')), /describes the rules/],
  ])('%s', (_what, read, message) => {
    expect(read).toThrow(Bug);
    expect(read).toThrow(message);
  });
});
