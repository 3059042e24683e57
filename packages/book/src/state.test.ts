import { describe, expect, it } from 'vitest';
import { executeOne, leg, post, setPolicy, smallCity, uuid } from './book.testing.ts';
import { newAccount, type RememberedEntry, rememberAccount, rememberEntry } from './index.ts';
import { MEMORY_LIMITS } from './limits.ts';
import { createBookState } from './state.ts';

function rememberedOf(more: Partial<RememberedEntry>): RememberedEntry {
  const remembered = smallCity().entries.get(uuid(100));
  if (remembered === undefined) throw new Error('the first top-up is in memory');
  return { ...remembered, ...more };
}

describe('what is read from the store', () => {
  it('is found afterwards, an account by its id and by its number', () => {
    const state = smallCity();
    const account = newAccount({
      number: 9n,
      id: uuid(9),
      kind: 'asset',
      currency: 'TWD',
      floorMinor: null,
      policy: null,
    });
    rememberAccount(state, account);
    expect(state.accounts.get(uuid(9))).toBe(account);
    expect(state.accountsByNumber.get(9n)).toBe(account);
  });

  it('does not take the place of an account in memory, which is newer', () => {
    const state = smallCity();
    const wallet = state.accounts.get(uuid(2));
    if (wallet === undefined) throw new Error('the wallet is in memory');
    rememberAccount(state, { ...wallet, creditsMinor: 5n });
    expect(state.accounts.get(uuid(2))).toBe(wallet);
    expect(state.accountsByNumber.get(wallet.number)).toBe(wallet);
  });

  it('does not take the place of an entry in memory, which knows of later refunds', () => {
    const state = smallCity();
    executeOne(state, post(9, [leg(2, 1, 400n)], { refunds: uuid(100) }));
    const known = state.entries.get(uuid(100));
    rememberEntry(state, rememberedOf({ legs: [] }));
    expect(state.entries.get(uuid(100))).toBe(known);
    expect(known?.legs).toMatchObject([{ amountMinor: 1_000n, refundedMinor: 400n }]);
  });

  it('tells which tokens are spent, and by whom', () => {
    const state = smallCity();
    rememberEntry(state, rememberedOf({ id: uuid(50), once: uuid(77) }));
    const refusal = { code: 'insufficient_funds' } as const;
    rememberEntry(state, rememberedOf({ id: uuid(51), once: uuid(78), refusal }));
    expect([...state.spent.entries()]).toEqual([[uuid(77), uuid(50)]]);
  });
});

describe('memory', () => {
  it('keeps what an entry was about, its postings, and its place', () => {
    const state = smallCity();
    executeOne(state, post(9, [leg(2, 3, 7n), leg(3, 1, 2n)], { purpose: 'fee', once: uuid(77) }));
    expect(state.entries.get(uuid(9))).toEqual({
      id: uuid(9),
      fingerprint: '9'.padStart(32, '0'),
      batch: 2n,
      index: 0,
      at: state.head.at,
      businessDate: '2026-11-23',
      purpose: 'fee',
      account: null,
      refusal: null,
      once: uuid(77),
      refunds: null,
      legs: [
        { debit: 2n, credit: 3n, amountMinor: 7n, refundedMinor: 0n },
        { debit: 3n, credit: 1n, amountMinor: 2n, refundedMinor: 0n },
      ],
    });
  });

  it('keeps all versions of all policies in the order in which they were set', () => {
    const state = smallCity();
    for (const [n, name, capMinor] of [
      [50, 'a', 1n],
      [51, 'b', 2n],
      [52, 'a', 3n],
    ] as const)
      executeOne(state, setPolicy(n, name, { balanceCapMinor: capMinor }));
    const caps = [...state.policies].map(([name, versions]) => [
      name,
      versions.map(({ balanceCapMinor }) => balanceCapMinor),
    ]);
    expect(caps).toEqual([
      ['a', [1n, 3n]],
      ['b', [2n]],
    ]);
  });

  it.each([0, 1, 2, 3])(
    'answers a retry of what three batches at most have followed, the first after %i others',
    (before) => {
      const state = smallCity(MEMORY_LIMITS);
      const pay = (n: number) => executeOne(state, post(n, [leg(1, 2, 1n)]));
      for (let n = 0; n < before; n += 1) pay(200 + n);
      const first = pay(9);
      for (const n of [10, 11, 12]) pay(n);
      expect(pay(9)).toEqual({ ...first, replayed: true });
    },
  );

  it('forgets an entry when a few batches later it is durable', () => {
    const state = smallCity(MEMORY_LIMITS);
    for (let n = 9; n < 20; n += 1) executeOne(state, post(n, [leg(1, 2, 1n)], { once: uuid(100 + n) }));
    expect(state.entries.has(uuid(9))).toBe(false);
    expect(state.spent.has(uuid(109))).toBe(false);
    expect(state.entries.has(uuid(19))).toBe(true);
  });

  it('is large enough for two batches under way and a third, unless it is told otherwise', () => {
    expect(MEMORY_LIMITS.accounts).toBeGreaterThanOrEqual(3 * 1_000 * 64);
    expect(MEMORY_LIMITS.entries).toBeGreaterThanOrEqual(3 * 1_000 * 4);
    const from = { epoch: 1, head: { number: 0n, hash: Buffer.alloc(32), at: new Date(0) } };
    const day = { current: '', lastClosed: null };
    const state = createBookState(
      { ...from, day, nextAccountNumber: 1n },
      { accounts: 1, entries: 1, batches: 1 },
    );
    for (const n of [50, 51, 52]) rememberEntry(state, rememberedOf({ id: uuid(n), once: uuid(n) }));
    expect([...state.entries.entries()].map(([id]) => id)).toEqual([uuid(51), uuid(52)]);
    expect([...state.spent.entries()].map(([id]) => id)).toEqual([uuid(51), uuid(52)]);
  });
});
