/** Which business day is open. Dates are `YYYY-MM-DD` in the city's zone and compare as texts. */
export interface BusinessDay {
  /** The day of the last entry; days never go back, whatever a clock does. */
  readonly current: string;
  readonly lastClosed: string | null;
}

const DAY_MS = 86_400_000;

/** The calendar day after a date. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** The day that an entry of this moment belongs to: the calendar's, but never a closed one and never an earlier one. */
export function openBusinessDay(day: BusinessDay, calendarDate: string): string {
  const latest = calendarDate > day.current ? calendarDate : day.current;
  return day.lastClosed === null || latest > day.lastClosed ? latest : dayAfter(day.lastClosed);
}
