import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { systemClock } from '@tamsui/platform/clock';
import { createLogger } from '@tamsui/platform/logger';
import { createRedis, type Redis } from '@tamsui/platform/redis';
import { findRedis, fixedClock } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import type { Quota } from './quota.ts';
import { createSharedRateLimiter } from './shared-rate-limiter.ts';
import type { Standing } from './token-bucket.ts';

const url = await findRedis();
const logger = createLogger('test', 'silent');
/** So long that nothing fills up during a test. */
const DAY = 86_400;

describe.skipIf(url === undefined)('a limit that processes share', () => {
  const redis = createRedis(url ?? '', logger);
  beforeAll(async () => {
    // Under load it may have become ready before this hook has its turn.
    if (redis.status !== 'ready') await once(redis, 'ready');
  });
  afterAll(() => redis.disconnect());
  const quotaOf = (requests: number): Quota => ({
    name: `test-${randomUUID().slice(0, 8)}`,
    requests,
    windowSeconds: DAY,
  });
  /** As each process has one. */
  const open = (connection: Redis = redis, clock = systemClock) =>
    createSharedRateLimiter({ redis: connection, alone: createMemoryRateLimiter(clock), clock, logger });
  const allowedOf = (standings: readonly Standing[]) => standings.filter(({ allowed }) => allowed).length;

  test.each([1, 3, 40, 200])('lets %i through in all, asked by ten processes at once', async (requests) => {
    const quota = quotaOf(requests);
    const processes = Array.from({ length: 10 }, () => open());
    const asked = Array.from({ length: 40 }, () => processes.map(async (one) => one.take(quota, 'a'))).flat();
    const standings = await Promise.all(asked);
    expect(allowedOf(standings)).toBe(Math.min(requests, asked.length));
    expect(allowedOf(await Promise.all(processes.map(async (one) => one.take(quota, 'b'))))).toBe(
      Math.min(requests, 10),
    );
  });

  test('says what is left, and when there is more', async () => {
    const quota = { ...quotaOf(2), windowSeconds: 60 };
    const limiter = open();
    expect(await limiter.take(quota, 'a')).toMatchObject({ allowed: true, left: 1 });
    expect(await limiter.take(quota, 'a')).toMatchObject({ allowed: true, left: 0, resetSeconds: 30 });
    expect(await limiter.take(quota, 'a')).toMatchObject({ allowed: false, left: 0, resetSeconds: 30 });
  });

  test('a Redis that forgets everything lets no more through a process than the quota', async () => {
    const quota = quotaOf(20);
    const processes = [open(), open()];
    const counts = await Promise.all(
      processes.map(async (one) => {
        let allowed = 0;
        for (let i = 0; i < 60; i++) {
          if ((await one.take(quota, 'a')).allowed) allowed += 1;
          await redis.del(`tamsui:limit:${quota.name}:a`);
        }
        return allowed;
      }),
    );
    expect(counts).toEqual([20, 20]);
  });

  test('a Redis that goes away starts nobody anew', async () => {
    const quota = quotaOf(5);
    const connection = createRedis(url ?? '', logger);
    await expect.poll(() => connection.status).toBe('ready');
    const limiter = open(connection);
    const standings: Standing[] = [];
    for (let i = 0; i < 3; i++) standings.push(await limiter.take(quota, 'a'));
    connection.disconnect();
    for (let i = 0; i < 7; i++) standings.push(await limiter.take(quota, 'a'));
    expect(allowedOf(standings)).toBe(5);
  });

  test('a busy caller costs one question for many requests', async () => {
    const quota = quotaOf(5_000);
    const counted = createRedis(url ?? '', logger);
    await expect.poll(() => counted.status).toBe('ready');
    let questions = 0;
    counted.eval = new Proxy(counted.eval, {
      apply: (target, self, args) => {
        questions += 1;
        return Reflect.apply(target, self, args) as unknown;
      },
    });
    const limiter = open(counted, fixedClock(new Date()));
    for (let i = 0; i < 100; i++) await limiter.take(quota, 'a');
    counted.disconnect();
    expect(questions).toBe(1);
  });
});

describe('without Redis', () => {
  test('each process goes on with a limit of its own, and asks again after a moment', async () => {
    const away = createRedis('redis://127.0.0.1:1', logger);
    afterAll(() => away.disconnect());
    const clock = fixedClock(new Date());
    const limiter = createSharedRateLimiter({
      redis: away,
      alone: createMemoryRateLimiter(clock),
      clock,
      logger,
    });
    const quota = { name: 'device', requests: 3, windowSeconds: DAY };
    const standings: Standing[] = [];
    for (let i = 0; i < 10; i++) standings.push(await limiter.take(quota, 'a'));
    expect(standings.map(({ allowed }) => allowed)).toEqual([true, true, true, ...Array(7).fill(false)]);
    clock.advanceMs(1_000);
    expect(limiter.take(quota, 'b')).toBeInstanceOf(Promise);
    expect((await limiter.take(quota, 'a')).allowed).toBe(false);
  });
});
