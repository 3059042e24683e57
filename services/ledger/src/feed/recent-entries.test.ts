import type { Batch, Entry, Posting } from '@tamsui/book';
import { describe, expect, it } from 'vitest';
import { createRecentEntries } from './recent-entries.ts';

const entry = (index: number, over: Partial<Entry> = {}): Entry => ({
  index,
  id: `entry-${index}`,
  fingerprint: '0'.repeat(32),
  purpose: 'payment',
  refusal: null,
  businessDate: '2026-11-23',
  once: null,
  refunds: null,
  hold: null,
  reference: { order: 'A-1' },
  detail: null,
  postings: [],
  ...over,
});

const batch = (number: bigint, count = 2, over: Partial<Batch> = {}): Batch => ({
  number,
  epoch: 1,
  at: new Date('2026-11-23T04:00:00.123Z'),
  previousHash: Buffer.alloc(32),
  hash: Buffer.alloc(32),
  entries: Array.from({ length: count }, (_, index) => entry(index)),
  opened: [],
  moved: new Map(),
  ...over,
});

const nobody = () => undefined;
const places = (rows: readonly { batch: bigint; index: number }[]) =>
  rows.map(({ batch: number, index }) => `${number},${index}`);

describe('what was committed of late', () => {
  it('is given behind any place in it, in order, up to the limit', () => {
    const recent = createRecentEntries();
    for (const number of [5n, 6n, 7n]) recent.add(batch(number), nobody);
    expect(places(recent.after({ batch: 5n, index: 0 }, 10))).toEqual(['5,1', '6,0', '6,1', '7,0', '7,1']);
    expect(places(recent.after({ batch: 6n, index: 1 }, 10))).toEqual(['7,0', '7,1']);
    expect(places(recent.after({ batch: 5n, index: 1 }, 3))).toEqual(['6,0', '6,1', '7,0']);
    expect(recent.after({ batch: 7n, index: 1 }, 10)).toEqual([]);
    expect(recent.after({ batch: 9n, index: 0 }, 10)).toEqual([]);
  });

  it('is not given behind a place before it: something in between may be missing', () => {
    const recent = createRecentEntries();
    recent.add(batch(5n), nobody);
    expect(recent.after({ batch: 4n, index: 0 }, 10)).toEqual([]);
    expect(recent.after({ batch: 0n, index: 0 }, 10)).toEqual([]);
  });

  it('begins anew behind a gap, which somebody else has filled', () => {
    const recent = createRecentEntries();
    recent.add(batch(5n), nobody);
    recent.add(batch(7n), nobody);
    expect(recent.after({ batch: 5n, index: 0 }, 10)).toEqual([]);
    expect(places(recent.after({ batch: 7n, index: 0 }, 10))).toEqual(['7,1']);
    recent.add(batch(7n), nobody);
    expect(places(recent.after({ batch: 7n, index: 0 }, 10))).toEqual(['7,1']);
  });

  it('forgets whole batches, the oldest first', () => {
    const recent = createRecentEntries(5);
    for (const number of [5n, 6n, 7n]) recent.add(batch(number), nobody);
    expect(recent.after({ batch: 5n, index: 0 }, 10)).toEqual([]);
    expect(places(recent.after({ batch: 6n, index: 0 }, 10))).toEqual(['6,1', '7,0', '7,1']);
  });

  it('forgets batches that are older than a second, but never the last one before them', () => {
    const at = (ms: number) => ({ at: new Date(Date.parse('2026-11-23T04:00:00.000Z') + ms) });
    const recent = createRecentEntries();
    recent.add(batch(4n, 2, at(0)), nobody);
    recent.add(batch(5n, 2, at(0)), nobody);
    recent.add(batch(6n, 2, at(600)), nobody);
    recent.add(batch(7n, 2, at(1_000)), nobody);
    expect(places(recent.after({ batch: 4n, index: 1 }, 10))).toHaveLength(6);
    recent.add(batch(8n, 2, at(1_001)), nobody);
    expect(recent.after({ batch: 4n, index: 1 }, 10)).toEqual([]);
    expect(places(recent.after({ batch: 5n, index: 1 }, 4))).toEqual(['6,0', '6,1', '7,0', '7,1']);
    recent.add(batch(9n, 2, at(60_000)), nobody);
    expect(recent.after({ batch: 7n, index: 1 }, 10)).toEqual([]);
    expect(places(recent.after({ batch: 8n, index: 1 }, 10))).toEqual(['9,0', '9,1']);
  });

  it('forgets all when an account is not known any more: the journal knows it', () => {
    const posting: Posting = {
      leg: 0,
      debit: 1n,
      credit: 2n,
      amountMinor: 3n,
      debitVersion: 1n,
      debitBalanceMinor: 0n,
      creditVersion: 1n,
      creditBalanceMinor: 3n,
    };
    const moved = { entries: [entry(0, { postings: [posting] })] };
    const recent = createRecentEntries();
    recent.add(batch(5n), nobody);
    recent.add(batch(6n, 1, moved), (number) => ({ id: `account-${number}`, currency: 'TWD' }));
    expect(recent.after({ batch: 5n, index: 1 }, 10)[0]?.postings).toEqual([
      { leg: 0, debit: 'account-1', credit: 'account-2', amount: '3', currency: 'TWD' },
    ]);
    recent.add(batch(7n, 1, moved), nobody);
    expect(recent.after({ batch: 5n, index: 1 }, 10)).toEqual([]);
    recent.add(batch(8n), nobody);
    expect(places(recent.after({ batch: 8n, index: 0 }, 10))).toEqual(['8,1']);
  });
});
