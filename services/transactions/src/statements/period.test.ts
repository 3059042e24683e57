import { describe, expect, it, test } from 'vitest';
import { firstInstantOf, periodOf, refusalOf, spanOf } from './period.ts';

const TODAY = '2026-11-24';

test('a period that nobody names is the month until today', () => {
  expect(periodOf({}, TODAY)).toEqual({ from: '2026-11-01', to: TODAY });
  expect(periodOf({ to: '2026-03-31' }, TODAY)).toEqual({ from: '2026-03-01', to: '2026-03-31' });
});

test('a day of Taipei begins at 16:00 UTC of the day before, and its end is the beginning of the next', () => {
  const { start, end } = spanOf({ from: '2026-02-28', to: '2026-03-01' }, 'Asia/Taipei');
  expect(start.toISOString()).toBe('2026-02-27T16:00:00.000Z');
  expect(end.toISOString()).toBe('2026-03-01T16:00:00.000Z');
});

it.each([
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
  ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
  // Clocks went from 23:59 to 01:00: the day had no midnight.
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
])('in %s the day %s begins at %s', (zone, day, instant) => {
  expect(firstInstantOf(day, zone).toISOString()).toBe(instant);
});

describe('a period that is none', () => {
  it.each([
    [{ from: '2026-11-02', to: '2026-11-01' }, 'from', 'period_reversed'],
    [{ from: '2026-11-24', to: '2026-11-25' }, 'to', 'period_not_begun'],
    [{ from: '2025-11-23', to: '2026-11-24' }, 'from', 'period_too_long'],
    [{ from: '1999-12-31', to: '2000-01-01' }, 'from', 'period_too_early'],
  ])('%j names %s: %s', (period, field, code) => {
    expect(refusalOf(period, TODAY)).toMatchObject({ field, code });
  });

  it.each([
    { from: '2026-11-24', to: '2026-11-24' },
    { from: '2025-11-24', to: '2026-11-24' },
  ])('%j is one', (period) => {
    expect(refusalOf(period, TODAY)).toBeUndefined();
  });
});
