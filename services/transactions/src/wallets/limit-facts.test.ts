import { expect, test } from 'vitest';
import { limitFactsOf } from './limit-facts.ts';

const limit = {
  code: 'limit_exceeded',
  account: 'mine',
  limit: 'own',
  cap_minor: '100000',
  left_minor: '2550',
};

test.each([
  [{ ...limit }, {}],
  [
    { ...limit, period: 'day', resets_on: '2026-11-21' },
    { period: 'day', resets_on: '2026-11-21' },
  ],
  [
    { ...limit, period: 'month', resets_on: '2026-12-01' },
    { period: 'month', resets_on: '2026-12-01' },
  ],
])('a holder is told which limit, what is left and when it begins anew', (refusal, when) => {
  expect(limitFactsOf(refusal, 'TWD')).toEqual({
    limit: 'own',
    cap: { amount: '1000', currency: 'TWD' },
    left: { amount: '25.50', currency: 'TWD' },
    ...when,
  });
});

test('of what is no limit there is nothing to tell', () => {
  expect(limitFactsOf({ ...limit, code: 'insufficient_funds' }, 'TWD')).toEqual({});
});
