import { fixedClock } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';

const QUOTA = { name: 'address', requests: 2, windowSeconds: 10 };

test('each caller has a quota of their own, of each kind', () => {
  const limiter = createMemoryRateLimiter(fixedClock('2026-11-20T04:00:00Z'));
  const allowed = (caller: string, quota = QUOTA) => limiter.take(quota, caller).allowed;
  expect([allowed('a'), allowed('a'), allowed('a')]).toEqual([true, true, false]);
  expect(allowed('b')).toBe(true);
  expect(allowed('a', { ...QUOTA, name: 'device' })).toBe(true);
});

test('when memory is full, newcomers share one quota; nobody is let in uncounted and nobody known is forgotten', () => {
  const clock = fixedClock('2026-11-20T04:00:00Z');
  const limiter = createMemoryRateLimiter(clock, 100);
  const allowed = (caller: number) => limiter.take(QUOTA, `caller ${caller}`).allowed;
  for (let i = 0; i < 100; i++) expect([allowed(i), allowed(i)]).toEqual([true, true]);
  const newcomers = Array.from({ length: 1_000 }, (_, i) => allowed(1_000 + i));
  expect(newcomers.filter(Boolean)).toHaveLength(2);
  for (let i = 0; i < 100; i++) expect(allowed(i)).toBe(false);
  clock.advanceMs(10_000);
  expect(allowed(5_000)).toBe(true);
  expect(allowed(5_001)).toBe(true);
  expect([allowed(0), allowed(0), allowed(0)]).toEqual([true, true, false]);
});
