import type { AccountBalance, Command } from '@tamsui/ledger-client';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type City,
  connect,
  identityOf,
  legOf,
  openCity,
  payment,
  post,
  startLedger,
  TOKEN,
} from '../testing/ledger.testing.ts';

const database = await createTestDatabase();
const ledger = await startLedger(database.url);
const { client } = ledger;
const sql = await connect(database.url);
const HOUR_MS = 3_600_000;
let city: City;
/** What the wallet was read as after each step of its history. */
const readings: AccountBalance[] = [];
beforeAll(async () => {
  city = await openCity(client, 10_000n);
  for (const command of history()) {
    expect(await client.submit(command)).toMatchObject({ status: 'posted' });
    readings.push(await wallet());
  }
});
afterAll(async () => {
  await sql.end();
  await ledger.stop();
});

async function wallet(
  ...asOf: Parameters<typeof client.account> extends [unknown, ...infer Rest] ? Rest : never
) {
  const reading = await client.account(city.wallet, ...asOf);
  if (reading === undefined) throw new Error('the wallet is there');
  return reading;
}

/** Payments, money back, several legs at once, holds, parts of them, a freeze and a policy. */
function history(): Command[] {
  const { wallet: account, bank, shop } = city;
  const hold: Command = {
    kind: 'hold',
    ...identityOf(),
    account,
    currency: 'TWD',
    amountMinor: 700n,
    expiresAt: new Date(Date.now() + HOUR_MS),
    reference: {},
  };
  const policy = { kind: 'set_policy', policy: 'test', effectiveFrom: new Date(0), reference: {} } as const;
  return [
    payment(city, 100n),
    hold,
    payment(city, 50n, { hold: hold.id }),
    post([legOf(account, shop, 3n), legOf(bank, account, 9n), legOf(account, shop, 4n)]),
    { kind: 'release_hold', ...identityOf(), account, hold: hold.id, amountMinor: 200n, reference: {} },
    { kind: 'set_account_status', ...identityOf(), account, status: 'debit_frozen', reference: {} },
    post([legOf(bank, account, 1n)], { purpose: 'top_up' }),
    { kind: 'set_account_status', ...identityOf(), account, status: 'open', reference: {} },
    { ...policy, ...identityOf(), balanceCapMinor: 1_000_000n, rules: [] },
    { kind: 'assign_policy', ...identityOf(), account, policy: 'test', reference: {} },
    ...Array.from({ length: 40 }, (_, n) => payment(city, BigInt(n + 1))),
  ];
}

async function get(path: string) {
  const response = await fetch(`${ledger.url}/v1/books/main/${path}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const body = (await response.json()) as { errors?: { pointer: string }[] };
  return { status: response.status, pointers: body.errors?.map(({ pointer }) => pointer) };
}

describe('an account in the past', () => {
  it('reads after any batch exactly as it did when that batch was the last', async () => {
    expect(new Set(readings.map(({ heldMinor }) => heldMinor))).toEqual(new Set([0n, 700n, 650n, 450n]));
    for (const reading of readings) {
      expect(await wallet({ batch: reading.asOfBatch })).toEqual(reading);
    }
  });

  it('reads at an instant as of the last batch up to it', async () => {
    const { rows } = await sql.query<{ at: Date; number: string }>(
      'select at, max(number) as number from book_main.batches where number > 0 group by at order by at',
    );
    for (const { at, number } of rows) {
      const { heldMinor: _held, ...atInstant } = await wallet({ at });
      const { heldMinor: _asWell, ...atBatch } = await wallet({ batch: BigInt(number) });
      expect(atInstant).toEqual(atBatch);
      expect((await wallet({ at: new Date(at.getTime() - 1) })).asOfBatch).toBeLessThan(BigInt(number));
    }
  });

  it('holds money until the instant at which the hold expires, and not at it', async () => {
    const { rows } = await sql.query<{ expires: string }>(
      `select detail->>'expires_at' as expires from book_main.entries where purpose = 'hold'`,
    );
    const expires = new Date(rows[0]?.expires ?? 0).getTime();
    expect(await wallet({ at: new Date(expires - 1) })).toMatchObject({ heldMinor: 450n });
    expect(await wallet({ at: new Date(expires) })).toMatchObject({ heldMinor: 0n });
  });

  it.each([new Date(0), new Date('0001-01-01T00:00:00Z'), new Date('1999-12-31T00:00:00Z')])(
    'is empty at %s, before the first batch',
    async (at) => {
      const nothing = { balanceMinor: 0n, heldMinor: 0n, version: 0n, asOfBatch: 0n, policy: null };
      expect(await wallet({ at })).toMatchObject(nothing);
    },
  );
});

describe('the trial balance of the past', () => {
  it('is what the accounts held after that batch, and sums to zero', async () => {
    for (const { asOfBatch, balanceMinor } of readings) {
      const past = await client.trialBalance({ batch: asOfBatch });
      expect(past.asOfBatch).toBe(asOfBatch);
      expect(past.differences).toEqual([{ currency: 'TWD', differenceMinor: 0n }]);
      const shop = await client.account(city.shop, { batch: asOfBatch });
      const liabilities = past.totals.find(({ kind }) => kind === 'liability');
      expect(liabilities?.balanceMinor).toBe(balanceMinor + (shop?.balanceMinor ?? 0n));
    }
  });

  it('of this moment is the present one', async () => {
    expect(await client.trialBalance({ at: new Date(Date.now() + HOUR_MS) })).toEqual(
      await client.trialBalance(),
    );
  });

  it('has nothing in it before the first batch', async () => {
    const past = await client.trialBalance({ at: new Date(0) });
    expect(past.totals.map(({ balanceMinor }) => balanceMinor)).toEqual([0n, 0n]);
  });
});

describe('a place in the past that is none', () => {
  it.each([
    ['at=yesterday', 'query:at'],
    ['at=2026-11-20', 'query:at'],
    ['at=2026-02-30T00:00:00Z', 'query:at'],
    ['at=', 'query:at'],
    ['at=2026-11-20T00:00:00Z&at=2026-11-20T00:00:00Z', 'query:at'],
    ['batch=-1', 'query:batch'],
    ['batch=1.5', 'query:batch'],
    ['batch=999999999', 'query:batch'],
    ['batch=99999999999999999999', 'query:batch'],
    ['batch=0&at=2026-11-20T00:00:00Z', 'query:batch'],
    ['when=now', 'query:when'],
  ])('%s is refused by its name', async (query, pointer) => {
    for (const path of [`accounts/${city.wallet}`, 'trial-balance']) {
      expect(await get(`${path}?${query}`)).toEqual({ status: 400, pointers: [pointer] });
    }
  });
});
