import type { Clock } from '@tamsui/platform/clock';

/** A clock that moves only when a test says so. */
export interface FixedClock extends Clock {
  setTo(instant: string | Date): void;
  advanceMs(milliseconds: number): void;
}

/** @param instant ISO 8601 in UTC, for example `2026-11-20T04:00:00Z` (noon in Taipei) */
export function fixedClock(instant: string | Date): FixedClock {
  let nowMs = parseInstantMs(instant);
  return {
    now: () => new Date(nowMs),
    setTo: (next) => {
      nowMs = parseInstantMs(next);
    },
    advanceMs: (milliseconds) => {
      nowMs += milliseconds;
    },
  };
}

function parseInstantMs(instant: string | Date): number {
  const ms = new Date(instant).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`);
  return ms;
}
