import { newUuid } from '@tamsui/ids';
import { createLogger } from '@tamsui/platform/logger';
import { createRedis } from '@tamsui/platform/redis';
import { findRedis } from '@tamsui/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { newPaymentCode } from './payment-code.ts';
import { createRedisPaymentCodeStore } from './redis-payment-code-store.ts';

const url = await findRedis();

describe.skipIf(url === undefined)('codes in Redis', () => {
  const redis = createRedis(url ?? '', createLogger('test', 'silent'));
  const codes = createRedisPaymentCodeStore(redis);
  afterAll(() => redis.disconnect());

  test('what was put is found, and nothing else', async () => {
    await expect.poll(() => redis.status).toBe('ready');
    const code = newPaymentCode();
    const issued = {
      onceToken: newUuid(),
      walletAccount: newUuid(),
      walletId: newUuid(),
      residentId: newUuid(),
      coolingUntil: new Date('2026-11-21T04:00:00.000Z'),
      expiresAt: new Date('2026-11-20T04:01:00.000Z'),
    };
    await codes.put(code, issued);
    expect(await codes.find(code)).toEqual(issued);
    expect(await codes.find(newPaymentCode())).toBeUndefined();
  });

  test('no key shows a code, and every key expires by itself', async () => {
    const keys = await redis.keys('tamsui:payment-code:*');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key).toMatch(/^tamsui:payment-code:[0-9a-f]{64}$/);
      expect(await redis.pttl(key)).toBeGreaterThan(0);
    }
  });
});

test('a Redis that does not answer is a fault that may be retried', async () => {
  const away = createRedis('redis://127.0.0.1:1', createLogger('test', 'silent'));
  const codes = createRedisPaymentCodeStore(away);
  await expect(codes.find(newPaymentCode())).rejects.toMatchObject({
    code: 'payment_codes_unavailable',
    retryable: true,
  });
  away.disconnect();
});
