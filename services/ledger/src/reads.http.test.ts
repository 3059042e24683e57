import { newUuid } from '@tamsui/ids';
import type { Entry, Position } from '@tamsui/ledger-client';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type City,
  identityOf,
  legOf,
  openCity,
  payment,
  post,
  startLedger,
  TOKEN,
} from './testing/ledger.testing.ts';

const database = await createTestDatabase();
const ledger = await startLedger(database.url);
const { client } = ledger;
let city: City;
beforeAll(async () => {
  city = await openCity(client);
});
afterAll(() => ledger.stop());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(ledger.url + path, {
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
  });
  const body = (await response.json()) as Record<string, unknown>;
  const pointers = ((body.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
  return { status: response.status, body, pointers };
}

async function readAll(limit: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after: Position = { batch: 0n, index: 0 };
  for (;;) {
    const page = await client.feed(after, { limit, waitMs: 0 });
    if (page.entries.length === 0) return entries;
    entries.push(...page.entries);
    after = page.next;
  }
}

describe('the feed', () => {
  it('gives every entry once and in order, whatever the size of its pages', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => client.submit(payment(city, BigInt(n % 3)))));
    const all = await readAll(1_000);
    for (const limit of [1, 7]) expect(await readAll(limit)).toEqual(all);
    const order = all.map(({ position }) => [Number(position.batch), position.index] as const);
    expect(order).toEqual([...order].sort(([a, i], [b, j]) => a - b || i - j));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(
      all.filter(({ posted }) => !posted).every(({ refusal }) => refusal?.code === 'amount_not_positive'),
    ).toBe(true);
  });

  it('tells from the memory of who wrote it what the journal tells to everybody else', async () => {
    const { id } = payment(city, 7n);
    await client.submit({ ...payment(city, 7n), id });
    await client.submit(post([legOf(city.shop, city.wallet, 2n)], { purpose: 'refund', refunds: id }));
    const standby = await startLedger(database.url);
    try {
      const all = await readAll(1_000);
      const [first] = all;
      if (first === undefined) throw new Error('there are entries');
      for (const limit of [1_000, 13]) {
        const page = await client.feed(first.position, { limit, waitMs: 0 });
        expect(page).toEqual(await standby.client.feed(first.position, { limit, waitMs: 0 }));
      }
    } finally {
      await standby.stop();
    }
  });

  it('goes on behind any entry', async () => {
    const all = await readAll(1_000);
    for (const [index, { position }] of all.entries()) {
      const { entries } = await client.feed(position, { limit: 1, waitMs: 0 });
      expect(entries[0]?.id).toBe(all[index + 1]?.id);
    }
  });

  it('waits for the next entry and answers within a moment of its commit', async () => {
    const end = (await readAll(1_000)).at(-1)?.position ?? { batch: 0n, index: 0 };
    for (let round = 0, after = end; round < 10; round += 1) {
      const waiting = [1, 2].map(() => client.feed(after, { limit: 10, waitMs: 5_000 }));
      const command = payment(city, 1n);
      await client.submit(command);
      const committed = performance.now();
      const pages = await Promise.all(waiting);
      expect(performance.now() - committed).toBeLessThan(250);
      expect(pages.map(({ entries }) => entries.map(({ id }) => id))).toEqual([[command.id], [command.id]]);
      after = pages[0]?.next ?? after;
    }
  });

  it('answers with the asked position when nothing comes', async () => {
    const after = (await readAll(1_000)).at(-1)?.position ?? { batch: 0n, index: 0 };
    expect(await client.feed(after, { limit: 10, waitMs: 100 })).toEqual({ entries: [], next: after });
  });

  it.each([
    ['after=1', 'query:after'],
    ['after=-1,0', 'query:after'],
    ['after=1,-1', 'query:after'],
    ['after=01,0', 'query:after'],
    ['after=99999999999999999999,0', 'query:after'],
    ['limit=0', 'query:limit'],
    ['limit=1001', 'query:limit'],
    ['limit=1.5', 'query:limit'],
    ['limit=1e2', 'query:limit'],
    ['limit=0x10', 'query:limit'],
    ['limit=', 'query:limit'],
    ['limit=1&limit=2', 'query:limit'],
    ['wait_ms=-1', 'query:wait_ms'],
    ['wait_ms=20001', 'query:wait_ms'],
    ['page=2', 'query:page'],
    ['__proto__=1', 'query:__proto__'],
  ])('refuses ?%s and names it', async (query, pointer) => {
    expect(await get(`/v1/books/main/feed?${query}`)).toMatchObject({ status: 400, pointers: [pointer] });
  });
});

describe('a statement', () => {
  it('comes in pages by version, the newest first, without a gap or a double', async () => {
    const mine = await openCity(client, 10_000n);
    for (let n = 1; n <= 10; n += 1)
      await client.submit(payment(mine, BigInt(n), { reference: { n: String(n) } }));
    const lines = [];
    let beforeVersion: bigint | undefined;
    for (let more = true; more; ) {
      const page = await client.statement(mine.wallet, {
        limit: 3,
        ...(beforeVersion === undefined ? {} : { beforeVersion }),
      });
      lines.push(...(page?.lines ?? []));
      more = page?.hasMore ?? false;
      beforeVersion = lines.at(-1)?.version;
    }
    expect(lines.map(({ version }) => version)).toEqual([11n, 10n, 9n, 8n, 7n, 6n, 5n, 4n, 3n, 2n, 1n]);
    const oldestFirst = [...lines].reverse();
    let balanceMinor = 0n;
    for (const line of oldestFirst) {
      balanceMinor += line.changeMinor;
      expect(line.balanceMinor).toBe(balanceMinor);
    }
    expect(balanceMinor).toBe(10_000n - 55n);
    expect(lines[0]).toMatchObject({ purpose: 'payment', counterAccount: mine.shop, reference: { n: '10' } });
    const forward = [];
    for (let more = true; more; ) {
      const afterVersion: bigint = forward.at(-1)?.version ?? 0n;
      const page = await client.statement(mine.wallet, { limit: 4, afterVersion });
      forward.push(...(page?.lines ?? []));
      more = page?.hasMore ?? false;
    }
    expect(forward).toEqual(oldestFirst);
  });

  it('of an asset counts in its own direction', async () => {
    const mine = await openCity(client, 10_000n);
    await client.submit(post([legOf(mine.wallet, mine.bank, 4_000n)]));
    const page = await client.statement(mine.bank, { limit: 10 });
    expect(page?.lines.map(({ changeMinor, balanceMinor }) => [changeMinor, balanceMinor])).toEqual([
      [-4_000n, 6_000n],
      [10_000n, 10_000n],
    ]);
    expect(await client.account(mine.bank)).toMatchObject({
      kind: 'asset',
      balanceMinor: 6_000n,
      version: 2n,
    });
  });

  it.each([
    ['limit=0', 'query:limit'],
    ['limit=501', 'query:limit'],
    ['before_version=0', 'query:before_version'],
    ['before_version=x', 'query:before_version'],
    ['after_version=-1', 'query:after_version'],
    ['after_version=1&before_version=5', 'query:after_version'],
    ['order=asc', 'query:order'],
  ])('refuses ?%s and names it', async (query, pointer) => {
    const sent = await get(`/v1/books/main/accounts/${city.wallet}/statement?${query}`);
    expect(sent).toMatchObject({ status: 400, pointers: [pointer] });
  });
});

describe('an entry', () => {
  it('comes with what was given back of it', async () => {
    const paid = payment(city, 100n);
    await client.submit(paid);
    expect(await client.entry(paid.id)).toMatchObject({ id: paid.id, posted: true, refundedMinor: 0n });
    for (const amountMinor of [30n, 20n])
      await client.submit(post([legOf(city.shop, city.wallet, amountMinor)], { refunds: paid.id }));
    await client.submit(post([legOf(city.shop, city.wallet, 51n)], { refunds: paid.id }));
    expect(await client.entry(paid.id)).toMatchObject({
      refundedMinor: 50n,
      currency: 'TWD',
      postings: [{ leg: 0, debit: city.wallet, credit: city.shop, amountMinor: 100n }],
    });
  });
});

describe('the trial balance', () => {
  it('sums to zero and names the last batch', async () => {
    const { position } = (await readAll(1_000)).at(-1) ?? { position: undefined };
    const balance = await client.trialBalance();
    expect(balance.differences).toEqual([{ currency: 'TWD', differenceMinor: 0n }]);
    expect(balance.asOfBatch).toBe(position?.batch);
    const of = (kind: string) => balance.totals.find((total) => total.kind === kind)?.balanceMinor;
    expect(of('asset')).toBe(of('liability'));
  });
});

describe('the business day', () => {
  it('is the next one as soon as it is closed', async () => {
    const { open } = await client.businessDay();
    const closed = await client.submit({ kind: 'close_business_day', ...identityOf(), businessDate: open });
    expect(closed).toMatchObject({ status: 'posted', businessDate: open });
    const day = await client.businessDay();
    expect(day.lastClosed).toBe(open);
    expect(day.open > open).toBe(true);
    expect(await client.submit(payment(city, 1n))).toMatchObject({ businessDate: day.open });
    const again = await client.submit({ kind: 'close_business_day', ...identityOf(), businessDate: open });
    expect(again).toMatchObject({ refusal: { code: 'business_day_already_closed', last_closed: open } });
  });
});

describe('what is not there, or not allowed', () => {
  it.each([
    `/v1/books/main/accounts/${newUuid()}`,
    `/v1/books/main/accounts/${newUuid()}/statement`,
    `/v1/books/main/entries/${newUuid()}`,
    '/v1/books/other/trial-balance',
    '/v1/books/main',
    '/v2',
  ])('%s is a 404 problem', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: { status: 404, retryable: false } });
  });

  it.each(['accounts/1', 'accounts/%00/statement', `entries/${newUuid().toUpperCase()}`])(
    '%s is a 400 that names the id',
    async (path) => {
      expect(await get(`/v1/books/main/${path}`)).toMatchObject({ status: 400, pointers: ['path:id'] });
    },
  );

  it('a path that cannot be decoded is a 400', async () => {
    expect(await get('/v1/books/main/accounts/%E0%A4%A')).toMatchObject({
      status: 400,
      body: { code: 'malformed_request' },
    });
  });

  it.each(['feed', 'trial-balance', 'business-day', `accounts/${newUuid()}`, `entries/${newUuid()}`])(
    '%s without the token is a 401',
    async (path) => {
      const sent = await get(`/v1/books/main/${path}`, { authorization: 'Bearer wrong' });
      expect(sent).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    },
  );

  it('is undefined to the client, and an unknown book is a fault', async () => {
    expect(await client.account(newUuid())).toBeUndefined();
    expect(await client.statement(newUuid(), { limit: 1 })).toBeUndefined();
    expect(await client.entry(newUuid())).toBeUndefined();
  });
});

describe('a stop', () => {
  it('answers those who wait for news at once', async () => {
    const other = await startLedger(database.url);
    const waiting = other.client.feed({ batch: 10n ** 9n, index: 0 }, { limit: 1, waitMs: 9_000 });
    await fetch(`${other.url}/healthz`);
    const start = performance.now();
    await other.stop();
    expect(await waiting).toMatchObject({ entries: [] });
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
