import { newUuid } from '@tamsui/ids';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBalanceAsOf, sumHeldAsOf } from '../accounts/account-as-of-store.ts';
import { findAccount } from '../accounts/account-store.ts';
import { findBatchAt } from '../as-of/as-of-store.ts';
import { findEntry, readFeed } from '../entries/entry-store.ts';
import { readStatement, type StatementPlace } from '../statements/statement-store.ts';
import {
  type City,
  connect,
  legOf,
  openCity,
  payment,
  post,
  type RunningLedger,
  startLedger,
} from '../testing/ledger.testing.ts';
import { createJournalStore } from './journal-store.ts';

const test = await createTestDatabase();
const logger = createLogger('test', 'silent');
const database = createDatabase({ connectionString: test.url, applicationName: 'test', poolSize: 2, logger });
const journal = createJournalStore(database, 'book_main', 'Asia/Taipei');
const sql = await connect(test.url);
let ledger: RunningLedger;
let city: City;
beforeAll(async () => {
  ledger = await startLedger(test.url);
  city = await openCity(ledger.client);
});
afterAll(async () => {
  await ledger.stop();
  await database.destroy();
  await sql.end();
});

describe('what the journal gives back', () => {
  it('of a refunded entry is what is left of each posting', async () => {
    const paid = post([
      legOf(city.wallet, city.shop, 100n),
      legOf(city.wallet, city.shop, 50n),
      legOf(city.wallet, city.bank, 30n),
    ]);
    await ledger.client.submit(paid);
    for (const amountMinor of [70n, 60n]) {
      const refund = post([legOf(city.shop, city.wallet, amountMinor)], {
        purpose: 'refund',
        refunds: paid.id,
      });
      expect(await ledger.client.submit(refund)).toMatchObject({ status: 'posted' });
    }
    const tooMuch = post([legOf(city.shop, city.wallet, 21n)], { purpose: 'refund', refunds: paid.id });
    expect(await ledger.client.submit(tooMuch)).toMatchObject({ refusal: { refundable_minor: '20' } });
    const [loaded] = await journal.loadEntries({ ids: [paid.id], once: [] });
    expect(loaded?.legs.map((leg) => [leg.amountMinor, leg.refundedMinor])).toEqual([
      [100n, 100n],
      [50n, 30n],
      [30n, 0n],
    ]);
  });

  it('of spent tokens is who spent them, and not who was refused', async () => {
    const [spent, refused] = [newUuid(), newUuid()];
    const spender = payment(city, 1n, { once: spent });
    await ledger.client.submit(spender);
    await ledger.client.submit(payment(city, 1n, { once: spent }));
    await ledger.client.submit(payment(city, 10_000_000n, { once: refused }));
    expect(await journal.loadEntries({ ids: [], once: [spent, refused] })).toMatchObject([
      { id: spender.id, once: spent },
    ]);
  });

  it('of unknown ids is nothing', async () => {
    const id = newUuid();
    expect([
      await journal.loadAccounts([id], '2026-11-23'),
      await journal.loadEntries({ ids: [id], once: [] }),
      await journal.loadEntries({ ids: [], once: [id] }),
    ]).toEqual([[], [], []]);
  });
});

describe('a reload', () => {
  it('decides retries, refunds and tokens of before as if it had never happened', async () => {
    const once = newUuid();
    const paid = payment(city, 40n, { once });
    const outcome = await ledger.client.submit(paid);
    const refund = post([legOf(city.shop, city.wallet, 30n)], { purpose: 'refund', refunds: paid.id });
    await ledger.client.submit(refund);
    await ledger.stop();
    ledger = await startLedger(test.url);
    await expect
      .poll(() => ledger.client.submit(paid).catch(() => undefined))
      .toEqual({ ...outcome, replayed: true });
    expect(await ledger.client.submit(payment(city, 1n, { once }))).toMatchObject({
      refusal: { code: 'already_used', entry: paid.id },
    });
    const again = post([legOf(city.shop, city.wallet, 11n)], { purpose: 'refund', refunds: paid.id });
    expect(await ledger.client.submit(again)).toMatchObject({
      refusal: { code: 'refund_exceeds_original', refundable_minor: '10' },
    });
  });
});

describe('behind a journal of 100,000 entries', () => {
  const ENTRIES = 100_000;

  /** The plans of all statements that `work` sends. */
  async function plansOf(work: () => Promise<unknown>): Promise<string> {
    const statements: { sql: string; bindings: unknown[] }[] = [];
    const note = (query: { sql: string; bindings: unknown[] }) => statements.push(query);
    database.on('query', note);
    await work();
    database.off('query', note);
    const plans: string[] = [];
    for (const { sql: text, bindings } of statements) {
      const { rows } = await sql.query<{ 'QUERY PLAN': string }>(`explain ${text}`, bindings);
      plans.push(...rows.map((row) => row['QUERY PLAN']));
    }
    return plans.join('\n');
  }

  beforeAll(async () => {
    await ledger.stop();
    // Ten accounts of their own pay each other; versions and balances are those that the book would have given.
    await sql.query(`
      with last as (select max(number) as batch from book_main.batches)
      insert into book_main.batches (number, epoch, entry_count, posting_count, at, previous_hash, hash)
      select batch + n, 1000, 0, 0, now(), decode(repeat('00', 32), 'hex'), sha256(convert_to(n::text, 'UTF8'))
      from last, generate_series(1, ${ENTRIES / 100}) n`);
    await sql.query(`
      with first as (select min(number) as batch from book_main.batches where epoch = 1000)
      insert into book_main.entries (batch, index, business_date, id, fingerprint, purpose, reference)
      select batch + n / 100, n % 100, '2099-01-01', gen_random_uuid(), gen_random_uuid(), 'payment', '{}'
      from first, generate_series(0, ${ENTRIES - 1}) n`);
    await sql.query(`
      with first as (select min(number) as batch from book_main.batches where epoch = 1000)
      insert into book_main.postings
      select batch + n / 100, n % 100, 0, 1000 + n % 10, 2000 + n % 10, 1, n / 10 + 1, -(n / 10 + 1), n / 10 + 1,
        n / 10 + 1
      from first, generate_series(0, ${ENTRIES - 1}) n`);
    await sql.query('analyze book_main.batches, book_main.entries, book_main.postings, book_main.accounts');
  });
  afterAll(async () => {
    // These rows are scenery and break what must hold of a journal.
    await sql.query(`set session_replication_role = replica;
      delete from book_main.postings where debit >= 1000;
      delete from book_main.entries where business_date = '2099-01-01';
      delete from book_main.batches where epoch = 1000; set session_replication_role = default`);
  });

  it('a thousand accounts are looked up one by one, though nothing is known of how rare their facts are', async () => {
    const ids = Array.from({ length: 1_000 }, () => newUuid());
    const plans = await plansOf(() => journal.loadAccounts(ids, '2026-11-23'));
    expect(plans.match(/Index Scan (?:on|using) entries_account/g)).toHaveLength(2);
    expect(plans).not.toMatch(/Seq Scan on entries|entries_pkey/);
  });

  const statementFrom = (place: StatementPlace) =>
    readStatement(database, 'book_main', { account: 1_001n, place, limit: 51 });

  it.each<[string, () => Promise<unknown>]>([
    ['the state at the last batch', () => journal.loadState(1)],
    ['accounts', () => journal.loadAccounts([newUuid(), newUuid()], '2026-11-23')],
    ['entries with their refunds', () => journal.loadEntries({ ids: [newUuid(), newUuid()], once: [] })],
    ['who spent tokens', () => journal.loadEntries({ ids: [], once: [newUuid(), newUuid()] })],
    ['an account', () => findAccount(database, 'book_main', city.wallet)],
    ['an entry', () => findEntry(database, 'book_main', newUuid())],
    ['the feed', () => readFeed(database, 'book_main', { after: { batch: 500n, index: 3 }, limit: 100 })],
    [
      'the newest lines of a statement',
      () => statementFrom({ order: 'newest_first', beforeVersion: 5_000n }),
    ],
    ['the oldest lines of a statement', () => statementFrom({ order: 'oldest_first', afterVersion: 5n })],
    ['the batch at an instant', () => findBatchAt(database, 'book_main', new Date('2026-11-20T04:00:00Z'))],
    [
      'the balance after a batch',
      () =>
        findBalanceAsOf(database, 'book_main', { account: { number: 1_001n, version: 9_000n }, batch: 20n }),
    ],
    [
      'what was held after a batch',
      () =>
        sumHeldAsOf(database, 'book_main', { account: city.wallet, asOf: { batch: 20n, at: new Date(0) } }),
    ],
  ])('%s are found by an index, without reading the tables', async (_what, load) => {
    const plans = await plansOf(load);
    expect(plans).toMatch(/Index/);
    expect(plans).not.toMatch(/Seq Scan on (?:entries|postings|batches)/);
  });
});
