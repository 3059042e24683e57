import type { Clock } from '@tamsui/platform/clock';
import type { Quota } from './quota.ts';
import type { Standing } from './token-bucket.ts';
import { type Bucket, fullBucket, isFull, takeToken } from './token-bucket.ts';

/** A limit of this process alone. */
export interface MemoryRateLimiter {
  take(quota: Quota, caller: string): Standing;
}

interface Kept {
  readonly quota: Quota;
  readonly bucket: Bucket;
}

const MAX_CALLERS = 100_000;
/** Callers looked at for room, at most so many at a time. */
const MAX_SWEPT = 1_000;
/** Whoever comes when there is no room shares one bucket with the others who do: nobody is let in uncounted. */
const LATECOMERS = '';

export function createMemoryRateLimiter(clock: Clock, maxCallers: number = MAX_CALLERS): MemoryRateLimiter {
  const kept = new Map<string, Kept>();

  /** Forgets those who have been quiet for a window; they come first, since whoever calls is put last. */
  function sweep(nowMs: number): void {
    let looked = 0;
    for (const [key, { bucket, quota }] of kept) {
      if (looked++ >= MAX_SWEPT) return;
      if (isFull(bucket, quota, nowMs)) kept.delete(key);
    }
  }

  function keptOf(quota: Quota, caller: string, nowMs: number): Kept {
    const key = `${quota.name}|${caller}`;
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    if (kept.size >= maxCallers) sweep(nowMs);
    if (kept.size >= maxCallers && caller !== LATECOMERS) return keptOf(quota, LATECOMERS, nowMs);
    const fresh = { quota, bucket: fullBucket(quota, nowMs) };
    kept.set(key, fresh);
    return fresh;
  }

  return {
    take: (quota, caller) => {
      const nowMs = clock.now().getTime();
      return takeToken(keptOf(quota, caller, nowMs).bucket, quota, nowMs);
    },
  };
}
