import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';

/** A chain whose codes were all lost at once asks so often for a moment; nobody else shows so many unknown codes. */
const MAX_MISSES = 300;
const WINDOW_MS = 60_000;
/** More merchants than this do not guess in one minute; if they do, counting begins anew. */
const MAX_MERCHANTS = 10_000;

/** Counts codes that stood for nothing, by merchant, in this process. */
export interface GuessLimit {
  /** Counts one, and tells whether there were too many within the minute. */
  exceeds(merchantId: Uuid): boolean;
}

/** Slows down a till that tries codes: they are long, and this keeps it so even for a stolen API key. */
export function createGuessLimit(clock: Clock, maxMisses: number = MAX_MISSES): GuessLimit {
  let misses = new Map<Uuid, number>();
  let endsAtMs = 0;
  return {
    exceeds: (merchantId) => {
      const nowMs = clock.now().getTime();
      if (nowMs >= endsAtMs || misses.size >= MAX_MERCHANTS) {
        misses = new Map();
        endsAtMs = nowMs + WINDOW_MS;
      }
      const count = (misses.get(merchantId) ?? 0) + 1;
      misses.set(merchantId, count);
      return count > maxMisses;
    },
  };
}
