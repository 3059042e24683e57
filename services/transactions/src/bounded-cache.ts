import type { Clock } from '@tamsui/platform/clock';

export interface BoundedCacheOptions {
  readonly maxEntries: number;
  /** How old an entry may get before it is looked up again. */
  readonly ttlMs: number;
  readonly clock: Clock;
}

export interface BoundedCache<Value> {
  get(key: string): { readonly value: Value; readonly ageMs: number } | undefined;
  /** @param sinceMs from when its age counts: now, unless it is told otherwise */
  set(key: string, value: Value, sinceMs?: number): void;
  delete(key: string): void;
}

/** Remembers what was looked up a moment ago. A full cache forgets what came first. */
export function createBoundedCache<Value>(options: BoundedCacheOptions): BoundedCache<Value> {
  const entries = new Map<string, { readonly value: Value; readonly sinceMs: number }>();
  const nowMs = (): number => options.clock.now().getTime();

  /** A Map keeps the order of insertion, so its first key is the oldest one. */
  function forgetOldest(): void {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }

  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      const ageMs = nowMs() - entry.sinceMs;
      if (ageMs < options.ttlMs) return { value: entry.value, ageMs };
      entries.delete(key);
      return undefined;
    },
    set: (key, value, sinceMs = nowMs()) => {
      entries.delete(key);
      if (entries.size >= options.maxEntries) forgetOldest();
      entries.set(key, { value, sinceMs });
    },
    delete: (key) => void entries.delete(key),
  };
}
