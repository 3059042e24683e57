/** How long after a failed attempt the next one comes, in milliseconds: Standard Webhooks 1.0.0, about three days in all. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const RETRY_AFTER_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
export const MAX_ATTEMPTS = RETRY_AFTER_MS.length + 1;
/** A wait is up to a tenth longer, so that what failed together does not come back together. */
const JITTER = 0.1;
/** A receiver that asks for more than a day is asked again after a day. */
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

/** A number from 0 to below 1. */
export type Chance = () => number;

/**
 * When the next attempt is due; undefined after the last.
 * @param attempt the one that failed, from 1
 * @param retryAfterMs what the receiver asked for; it makes a wait longer, never shorter
 */
export function nextAttemptAt(
  {
    attempt,
    retryAfterMs,
    now,
  }: { readonly attempt: number; readonly retryAfterMs: number | null; readonly now: Date },
  chance: Chance,
): Date | undefined {
  const plannedMs = RETRY_AFTER_MS[attempt - 1];
  if (plannedMs === undefined) return undefined;
  const askedMs = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  const waitMs = Math.max(plannedMs, askedMs) * (1 + JITTER * chance());
  return new Date(now.getTime() + Math.round(waitMs));
}

/** Failures in a row, of whatever deliveries, from which on an endpoint is given rests. */
const FAILURES_BEFORE_REST = 5;
const FIRST_REST_MS = SECOND;
const LONGEST_REST_MS = 5 * MINUTE;
/** At 429, 502, 503 and 504 a receiver says that it has too much to do: all of its deliveries wait at least so long. */
const SLOW_DOWN_STATUSES = new Set([429, 502, 503, 504]);
const SLOW_DOWN_MS = 10 * SECOND;
const LONGEST_PAUSE_MS = HOUR;

/**
 * How long an endpoint is left alone after a failure, with all that waits for it: 1 s after the fifth in a row, then
 * twice as long each time, up to 5 minutes. One that asks for time gets up to an hour.
 */
export function restMs(failure: {
  readonly failuresInRow: number;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
}): number {
  const { failuresInRow, status, retryAfterMs } = failure;
  const doublings = failuresInRow - FAILURES_BEFORE_REST;
  const ownRestMs = doublings < 0 ? 0 : Math.min(FIRST_REST_MS * 2 ** doublings, LONGEST_REST_MS);
  if (status === null || !SLOW_DOWN_STATUSES.has(status)) return ownRestMs;
  return Math.max(ownRestMs, Math.min(retryAfterMs ?? SLOW_DOWN_MS, LONGEST_PAUSE_MS));
}

/** Reads `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). Null when it is neither. */
export function readRetryAfterMs(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^[0-9]{1,9}$/.test(header)) return Number(header) * SECOND;
  const isDate = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$/.test(header);
  const at = isDate ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
