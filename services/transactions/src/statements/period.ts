import { dateInZone } from '@tamsui/platform/clock';

/** Days of a calendar, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The instants of a period: from the first on, and before the second. */
export interface Span {
  readonly start: Date;
  readonly end: Date;
}

/** A whole leap year. */
export const MAX_DAYS = 366;
/** No city has entries before. */
const FIRST_DAY = '2000-01-01';
const DAY_MS = 86_400_000;

export interface PeriodRefusal {
  readonly field: 'from' | 'to';
  readonly code: 'period_reversed' | 'period_too_long' | 'period_not_begun' | 'period_too_early';
  readonly message: string;
}

interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What was asked for, or the month of today until today. */
export function periodOf(asked: Asked, today: string): Period {
  const to = asked.to ?? today;
  return { from: asked.from ?? `${to.slice(0, 8)}01`, to };
}

/** What is wrong with a period, and which field says it; undefined when nothing is. Dates in ISO 8601 sort as text. */
export function refusalOf({ from, to }: Period, today: string): PeriodRefusal | undefined {
  if (from < FIRST_DAY)
    return { field: 'from', code: 'period_too_early', message: `must not be before ${FIRST_DAY}` };
  if (to > today)
    return { field: 'to', code: 'period_not_begun', message: `must not be after today, ${today}` };
  if (from > to) return { field: 'from', code: 'period_reversed', message: `must not be after to, ${to}` };
  if (daysOf({ from, to }) > MAX_DAYS)
    return { field: 'from', code: 'period_too_long', message: `must be within ${MAX_DAYS} days up to ${to}` };
  return undefined;
}

function daysOf({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/** From the first midnight of a zone to the one after the last day. */
export function spanOf({ from, to }: Period, timeZone: string): Span {
  const dayAfter = new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10);
  return { start: firstInstantOf(from, timeZone), end: firstInstantOf(dayAfter, timeZone) };
}

/**
 * The first instant of a day in a zone. Offsets are at most 14 hours and end on quarters of an hour, so it is one of a
 * few; looking at them all holds where clocks are changed at midnight, too.
 */
export function firstInstantOf(day: string, timeZone: string): Date {
  const STEP_MS = 900_000;
  const earliest = Date.parse(day) - 14 * 3_600_000;
  for (let step = 0; step <= 28 * 4; step += 1) {
    const instant = new Date(earliest + step * STEP_MS);
    if (dateInZone(instant, timeZone) >= day) return instant;
  }
  throw new RangeError(`BUG: ${timeZone} has no day ${day}`);
}
