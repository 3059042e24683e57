import { Redis } from 'ioredis';
import { whyNoAnswer } from '../human/why-no-answer.ts';
import { broken, type Look, ok, skipped, warning } from './finding.ts';

const TIMEOUT_MS = 3_000;

/** Whether Redis answers, and keeps what it is told. */
export function lookAtRedis(url: string | undefined): Look {
  return async () => {
    if (url === undefined) {
      return [skipped('redis', 'No REDIS_URL: fine for a single process of the API, and not for several')];
    }
    const redis = connectTo(url);
    try {
      // Why it fails is said by connect(), and once more as an event.
      redis.on('error', () => undefined);
      await redis.connect();
      await redis.ping();
      return [await judgeEviction(redis)];
    } catch (error) {
      const text = `Redis at ${placeOf(url)} does not answer: ${whyNoAnswer(error)}`;
      const todo =
        'Start it, or correct REDIS_URL. No money depends on it, but while it is away phones’ proofs are answered 503.';
      return [broken('redis', text, todo)];
    } finally {
      redis.disconnect();
    }
  };
}

function connectTo(url: string): Redis {
  return new Redis(url, {
    lazyConnect: true,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  });
}

/** Proofs that were used are remembered there: one that is evicted could be used again. */
async function judgeEviction(redis: Redis) {
  const settings = await redis.config('GET', 'maxmemory-policy').catch(() => undefined);
  const policy = Array.isArray(settings) ? String(settings[1]) : undefined;
  if (policy === undefined || policy === 'noeviction') return ok('redis', 'Redis answers');
  return warning(
    'redis',
    `Redis answers, but throws keys away when it is full (${policy})`,
    'Set maxmemory-policy noeviction: what it throws away may be a proof that was used.',
    { facts: { maxmemory_policy: policy } },
  );
}

/** Host and port alone: an address may hold a password. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is none';
}
