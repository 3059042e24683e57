import { newUuid } from '@tamsui/ids';
import type { Entry, LedgerClient } from '@tamsui/ledger-client';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase, fixedClock } from '@tamsui/testing';
import { afterAll, expect, test } from 'vitest';
import { paymentReference } from '../payments/payment.ts';
import { followFeed } from './follow-feed.ts';
import { projectEntries } from './project-entry.ts';

const { url } = await createTestDatabase();
const database = createDatabase({
  connectionString: url,
  applicationName: 'test',
  poolSize: 4,
  logger: createLogger('test', 'silent'),
});
afterAll(async () => {
  // What was made up here is in no journal, so it must not be there when the invariants are checked.
  await database.raw('truncate transactions.payments, transactions.captures, transactions.refunds');
  await database.destroy();
});

const deps = {
  database,
  clock: fixedClock('2026-11-20T04:00:00Z'),
  currency: 'TWD' as const,
  onEntries: () => undefined,
  onEvents: () => undefined,
  onCancelledPaid: () => undefined,
};

function payment(batch: bigint, overrides: Partial<Entry> = {}): Entry {
  return {
    position: { batch, index: 0 },
    id: newUuid(),
    fingerprint: '0'.repeat(32),
    purpose: 'payment',
    posted: true,
    refusal: null,
    at: new Date('2026-11-20T04:00:00.000Z'),
    businessDate: '2026-11-20',
    currency: 'TWD',
    once: newUuid(),
    refunds: null,
    reference: paymentReference(newUuid(), 'A-1'),
    postings: [{ leg: 0, debit: newUuid(), credit: newUuid(), amountMinor: 9_007_199_254_740_993n }],
    ...overrides,
  };
}

test('what was refused, and what is neither payment nor refund, is on no list', () => {
  const refused = payment(1n, { posted: false, refusal: { code: 'insufficient_funds' }, postings: [] });
  const topUp = payment(2n, { purpose: 'top_up', reference: {} });
  expect(projectEntries([refused, topUp])).toEqual({
    payments: [],
    authorisations: [],
    captures: [],
    releases: [],
    refunds: [],
  });
});

/** The one method of the client that is used here, over entries that are given. */
function feedOf(entries: readonly Entry[]): LedgerClient {
  const feed: LedgerClient['feed'] = async (after) => {
    const news = entries.filter(({ position }) => position.batch > after.batch);
    return { entries: news, next: news.at(-1)?.position ?? after };
  };
  return { feed } as LedgerClient;
}

test('ten processes that read the same page at once write it once, with every digit', async () => {
  const entries = [payment(1n), payment(2n)];
  const ledger = feedOf(entries);
  await Promise.all(Array.from({ length: 10 }, () => followFeed({ ...deps, ledger }, 0)));
  const { rows } = await database.raw<{ rows: unknown[] }>(
    'select id, amount_minor, business_date::text, batch, index from transactions.payments order by batch',
  );
  expect(rows).toEqual(
    entries.map(({ id, position }) => ({
      id,
      amount_minor: 9_007_199_254_740_993n,
      business_date: '2026-11-20',
      ...position,
    })),
  );
});

test('while one process waits for what is new, another asks the ledger for nothing', async () => {
  let answer: (page: Awaited<ReturnType<LedgerClient['feed']>>) => void = () => undefined;
  const asked: string[] = [];
  const ledgerOf = (name: string): LedgerClient => {
    const feed: LedgerClient['feed'] = () => {
      asked.push(name);
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    return { feed } as LedgerClient;
  };
  const first = followFeed({ ...deps, ledger: ledgerOf('first') });
  await expect.poll(() => asked).toEqual(['first']);
  expect(await followFeed({ ...deps, ledger: ledgerOf('second') })).toBe('idle');
  answer({ entries: [], next: { batch: 0n, index: 0 } });
  await first;
  const third = followFeed({ ...deps, ledger: ledgerOf('third') });
  await expect.poll(() => asked).toEqual(['first', 'third']);
  answer({ entries: [], next: { batch: 0n, index: 0 } });
  await third;
});

test('a page that cannot be written moves the position not at all', async () => {
  const first = payment(3n);
  const second = payment(4n, { id: first.id });
  const positionOf = () =>
    database.raw<{ rows: unknown[] }>('select batch, index from transactions.feed_positions');
  const before = (await positionOf()).rows;
  await expect(followFeed({ ...deps, ledger: feedOf([first, second]) }, 0)).rejects.toThrow(/unique/);
  expect((await positionOf()).rows).toEqual(before);
});
