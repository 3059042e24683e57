import { generateKeyPairSync } from 'node:crypto';
import { migrate } from '@tamsui/db';
import { withDatabase } from '@tamsui/local-city/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { accountId, type Crafted, idOf, opening, writeJournal } from './journal-writer.testing.ts';
import { query, tamper } from './verify.testing.ts';
import { type Verdict, verifyJournal } from './verify-journal.ts';

/** Journals that break the rules would fail the checks that every test database ends with, so this one is our own. */
const serverUrl = inject('serverUrl');
const name = `tamsui_verify_rules_${process.pid}`;
const url = withDatabase(serverUrl, name);
const { publicKey } = generateKeyPairSync('ed25519');

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await administer(`create database ${name}`);
  await migrate({ connectionString: url });
  // What the indexes already refuse, a superuser can write after dropping them.
  await query(url, 'drop index book_main.entries_id; drop index book_main.entries_once');
});

afterAll(() => administer(`drop database if exists ${name} with (force)`));

const BANK = 1;
const WALLET = 2;
const SHOP = 3;
const opened = [opening(BANK, { kind: 'asset' }), opening(WALLET, { floor_minor: '0' }), opening(SHOP)];
/** Entries 1 to 3 open the accounts, entry 4 fills the wallet with 1,000. */
const start: readonly Crafted[][] = [[...opened, { moves: [[BANK, WALLET, 1_000]] }]];

async function verdictOf(batches: readonly (readonly Crafted[])[]): Promise<Verdict> {
  const tables = [
    'batches where number',
    'entries where batch',
    'postings where batch',
    'accounts where number',
  ];
  await tamper(url, tables.map((table) => `delete from book_main.${table} > 0;`).join(''));
  await writeJournal(url, [...start, ...batches]);
  return verifyJournal({
    connectionString: url,
    book: 'main',
    key: publicKey,
    headsFile: undefined,
    onProgress: () => {},
  });
}

async function expectFinding(
  batches: readonly (readonly Crafted[])[],
  batch: bigint,
  check: string,
): Promise<void> {
  const { findings } = await verdictOf(batches);
  expect(findings).toEqual([expect.objectContaining({ batch, check })]);
}

const pay = (amount: number, more: Crafted = {}): Crafted => ({ moves: [[WALLET, SHOP, amount]], ...more });
const refund = (amount: number, original: number): Crafted => ({
  purpose: 'refund',
  refunds: idOf(original),
  moves: [[SHOP, WALLET, amount]],
});
const hold = (amount: number): Crafted => ({
  purpose: 'hold',
  detail: { account: accountId(WALLET), amount_minor: String(amount) },
});
const release = (amount: number, of: number): Crafted => ({
  purpose: 'hold_released',
  hold: idOf(of),
  detail: { account: accountId(WALLET), released_minor: String(amount) },
});
const capture = (amount: number, of: number): Crafted => pay(amount, { hold: idOf(of) });
const close = (day: string, businessDate = '2026-11-23'): Crafted => ({
  purpose: 'business_day_closed',
  businessDate,
  detail: { business_date: day },
});

describe('a journal that keeps every rule', () => {
  it('has no finding', async () => {
    const { findings, entries } = await verdictOf([
      [pay(500, { once: idOf(77) }), refund(200, 5), refund(300, 5)],
      [hold(400), capture(150, 8), release(250, 8)],
      [close('2026-11-23'), pay(10, { businessDate: '2026-11-24' })],
    ]);
    expect(findings).toEqual([]);
    expect(entries).toBe(12);
  });
});

describe('a finding names the batch', () => {
  it('in which refunds give back more than their original moved', () =>
    expectFinding([[pay(500)], [refund(300, 5)], [refund(201, 5)]], 4n, 'refunds'));

  it('in which a refund comes before its original', () =>
    expectFinding([[refund(1, 6)], [pay(5)]], 2n, 'refunds'));

  it('in which a refund is itself given back', () =>
    expectFinding([[pay(500), refund(500, 5)], [{ ...pay(1), refunds: idOf(6) }]], 3n, 'refunds'));

  it('in which a refund takes from an account that was not paid', () =>
    expectFinding([[pay(500)], [{ refunds: idOf(5), moves: [[BANK, WALLET, 1]] }]], 3n, 'refunds'));

  it('in which captures take more than the hold', () =>
    expectFinding([[hold(400)], [capture(300, 5)], [capture(101, 5)]], 4n, 'holds'));

  it('in which a release sets free what was captured', () =>
    expectFinding([[hold(400)], [capture(300, 5)], [release(101, 5)]], 4n, 'holds'));

  it('in which a capture takes from another account than the hold is on', () =>
    expectFinding([[hold(400)], [{ hold: idOf(5), moves: [[SHOP, BANK, 1]] }]], 3n, 'holds'));

  it('in which something that is no hold is captured', () =>
    expectFinding([[pay(5)], [capture(1, 5)]], 3n, 'holds'));

  it('in which a release names no amount', () =>
    expectFinding(
      [[hold(400)], [{ ...release(1, 5), detail: { account: accountId(WALLET) } }]],
      3n,
      'holds',
    ));

  it('in which a token is spent again', () =>
    expectFinding([[pay(1, { once: idOf(77) })], [pay(1, { once: idOf(77) })]], 3n, 'once'));

  it('in which a wallet falls below its floor', () => expectFinding([[pay(1_001)]], 2n, 'floors'));

  it('in which a day is open again', () =>
    expectFinding([[pay(1, { businessDate: '2026-11-24' })], [pay(1)]], 3n, 'business day'));

  it('in which an entry belongs to a closed day', () =>
    expectFinding([[close('2026-11-23')], [pay(1)]], 3n, 'business day'));

  it('in which a day is closed before it began', () =>
    expectFinding([[close('2026-11-24')]], 2n, 'business day'));

  it('in which an account has a number that is not the next', async () => {
    const { findings } = await verdictOf([[opening(9)]]);
    expect(findings).toContainEqual(expect.objectContaining({ batch: 2n, check: 'accounts' }));
  });

  it('in which money moves between currencies', async () => {
    const { findings } = await verdictOf([[opening(4, { currency: 'JPY' })], [{ moves: [[WALLET, 4, 5]] }]]);
    expect(findings).toContainEqual(expect.objectContaining({ batch: 3n, check: 'sum zero' }));
  });

  it('in which an account moves that nobody opened', async () => {
    const { findings } = await verdictOf([[{ moves: [[WALLET, 8, 5]] }]]);
    expect(findings).toContainEqual(expect.objectContaining({ batch: 2n, check: 'accounts' }));
  });
});

describe('an account row', () => {
  it('that says something else than the opening is told', async () => {
    await verdictOf([]);
    await query(url, `update book_main.accounts set floor = -500 where number = ${WALLET}`);
    const options = {
      connectionString: url,
      book: 'main',
      key: publicKey,
      headsFile: undefined,
      onProgress: () => {},
    };
    const { findings } = await verifyJournal(options);
    expect(findings).toEqual([expect.objectContaining({ batch: 1n, check: 'accounts' })]);
  });

  it('that nobody opened is told', async () => {
    await verdictOf([]);
    await query(
      url,
      `insert into book_main.accounts (number, id, kind, currency, as_of_batch)
      values (50, '${accountId(50)}', 'liability', 'TWD', 0)`,
    );
    const options = {
      connectionString: url,
      book: 'main',
      key: publicKey,
      headsFile: undefined,
      onProgress: () => {},
    };
    const { findings } = await verifyJournal(options);
    expect(findings).toEqual([expect.objectContaining({ batch: null, check: 'checkpoints' })]);
  });
});
