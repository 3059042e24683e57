import { describe, expect, it } from 'vitest';
import {
  type Account,
  type AccountKind,
  type AccountStatus,
  availableOf,
  balanceOf,
  isBarred,
  isBelowFloor,
  newAccount,
} from './account.ts';
import { NOW, uuid } from './book.testing.ts';

function accountOf(kind: AccountKind, more: Partial<Account> = {}): Account {
  const facts = {
    number: 7n,
    id: uuid(7),
    kind,
    currency: 'TWD',
    floorMinor: null,
    policy: 'basic',
  } as const;
  return { ...newAccount(facts), ...more };
}

describe('an account', () => {
  it('is open and empty when it is opened', () => {
    expect(accountOf('liability')).toEqual({
      number: 7n,
      id: uuid(7),
      kind: 'liability',
      currency: 'TWD',
      floorMinor: null,
      debitsMinor: 0n,
      creditsMinor: 0n,
      version: 0n,
      status: 'open',
      policy: 'basic',
      holds: new Map(),
      usage: new Map(),
    });
  });

  it.each<[AccountKind, bigint]>([
    ['asset', 70n],
    ['expense', 70n],
    ['liability', -70n],
    ['income', -70n],
  ])('of kind %s with 100 of debits and 30 of credits has a balance of %s', (kind, balanceMinor) => {
    expect(balanceOf(accountOf(kind, { debitsMinor: 100n, creditsMinor: 30n }))).toBe(balanceMinor);
  });

  it('has available what no open hold sets aside', () => {
    const holds = new Map([
      ['earmark', { amountMinor: 20n, takenMinor: 5n, expiresAt: null }],
      ['expired', { amountMinor: 40n, takenMinor: 0n, expiresAt: NOW }],
    ]);
    expect(availableOf(accountOf('liability', { creditsMinor: 100n, holds }), NOW)).toBe(85n);
  });

  it.each([
    [10n, 10n, false],
    [9n, 10n, true],
    [-50n, null, false],
  ])('with %s and a floor of %s is below it: %s', (creditsMinor, floorMinor, expected) => {
    expect(isBelowFloor(accountOf('liability', { creditsMinor, floorMinor }), NOW)).toBe(expected);
  });

  it.each<[AccountStatus, boolean, boolean]>([
    ['open', false, false],
    ['debit_frozen', true, false],
    ['credit_frozen', false, true],
    ['frozen', true, true],
    ['closed', true, true],
  ])('that is %s bars debits: %s, and credits: %s', (status, debit, credit) => {
    expect([isBarred(status, 'debit'), isBarred(status, 'credit')]).toEqual([debit, credit]);
  });
});
