import { describe, expect, it } from 'vitest';
import { judgePayments } from './payment-budgets.ts';
import type { PaymentFigures } from './payment-figures.ts';

const good = {
  ratioToEcho: 0.7,
  p99MsAtHalfRate: 25,
  hotToUniform: 1,
  overloadGoodput: 0.9,
  recoverySeconds: 5,
  retryStorm: { payments: 10, sends: 3, answersPerSecond: 1, paidOnce: 10 },
  overloads: [{ shedWithoutRetryAfter: 0 }],
} as unknown as PaymentFigures;
const missed = (figures: PaymentFigures) =>
  judgePayments(figures)
    .filter(({ holds }) => holds !== true)
    .map(({ name }) => name);

describe('the budgets of payments', () => {
  it('hold at their limits', () => {
    expect(missed(good)).toEqual([]);
  });

  it.each<[string, object]>([
    ['ratioToEcho', { ratioToEcho: 0.69 }],
    ['p99MsAtHalfRate', { p99MsAtHalfRate: 25.1 }],
    ['hotToUniform', { hotToUniform: 0.99 }],
    ['overloadGoodput', { overloadGoodput: 0.89 }],
    ['recoverySeconds', { recoverySeconds: 5.5 }],
    ['recoverySeconds', { recoverySeconds: null }],
    ['keysNotPaidOnce', { retryStorm: { ...good.retryStorm, paidOnce: 9 } }],
    ['shedWithoutRetryAfter', { overloads: [{ shedWithoutRetryAfter: 1 }] }],
  ])('miss %s when %j', (name, change) => {
    expect(missed({ ...good, ...change })).toEqual([name]);
  });
});
