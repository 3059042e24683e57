import { FIRST_LOCK_MS, LONGEST_LOCK_MS, MAX_FAILURES } from './pin.ts';

/** The wait stops growing long before; this keeps the power small. */
const DOUBLINGS = 10;

/**
 * How a row that keeps a PIN counts an attempt: what an `update` sets, together with `countingAt` for its values. It is
 * one statement, before the PIN is looked at, so that of a hundred guesses at one moment five are looked at. The fifth
 * wrong one in a row locks for 15 minutes, the next fifth for twice as long, up to a day.
 */
export const COUNT_ATTEMPT = `
  failures = case when locked_until is null then failures + 1 else 1 end,
  lockouts = lockouts + case when locked_until is null and failures + 1 >= :maxFailures then 1 else 0 end,
  locked_until = case when locked_until is null and failures + 1 >= :maxFailures
    then cast(:now as timestamptz) + interval '1 millisecond'
      * least(:firstLockMs * power(2, least(lockouts, :doublings)), :longestLockMs)
    end`;

/** The rows in which an attempt may be made at `now`. */
export const IS_OPEN = '(locked_until is null or locked_until <= :now)';

export function countingAt(now: Date) {
  return {
    now,
    maxFailures: MAX_FAILURES,
    firstLockMs: FIRST_LOCK_MS,
    longestLockMs: LONGEST_LOCK_MS,
    doublings: DOUBLINGS,
  };
}

/** What a right PIN, or a new one, sets. */
export const NO_FAILURES = 'failures = 0, lockouts = 0, locked_until = null';
