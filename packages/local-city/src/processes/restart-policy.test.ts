import { expect, test } from 'vitest';
import { planRestart, RESTART_LIMIT } from './restart-policy.ts';

const MINUTE_MS = 60_000;

test('after a first fall a program is back in a second', () => {
  expect(planRestart([], 5_000)).toEqual({ kind: 'after', delayMs: 1_000 });
});

test('a program that keeps falling waits longer each time, up to fifteen seconds', () => {
  const restarts: number[] = [];
  const delays: number[] = [];
  let nowMs = 0;
  for (let fall = 0; fall < 7; fall += 1) {
    const next = planRestart(restarts, nowMs);
    if (next.kind === 'give-up') throw new Error('gave up too early');
    delays.push(next.delayMs);
    nowMs += next.delayMs;
    restarts.push(nowMs);
    nowMs += 100;
  }
  expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('a program that held out for a while has earned the short delay again', () => {
  expect(planRestart([0, 2_000, 4_000], 4_000 + MINUTE_MS)).toEqual({ kind: 'after', delayMs: 1_000 });
});

test('the twenty-first fall within ten minutes is the last', () => {
  const everyHalfMinute = Array.from({ length: RESTART_LIMIT.count }, (_, index) => index * 29_000);
  const nowMs = 20 * 29_000;
  expect(planRestart(everyHalfMinute, nowMs)).toEqual({ kind: 'give-up' });
  expect(planRestart(everyHalfMinute.slice(1), nowMs)).toMatchObject({ kind: 'after' });
});

test('falls of more than ten minutes ago are forgotten', () => {
  const old = Array.from({ length: 30 }, (_, index) => index * 1_000);
  expect(planRestart(old, 11 * MINUTE_MS)).toEqual({ kind: 'after', delayMs: 1_000 });
});
