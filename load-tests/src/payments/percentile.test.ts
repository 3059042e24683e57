import { describe, expect, it } from 'vitest';
import { median, percentile, rounded } from './percentile.ts';

const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);

describe('a percentile', () => {
  it.each([
    [0.5, 50],
    [0.99, 99],
    [0.999, 100],
    [1, 100],
    [0, 1],
  ])('of %d of the numbers from 1 to 100 is %d', (share, value) => {
    expect(percentile(hundred, share)).toBe(value);
  });

  it('of one value is that value, and of none is no number', () => {
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.99)).toBeNaN();
  });
});

describe('the median', () => {
  it('is the middle, or between the two middle ones', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
    expect(median([])).toBeNaN();
  });
});

describe('rounding', () => {
  it('keeps three decimals unless told otherwise', () => {
    expect([rounded(0.12345), rounded(12.345, 1)]).toEqual([0.123, 12.3]);
  });
});
