const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Taipei has no summer time. */
const TAIPEI_OFFSET_MS = 8 * HOUR_MS;

/** The date of an instant in Taipei, `YYYY-MM-DD`. */
export function taipeiDate(instant: Date): string {
  return new Date(instant.getTime() + TAIPEI_OFFSET_MS).toISOString().slice(0, 10);
}

/** How long it is from an instant to the next midnight of Taipei. */
export function untilMidnightMs(instantMs: number): number {
  return DAY_MS - ((instantMs + TAIPEI_OFFSET_MS) % DAY_MS);
}

/** How long it is from an instant to the first midnight of the next month of Taipei. */
export function untilMonthEndMs(instantMs: number): number {
  const local = new Date(instantMs + TAIPEI_OFFSET_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - local.getTime();
}

/** The date some days after another. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
