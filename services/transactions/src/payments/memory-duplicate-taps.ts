import type { Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { createOldestFirst } from '../oldest-first.ts';
import { DUPLICATE_WINDOW_MS, type DuplicateTaps, tapKey } from './duplicate-taps.ts';

/** More than a process can take in five seconds. A full memory forgets the oldest tap. */
const MAX_TAPS = 100_000;

/** Taps in the memory of one process. */
export function createMemoryDuplicateTaps(clock: Clock, maxTaps: number = MAX_TAPS): DuplicateTaps {
  const taps = createOldestFirst<{ readonly paymentId: Uuid; readonly untilMs: number }>();

  /** All taps live equally long, so the oldest are the first to go. */
  function sweep(nowMs: number): void {
    taps.forgetWhile(({ untilMs }) => untilMs <= nowMs || taps.size > maxTaps);
  }

  return {
    claim: async (tap, paymentId) => {
      const nowMs = clock.now().getTime();
      sweep(nowMs);
      const key = tapKey(tap);
      const known = taps.get(key);
      if (known !== undefined && known.untilMs > nowMs)
        return known.paymentId === paymentId ? undefined : known.paymentId;
      taps.set(key, { paymentId, untilMs: nowMs + DUPLICATE_WINDOW_MS });
      return undefined;
    },
    forget: async (tap, paymentId) => {
      const key = tapKey(tap);
      if (taps.get(key)?.paymentId === paymentId) taps.delete(key);
    },
  };
}
