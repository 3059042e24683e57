import type { Entry } from '@tamsui/ledger-client';
import { describe, expect, it } from 'vitest';
import { hasReached, settlementLineOf } from './settlement-line.ts';

const entry: Entry = {
  position: { batch: 7n, index: 3 },
  id: '00000000-0000-8000-8000-000000000001',
  fingerprint: '0'.repeat(32),
  purpose: 'payment',
  posted: true,
  refusal: null,
  at: new Date('2026-11-23T04:00:00Z'),
  businessDate: '2026-11-23',
  currency: 'TWD',
  once: null,
  refunds: null,
  reference: { order: 'A-1', terminal: 'ter_1' },
  postings: [{ leg: 0, debit: 'wallet', credit: 'payable', amountMinor: 100n }],
};

describe('a settlement line', () => {
  it('of a payment is the sum of what is credited to the merchant', () => {
    const postings = [...entry.postings, { leg: 1, debit: 'voucher', credit: 'payable', amountMinor: 50n }];
    expect(settlementLineOf({ ...entry, postings })).toEqual({
      entry: entry.id,
      position: { batch: 7n, index: 3 },
      kind: 'payment',
      payableAccount: 'payable',
      businessDate: '2026-11-23',
      at: entry.at,
      currency: 'TWD',
      amountMinor: 150n,
      original: null,
      orderReference: 'A-1',
      terminal: 'ter_1',
    });
  });

  it('of a refund is on the debited side and names its payment', () => {
    const postings = [{ leg: 0, debit: 'payable', credit: 'wallet', amountMinor: 30n }];
    expect(
      settlementLineOf({ ...entry, purpose: 'refund', refunds: 'p', reference: {}, postings }),
    ).toMatchObject({
      kind: 'refund',
      payableAccount: 'payable',
      amountMinor: 30n,
      original: 'p',
      orderReference: null,
    });
  });

  it.each(['top_up', 'payout', 'opening', 'account_opened', 'business_day_closed'])(
    'of a %s is none',
    (purpose) => {
      expect(settlementLineOf({ ...entry, purpose })).toBeUndefined();
    },
  );

  it('of a refused entry is none', () => {
    expect(settlementLineOf({ ...entry, posted: false, postings: [] })).toBeUndefined();
  });

  const WRONG: readonly [string, Partial<Entry>][] = [
    [
      'two payable accounts',
      { postings: [...entry.postings, { leg: 1, debit: 'w', credit: 'other', amountMinor: 1n }] },
    ],
    ['no postings', { postings: [] }],
    ['a payment that refunds', { refunds: 'p' }],
    ['a refund of nothing', { purpose: 'refund' }],
  ];
  it.each(WRONG)('of an entry with %s is a loud fault', (_title, change) => {
    expect(() => settlementLineOf({ ...entry, ...change })).toThrow(
      expect.objectContaining({ code: 'entry_not_understood', retryable: false }),
    );
  });
});

it('a position is reached at it and behind it, in batches before indexes', () => {
  const goal = { batch: 7n, index: 3 };
  expect(hasReached({ batch: 7n, index: 3 }, goal)).toBe(true);
  expect(hasReached({ batch: 8n, index: 0 }, goal)).toBe(true);
  expect(hasReached({ batch: 7n, index: 2 }, goal)).toBe(false);
  expect(hasReached({ batch: 6n, index: 9 }, goal)).toBe(false);
});
