import { describe, expect, it, test } from 'vitest';
import { MAX_ATTEMPTS, nextAttemptAt, readRetryAfterMs, restMs } from './retry-schedule.ts';

const now = new Date('2026-11-24T04:00:00.000Z');
const secondsUntil = (attempt: number, retryAfterMs: number | null = null, chance = 0) => {
  const at = nextAttemptAt({ attempt, retryAfterMs, now }, () => chance);
  return at === undefined ? undefined : (at.getTime() - now.getTime()) / 1_000;
};

test('attempts follow the schedule of Standard Webhooks, three days in all, and then end', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => secondsUntil(index + 1));
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, undefined]);
  expect(waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 86_400).toBeCloseTo(3.15, 1);
});

test('chance makes a wait up to a tenth longer, and never shorter', () => {
  expect(secondsUntil(2, null, 0.5)).toBe(315);
  expect(secondsUntil(2, null, 0.999_999)).toBeCloseTo(330, 0);
});

describe('Retry-After', () => {
  it('makes a wait longer, never shorter, and never longer than a day', () => {
    expect(secondsUntil(1, 120_000)).toBe(120);
    expect(secondsUntil(3, 120_000)).toBe(1_800);
    expect(secondsUntil(1, 40 * 86_400_000)).toBe(86_400);
  });

  it('does not revive what has had its last attempt', () => {
    expect(secondsUntil(MAX_ATTEMPTS, 120_000)).toBeUndefined();
  });

  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Tue, 24 Nov 2026 04:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 03:00:00 GMT', 0],
    ['99999999999', null],
    ['-1', null],
    ['soon', null],
    ['1e9', null],
    ['2026-11-24', null],
    ['Tue, 99 Nov 2026 04:01:00 GMT', null],
  ])('%s means %s', (header, ms) => {
    expect(readRetryAfterMs(header, now)).toBe(ms);
  });
});

describe('a rest of the endpoint', () => {
  const rest = (failuresInRow: number, status: number | null = null, retryAfterMs: number | null = null) =>
    restMs({ failuresInRow, status, retryAfterMs }) / 1_000;

  it('begins with the fifth failure in a row, doubles, and ends at five minutes', () => {
    expect([1, 4, 5, 6, 13, 14, 5_000].map((failures) => rest(failures))).toEqual([
      0, 0, 1, 2, 256, 300, 300,
    ]);
  });

  it('is what the receiver asks for when it has too much to do, up to an hour', () => {
    expect(rest(1, 429)).toBe(10);
    expect(rest(1, 503, 120_000)).toBe(120);
    expect(rest(1, 429, 86_400_000)).toBe(3_600);
    expect(rest(1, 500, 120_000)).toBe(0);
  });
});
