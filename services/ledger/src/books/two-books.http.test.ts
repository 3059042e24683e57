import { runChecks } from '@tamsui/db';
import { newUuid, type Uuid } from '@tamsui/ids';
import { type Command, createLedgerClient, type LedgerClient } from '@tamsui/ledger-client';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type City,
  connect,
  identityOf,
  legOf,
  openCity,
  payment,
  post,
  startLedger,
  submitUntilKnown,
  TOKEN,
} from '../testing/ledger.testing.ts';

const SCHEMAS = ['book_main', 'book_east'];
const database = await createTestDatabase({ books: SCHEMAS });
const ledger = await startLedger(database.url, ['main', 'east']);
const main = ledger.client;
const east = createLedgerClient({ baseUrl: ledger.url, token: TOKEN, book: 'east' });
const sql = await connect(database.url);
afterAll(async () => {
  await sql.end();
  await east.close();
  await ledger.stop();
});

const both = [main, east];
const balanceIn = async (client: LedgerClient, id: Uuid) => (await client.account(id))?.balanceMinor;

describe('two books of one process', () => {
  it('keep the same accounts, commands and tokens apart', async () => {
    const city = { bank: newUuid(), wallet: newUuid(), shop: newUuid() };
    const once = newUuid();
    const paid = payment(city, 30n, { once });
    for (const [client, walletMinor] of [
      [main, 1_000n],
      [east, 10n],
    ] as const) {
      for (const command of opening(city, walletMinor))
        expect(await submitUntilKnown(client, command)).toMatchObject({ status: 'posted' });
    }
    expect(await main.submit(paid)).toMatchObject({ status: 'posted', replayed: false });
    expect(await east.submit(paid)).toMatchObject({
      replayed: false,
      refusal: { code: 'insufficient_funds' },
    });
    expect(await main.submit(paid)).toMatchObject({ status: 'posted', replayed: true });
    expect(await balanceIn(main, city.wallet)).toBe(970n);
    expect(await balanceIn(east, city.wallet)).toBe(10n);
    for (const client of both)
      expect((await client.trialBalance()).differences).toEqual([{ currency: 'TWD', differenceMinor: 0n }]);
  });

  it('know nothing of what was opened in the other', async () => {
    const city = await openCity(main, 1_000n);
    expect(await east.account(city.wallet)).toBeUndefined();
    expect(await east.submit(payment(city, 1n))).toMatchObject({ refusal: { code: 'account_unknown' } });
  });

  it('have chains that cannot be put into each other', async () => {
    const { rows } = await sql.query<{ hash: string }>(
      SCHEMAS.map((schema) => `select hash::text from ${schema}.batches where number = 0`).join(' union '),
    );
    expect(rows).toHaveLength(2);
  });

  it('are led and written at the same time', async () => {
    const cities = await Promise.all(both.map((client) => openCity(client, 1_000n)));
    const outcomes = await Promise.all(
      both.flatMap((client, n) =>
        Array.from({ length: 200 }, () => client.submit(payment(cities[n] ?? fail(), 5n))),
      ),
    );
    expect(outcomes.every(({ status }) => status === 'posted')).toBe(true);
    for (const [n, client] of both.entries())
      expect(await balanceIn(client, cities[n]?.shop ?? fail())).toBe(1_000n);
  });
});

describe('the checks of the database', () => {
  it('run for each book, and find what is broken in the one where it is', async () => {
    const broken = await runChecks(database.url, { books: SCHEMAS });
    expect(broken.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect(broken.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['book-1-postings-balance', 'book-1-postings-balance of book_east']),
    );
    await sql.query('update book_east.accounts set floor = 999999 where floor = 0');
    const found = await runChecks(database.url, { books: SCHEMAS });
    await sql.query('update book_east.accounts set floor = 0 where floor = 999999');
    expect(found.filter(({ violations }) => violations.length > 0).map(({ check }) => check)).toEqual([
      'book-5-floors-hold of book_east',
    ]);
  });
});

function fail(): never {
  throw new Error('each book has a city');
}

function opening({ bank, wallet, shop }: City, walletMinor: bigint): Command[] {
  const open = (account: Uuid, accountKind: 'asset' | 'liability', floorMinor: bigint | null): Command => ({
    kind: 'open_account',
    ...identityOf(),
    account,
    accountKind,
    currency: 'TWD',
    floorMinor,
    reference: {},
  });
  return [
    open(bank, 'asset', null),
    open(wallet, 'liability', 0n),
    open(shop, 'liability', null),
    post([legOf(bank, wallet, walletMinor)], { purpose: 'top_up' }),
  ];
}
