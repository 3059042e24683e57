import { describe, expect, it } from 'vitest';
import { closeDay, executeOne, leg, post, smallCity, statusOf } from './book.testing.ts';
import { dayAfter } from './business-day.ts';
import type { BookState } from './index.ts';

/** The business day that a payment gets when the clock shows this date. */
function stampOf(state: BookState, n: number, calendarDate: string): string {
  const outcome = executeOne(
    state,
    post(n, [leg(2, 3, 1n)]),
    new Date(`${calendarDate}T04:00:00Z`),
    calendarDate,
  );
  if (outcome.status !== 'decided') throw new Error('it was decided');
  return outcome.entry.businessDate;
}

describe('the business day', () => {
  it('is the calendar day, and goes on at midnight', () => {
    const state = smallCity();
    expect(stampOf(state, 9, '2026-11-23')).toBe('2026-11-23');
    expect(stampOf(state, 10, '2026-11-24')).toBe('2026-11-24');
  });

  it('stays when the clock goes back, and so does the instant of a batch', () => {
    const state = smallCity();
    stampOf(state, 9, '2026-11-24');
    const { at } = state.head;
    expect(stampOf(state, 10, '2026-11-22')).toBe('2026-11-24');
    expect(state.head.at).toEqual(at);
  });

  it('is the next one as soon as the day is closed, on the same calendar day', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, closeDay(9, '2026-11-23')))).toBe('posted');
    expect(stampOf(state, 10, '2026-11-23')).toBe('2026-11-24');
    expect(stampOf(state, 11, '2026-11-24')).toBe('2026-11-24');
    expect(stampOf(state, 12, '2026-11-25')).toBe('2026-11-25');
  });

  it('is not moved by closing an earlier day', () => {
    const state = smallCity();
    expect(statusOf(executeOne(state, closeDay(9, '2026-11-20')))).toBe('posted');
    expect(stampOf(state, 10, '2026-11-23')).toBe('2026-11-23');
  });

  it('can be closed twice in a row before midnight', () => {
    const state = smallCity();
    executeOne(state, closeDay(9, '2026-11-23'));
    expect(statusOf(executeOne(state, closeDay(10, '2026-11-24')))).toBe('posted');
    expect(stampOf(state, 11, '2026-11-23')).toBe('2026-11-25');
  });

  it.each([
    ['2026-02-28', '2026-03-01'],
    ['2028-02-28', '2028-02-29'],
    ['2027-12-31', '2028-01-01'],
  ])('after %s comes %s', (date, next) => {
    expect(dayAfter(date)).toBe(next);
  });
});
