import { newUuid } from '@tamsui/ids';
import { createLogger } from '@tamsui/platform/logger';
import { createRedis } from '@tamsui/platform/redis';
import { findRedis, fixedClock } from '@tamsui/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { DUPLICATE_WINDOW_MS, type DuplicateTaps, tapKey } from './duplicate-taps.ts';
import { createMemoryDuplicateTaps } from './memory-duplicate-taps.ts';
import { createRedisDuplicateTaps } from './redis-duplicate-taps.ts';

const url = await findRedis();
const logger = createLogger('test', 'silent');
const clock = fixedClock('2026-11-20T04:00:00Z');
const newTap = () => ({ walletAccount: newUuid(), terminalId: newUuid(), amountMinor: 12_000n });

function behavesAsDescribed(taps: DuplicateTaps): void {
  test('the first payment of a tap is not suspected, its retry is not, and another one is', async () => {
    const [tap, first] = [newTap(), newUuid()];
    expect(await taps.claim(tap, first)).toBeUndefined();
    expect(await taps.claim(tap, first)).toBeUndefined();
    expect(await taps.claim(tap, newUuid())).toBe(first);
  });

  test('another wallet, terminal or amount is another tap', async () => {
    const tap = newTap();
    await taps.claim(tap, newUuid());
    for (const other of [{ walletAccount: newUuid() }, { terminalId: newUuid() }, { amountMinor: 12_100n }])
      expect(await taps.claim({ ...tap, ...other }, newUuid())).toBeUndefined();
  });

  test('a tap is forgotten by its own payment alone', async () => {
    const [tap, first] = [newTap(), newUuid()];
    await taps.claim(tap, first);
    await taps.forget(tap, newUuid());
    expect(await taps.claim(tap, newUuid())).toBe(first);
    await taps.forget(tap, first);
    expect(await taps.claim(tap, newUuid())).toBeUndefined();
  });

  test('of 50 that come at once one is not suspected', async () => {
    const tap = newTap();
    const claims = await Promise.all(Array.from({ length: 50 }, () => taps.claim(tap, newUuid())));
    expect(claims.filter((known) => known === undefined)).toHaveLength(1);
  });
}

describe('taps in memory', () => {
  behavesAsDescribed(createMemoryDuplicateTaps(clock));

  test('are forgotten after five seconds', async () => {
    const taps = createMemoryDuplicateTaps(clock);
    const tap = newTap();
    const first = newUuid();
    await taps.claim(tap, first);
    clock.advanceMs(DUPLICATE_WINDOW_MS - 1);
    expect(await taps.claim(tap, newUuid())).toBe(first);
    clock.advanceMs(1);
    expect(await taps.claim(tap, newUuid())).toBeUndefined();
  });

  test('are no more than so many: the oldest is forgotten', async () => {
    const taps = createMemoryDuplicateTaps(clock, 2);
    const all = [newTap(), newTap(), newTap(), newTap()];
    for (const tap of all) await taps.claim(tap, newUuid());
    const [oldest, , , newest] = all;
    expect(newest && (await taps.claim(newest, newUuid()))).toBeDefined();
    expect(oldest && (await taps.claim(oldest, newUuid()))).toBeUndefined();
  });
});

describe.skipIf(url === undefined)('taps in Redis', () => {
  const redis = createRedis(url ?? '', logger);
  afterAll(() => redis.disconnect());

  test('it answers', async () => {
    await expect.poll(() => redis.status).toBe('ready');
  });

  behavesAsDescribed(createRedisDuplicateTaps(redis, createMemoryDuplicateTaps(clock), logger));

  test('that Redis forgot are known to the process that took them, and through it to the others again', async () => {
    const [here, there] = [1, 2].map(() =>
      createRedisDuplicateTaps(redis, createMemoryDuplicateTaps(clock), logger),
    );
    const [tap, first] = [newTap(), newUuid()];
    await here?.claim(tap, first);
    expect(await redis.del(`tamsui:tap:${tapKey(tap)}`)).toBe(1);
    expect(await here?.claim(tap, newUuid())).toBe(first);
    expect(await there?.claim(tap, newUuid())).toBe(first);
  });

  test('expire by themselves', async () => {
    const tap = newTap();
    await createRedisDuplicateTaps(redis, createMemoryDuplicateTaps(clock), logger).claim(tap, newUuid());
    const [key = ''] = await redis.keys(`tamsui:tap:${tap.walletAccount}:*`);
    const ttlMs = await redis.pttl(key);
    expect(ttlMs).toBeGreaterThan(0);
    expect(ttlMs).toBeLessThanOrEqual(DUPLICATE_WINDOW_MS);
  });
});

test('while Redis does not answer, a process knows the taps that it took itself, and suspects nobody else', async () => {
  const away = createRedis('redis://127.0.0.1:1', logger);
  const [here, there] = [1, 2].map(() =>
    createRedisDuplicateTaps(away, createMemoryDuplicateTaps(clock), logger),
  );
  const [tap, first] = [newTap(), newUuid()];
  expect(await here?.claim(tap, first)).toBeUndefined();
  expect(await here?.claim(tap, newUuid())).toBe(first);
  expect(await there?.claim(tap, newUuid())).toBeUndefined();
  await here?.forget(tap, first);
  expect(await here?.claim(tap, newUuid())).toBeUndefined();
  away.disconnect();
});
