import { expect, test } from 'vitest';
import type { HalfRateFigures } from './measure-half-rate.ts';
import type { Round } from './measure-rounds.ts';
import { halfRateOf, pairFigures } from './pair-figures.ts';

function round(perSecond: number): Round {
  const sample = { perSecond, p50Ms: 10, p99Ms: 20, cpuMsPerThousand: new Map([['API', 150]]) };
  return new Map([['uniform', { name: 'uniform', ...sample, listedAfterSeconds: 0.1 }]]);
}

function halfRate(p99Ms: number): HalfRateFigures {
  return { perSecond: 1_000, payments: 10_000, p50Ms: 5, p99Ms, p999Ms: 40, longestMs: 50 };
}

const PAIRS = [
  { here: round(2_000), there: round(1_000) },
  { here: round(4_000), there: round(4_000) },
  { here: round(1_100), there: round(1_000) },
];

test('the ratio is the middle of those within pairs, not of the rates', () => {
  const figures = pairFigures(PAIRS, [{ here: halfRate(25), there: halfRate(30) }]);
  expect(figures).toMatchObject({ hereToThere: 1.1, lowest: 1, highest: 2, halfRatePerSecond: 1_000 });
  expect(figures.measured).toMatchObject({ here: { perSecond: 2_000 }, there: { perSecond: 1_000 } });
});

test('of several runs at half the rate the middle is told, of each city its own', () => {
  const runs = [25, 90, 26].map((p99Ms) => ({ here: halfRate(p99Ms), there: halfRate(2 * p99Ms) }));
  expect(pairFigures(PAIRS, runs).p99MsAtHalfRate).toEqual({ here: 26, there: 52 });
});

test('half the rate is half of what the slower city takes', () => {
  expect(halfRateOf(PAIRS)).toBe(500);
});
