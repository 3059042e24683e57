import { expect, it } from 'vitest';
import { fromMinor, sum, toMinor } from './money.ts';

it.each([
  ['120', 12_000n],
  ['0.05', 5n],
  ['-1.5', -150n],
  ['90071992547409.93', 9_007_199_254_740_993n],
])('%s is %d minor units', (amount, minor) => {
  expect(toMinor(amount)).toBe(minor);
});

it.each([
  [12_000n, '120'],
  [104n, '1.04'],
  [-5n, '-0.05'],
  [0n, '0'],
])('%d minor units are %s', (minor, amount) => {
  expect(fromMinor(minor)).toBe(amount);
});

it('prints currencies without decimals', () => {
  expect([toMinor('500', 0), fromMinor(500n, 0), fromMinor(7n, 0)]).toEqual([500n, '500', '7']);
});

it.each(['', '1.234', '1e3', ' 1', '+1', '.5', '1.', '01', '1,000'])('refuses %j', (amount) => {
  expect(() => toMinor(amount)).toThrow(RangeError);
});

it('adds up one currency, and nothing else', () => {
  const twd = (amount: string) => ({ amount, currency: 'TWD' });
  expect(sum([twd('0.10'), twd('0.20'), twd('-0.05')])).toEqual(twd('0.25'));
  expect(() => sum([])).toThrow(RangeError);
  expect(() => sum([twd('1'), { amount: '1', currency: 'JPY' }])).toThrow(RangeError);
});
