import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  expectChecksHold,
  findRedisProgram,
  type RedisProcess,
  readStream,
  type StreamReader,
  startOwnRedis,
} from '@tamsui/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askUntilDecided, bearer, keyed, openRedisCity, type RedisCity } from './redis-city.ts';

const program = findRedisProgram();
const A_SECOND_MS = 1_000;
const PAYMENTS = 60;
const KILL_AFTER = [15, 35];

const readers: StreamReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave();
});

async function listen(
  api: string,
  token: string,
  lastId = '',
  type = 'payment.succeeded',
): Promise<StreamReader> {
  const resume = lastId === '' ? {} : { 'last-event-id': lastId };
  const reader = await readStream(api, { ...bearer(token), ...resume }, `?type=${type}`);
  if (reader.status !== 200) throw new Error(`no stream: ${reader.status} ${reader.text}`);
  readers.push(reader);
  return reader;
}

/** A resident shows a code at one process and is charged at the same. @returns the payment's id */
async function payAt(city: RedisCity, api: string, payer: string, amount = '1'): Promise<string> {
  const code = await askUntilDecided(`${api}/v1/payment-codes`, { headers: bearer(payer) });
  const body = { code: code.body.code, amount, currency: 'TWD', terminal: city.shop.tills[0] };
  const paid = await askUntilDecided(`${api}/v1/payments`, {
    headers: keyed(bearer(city.shop.key)),
    body: { ...body, order_reference: randomUUID(), confirm_duplicate: true },
  });
  if (paid.status !== 201) throw new Error(`not paid: ${paid.status} ${JSON.stringify(paid.body)}`);
  return String(paid.body.id);
}

const toldTo = ({ events }: StreamReader) => events.map(({ object_id: id }) => id);

async function expectTold(reader: StreamReader, payment: string, withinMs: number): Promise<number> {
  const sinceMs = performance.now();
  await expect.poll(() => toldTo(reader).includes(payment), { timeout: withinMs, interval: 5 }).toBe(true);
  return Math.round(performance.now() - sinceMs);
}

describe.each([
  ['with Redis', true],
  ['without Redis', false],
] as const)('%s, two processes of the API', (_name, hasRedis) => {
  describe.skipIf(hasRedis && program === undefined)('that tell what happens', () => {
    let city: RedisCity;
    let payer = '';
    let redis: RedisProcess | undefined;
    let databaseUrl = '';
    const closing: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      const database = await createTestDatabase();
      databaseUrl = database.url;
      closing.push(database.drop);
      if (hasRedis) {
        redis = await startOwnRedis(program ?? '');
        closing.push(redis.stop);
      }
      // One shop and one payer do all of it.
      const settings = { RATE_LIMITS: 'device=10000/60,api-key=10000/60' };
      city = await openRedisCity(databaseUrl, redis?.url, settings);
      closing.push(city.services.stop);
      payer = await city.newPayer();
    }, 120_000);

    afterAll(async () => {
      for (const close of closing.reverse()) await close();
    }, 30_000);

    it('a payment through either shows within a second on streams held by both', async () => {
      const [here, there] = city.apis;
      const [atHere, atThere] = [await listen(here, city.shop.key), await listen(there, city.shop.key)];
      const onPhone = await listen(there, payer);
      const tookMs: number[] = [];
      for (const api of [here, there, here, there]) {
        const payment = await payAt(city, api, payer);
        for (const reader of [atHere, atThere, onPhone])
          tookMs.push(await expectTold(reader, payment, A_SECOND_MS));
      }
      process.stdout.write(`${_name}: told after ${tookMs.join(', ')} ms\n`);
    });

    if (hasRedis)
      it('what happens while Redis is away shows all the same, and so it does afterwards', async () => {
        const [here, there] = city.apis;
        const payment = await payAt(city, here, payer, '2');
        const reader = await listen(there, city.shop.key, '', 'refund.succeeded');
        for (const away of [true, false]) {
          if (away) await redis?.kill();
          else await redis?.restart();
          const refund = await askUntilDecided(`${here}/v1/payments/${payment}/refunds`, {
            headers: keyed(bearer(city.shop.key)),
            body: { amount: '1', currency: 'TWD' },
          });
          expect(refund.status).toBe(201);
          await expectTold(reader, String(refund.body.id), 2 * A_SECOND_MS);
        }
      });

    it('whoever loses the process they listen to goes on at another, without a gap and without a double', {
      timeout: 60_000,
    }, async () => {
      const [first] = city.apis;
      let reader = await listen(city.second.url, city.shop.key);
      const told: unknown[] = [];
      const paid: string[] = [];
      const goOnAt = async (api: string) => {
        told.push(...toldTo(reader));
        reader = await listen(api, city.shop.key, reader.lastId);
      };
      for (let nth = 1; nth <= PAYMENTS; nth += 1) {
        paid.push(await payAt(city, first, payer));
        if (!KILL_AFTER.includes(nth)) continue;
        await city.second.kill();
        await expect.poll(() => reader.isOver).toBe(true);
        // Some happens while nobody listens.
        paid.push(await payAt(city, first, payer));
        await goOnAt(first);
        paid.push(await payAt(city, first, payer));
        await city.second.restart();
        reader.leave();
        await goOnAt(city.second.url);
      }
      const rest = paid.length;
      await expect.poll(() => told.length + toldTo(reader).length, { timeout: 5_000 }).toBe(rest);
      expect([...told, ...toldTo(reader)]).toEqual(paid);
    });

    it('a process that is told to stop ends its streams in good order, and stops', {
      timeout: 30_000,
    }, async () => {
      const reader = await listen(city.second.url, city.shop.key);
      const sinceMs = performance.now();
      await city.second.stop();
      expect(performance.now() - sinceMs).toBeLessThan(4_000);
      await expect.poll(() => reader.isOver).toBe(true);
      expect(reader.text).toMatch(/retry: \d+\n\n$/);
      await city.second.restart();
    });

    it('every check of the database holds', async () => {
      await expectChecksHold(databaseUrl);
    });
  });
});
