import { createHash } from 'node:crypto';
import { createLogger } from '@tamsui/platform/logger';
import { createRedis } from '@tamsui/platform/redis';
import { findRedis } from '@tamsui/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import {
  balanceOf,
  createMerchant,
  createResident,
  fund,
  pay,
  paymentBody,
  showCode,
} from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const redisUrl = await findRedis();

describe.skipIf(redisUrl === undefined)('with codes in Redis', async () => {
  const service = await startTestService({ redisUrl: redisUrl ?? '' });
  const merchant = await createMerchant(service);
  const redis = createRedis(redisUrl ?? '', createLogger('test', 'silent'));
  afterAll(() => redis.disconnect());

  async function forget(code: string): Promise<void> {
    await expect.poll(() => redis.status).toBe('ready');
    const hash = createHash('sha256').update(code).digest('hex');
    expect(await redis.del(`tamsui:payment-code:${hash}`)).toBe(1);
  }

  test('a code pays', async () => {
    const resident = await createResident(service);
    await fund(service, resident, '500');
    expect((await pay(service, resident, merchant)).status).toBe(201);
  });

  test('when Redis forgets a code, a retry still replays, and nobody pays with it again', async () => {
    const resident = await createResident(service);
    await fund(service, resident, '500');
    const code = await showCode(service, resident);
    const call = { token: merchant.key, key: 'forgotten', body: paymentBody(merchant, code) };
    const first = await service.api.post('/v1/payments', call);
    await forget(code);
    const again = await service.api.post('/v1/payments', call);
    expect([again.status, again.text]).toEqual([201, first.text]);
    const other = await service.api.post('/v1/payments', { ...call, key: 'another' });
    expectProblem(other, 404, 'code_unknown');
    expect(await balanceOf(service, resident)).toEqual({ amount: '380', currency: 'TWD' });
  });
});
