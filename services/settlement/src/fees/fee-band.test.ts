import { expect, it } from 'vitest';
import { feeOn } from './fee-band.ts';

const bands = [
  { basisPoints: 130, effectiveFrom: '2026-01-05' },
  { basisPoints: 90, effectiveFrom: '2026-04-01' },
  { basisPoints: 150, effectiveFrom: '2026-06-01' },
];

it.each([
  ['before the merchant joined', '2025-12-31', 130],
  ['on the last day of the first', '2026-03-31', 130],
  ['on the first day of the next', '2026-04-01', 90],
  ['on the last day of that', '2026-05-31', 90],
  ['on the day of the rise', '2026-06-01', 150],
  ['long afterwards', '2036-06-01', 150],
])('the fee %s is the one that was in force then', (_when, date, basisPoints) => {
  expect(feeOn(bands, date)).toBe(basisPoints);
  expect(feeOn(bands.toReversed(), date)).toBe(basisPoints);
});

it('a merchant without any fee is a mistake of ours', () => {
  expect(() => feeOn([], '2026-06-01')).toThrow('at least one fee');
});
