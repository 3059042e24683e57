import { runChecks } from '@tamsui/db';
import { createTestDatabase, type TestDatabase } from '@tamsui/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  identityOf,
  legOf,
  openCity,
  payment,
  post,
  startLedger,
  submitUntilKnown,
} from '../testing/ledger.testing.ts';

let database: TestDatabase;
let sql: pg.Client;

/** The checks of the book that found something. */
async function found(): Promise<string[]> {
  const results = await runChecks(database.url);
  return results
    .filter(({ check, violations }) => check.startsWith('book-') && violations.length > 0)
    .map(({ check }) => check);
}

/** A journal in which there is something of everything: payments, a refund, a refusal, a closed day, a passing leg. */
beforeAll(async () => {
  database = await createTestDatabase();
  sql = await connect(database.url);
  const ledger = await startLedger(database.url);
  const city = await openCity(ledger.client, 1_000n);
  const paid = payment(city, 300n);
  await ledger.client.submit(paid);
  await ledger.client.submit(
    post([legOf(city.shop, city.wallet, 100n)], { purpose: 'refund', refunds: paid.id }),
  );
  await ledger.client.submit(payment(city, 5_000n));
  await ledger.client.submit(
    post([legOf(city.wallet, city.shop, 900n), legOf(city.bank, city.wallet, 500n)]),
  );
  const { open } = await ledger.client.businessDay();
  const close = { kind: 'close_business_day', ...identityOf(), businessDate: open } as const;
  await submitUntilKnown(ledger.client, close);
  await ledger.client.submit(payment(city, 1n));
  await ledger.stop();
  // Nothing but a superuser who turns the triggers off can write what is planted here.
  await sql.query('set session_replication_role = replica');
});
afterAll(() => sql.end());

const lastPosting = `(batch, index, leg) = (select batch, index, leg from book_main.postings
  order by batch desc, index desc, leg desc limit 1)`;
const firstPayment = `(batch, index) = (select batch, index from book_main.entries where purpose = 'payment' and refusal is null
  order by batch, index limit 1)`;
const lastNumber = '(select max(number) from book_main.batches)';
const wallet = `(select number from book_main.accounts where floor is not null)`;

describe('the checks of a book', () => {
  it('find nothing in a journal that the ledger wrote', async () => {
    expect(await found()).toEqual([]);
  });

  it.each<[string, string]>([
    [
      'book-1-postings-balance',
      'update book_main.accounts set credits = credits + 1 where floor is not null',
    ],
    ['book-2-versions-without-gap', `update book_main.postings set debit_version = 99 where ${lastPosting}`],
    ['book-2-versions-without-gap', `delete from book_main.postings where ${firstPayment}`],
    ['book-3-balances-follow', `update book_main.postings set credit_balance = 7 where ${lastPosting}`],
    ['book-3-balances-follow', `update book_main.postings set amount = amount + 1 where ${lastPosting}`],
    ['book-4-batches-chain', `update book_main.batches set hash = previous_hash where number = 3`],
    ['book-4-batches-chain', 'delete from book_main.batches where number = 3'],
    ['book-4-batches-chain', `update book_main.batches set entry_count = 9 where number = ${lastNumber}`],
    ['book-4-batches-chain', `delete from book_main.entries where refusal is not null`],
    ['book-4-batches-chain', `delete from book_main.postings where ${lastPosting}`],
    ['book-5-floors-hold', 'update book_main.accounts set floor = 999 where floor is not null'],
    [
      'book-5-floors-hold',
      `update book_main.postings set debit_balance = -1 where debit = ${wallet} and ${lastPosting}`,
    ],
    [
      'book-6-refunds-within-original',
      `update book_main.postings p set amount = 301 from book_main.entries e
        where e.batch = p.batch and e.index = p.index and e.refunds is not null`,
    ],
    [
      'book-7-checkpoints-are-journal',
      'update book_main.accounts set debits = debits + 1 where floor is not null',
    ],
    [
      'book-7-checkpoints-are-journal',
      'update book_main.accounts set version = version - 1 where version > 0',
    ],
    ['book-8-time-goes-on', `update book_main.batches set at = '2020-01-01' where number = ${lastNumber}`],
    ['book-8-time-goes-on', `update book_main.batches set epoch = 0 where number = ${lastNumber}`],
    [
      'book-8-time-goes-on',
      `update book_main.entries set business_date = business_date - 1 where batch = ${lastNumber}`,
    ],
    [
      'book-8-time-goes-on',
      `update book_main.entries set detail = '{"business_date": "2099-01-01"}' where purpose = 'business_day_closed'`,
    ],
  ])('%s finds what is planted by %s', async (check, plant) => {
    const { rowCount } = await sql.query(plant);
    expect(rowCount).toBeGreaterThan(0);
    try {
      expect(await found()).toContain(check);
    } finally {
      await restore();
    }
    expect(await found()).toEqual([]);
  });
});

/** The journal as it was before anything was planted. */
const copies = ['batches', 'entries', 'postings', 'accounts'];
beforeAll(async () => {
  for (const table of copies) await sql.query(`create table public.${table} as table book_main.${table}`);
});
async function restore(): Promise<void> {
  for (const table of copies) {
    await sql.query(`delete from book_main.${table}`);
    await sql.query(`insert into book_main.${table} select * from public.${table}`);
  }
}
