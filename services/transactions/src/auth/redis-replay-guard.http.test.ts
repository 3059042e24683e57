import { createHash, randomUUID } from 'node:crypto';
import { createLogger } from '@tamsui/platform/logger';
import { createRedis } from '@tamsui/platform/redis';
import { findRedis, fixedClock, newDeviceKeyPair } from '@tamsui/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import type { Proof } from './dpop-proof.ts';
import { createRedisReplayGuard } from './redis-replay-guard.ts';

const redisUrl = await findRedis();
const { publicJwk: publicKey } = newDeviceKeyPair();
const START_MS = Date.parse('2026-11-20T04:00:00Z');

const proofAt = (ms: number): Proof => ({
  publicKey,
  thumbprint: 'a',
  jti: randomUUID(),
  issuedAt: new Date(ms),
});

describe.skipIf(redisUrl === undefined)('proofs in Redis', () => {
  const redis = createRedis(redisUrl ?? '', createLogger('test', 'silent'));
  afterAll(() => redis.disconnect());

  /** Two processes of one city, and how to empty what they remember. */
  async function openGuards() {
    await expect.poll(() => redis.status).toBe('ready');
    const clock = fixedClock(new Date(START_MS));
    const issuer = `http://city-${randomUUID()}.example`;
    const [first, second] = [1, 2].map(() => createRedisReplayGuard(redis, clock, issuer));
    if (first === undefined || second === undefined) throw new Error('two were made');
    const empty = async () => {
      const city = createHash('sha256').update(issuer).digest('hex').slice(0, 16);
      const own = await redis.keys(`tamsui:dpop:${city}:*`);
      // Proofs, and not only when the memory began.
      expect(own.length).toBeGreaterThan(1);
      await redis.del(own);
    };
    return { clock, first, second, empty };
  }

  test('a proof that one process took is old for the other', async () => {
    const { first, second } = await openGuards();
    const proof = proofAt(START_MS);
    expect(await first.isNew(proof)).toBe(true);
    expect(await second.isNew(proof)).toBe(false);
  });

  test('of twenty looks at once at a proof, one finds it new', async () => {
    const { first, second } = await openGuards();
    const proof = proofAt(START_MS);
    const looks = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? first : second).isNew(proof));
    expect((await Promise.all(looks)).filter((isNew) => isNew)).toHaveLength(1);
  });

  test('when Redis was emptied, a proof with a token of before is a fault and never new, whatever time it names', async () => {
    const { clock, first, second, empty } = await openGuards();
    const token = new Date(START_MS);
    const [used, ahead] = [proofAt(START_MS), proofAt(START_MS + 60_000)];
    for (const proof of [used, ahead]) expect(await first.isNew(proof, token)).toBe(true);
    clock.advanceMs(1);
    await empty();
    for (const proof of [used, ahead, proofAt(START_MS)])
      await expect(second.isNew(proof, token)).rejects.toMatchObject({
        code: 'replay_guard_unavailable',
        retryable: true,
      });
    clock.advanceMs(59_999);
    await expect(second.isNew(ahead, token)).rejects.toMatchObject({ code: 'replay_guard_unavailable' });
  });

  test('when Redis was emptied, a new token is good at once, and the old one when no older proof can name the time', async () => {
    const { clock, first, empty } = await openGuards();
    const before = new Date(START_MS);
    await first.isNew(proofAt(START_MS), before);
    clock.advanceMs(1);
    await empty();
    // Asking for a token needs none.
    expect(await first.isNew(proofAt(START_MS))).toBe(true);
    const after = clock.now();
    expect(await first.isNew(proofAt(START_MS), after)).toBe(true);
    clock.advanceMs(61_000);
    expect(await first.isNew(proofAt(START_MS + 61_000), before)).toBe(true);
  });

  test('two cities on one Redis do not meet', async () => {
    const [here, there] = [await openGuards(), await openGuards()];
    const proof = proofAt(START_MS);
    expect(await here.first.isNew(proof)).toBe(true);
    expect(await there.first.isNew(proof)).toBe(true);
  });

  test('a phone works with its proofs in Redis', async () => {
    const service = await startTestService({ identity: true, redisUrl: redisUrl ?? '' });
    const { api } = await signInAndEnrol(service, 'mei');
    expect((await api.get('/v1/wallet')).status).toBe(200);
  });
});

test('while Redis is away every proof is a 503 that can be tried again, and none is let in', async () => {
  const service = await startTestService({ identity: true, redisUrl: 'redis://127.0.0.1:1' });
  const { api, phone } = await signInAndEnrol(service, 'mei');
  for (const path of ['/v1/wallet', '/v1/devices']) {
    const answer = await api.get(path);
    expectProblem(answer, 503, 'replay_guard_unavailable');
    expect(answer.body.retryable).toBe(true);
  }
  await expect(phone.refresh()).rejects.toThrow('replay_guard_unavailable');
});
