import type { Clock } from '@tamsui/platform/clock';
import type { Logger } from '@tamsui/platform/logger';
import type { Redis } from '@tamsui/platform/redis';
import type { MemoryRateLimiter } from './memory-rate-limiter.ts';
import type { Quota } from './quota.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { type Standing, standingOf } from './token-bucket.ts';

export interface SharedRateLimiterOptions {
  readonly redis: Redis;
  /** The limit of this process, which holds whether Redis answers or not. */
  readonly alone: MemoryRateLimiter;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Tokens that this process took for a caller and has not used yet. */
interface Lease {
  readonly granted: number;
  tokens: number;
  /** What the shared bucket had left. */
  readonly shared: number;
  readonly endsAtMs: number;
}

/** A fiftieth of a quota is taken at a time, so a busy caller does not cost a question each request. */
const LEASES_IN_QUOTA = 50;
const LEASE_MS = 1_000;
/** How long Redis is not asked after it did not answer. */
const REST_MS = 1_000;
const MAX_LEASES = 100_000;
const KEY_PREFIX = 'tamsui:limit:';

/**
 * A bucket by Redis's own clock: fills it, takes as many tokens as are wanted and there, and tells how many and what is
 * left, in thousandths.
 */
const TAKE = `
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local requests, window_ms, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('hmget', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(kept[1]) or requests, tonumber(kept[2]) or now
tokens = math.min(requests, tokens + math.max(0, now - at) * requests / window_ms)
local taken = math.min(wanted, math.floor(tokens))
tokens = tokens - taken
redis.call('hset', KEYS[1], 'tokens', tostring(tokens), 'at', math.max(at, now))
redis.call('pexpire', KEYS[1], window_ms)
return { taken, math.floor(tokens * 1000) }`;

/**
 * One limit for all processes. Each takes some tokens at a time out of a shared bucket; together they never let more
 * through than the quota. Beside it each process always counts by itself, from the caller's first request on: what Redis
 * forgets, or does not answer for, no process lets through more than the quota (decisions/0008).
 */
export function createSharedRateLimiter(options: SharedRateLimiterOptions): RateLimiter {
  const { redis, alone, clock, logger } = options;
  const leases = new Map<string, Lease>();
  const asked = new Map<string, Promise<Lease | undefined>>();
  let restsUntilMs = 0;
  const nowMs = (): number => clock.now().getTime();

  async function ask(quota: Quota, key: string): Promise<Lease | undefined> {
    const wanted = Math.max(1, Math.floor(quota.requests / LEASES_IN_QUOTA));
    try {
      const answer = await redis.eval(
        TAKE,
        1,
        KEY_PREFIX + key,
        quota.requests,
        quota.windowSeconds * 1_000,
        wanted,
      );
      const [granted = 0, thousandths = 0] = answer as number[];
      return { granted, tokens: granted, shared: thousandths / 1_000, endsAtMs: nowMs() + LEASE_MS };
    } catch (error) {
      restsUntilMs = nowMs() + REST_MS;
      logger.warn({ err: error }, 'rate limits are counted by each process alone');
      return undefined;
    }
  }

  /** One question for all who wait for the same caller's tokens. */
  function leaseOf(quota: Quota, key: string): Promise<Lease | undefined> {
    const running = asked.get(key);
    if (running !== undefined) return running;
    const question = ask(quota, key).finally(() => asked.delete(key));
    asked.set(key, question);
    return question;
  }

  function use(quota: Quota, lease: Lease): Standing {
    lease.tokens -= 1;
    return standingOf(lease.shared + lease.tokens, quota, true);
  }

  function remember(key: string, lease: Lease): void {
    if (leases.size >= MAX_LEASES) {
      const [oldest] = leases.keys();
      if (oldest !== undefined) leases.delete(oldest);
    }
    leases.set(key, lease);
  }

  async function takeShared(quota: Quota, key: string): Promise<Standing | undefined> {
    const lease = await leaseOf(quota, key);
    if (lease === undefined) return undefined;
    if (lease.granted === 0) return standingOf(lease.shared, quota, false);
    // Others who waited for the same tokens may have used them all.
    if (lease.tokens === 0) return takeShared(quota, key);
    remember(key, lease);
    return use(quota, lease);
  }

  return {
    take: (quota, caller) => {
      const own = alone.take(quota, caller);
      const now = nowMs();
      if (!own.allowed || now < restsUntilMs) return own;
      const key = `${quota.name}:${caller}`;
      const lease = leases.get(key);
      if (lease !== undefined && lease.tokens > 0 && now < lease.endsAtMs) {
        return tighter(own, use(quota, lease));
      }
      return takeShared(quota, key).then((shared) => (shared === undefined ? own : tighter(own, shared)));
    },
  };
}

/** Of what this process allows and what all do together: the lesser. */
function tighter(own: Standing, shared: Standing): Standing {
  return shared.allowed && own.left < shared.left ? own : shared;
}
