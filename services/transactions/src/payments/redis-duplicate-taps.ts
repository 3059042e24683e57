import type { Logger } from '@tamsui/platform/logger';
import type { Redis } from '@tamsui/platform/redis';
import { DUPLICATE_WINDOW_MS, type DuplicateTaps, tapKey } from './duplicate-taps.ts';

const PREFIX = 'tamsui:tap:';
/** Deletes the key only while it still holds the payment that put it there. */
const FORGET = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * Taps in Redis, for several API processes, and in the memory of each, which knows its own taps also while Redis is away
 * and after it was emptied: then a second tap is noticed by the process that took the first. What neither knows is not
 * suspected: this asks before charging twice, and must not stand in the way of charging once.
 */
export function createRedisDuplicateTaps(redis: Redis, own: DuplicateTaps, logger: Logger): DuplicateTaps {
  const unasked = (error: unknown): undefined => {
    logger.warn({ err: error }, 'taps are compared by each process alone');
    return undefined;
  };
  return {
    claim: async (tap, paymentId) => {
      const key = PREFIX + tapKey(tap);
      const shared = await redis.set(key, paymentId, 'PX', DUPLICATE_WINDOW_MS, 'NX', 'GET').catch(unasked);
      if (shared !== undefined && shared !== null && shared !== paymentId) return shared;
      const known = await own.claim(tap, paymentId);
      // Redis has forgotten the first payment and was just told of this one.
      if (known !== undefined) await redis.set(key, known, 'PX', DUPLICATE_WINDOW_MS).catch(unasked);
      return known;
    },
    forget: async (tap, paymentId) => {
      await own.forget(tap, paymentId);
      await redis.eval(FORGET, 1, PREFIX + tapKey(tap), paymentId).catch(unasked);
    },
  };
}
