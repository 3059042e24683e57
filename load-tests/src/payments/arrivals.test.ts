import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../test/simulation/src/random.ts';
import { arrivalsMs } from './arrivals.ts';

describe('arrivals', () => {
  it('rise from 0, as many as asked for', () => {
    const due = arrivalsMs(1_000, 50, createRandom(1).next);
    expect(due).toHaveLength(1_000);
    expect(due[0]).toBe(0);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  it('keep the rate on average', () => {
    const due = arrivalsMs(100_000, 2_000, createRandom(2).next);
    expect((due.at(-1) ?? 0) / 1_000).toBeCloseTo(50, 0);
  });

  it('come in bursts and gaps: their spread is as large as their mean', () => {
    const due = arrivalsMs(100_000, 1_000, createRandom(3).next);
    const gaps = due.slice(1).map((at, n) => at - (due[n] ?? 0));
    const variance = gaps.reduce((sum, gap) => sum + (gap - 1) ** 2, 0) / gaps.length;
    expect(variance).toBeCloseTo(1, 1);
  });

  it('never come at once for ever, whatever chance says', () => {
    expect(arrivalsMs(3, 10, () => 0)).toEqual([0, 0, 0]);
    expect(arrivalsMs(2, 10, () => 1 - Number.EPSILON).every(Number.isFinite)).toBe(true);
  });
});
