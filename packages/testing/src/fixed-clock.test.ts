import { expect, test } from 'vitest';
import { fixedClock } from './fixed-clock.ts';

test('a fixed clock stands still until it is moved', () => {
  const clock = fixedClock('2026-11-20T04:00:00Z');
  expect(clock.now().toISOString()).toBe('2026-11-20T04:00:00.000Z');
  clock.advanceMs(61_000);
  expect(clock.now().toISOString()).toBe('2026-11-20T04:01:01.000Z');
  clock.setTo('2027-01-01T00:00:00Z');
  expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
});

test('nobody can change the clock through a date it handed out', () => {
  const clock = fixedClock('2026-11-20T04:00:00Z');
  clock.now().setFullYear(1999);
  expect(clock.now().getUTCFullYear()).toBe(2026);
});

test('a text that is no instant is refused', () => {
  expect(() => fixedClock('tomorrow')).toThrow(RangeError);
});
