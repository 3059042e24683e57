import type { Clock } from '@tamsui/platform/clock';
import { createBoundedCache } from './bounded-cache.ts';

export interface RememberedLookupOptions {
  readonly maxEntries: number;
  /** How old an answer may get: counted from when it was asked for. */
  readonly ttlMs: number;
  readonly clock: Clock;
}

export interface RememberedLookup<Value> {
  /**
   * What was found a moment ago, else what `lookUp` finds now. That there is nothing is not remembered.
   * @throws what `lookUp` throws, when there is nothing to remember
   */
  find(key: string, lookUp: () => Promise<Value | undefined>): Promise<Value | undefined>;
}

/**
 * Remembers what was looked up, and looks it up again before it is too old, while who asks is still answered from memory:
 * what a city asks for all the time is never waited for, and never looked up by many at once.
 */
export function createRememberedLookup<Value>(options: RememberedLookupOptions): RememberedLookup<Value> {
  const { ttlMs, clock } = options;
  const known = createBoundedCache<{ readonly value: Value; readonly askedAtMs: number }>(options);
  const underWay = new Map<string, Promise<Value | undefined>>();

  function lookUpOnce(key: string, lookUp: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const asked = underWay.get(key);
    if (asked !== undefined) return asked;
    const answer = ask(key, lookUp).finally(() => underWay.delete(key));
    underWay.set(key, answer);
    return answer;
  }

  async function ask(key: string, lookUp: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const askedAtMs = clock.now().getTime();
    const value = await lookUp();
    if (value === undefined) known.delete(key);
    else known.set(key, { value, askedAtMs });
    return value;
  }

  return {
    find: async (key, lookUp) => {
      const remembered = known.get(key);
      const ageMs = remembered === undefined ? ttlMs : clock.now().getTime() - remembered.askedAtMs;
      if (remembered === undefined || ageMs >= ttlMs) return lookUpOnce(key, lookUp);
      // Should it fail, it is asked for anew when the answer is too old, and then its caller hears of it.
      if (ageMs >= ttlMs / 2) void lookUpOnce(key, lookUp).catch(() => undefined);
      return remembered.value;
    },
  };
}
