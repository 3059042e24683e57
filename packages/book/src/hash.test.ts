import { createHash } from 'node:crypto';
import { canonicalJson } from '@tamsui/ids';
import { describe, expect, it } from 'vitest';
import { type Batch, type Entry, hashBatch, type Posting } from './index.ts';

type Hashed = Parameters<typeof hashBatch>[0];

const posting: Posting = {
  leg: 0,
  debit: 1n,
  credit: 2n,
  amountMinor: 12_000n,
  debitVersion: 3n,
  debitBalanceMinor: -12_000n,
  creditVersion: 4n,
  creditBalanceMinor: 12_000n,
};
const entry: Entry = {
  index: 0,
  id: '00000000-0000-8000-8000-000000000001',
  fingerprint: '0123456789abcdef0123456789abcdef',
  purpose: 'payment',
  refusal: null,
  businessDate: '2026-11-23',
  once: '00000000-0000-8000-8000-000000000002',
  refunds: null,
  hold: null,
  reference: { b: '2', a: '珍珠奶茶' },
  detail: null,
  postings: [posting],
};
const batch: Hashed = {
  number: 7n,
  epoch: 2,
  at: new Date('2026-11-23T04:00:00.123Z'),
  previousHash: Buffer.alloc(32, 5),
  entries: [entry],
};
const hexOf = (hashed: Hashed): string => hashBatch(hashed).toString('hex');
const withEntry = (change: Partial<Entry>): Hashed => ({ ...batch, entries: [{ ...entry, ...change }] });
const withPosting = (change: Partial<Posting>): Hashed =>
  withEntry({ postings: [{ ...posting, ...change }] });

describe('the hash of a batch', () => {
  it('is this one, for ever: a journal written by an older version must still verify', () => {
    expect(hexOf(batch)).toBe('a994fb776a6e8689507b354170cc5e0269e187d5f9a7c23bff951ed490b048ef');
  });

  it('does not depend on the order in which an object was built', () => {
    expect(hexOf(withEntry({ reference: { a: '珍珠奶茶', b: '2' } }))).toBe(hexOf(batch));
  });

  const other: readonly [string, Hashed][] = [
    ['number', { ...batch, number: 8n }],
    ['epoch', { ...batch, epoch: 3 }],
    ['instant', { ...batch, at: new Date(batch.at.getTime() + 1) }],
    ['previous hash', { ...batch, previousHash: Buffer.alloc(32, 6) }],
    ['count of entries', { ...batch, entries: [entry, entry] }],
    ['id', withEntry({ id: '00000000-0000-8000-8000-000000000003' })],
    ['fingerprint', withEntry({ fingerprint: 'f'.repeat(32) })],
    ['purpose', withEntry({ purpose: 'refund' })],
    ['refusal', withEntry({ refusal: { code: 'same_account' } })],
    ['business date', withEntry({ businessDate: '2026-11-24' })],
    ['once', withEntry({ once: null })],
    ['refunds', withEntry({ refunds: entry.once })],
    ['hold', withEntry({ hold: entry.once })],
    ['reference', withEntry({ reference: { a: '珍珠奶茶' } })],
    ['detail', withEntry({ detail: {} })],
    ['count of postings', withEntry({ postings: [] })],
    ['leg', withPosting({ leg: 1 })],
    ['debit', withPosting({ debit: 9n })],
    ['credit', withPosting({ credit: 9n })],
    ['amount', withPosting({ amountMinor: 12_001n })],
    ['debit version', withPosting({ debitVersion: 9n })],
    ['debit balance', withPosting({ debitBalanceMinor: 9n })],
    ['credit version', withPosting({ creditVersion: 9n })],
    ['credit balance', withPosting({ creditBalanceMinor: 9n })],
  ];
  it.each(other)('changes with the %s', (_field, changed) => {
    expect(hexOf(changed)).not.toBe(hexOf(batch));
  });

  it('is another one for each two of all these changes', () => {
    expect(new Set([batch, ...other.map(([, changed]) => changed)].map(hexOf)).size).toBe(other.length + 1);
  });

  const moved: readonly [string, Partial<Entry>, Partial<Entry>][] = [
    ['id to fingerprint', { id: 'ab', fingerprint: 'c' }, { id: 'a', fingerprint: 'bc' }],
    ['fingerprint to purpose', { fingerprint: 'ab', purpose: 'c' }, { fingerprint: 'a', purpose: 'bc' }],
    ['once to refunds', { once: 'ab', refunds: 'c' }, { once: 'a', refunds: 'bc' }],
    ['once to refunds as a whole', { once: 'a', refunds: null }, { once: null, refunds: 'a' }],
    ['text to nothing', { once: '' }, { once: null }],
    ['reference to detail', { reference: { a: '1' }, detail: {} }, { reference: {}, detail: { a: '1' } }],
    ['key to value', { reference: { ab: 'c' } }, { reference: { a: 'bc' } }],
    ['one field to two', { reference: { a: '1","b":"2' } }, { reference: { a: '1', b: '2' } }],
  ];
  it.each(moved)('changes when a byte moves from %s', (_move, before, after) => {
    expect(hexOf(withEntry(before))).not.toBe(hexOf(withEntry(after)));
  });

  it('changes when a posting moves from one entry to the next', () => {
    const of = (first: readonly Posting[], second: readonly Posting[]): Hashed => ({
      ...batch,
      entries: [
        { ...entry, postings: first },
        { ...entry, postings: second },
      ],
    });
    expect(hexOf(of([posting, posting], [posting]))).not.toBe(hexOf(of([posting], [posting, posting])));
  });

  it('is that of the bytes as they are described, however long the texts of one entry are', () => {
    for (const length of [0, 1, 100, 500, 1_000, 5_000, 20_000]) {
      const long = { a: '茶'.repeat(length), b: 'x'.repeat(length) };
      const hashed = withEntry({ reference: long, detail: long, refusal: { code: 'declined', ...long } });
      expect(hexOf(hashed)).toBe(plainHashOf(hashed));
    }
  });

  it('takes a batch that is larger than its first buffer', () => {
    const large: Pick<Batch, 'entries'> = { entries: Array.from({ length: 1_000 }, () => entry) };
    const many = { ...batch, ...large };
    expect(hexOf(many)).toBe(plainHashOf(many));
  });
});

/** The same bytes, value by value and without a buffer of its own. */
function plainHashOf(hashed: Hashed): string {
  const uint32 = (value: number) => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');
  const int64 = (value: bigint) =>
    Buffer.from(BigInt.asUintN(64, value).toString(16).padStart(16, '0'), 'hex');
  const text = (value: string | null) =>
    value === null ? [uint32(0xffff_ffff)] : [uint32(Buffer.byteLength(value)), Buffer.from(value)];
  const json = (value: object | null) => text(value === null ? null : canonicalJson(value));
  const { previousHash, number, epoch, at, entries } = hashed;
  const parts = [
    previousHash,
    int64(number),
    uint32(epoch),
    int64(BigInt(at.getTime())),
    uint32(entries.length),
  ];
  for (const e of entries) {
    parts.push(...text(e.id), ...text(e.fingerprint), ...text(e.purpose), ...json(e.refusal));
    parts.push(...text(e.businessDate), ...text(e.once), ...text(e.refunds), ...text(e.hold));
    parts.push(...json(e.reference), ...json(e.detail), uint32(e.postings.length));
    for (const p of e.postings) {
      const accounts = [p.debit, p.credit, p.amountMinor];
      const results = [p.debitVersion, p.debitBalanceMinor, p.creditVersion, p.creditBalanceMinor];
      parts.push(uint32(p.leg), ...[...accounts, ...results].map(int64));
    }
  }
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}
