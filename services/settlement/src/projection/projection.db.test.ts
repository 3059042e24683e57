import { newUuid, type Uuid } from '@tamsui/ids';
import type { Entry, LedgerClient, Position } from '@tamsui/ledger-client';
import { afterAll, describe, expect, it } from 'vitest';
import { createSettlementCity } from '../testing/settlement-city.testing.ts';
import { projectNextPage } from './project-feed.ts';
import { findPosition } from './projection-store.ts';

const city = await createSettlementCity();
const { database } = city;
afterAll(city.stop);

async function linesOf(account: Uuid) {
  const { rows } = await database.raw<{ rows: Record<string, unknown>[] }>(
    `select entry, kind, amount_minor, original, order_reference, terminal, business_date::text as date, currency
     from settlement.lines where payable_account = :account order by batch, entry_index`,
    { account },
  );
  return rows;
}

describe('the projection', () => {
  it('keeps a line of each payment and refund of the book', async () => {
    const merchant = await city.addMerchant();
    const { open } = await city.ledger.businessDay();
    const payment = await city.pay(merchant, 12_300n, { order: 'A-1001', terminal: 'ter_1' });
    const refund = await city.refund(merchant, payment, 300n);
    await city.catchUp();
    expect(await linesOf(merchant.payableAccount)).toEqual([
      {
        entry: payment,
        kind: 'payment',
        amount_minor: 12_300n,
        original: null,
        order_reference: 'A-1001',
        terminal: 'ter_1',
        date: open,
        currency: 'TWD',
      },
      {
        entry: refund,
        kind: 'refund',
        amount_minor: 300n,
        original: payment,
        order_reference: null,
        terminal: null,
        date: open,
        currency: 'TWD',
      },
    ]);
  });

  it('keeps each line once when several processes read the same pages at once', async () => {
    const merchant = await city.addMerchant();
    for (let payments = 0; payments < 30; payments += 1) await city.pay(merchant, 100n);
    await Promise.all(Array.from({ length: 4 }, () => city.catchUp()));
    expect(await linesOf(merchant.payableAccount)).toHaveLength(30);
  });

  it('moves its position only together with the lines', async () => {
    const merchant = await city.addMerchant();
    await city.catchUp();
    await city.pay(merchant, 100n);
    const before = await findPosition(database, 'main');
    const page = await city.ledger.feed(before, { limit: 10, waitMs: 0 });
    // The same entry twice on a page breaks the key of the lines.
    const broken = { ...page, entries: [...page.entries, ...page.entries] };
    const ledger = { feed: async () => broken };
    await expect(projectNextPage({ database, ledger, book: 'main' })).rejects.toThrow(/lines_pkey/);
    expect(await findPosition(database, 'main')).toEqual(before);
    expect(await linesOf(merchant.payableAccount)).toEqual([]);
    await city.catchUp();
    expect(await linesOf(merchant.payableAccount)).toHaveLength(1);
  });

  it('skips what the book refused and moves past it', async () => {
    const refused: Entry = {
      position: { batch: 5n, index: 0 },
      id: newUuid(),
      fingerprint: '0'.repeat(32),
      purpose: 'payment',
      posted: false,
      refusal: { code: 'insufficient_funds' },
      at: new Date(),
      businessDate: '2026-11-23',
      currency: 'TWD',
      once: null,
      refunds: null,
      reference: {},
      postings: [],
    };
    // A book of its own, of which the feed is made here.
    const next: Position = { batch: 5n, index: 0 };
    const ledger: Pick<LedgerClient, 'feed'> = { feed: async () => ({ entries: [refused], next }) };
    await projectNextPage({ database, ledger, book: 'other' });
    expect(await findPosition(database, 'other')).toEqual(next);
    const { rows } = await database.raw<{ rows: unknown[] }>(
      "select 1 from settlement.lines where book = 'other'",
    );
    expect(rows).toEqual([]);
  });
});

describe('history', () => {
  it.each([
    'lines',
    'payouts',
    'run_lines',
    'payment_files',
    'payout_entries',
    'payout_bank_answers',
    'closed_days',
  ])('of %s can be neither changed, deleted nor truncated', async (table) => {
    await expect(database.raw(`delete from settlement.${table}`)).rejects.toThrow(/append-only/);
    await expect(database.raw(`truncate settlement.${table} cascade`)).rejects.toThrow(/append-only/);
    const column = { lines: 'book', closed_days: 'book', payment_files: 'message_id' }[table] ?? 'ctid';
    if (column !== 'ctid')
      await expect(database.raw(`update settlement.${table} set ${column} = 'x'`)).rejects.toThrow(
        /append-only/,
      );
  });
});
