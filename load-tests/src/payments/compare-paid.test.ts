import { describe, expect, it } from 'vitest';
import { differences } from './compare-paid.ts';

const accepted = { payments: 10, amountMinor: 500n, unknown: 0 };
const paid = { payments: 10, orders: 10, amountMinor: 500n, listed: 10 };

describe('the journal', () => {
  it('is what was answered', () => {
    expect(differences(accepted, paid)).toEqual([]);
  });

  it.each([
    ['an accepted payment is missing', { payments: 9, orders: 9, listed: 9 }],
    ['a payment was never accepted', { payments: 11, orders: 11, listed: 11 }],
    ['one order was paid twice', { orders: 9 }],
    ['the lists miss one', { listed: 9 }],
    ['another amount moved', { amountMinor: 501n }],
  ])('is not when %s', (_what, change) => {
    expect(differences(accepted, { ...paid, ...change })).toHaveLength(1);
  });

  it('may hold a payment whose answer was lost, and no more than those', () => {
    const lost = { ...accepted, unknown: 1 };
    const more = { payments: 11, orders: 11, listed: 11, amountMinor: 600n };
    expect(differences(lost, { ...paid, ...more })).toEqual([]);
    expect(differences(lost, { ...paid, ...more, payments: 12, orders: 12, listed: 12 })).toHaveLength(1);
  });
});
