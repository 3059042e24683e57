import type { Faults } from '../faults.ts';
import type { Random } from '../random.ts';
import { untilMidnightMs, untilMonthEndMs } from './calendar.ts';
import type { Scheduler } from './scheduler.ts';

const MINUTE_MS = 60_000;
const FIRST_INSTANT_MS = Date.UTC(2026, 10, 2);
const MAX_START_OFFSET_MS = 30 * 24 * 60 * MINUTE_MS;
const MAX_SKEW_MS = 3_000;

/** What calendars and clocks on the wall show. Unlike elapsed time it jumps, and sometimes goes back a little. */
export interface WallClock {
  /** This moment as one process sees it: each is off by something of its own. */
  nowFor(process: number): Date;
  /** Moves all clocks: over an expiry, a midnight, the end of a month, or back. */
  jump(): void;
}

export function createWallClock(scheduler: Scheduler, random: Random, faults: Faults): WallClock {
  let offsetMs = FIRST_INSTANT_MS + random.below(MAX_START_OFFSET_MS);
  const skewsMs = Array.from({ length: 4 }, () => random.between(-MAX_SKEW_MS, MAX_SKEW_MS));
  const nowMs = (): number => offsetMs + scheduler.elapsedMs();

  /** Next to a border and not only beyond it, so that something happens on both sides. */
  const aroundMs = (): number => random.between(-2_000, 2_000);

  return {
    nowFor: (process) => new Date(nowMs() + (skewsMs[process] ?? 0)),
    jump: () => {
      const kind = random.pick([
        'minutes',
        'minutes',
        'midnight',
        'midnight',
        'month end',
        'back',
        'back',
      ] as const);
      faults.count(`clock: ${kind}`);
      if (kind === 'minutes') offsetMs += random.between(1, 40) * MINUTE_MS;
      if (kind === 'midnight') offsetMs += untilMidnightMs(nowMs()) + aroundMs();
      if (kind === 'month end') offsetMs += untilMonthEndMs(nowMs()) + aroundMs();
      if (kind === 'back') offsetMs -= random.between(500, 5 * MINUTE_MS);
    },
  };
}
