import { type BoundedCacheOptions, createBoundedCache } from './bounded-cache.ts';

export interface RememberedLookup<Value> {
  /**
   * What was found a moment ago, else what `lookUp` finds now. That there is nothing is not remembered.
   * @throws what `lookUp` throws, when there is nothing to remember
   */
  find(key: string, lookUp: () => Promise<Value | undefined>): Promise<Value | undefined>;
}

/**
 * Remembers what was looked up, and looks it up again before it is too old, while who asks is still answered from memory:
 * what a city asks for all the time is never waited for, and never looked up by many at once. An answer's age counts from
 * when it was asked for.
 */
export function createRememberedLookup<Value>(options: BoundedCacheOptions): RememberedLookup<Value> {
  const { ttlMs, clock } = options;
  const known = createBoundedCache<Value>(options);
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
    else known.set(key, value, askedAtMs);
    return value;
  }

  return {
    find: async (key, lookUp) => {
      const remembered = known.get(key);
      if (remembered === undefined) return lookUpOnce(key, lookUp);
      // Should it fail, it is asked for anew when the answer is too old, and then its caller hears of it.
      if (remembered.ageMs >= ttlMs / 2) void lookUpOnce(key, lookUp).catch(() => undefined);
      return remembered.value;
    },
  };
}
